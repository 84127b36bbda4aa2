public import Pipeline
import Synchronization

/// Mails each alert, or many together once an hour, a day or a week.
///
/// A message is handed to the server once for each recipient, so that one who is refused costs the others nothing; the event
/// is settled once the server has taken it for all of them. After a crash in between, the mail that was under way may come
/// once more, with the same `Message-ID`.
///
/// A digest is made in two steps: first it is stored which events it holds, then it is sent. So whatever happens, the one
/// that comes again is the same. What operators must know is never held back.
public final class MailSink: Sink {
    public static let name = "mail"

    /// In the order of the log, so that a digest finds all that waits for it in one batch; when to try again is decided here.
    public static let traffic = Traffic(lanes: 1, batch: 100, schedule: [])

    /// The waits after a server postponed a message, over three days as RFC 5321 §4.5.4.1 advises; then it is set aside.
    private static let waits: [Duration] =
        [.seconds(60), .seconds(300), .seconds(900), .seconds(1_800)]
        + Array(repeating: .seconds(3_600), count: 71)
    /// The longest that nothing is sent because no server was there; that is never given up.
    private static let longestPause = Duration.seconds(900)
    /// Mails of one call; the rest of the batch comes with the next, so that a crash repeats few.
    private static let mostMails = 20
    /// How long those of a digest wait for each other, which come due within a moment.
    private static let assembly = Duration.seconds(1)
    private static let mostWaits = 5
    /// Subjects whose order is kept while the server postpones them.
    private static let mostPostponed = 1_000
    /// How long after it was due a digest is given up of which nothing came back.
    private static let patience = Duration.seconds(600)

    private let writer: MailWriter
    private let schedule: MailSchedule
    private let mail: any MailService
    private let clock: any Clock
    private let log: @Sendable (LogLevel, String) -> Void
    private let server: MailServer
    private let state = Mutex(State())

    private struct State {
        var memory = MailMemory()
        /// How often in a row there was no server.
        var absences = 0
        /// How often the events of a digest have waited for each other since it was last tried.
        var waits = 0
        /// What was told of is postponed until then; what follows waits for it.
        var postponed: [String: Timestamp] = [:]
    }

    public init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {
        let (from, to) = try options.checkedAddresses()
        var style = try AlertText.Style(
            language: options.language, context: options.context, length: options.length)
        style.watches = services.watches
        writer = MailWriter(sink: name, from: from, to: to, style: style)
        schedule = try MailSchedule(options)
        server = try MailServer(options, sender: from.address, services: services)
        (mail, clock) = (services.services.mail, services.services.clock)
        let note = services.services.log
        log = { note($0, "sink \(name): \($1)") }
    }

    public func resume(_ memory: SinkMemory?) async throws(SinkFailure) {
        state.withLock { $0 = State(memory: memory.map { MailMemory($0) } ?? MailMemory()) }
    }

    // MARK: Delivering

    public func deliver(_ events: [Event]) async -> Delivery {
        // One lane, so nobody else changes it meanwhile.
        var state = state.withLock { $0 }
        let before = state.memory
        var outcomes = [DeliveryOutcome](repeating: .deferred(until: clock.now), count: events.count)
        let collected =
            schedule.digest == nil ? [] : events.indices.filter { !events[$0].kind.isForOperators }
        await sendSingly(events, except: Set(collected), outcomes: &outcomes, &state)
        if !collected.isEmpty { await collect(events, collected, outcomes: &outcomes, &state) }
        self.state.withLock { $0 = state }
        return Delivery(outcomes, memory: state.memory == before ? nil : state.memory.memory)
    }

    private func sendSingly(
        _ events: [Event], except collected: Set<Int>, outcomes: inout [DeliveryOutcome],
        _ state: inout State
    ) async {
        var mails = 0
        for (index, event) in events.enumerated() where !collected.contains(index) {
            let now = clock.now
            let opening = event.kind.isForOperators ? now : schedule.opening(from: now)
            guard opening <= now else {
                outcomes[index] = .deferred(until: opening)
                continue
            }
            if let until = event.subject.flatMap({ state.postponed[$0] }), until > now {
                outcomes[index] = .deferred(until: until)
                continue
            }
            guard mails < Self.mostMails else { return }
            mails += 1
            let result = await send([event], &state) { writer.message($0[0], at: now) }
            settle([index], [event.id], result, outcomes: &outcomes, &state)
            note(outcomes[index], of: event.subject, in: &state)
            guard case .failed(_, let wait) = outcomes[index] else { continue }
            // The server will not be there for the others either: they come again as they were, behind this one.
            let next = clock.now.adding((wait ?? .zero) + Self.assembly)
            for other in outcomes.indices where other > index && !collected.contains(other) {
                outcomes[other] = .deferred(until: next)
            }
            return
        }
    }

    /// Remembers what is postponed; after a restart it may be overtaken, once.
    private func note(_ outcome: DeliveryOutcome, of subject: String?, in state: inout State) {
        guard let subject else { return }
        if case .deferred(let until) = outcome, state.postponed.count < Self.mostPostponed {
            state.postponed[subject] = until
        } else {
            state.postponed[subject] = nil
        }
    }

    /// What became of events that went out in one mail.
    private func settle(
        _ indices: [Int], _ ids: [String], _ result: Sending, outcomes: inout [DeliveryOutcome],
        _ state: inout State
    ) {
        let outcome: DeliveryOutcome
        switch result {
        case .taken: outcome = .delivered
        case .refused(let why): outcome = .refused(why)
        case .unavailable(let why):
            let wait = Self.waits[min(state.absences, Self.waits.count) - 1]
            outcome = .failed(why, holdSink: min(wait, Self.longestPause))
        case .postponed(let why):
            let attempts = state.memory.attempt(ids)
            if attempts <= Self.waits.count {
                log(.warning, "\(why); trying again")
                outcome = .deferred(until: clock.now.adding(Self.waits[attempts - 1]))
            } else {
                outcome = .refused("\(why), \(attempts) times")
            }
        }
        for index in indices { outcomes[index] = outcome }
    }

    // MARK: Digests

    private func collect(
        _ events: [Event], _ collected: [Int], outcomes: inout [DeliveryOutcome], _ state: inout State
    ) async {
        let (now, opening) = (clock.now, schedule.opening(from: clock.now))
        let members = collected.filter { state.memory.digest.contains(events[$0].id) }
        let others = collected.filter { !members.contains($0) }
        if !others.isEmpty {
            // The first that waits for it sets the hour, so that none counts as missed that passed without an alert; one that
            // is configured since may come sooner.
            let next = schedule.nextDigest(after: now)
            state.memory.next = min(state.memory.next ?? next, next)
        }
        let next = max(state.memory.next ?? now, opening)
        guard !state.memory.digest.isEmpty else {
            for index in others { outcomes[index] = .deferred(until: max(next, now)) }
            guard next <= now else { return }
            (state.memory.digest, state.memory.due) = (others.map { events[$0].id }, now)
            // What has been due longest comes first: before all that waits besides.
            for index in others { outcomes[index] = .deferred(until: Timestamp(milliseconds: 0)) }
            // A full batch says that there may be more which waited for this hour.
            if events.count < Self.traffic.batch { state.memory.next = nil }
            return
        }
        let after = max(next, now.adding(Self.assembly), state.memory.due ?? now)
        for index in others { outcomes[index] = .deferred(until: after) }
        guard !members.isEmpty else {
            // Someone may have dropped all of them while it waited.
            if let due = state.memory.due, now > due.adding(Self.patience) { state.memory.digest = [] }
            return
        }
        guard opening <= now else {
            state.memory.due = opening
            for index in members { outcomes[index] = .deferred(until: opening) }
            return
        }
        if members.count < state.memory.digest.count, state.waits < Self.mostWaits {
            state.waits += 1
            for index in members { outcomes[index] = .deferred(until: now.adding(Self.assembly)) }
            return
        }
        state.waits = 0
        // The others were dropped or set aside meanwhile.
        state.memory.digest = members.map { events[$0].id }
        let result = await send(members.map { events[$0] }, &state) { writer.digest($0, at: now) }
        settle(members, state.memory.digest, result, outcomes: &outcomes, &state)
        switch outcomes[members[0]] {
        case .delivered, .refused, .gone: state.memory.digest = []
        case .failed(_, let wait): state.memory.due = clock.now.adding(wait ?? .zero)
        case .deferred(let until): state.memory.due = until
        }
    }

    // MARK: Sending

    private enum Sending {
        case taken
        case refused(String)
        case postponed(String)
        case unavailable(String)
    }

    /// Sends what each recipient has not got yet of `events`.
    private func send(
        _ events: [Event], _ state: inout State, _ message: ([Event]) -> MailMessage
    ) async -> Sending {
        var (refused, postponed): ([String], [String]) = ([], [])
        for recipient in writer.to {
            let theirs = events.filter { !state.memory.has(recipient.address, received: $0.id) }
            guard !theirs.isEmpty else { continue }
            do throws(MailFailure) {
                try await mail.submit(server.submission(message(theirs).bytes, to: recipient.address))
                state.memory.note(recipient.address, received: theirs.map(\.id))
            } catch {
                switch error {
                case .refused(let why): refused.append("\(recipient.address): \(why)")
                case .postponed(let why): postponed.append("\(recipient.address): \(why)")
                case .unavailable, .cancelled:
                    state.absences += 1
                    return .unavailable("\(error)")
                }
            }
        }
        state.absences = 0
        if !postponed.isEmpty { return .postponed(postponed.joined(separator: "; ")) }
        // Who has got it is remembered: when it is tried again, it is for those who have not.
        if !refused.isEmpty { return .refused(refused.joined(separator: "; ")) }
        state.memory.forget(events.map(\.id))
        return .taken
    }
}

/// Where mail is handed over.
struct MailServer: Sendable {
    private let submission: MailSubmission

    init(_ options: MailSink.Options, sender: String, services: SinkServices) throws(InvalidOptions) {
        let isName = options.server.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A: true
            default: false
            }
        }
        // Colons are for addresses of IPv6 alone.
        let isAddress = options.server.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x46, 0x61...0x66, 0x2E, 0x3A: true
            default: false
            }
        }
        guard isName, !options.server.isEmpty, isAddress || !options.server.contains(":") else {
            throw InvalidOptions(
                "server", "is the name of a host, such as smtp.example.org; the port is port:")
        }
        let security = try options.checkedSecurity()
        submission = MailSubmission(
            host: options.server, port: try options.checkedPort(security), security: security,
            credentials: try options.checkedCredentials(services),
            access: NetworkAccess(
                allowedAddresses: options.allow ?? [], allowsPlainHTTP: options.insecure ?? false),
            sender: sender, recipient: "", message: [], timeout: try options.checkedTimeout())
    }

    func submission(_ message: [UInt8], to recipient: String) -> MailSubmission {
        var submission = submission
        (submission.message, submission.recipient) = (message, recipient)
        return submission
    }
}

extension Event.Kind {
    /// True for what is wrong, or right again, with the service itself.
    var isForOperators: Bool {
        !["bode.answer.", "bode.commitment."].contains(where: rawValue.hasPrefix)
    }
}
