package import Pipeline
import Synchronization

/// A clock that wakes those who sleep long together, instead of each by an alarm of its own.
///
/// Who has slept for a minute does not mind another second. So that thousands of sources cost few wake-ups, and what they do
/// then is done at one go (their requests, and what they store), a deadline is put off to the next whole second, or to a smaller
/// part of one where less was to be slept: by a sixteenth at most.
package final class SharedAlarms: Clock {
    /// Nobody is woken later than this.
    package static let longestDelay = Duration.seconds(1)
    /// What is slept is at least so many times as long as the delay.
    static let leastShare = 16

    private let base: any Clock
    private let state = Mutex(State())

    private struct State {
        /// By the milliseconds of their deadline.
        var alarms: [Int64: Alarm] = [:]
        var lastTicket = 0
    }

    /// Those who wake at the same time; one of them, who is not among the sleepers, keeps the watch.
    private struct Alarm {
        var sleepers: [Int: CheckedContinuation<Waking, Never>] = [:]
    }

    private enum Waking {
        case due, keepsWatch, cancelled
    }

    /// Alarms that go by the clock `base`.
    package init(_ base: any Clock) { self.base = base }

    package var now: Timestamp { base.now }

    package func sleep(until deadline: Timestamp) async throws {
        let deadline = Self.putOff(deadline, after: base.now)
        if !begin(deadline) {
            switch await stand(by: deadline) {
            case .due: return try Task.checkCancellation()
            case .cancelled: throw CancellationError()
            case .keepsWatch: break
            }
        }
        do {
            try await base.sleep(until: deadline)
        } catch {
            // Another one keeps the watch from here on.
            handOver(deadline)
            throw error
        }
        for sleeper in end(deadline) { sleeper.resume(returning: .due) }
    }

    /// The time at which somebody is woken who is to sleep until `deadline`.
    static func putOff(_ deadline: Timestamp, after now: Timestamp) -> Timestamp {
        let wait = deadline.milliseconds.subtractingReportingOverflow(now.milliseconds)
        guard !wait.overflow, wait.partialValue > 0, deadline.milliseconds > 0 else { return deadline }
        // Each part is whole in the next, so that long and short waits end together.
        var step = Int64(longestDelay / .milliseconds(1))
        while step > 1, wait.partialValue / Int64(leastShare) < step {
            guard step % 2 == 0 else { return deadline }
            step /= 2
        }
        let rest = deadline.milliseconds % step
        let (end, isFar) = deadline.milliseconds.addingReportingOverflow(rest == 0 ? 0 : step - rest)
        return isFar ? deadline : Timestamp(milliseconds: end)
    }

    // MARK: Who keeps the watch

    /// True for the first at this deadline, who keeps the watch.
    private func begin(_ deadline: Timestamp) -> Bool {
        state.withLock { state in
            guard state.alarms[deadline.milliseconds] == nil else { return false }
            state.alarms[deadline.milliseconds] = Alarm()
            return true
        }
    }

    /// Waits until the watch wakes all, or goes over to this task.
    private func stand(by deadline: Timestamp) async -> Waking {
        let key = deadline.milliseconds
        let ticket = state.withLock { state in
            state.lastTicket &+= 1
            return state.lastTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { sleeper in
                let waking = state.withLock { state -> Waking? in
                    guard !Task.isCancelled else { return .cancelled }
                    // The watch may have ended meanwhile.
                    guard state.alarms[key] != nil else {
                        state.alarms[key] = Alarm()
                        return .keepsWatch
                    }
                    state.alarms[key]?.sleepers[ticket] = sleeper
                    return nil
                }
                if let waking { sleeper.resume(returning: waking) }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.alarms[key]?.sleepers.removeValue(forKey: ticket) }
            sleeper?.resume(returning: .cancelled)
        }
    }

    private func end(_ deadline: Timestamp) -> [CheckedContinuation<Waking, Never>] {
        state.withLock { state in
            state.alarms.removeValue(forKey: deadline.milliseconds).map { Array($0.sleepers.values) } ?? []
        }
    }

    private func handOver(_ deadline: Timestamp) {
        let next = state.withLock { state -> CheckedContinuation<Waking, Never>? in
            guard let ticket = state.alarms[deadline.milliseconds]?.sleepers.keys.first else {
                state.alarms[deadline.milliseconds] = nil
                return nil
            }
            return state.alarms[deadline.milliseconds]?.sleepers.removeValue(forKey: ticket)
        }
        next?.resume(returning: .keepsWatch)
    }
}
