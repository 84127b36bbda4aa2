import Pipeline
import PluginProtocol

/// Gives documents to a stage, and says what became of them.
struct StageDesk: Desk {
    private let name: String
    private let limits: ProtocolLimits
    private let adds: Set<Addition>
    private let process: @Sendable (Document) async throws(LiveStageFailure) -> Document
    private let stopping: @Sendable () async -> Void

    init(
        greeting: Greeting, adds: Set<Addition>, stop: @escaping @Sendable () async -> Void = {},
        process: @escaping @Sendable (Document) async throws(LiveStageFailure) -> Document
    ) {
        (name, limits) = (greeting.name, greeting.limits)
        (self.adds, self.process, stopping) = (adds, process, stop)
    }

    func answer(_ message: HostMessage) async throws(ProtocolFault) -> [[UInt8]] {
        guard case .document(let id, let paper) = message else {
            throw ProtocolFault("Bode sent what a stage does not know")
        }
        let result: Document
        do throws(LiveStageFailure) { result = try await process(paper.document) } catch {
            switch error {
            case .setAside(let reason): return [PluginMessage.setAside(id: id, reason: reason).line]
            case .retry(let after, let reason):
                return [
                    PluginMessage.retry(id: id, after: after.map { $0 / .seconds(1) }, reason: reason).line
                ]
            }
        }
        do throws(ProtocolFault) { return try replies(id, paper.document, result) } catch {
            // What Bode would not take is the stage's own fault, with this document and no other.
            PluginLog.write(.error, "\(paper.document.publication.identity): \(error)")
            return [PluginMessage.setAside(id: id, reason: error.description).line]
        }
    }

    func stop() async { await stopping() }

    private func replies(
        _ id: Int64, _ document: Document, _ result: Document
    ) throws(ProtocolFault) -> [[UInt8]] {
        guard result.answers.count == document.answers.count else {
            throw ProtocolFault("the stage took answers away, or made new ones")
        }
        let additions = document.additions(in: result)
        // The rules that Bode goes by, so that a fault is told where the stage's author looks.
        var checked = document
        try checked.add(additions, declared: Set(adds.map(\.wire)), by: name)
        return try Parts(id: id, limits: limits).messages(additions)
    }
}

/// Gives events to a sink, and says what became of them.
struct SinkDesk: Desk {
    private let deliver: @Sendable (Event) async -> DeliveryOutcome
    private let stopping: @Sendable () async -> Void

    init(
        stop: @escaping @Sendable () async -> Void,
        deliver: @escaping @Sendable (Event) async -> DeliveryOutcome
    ) {
        (self.deliver, stopping) = (deliver, stop)
    }

    func answer(_ message: HostMessage) async throws(ProtocolFault) -> [[UInt8]] {
        guard case .event(let id, let tree) = message else {
            throw ProtocolFault("Bode sent what a sink does not know")
        }
        guard case .object(let members) = tree, case .text(let eventID)? = members["id"],
            case .text(let type)? = members["type"]
        else { throw ProtocolFault("Bode sent an event without an id or a type") }
        guard let kind = Event.Kind(rawValue: type) else {
            let reason = "'\(type.onOneLine(limit: 80))' is a kind of event that this program does not know"
            return [PluginMessage.event(id: id, .refused(reason)).line]
        }
        var subject: String?
        if case .text(let text)? = members["subject"] { subject = text }
        let event = Event(id: eventID, kind: kind, json: JSONText.string(tree), sinks: [], subject: subject)
        return [PluginMessage.event(id: id, await deliver(event)).line]
    }

    func stop() async { await stopping() }
}
