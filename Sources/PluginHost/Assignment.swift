import Pipeline
import PluginProtocol

/// Something that a program is given, and that it answers: a document or an event.
protocol Assignment: Sendable {
    associatedtype Outcome: Sendable

    /// Takes what the program says of it.
    ///
    /// - Parameters:
    ///   - message: what it says.
    ///   - size: the bytes of that.
    ///   - ready: what it said of itself.
    /// - Returns: what came of it; `nil` while more is to come.
    /// - Throws: what is wrong with the message, for whoever wrote the program.
    mutating func take(
        _ message: PluginMessage, size: Int, from ready: PluginMessage.Ready
    ) throws(ProtocolFault) -> Outcome?
}

/// How an assignment came to its end.
enum Ending<Outcome: Sendable>: Sendable {
    case answered(Outcome)
    /// The program was lost with it in its hands.
    case lost(reason: String, wasAlone: Bool)
    case disabled(reason: String)
    case stopping
}

/// A document that a stage has in hand.
struct PaperAssignment: Assignment {
    var document: Document
    let stage: String
    /// Bytes that the program may write on it.
    let limit: Int
    private var written = 0

    init(_ document: Document, stage: String, limit: Int) {
        (self.document, self.stage, self.limit) = (document, stage, limit)
    }

    mutating func take(
        _ message: PluginMessage, size: Int, from ready: PluginMessage.Ready
    ) throws(ProtocolFault) -> OutsideOutcome? {
        written &+= size
        guard written <= limit else {
            throw ProtocolFault("it wrote more than \(limit) bytes on one document")
        }
        switch message {
        case .additions(_, let additions, let isLast):
            try document.add(additions, declared: ready.adds, by: stage)
            return isLast ? .processed(document) : nil
        case .retry(_, let after, let reason):
            // Held within what JSON may say of seconds and Int64 of milliseconds.
            let wait = after.map { Duration.milliseconds(Int64(min(max($0, 0), 1e9) * 1000)) }
            return .retry(after: wait, reason: reason.onOneLine(limit: ProgramStage.longestReason))
        case .setAside(_, let reason):
            return .setAside(reason: reason.onOneLine(limit: ProgramStage.longestReason))
        case .event, .ready, .refuse: throw ProtocolFault("a stage was asked, and a sink answered")
        }
    }
}

/// An event that a sink has in hand.
struct EventAssignment: Assignment {
    func take(
        _ message: PluginMessage, size: Int, from ready: PluginMessage.Ready
    ) throws(ProtocolFault) -> DeliveryOutcome? {
        guard case .event(_, let outcome) = message else {
            throw ProtocolFault("a sink was asked, and a stage answered")
        }
        func shown(_ reason: String) -> String { reason.onOneLine(limit: ProgramStage.longestReason) }
        return switch outcome {
        case .delivered, .deferred: outcome
        case .failed(let reason, let hold): .failed(shown(reason), holdSink: hold)
        case .refused(let reason): .refused(shown(reason))
        case .gone(let reason): .gone(shown(reason))
        }
    }
}
