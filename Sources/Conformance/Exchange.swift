import Pipeline
import PluginProtocol
import Processes

/// Papers or events on their way to a plugin that is being tried, and what it says of them.
///
/// It gives as many at a time as the plugin asked for, and holds against it whatever the daemon would.
struct Exchange {
    /// What is given: its name for people, the paper of which it is made where it is one, and how it is sent.
    struct Item {
        let name: String
        let document: Document?
        let line: (Int64) -> [UInt8]
    }

    private let examination: PluginExamination
    private let trial: PluginTrial
    private let ready: PluginMessage.Ready
    private let limits: ProtocolLimits
    private var inHand: [Int64: Item] = [:]
    private var written: [Int64: Int] = [:]
    private var answered: Set<Int64> = []
    /// What it said of those that it did not do as they were.
    private(set) var reasons: [String] = []

    init(
        _ examination: PluginExamination, _ trial: PluginTrial, _ ready: PluginMessage.Ready,
        limits: ProtocolLimits? = nil
    ) {
        (self.examination, self.trial, self.ready) = (examination, trial, ready)
        self.limits = limits ?? examination.usualLimits
    }

    /// Gives all of `items`, at most `most` at a time, and returns once each is answered.
    ///
    /// With `isEndingEarly`, its input ends before that.
    mutating func give(_ items: [Item], most: Int = .max, isEndingEarly: Bool = false) async throws(Finding) {
        var rest = items[...]
        let first = Int64(answered.count + 1)
        var next = first
        while !rest.isEmpty || !inHand.isEmpty {
            while inHand.count < min(ready.window, most), let item = rest.popFirst() {
                inHand[next] = item
                trial.send(item.line(next))
                next += 1
            }
            if rest.isEmpty, isEndingEarly { trial.finishInput() }
            try await hear()
        }
    }

    private var names: String {
        inHand.sorted { $0.key < $1.key }.prefix(3).map { "\($0.key) (\($0.value.name))" }.joined(
            separator: ", ")
    }

    private var noun: String { examination.role == .stage ? "document" : "event" }

    private mutating func hear() async throws(Finding) {
        switch await trial.next(within: examination.deadline) {
        case .message(let message, let bytes): try settle(message, bytes)
        case .fault(let fault, let line): throw Finding(fault: fault, line: line)
        case .ended(let status):
            throw Finding(ended: status, while: "it had \(noun) \(names) in hand", lastWords: trial.lastWords)
        case .silence:
            throw Finding(
                "it gave no answer within \(examination.deadline.inWords), with \(noun) \(names) in hand",
                remedy:
                    "Answer each \(noun), also one with which nothing is to be done, and flush standard output after each line."
            )
        }
    }

    private mutating func settle(_ message: PluginMessage, _ bytes: Int) throws(Finding) {
        guard let id = message.id else {
            throw Finding(
                "it introduced itself twice",
                remedy: "Say 'ready' once, after 'hello', and nothing of its kind later.")
        }
        guard let item = inHand[id] else {
            guard answered.contains(id) else {
                throw Finding(
                    "it answered \(noun) \(id), which it was not given; it has \(names)",
                    remedy: "Answer with the very 'id' that came with the \(noun); it is a number.")
            }
            throw Finding(
                "it answered \(noun) \(id) twice",
                remedy: "Answer each \(noun) exactly once; 'part' is not an answer, 'done' is.")
        }
        written[id, default: 0] += bytes
        guard written[id, default: 0] <= limits.document else {
            throw Finding(
                "it wrote more than \(limits.document) bytes on one document",
                remedy: "Keep to limits.document of the greeting.")
        }
        let isLast: Bool
        switch (message, item.document) {
        case (.additions(_, let additions, let last), let document?):
            try check(additions, to: document, named: item.name)
            isLast = last
        case (.retry(_, _, let reason), _?), (.setAside(_, let reason), _?):
            reasons.append(reason)
            isLast = true
        case (.event(_, let outcome), nil):
            if outcome != .delivered { reasons.append("\(outcome)") }
            isLast = true
        default:
            throw Finding(
                "it answered \(noun) \(id) as if it were a \(examination.role == .stage ? "sink" : "stage")",
                remedy:
                    "A stage answers done, part, retry or set_aside; a sink delivered, failed, deferred, refused or gone."
            )
        }
        if isLast {
            inHand[id] = nil
            answered.insert(id)
        }
    }

    private func check(
        _ additions: [AnswerAddition], to document: Document, named name: String
    ) throws(Finding) {
        var document = document
        do throws(ProtocolFault) {
            try document.add(additions, declared: ready.adds, by: PluginExamination.name)
        } catch {
            let words = "\(error)"
            let remedy =
                if words.contains("not declared") {
                    "Name in 'adds' of 'ready' whatever it may add."
                } else if words.contains("no place") {
                    "Places are half-open and counted in Unicode scalars, neither in bytes nor in UTF-16; what is empty is no place."
                } else {
                    "Keep to the table under 'done' on the manual's page 'The plugin protocol'."
                }
            throw Finding("what it adds to '\(name)' is not valid: \(words)", remedy: remedy)
        }
    }
}
