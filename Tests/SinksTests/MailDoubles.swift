import MailSink
import Pipeline
import PipelineTesting
import Synchronization

/// A mail server that keeps what it is given, and answers as its script says.
final class MailTable: MailService {
    struct Mail: Sendable {
        var recipient: String
        var submission: MailSubmission
        var text: String { String(decoding: submission.message, as: UTF8.self) }
        func header(_ name: String) -> String? { headers(name).first }

        /// The values of a header, unfolded.
        func headers(_ name: String) -> [String] {
            let head = text.components(separatedBy: "\r\n\r\n")[0].replacing("\r\n ", with: " ")
            return head.components(separatedBy: "\r\n").filter {
                $0.lowercased().hasPrefix(name.lowercased() + ":")
            }
            .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
        }
    }

    private struct State {
        var taken: [Mail] = []
        var attempts: [String] = []
        var script: @Sendable (String) -> MailFailure? = { _ in nil }
    }

    private let state = Mutex(State())

    /// Says for a recipient why nothing is taken; `nil` takes it.
    func answer(_ script: @escaping @Sendable (String) -> MailFailure?) {
        state.withLock { $0.script = script }
    }

    var taken: [Mail] { state.withLock { $0.taken } }
    var attempts: [String] { state.withLock { $0.attempts } }

    func submit(_ submission: MailSubmission) async throws(MailFailure) {
        let failure = state.withLock { state -> MailFailure? in
            state.attempts.append(submission.recipient)
            let failure = state.script(submission.recipient)
            if failure == nil {
                state.taken.append(Mail(recipient: submission.recipient, submission: submission))
            }
            return failure
        }
        if let failure { throw failure }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

/// The log and the courier around a sink, in so far as it can see them: what is not settled comes again, what was deferred
/// when its time has come, and those first.
struct Rounds {
    let sink: MailSink
    let clock: ManualClock
    var waiting: [(event: Event, due: Timestamp)] = []
    var memory: SinkMemory?
    private(set) var asides: [String] = []
    private(set) var held: Timestamp?

    init(_ sink: MailSink, clock: ManualClock) { (self.sink, self.clock) = (sink, clock) }

    mutating func post(_ events: [Event]) { waiting += events.map { ($0, clock.now) } }

    /// Delivers until nothing is due; false after `most` calls, by which a sink that spins is found.
    mutating func run(most: Int = 200) async -> Bool {
        for _ in 0..<most {
            if let held, held > clock.now { return true }
            let now = clock.now
            let due = waiting.filter { $0.due <= now }.prefix(MailSink.traffic.batch)
            guard !due.isEmpty else { return true }
            await step(Array(due))
        }
        return false
    }

    private mutating func step(_ due: [(event: Event, due: Timestamp)]) async {
        let delivery = await sink.deliver(due.map(\.event))
        memory = delivery.memory ?? memory
        for ((event, _), outcome) in zip(due, delivery.outcomes) {
            let place = waiting.firstIndex { $0.event.id == event.id } ?? 0
            switch outcome {
            case .delivered: waiting.remove(at: place)
            case .refused(let why), .gone(let why):
                waiting.remove(at: place)
                asides.append(why)
            case .deferred(let until): waiting[place].due = until
            case .failed(_, let hold):
                let until = clock.now.adding(max(hold ?? .zero, .seconds(20)))
                waiting[place].due = until
                if let hold { held = max(held ?? clock.now, clock.now.adding(hold)) }
            }
        }
        waiting.sort { $0.due < $1.due }
    }
}
