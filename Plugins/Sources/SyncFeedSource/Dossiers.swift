import Markup
import Pipeline
import Synchronization
import WebSource

/// Knows the numbers of dossiers by the ids that documents give for them, asking for each once.
///
/// With its dossier's number a document has the name under which it is published elsewhere (`kst-29237-178`), so that a
/// paper that comes through two sources is one. A look-up that fails costs no more than that.
final class Dossiers: Sendable {
    /// The number of a dossier, and its addition: `36200` and `XVII`.
    struct Number: Equatable {
        var number: String
        var addition: String?
    }

    /// Look-ups in one poll: as many as a page has entries.
    static let mostPerPoll = 250
    /// How long nothing is looked up after a failure, so that a service that hangs does not hold up the log.
    static let pause = Duration.seconds(600)
    /// Dossiers that are remembered.
    static let mostKnown = 50_000
    static let timeout = Duration.seconds(15)
    private static let largestEntity = 1 << 20

    private let address: String
    private let network: SourceNetwork
    private let services: Services
    private let state = Mutex(State())

    private struct State {
        /// What is known; `.some(nil)` for an entity that is not there or has no number.
        var known: [String: Number?] = [:]
        /// Nothing is looked up before then.
        var next: Timestamp?
    }

    /// `address` is what comes before the id of an entity.
    init(at address: String, _ network: SourceNetwork, services: Services) {
        (self.address, self.network, self.services) = (address, network, services)
    }

    /// The numbers of the dossiers with these ids, of as many as can be found.
    func numbers(of ids: some Sequence<String>) async -> [String: Number] {
        var found: [String: Number] = [:]
        var asked = 0
        for id in ids where found[id] == nil {
            let (known, next) = state.withLock { ($0.known[id], $0.next) }
            if let known {
                found[id] = known
                continue
            }
            if let next, services.clock.now < next { continue }
            guard asked < Self.mostPerPoll, !Task.isCancelled else { continue }
            asked += 1
            let answer = await ask(id)
            state.withLock { state in
                guard let answer else {
                    state.next = services.clock.now.adding(Self.pause)
                    return
                }
                // Starting over forgets nothing that cannot be asked again.
                if state.known.count >= Self.mostKnown { state.known = [:] }
                state.known[id] = .some(answer)
            }
            if let answer { found[id] = answer }
        }
        return found
    }

    /// The number, `.some(nil)` for an entity without one, and `nil` where there was no answer.
    private func ask(_ id: String) async -> Number?? {
        let request = HTTPRequest(
            url: address + id, headers: [(name: "Accept", value: "application/xml, */*;q=0.5")],
            access: network.polling, timeout: Self.timeout, largestBody: Self.largestEntity)
        guard let answer = try? await services.http.perform(request) else { return nil }
        if answer.status == 404 || answer.status == 410 { return .some(nil) }
        guard answer.status == 200,
            let handler = try? XMLReader.read(
                answer.body, charset: answer.charset, with: DossierHandler(id: id))
        else { return nil }
        return .some(handler.number)
    }
}

/// Finds the dossier in an answer, which is the entity by itself or an Atom entry with the entity in it.
private struct DossierHandler: XMLHandler {
    let id: String
    private var depth = 0
    private var start: Int?
    private var isDone = false
    private var text: [UInt8]?
    private var values: [String: String] = [:]

    init(id: String) { self.id = id }

    var number: Dossiers.Number? {
        values["nummer"].map { .init(number: $0, addition: values["toevoeging"]) }
    }

    mutating func start(_ name: SyncFeedHandler.Name, _ attributes: borrowing XMLAttributes) {
        depth += 1
        text = nil
        if let start {
            if depth == start + 1, !isDone { text = [] }
        } else if name.space == .entity, attributes["id"]?.lowercased() == id {
            start = depth
        }
    }

    mutating func text(_ text: [UInt8]) {
        guard let size = self.text?.count, size < 256 else { return }
        self.text? += text
    }

    mutating func end(_ name: SyncFeedHandler.Name) {
        if let text, let value = Optional(text.singleLine()), !value.isEmpty { values[name.local] = value }
        text = nil
        if depth == start { isDone = true }
        depth -= 1
    }
}
