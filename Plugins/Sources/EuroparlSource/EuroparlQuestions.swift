import JSONSource
import Pipeline
import WebSource

/// Asks the service for its lists of questions, and for the records of some.
struct EuroparlQuestions {
    let batch: Int
    private let service: JSONService
    private let reading: EuroparlReading
    private let address: String
    private let parameters: [String: String]
    private let language: String
    private let size: Int

    private static let format = "application/ld+json"

    init(
        _ options: EuroparlSource.Options, _ service: JSONService, _ reading: EuroparlReading
    ) throws(InvalidOptions) {
        (self.service, self.reading) = (service, reading)
        let text = service.network.address.text
        address = text.hasSuffix("/") ? String(text.dropLast()) : text
        parameters = options.parameters ?? [:]
        language = options.language ?? "en"
        size = try SourceOptions.size(options.pageSize, "page_size", usual: 200, most: 1000)
        batch = try SourceOptions.size(options.batch, "batch", usual: 20, most: 30)
    }

    func origin(_ types: [String]) -> String {
        var items = QueryText(["language": language])
        for type in types { items.add("work_type", type) }
        items.add(parameters)
        return items.added(to: address)
    }

    /// The page of a list from `offset` on; empty beyond its end.
    func page(_ list: EuroparlList, from offset: Int) async throws(PollFailure) -> EuroparlPage {
        var items = QueryText(["year": String(list.year), "work_type": list.type])
        items.add(parameters)
        for (name, value) in [("offset", String(offset)), ("limit", String(size)), ("format", Self.format)] {
            items.add(name, value)
        }
        let answer: JSONAnswer
        do throws(JSONRefusal) { answer = try await service.ask(items.added(to: address)) } catch {
            // Beyond the end of a list there may be nothing to answer with.
            if offset > 0, error.status == 404 || error.status == 204 { return EuroparlPage() }
            throw error.failure
        }
        let stubs = try answer.entries("data").prefix(PageBuilder.mostEntries)
        var page = EuroparlPage()
        for stub in stubs {
            guard let identifier = reading.identifier(stub) else { continue }
            page.identifiers.append(identifier)
            if reading.type(stub) ?? list.type == list.type { page.wanted.insert(identifier) }
        }
        guard stubs.isEmpty || !page.identifiers.isEmpty else {
            throw .malformed("none of its \(stubs.count) entries has the field 'identifier'")
        }
        return page
    }

    /// The records of those questions, together or one by one.
    func records(
        _ identifiers: [String], _ round: inout EuroparlRound, _ problems: inout [String]
    ) async throws(PollFailure) -> [JSONValue] {
        var found: [JSONValue] = []
        var missing = identifiers
        if identifiers.count > 1, !round.asksSingly {
            do throws(JSONRefusal) {
                found = try entries(await service.ask(record(identifiers)))
            } catch {
                guard error.isOfRecord else { throw error.failure }
                round.asksSingly = error.isOfAddress
            }
            let known = Set(found.compactMap { reading.identifier($0) })
            missing.removeAll { known.contains($0) }
            // One that knows only one of several does not know several.
            if missing.count == identifiers.count - 1 { round.asksSingly = true }
        }
        for identifier in missing {
            do throws(JSONRefusal) {
                found += try entries(await service.ask(record([identifier]))).prefix(1)
            } catch {
                // Lists are given, so the server is well: this one waits for the next round, and holds up no other.
                guard error.isOfRecord else { throw error.failure }
                problems.append("there is no record of \(identifier.onOneLine(limit: 60))")
            }
        }
        return found
    }

    private func entries(_ answer: JSONAnswer) throws(JSONRefusal) -> [JSONValue] {
        do throws(PollFailure) { return try answer.entries("data") } catch {
            throw JSONRefusal(failure: error, status: 200)
        }
    }

    private func record(_ identifiers: [String]) -> String {
        let names = identifiers.map { QueryText.encoded($0) }.joined(separator: ",")
        return QueryText(["language": language, "format": Self.format]).added(to: address + "/" + names)
    }
}

extension JSONRefusal {
    /// Whether the server cannot give what was asked for, rather than anything.
    fileprivate var isOfRecord: Bool { isOfAddress || status == 500 }
}
