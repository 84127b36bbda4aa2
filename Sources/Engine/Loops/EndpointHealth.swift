package import Pipeline

/// Whether a sink may be tried now and with how much at once, judged by what became of what it was given.
///
/// A state machine without a clock of its own. One failure slows it down; several in a row are taken for a failure of the
/// endpoint and not of the event: then the endpoint is left alone for longer and longer, and one delivery at a time finds
/// out whether it is back. See the decision 0125.
package struct EndpointHealth: Sendable {
    /// What a change of state is worth to operators.
    package enum News: Hashable, Sendable {
        /// It failed, for the first time or for another reason.
        case troubled
        /// It failed so often that it is taken to be out of order.
        case failing
        case recovered
        /// It gets nothing more until an operator says so.
        case disabled
        /// It is disabled still.
        case reminder
    }

    /// What outlives the process.
    package private(set) var record: SinkRecord
    /// Deliveries that may be under way at the same time.
    package private(set) var concurrency = 1
    /// Failures since the last success.
    package private(set) var failures = 0
    package private(set) var lastFailure: String?
    /// Nothing goes out before then: it is left alone since it fails.
    private var pause: Timestamp?
    private var pauses = 0
    /// Deliveries that worked since `concurrency` last changed.
    private var successes = 0
    private let lanes: Int
    private let isLocal: Bool

    /// Failures in a row that are the endpoint's own.
    package static let failuresOfEndpoint = 5
    /// How long it is left alone, the first time and later; the last of them from then on.
    ///
    /// Never longer than the wait of an event that failed as often, so that a lone event keeps its schedule.
    static let waits: [Duration] = [5, 30, 120, 300, 900, 1800, 3600].map { .seconds($0) }
    /// The last of them, with its jitter.
    private static let longestWait = RetrySchedule.jittered(.seconds(3600), 1)
    /// Longer than any receiver may ask to be left alone, a program of its own included.
    private static let longestPeace = Duration.seconds(8 * 86_400)
    /// It is disabled when everything failed for so long.
    package static let patience = Duration.seconds(5 * 86_400)
    /// Nobody knows how it did in a longer time without an attempt: the five days begin anew.
    ///
    /// The longest wait of the schedule is 24 hours and a fifth of them.
    static let longestSilence = Duration.seconds(30 * 3600)
    static let reminderInterval = Duration.seconds(86_400)

    /// The health of a sink with that traffic, of which `record` is remembered.
    package init(_ traffic: Traffic, record: SinkRecord = SinkRecord()) {
        lanes = max(1, traffic.lanes)
        isLocal = traffic.schedule.isEmpty
        self.record = record
    }

    // MARK: What may be done

    /// The deliveries that may be begun while `underWay` are.
    package func places(underWay: Int, at now: Timestamp) -> Int {
        guard record.disabled == nil, (held(at: now) ?? now) <= now else { return 0 }
        return max(0, concurrency - underWay)
    }

    /// Nothing goes out before then, as the receiver asked or since it fails.
    package func held(at now: Timestamp) -> Timestamp? {
        [pause(at: now), hold(at: now)].compactMap(\.self).max()
    }

    private func pause(at now: Timestamp) -> Timestamp? {
        believed(pause, at: now, within: isLocal ? RetrySchedule.localWait : Self.longestWait)
    }

    private func hold(at now: Timestamp) -> Timestamp? {
        believed(record.hold, at: now, within: Self.longestPeace)
    }

    /// What lies farther ahead than it can was noted before the clock was set back.
    private func believed(
        _ time: Timestamp?, at now: Timestamp, within longest: Duration
    ) -> Timestamp? {
        time.flatMap { $0.since(now) <= longest ? $0 : nil }
    }

    /// When operators are to be reminded that it is disabled; `nil` while it is not.
    package var nextReminder: Timestamp? { record.disabled?.reminded.adding(Self.reminderInterval) }

    package var isFailing: Bool { failures >= Self.failuresOfEndpoint || record.isTold }

    // MARK: What happens

    package mutating func succeeded() -> News? {
        // What was under way when the receiver wanted no more is no word of its recovery.
        guard record.disabled == nil else { return nil }
        // What the receiver asked for stays: this may have been under way when another delivery was refused.
        let news: News? = record.isTold ? .recovered : nil
        (failures, pause, pauses) = (0, nil, 0)
        (record.failingSince, record.latestFailure, record.isTold) = (nil, nil, false)
        successes += 1
        if successes >= concurrency, concurrency < lanes {
            (concurrency, successes) = (min(concurrency * 2, lanes), 0)
        }
        return news
    }

    /// A delivery failed for that reason; the receiver asked for `peace`, or not.
    ///
    /// `chance` from 0 to 1 is where in the jitter to wait.
    package mutating func failed(
        _ reason: String, peace: Duration?, at now: Timestamp, chance: Double
    ) -> News? {
        let isNew = lastFailure != reason || failures == 0
        failures += 1
        lastFailure = reason
        (concurrency, successes) = (max(1, concurrency / 2), 0)
        if let peace { record.hold = max(hold(at: now) ?? now, now.adding(min(peace, Self.longestPeace))) }
        remember(failureAt: now)
        if isOver(now) { return disable(Self.longFailure(reason), at: now) }
        // Those that were under way when it was left alone already say nothing new.
        if (pause(at: now) ?? now) <= now, failures >= Self.failuresOfEndpoint || isLocal {
            let wait = isLocal ? RetrySchedule.localWait : Self.waits[min(pauses, Self.waits.count - 1)]
            pause = now.adding(isLocal ? wait : RetrySchedule.jittered(wait, chance))
            pauses += 1
        }
        if failures >= Self.failuresOfEndpoint, !record.isTold {
            record.isTold = true
            return .failing
        }
        return isNew && !record.isTold ? .troubled : nil
    }

    /// The receiver wants nothing more, ever.
    package mutating func gone(_ reason: String, at now: Timestamp) -> News? {
        lastFailure = reason
        return record.disabled == nil ? disable(reason, at: now) : nil
    }

    /// An operator lets it be tried again; false where it was not disabled.
    package mutating func enable(configured configuration: String) -> Bool {
        guard record.disabled != nil else { return false }
        (failures, pause, pauses, concurrency, successes) = (0, nil, 0, 1, 0)
        record = SinkRecord()
        record.configuration = configuration
        return true
    }

    /// An operator lets it be tried now, however long it was to be left alone; false where it was not.
    package mutating func letGo(at now: Timestamp) -> Bool {
        guard record.disabled == nil, let held = held(at: now), held > now else { return false }
        (pause, pauses, record.hold) = (nil, 0, nil)
        return true
    }

    /// Takes note of how it is configured now; true where that enables it.
    package mutating func isConfigured(_ configuration: String) -> Bool {
        guard record.configuration != configuration else { return false }
        guard !enable(configured: configuration) else { return true }
        record.configuration = configuration
        return false
    }

    /// Counts a reminder where one is due.
    package mutating func remind(at now: Timestamp) -> News? {
        guard let nextReminder, nextReminder <= now else { return nil }
        record.disabled?.reminded = now
        return .reminder
    }

    // MARK: Five days

    private mutating func remember(failureAt now: Timestamp) {
        if let latest = record.latestFailure, now.since(latest) > Self.longestSilence {
            record.failingSince = nil
        }
        record.failingSince = record.failingSince ?? now
        record.latestFailure = now
    }

    private func isOver(_ now: Timestamp) -> Bool {
        guard !isLocal, record.disabled == nil, let since = record.failingSince else { return false }
        return now.since(since) >= Self.patience
    }

    private static func longFailure(_ reason: String) -> String {
        "everything failed for five days, the last time with: \(reason)"
    }

    private mutating func disable(_ reason: String, at now: Timestamp) -> News {
        record.disabled = SinkRecord.Disabled(reason: reason, since: now, reminded: now)
        record.isTold = true
        return .disabled
    }
}
