import Foundation
import PipelineTesting
import Synchronization
import Testing

/// A synthetic parliament that tells of its papers twice: in its log of changes, and in the records of its publisher.
private final class Parliament: Sendable {
    struct Record: Sendable {
        var identifier: String
        var more = ""
        var title = "Veren; Verslag van een schriftelijk overleg; Verslag over de veerponten van het rijk"
    }

    private struct State {
        var documents: [String] = []
        var records: [Record] = [
            Record(identifier: "kst-29237-1", title: "Veren; Brief; Een oude brief over veren")
        ]
        var paper = ""
    }

    private let state = Mutex(State())
    private let started = Mutex<LoopbackServer?>(nil)
    private let today = String(Date().ISO8601Format().prefix(10))

    init() {
        started.withLock { $0 = LoopbackServer { [weak self] in self?.answer($0) ?? .answer(500, "") } }
    }

    var server: LoopbackServer? { started.withLock { $0 } }

    func publish(_ paper: String) { state.withLock { $0.paper = paper } }

    func tell(_ document: String) { state.withLock { $0.documents.append(document) } }

    func replace(_ identifier: String?, with record: Record) {
        state.withLock { state in
            state.records.removeAll { $0.identifier == identifier }
            state.records.append(record)
        }
    }

    private func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let (documents, records, paper) = state.withLock { ($0.documents, $0.records, $0.paper) }
        let path = request.path
        if path.hasPrefix("/sru?") { return .answer(200, page(records)) }
        if path.hasPrefix("/log/Feed?") { return .answer(200, log(documents, path)) }
        if path == "/log/Entiteiten/\(Self.guid(900))" {
            return .answer(
                200,
                """
                <kamerstukdossier xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="\(Self.guid(900))"><nummer>29237</nummer></kamerstukdossier>
                """)
        }
        let isPaper = path.hasPrefix("/log/Resources/") || path.hasPrefix("/papers/")
        return isPaper ? .answer(200, paper, headers: [("Content-Type", "text/html")]) : .answer(404, "")
    }

    static func guid(_ number: Int) -> String { "00000000-0000-4000-8000-000000000\(number)" }

    func document(_ number: Int) -> String {
        """
        <tk:document xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="\(Self.guid(number))" tk:bijgewerkt="\(today)T08:00:00"
         tk:verwijderd="false" tk:contentType="text/html"><tk:soort>Verslag van een schriftelijk overleg</tk:soort>
        <tk:kamerstukdossier ref="\(Self.guid(900))"/><tk:volgnummer>178</tk:volgnummer><tk:datum>\(today)T00:00:00</tk:datum>
        <tk:onderwerp>Veerponten van het rijk</tk:onderwerp></tk:document>
        """
    }

    private func log(_ documents: [String], _ path: String) -> String {
        let token = path.split(separator: "=").last.flatMap { Int($0) } ?? 0
        let entries = documents.enumerated().dropFirst(token).map { place, document in
            """
            <entry><id>urn:x:\(place)</id><updated>\(today)T08:00:00Z</updated><content>\(document)</content>
            <link rel="next" href="/log/Feed?skiptoken=\(place + 1)"/></entry>
            """
        }
        return #"<feed xmlns="http://www.w3.org/2005/Atom">\#(entries.joined())</feed>"#
    }

    private func page(_ records: [Record]) -> String {
        let base = server?.url("/papers/") ?? ""
        let shown = records.map { record in
            """
            <record><gzd><identifier>\(record.identifier)</identifier><title>\(record.title)</title><creator>Kamer</creator>
            <modified>\(today)</modified><available>\(today)</available><publicatienaam>Kamerstuk</publicatienaam>\(record.more)
            <itemUrl manifestation="html">\(base)\(record.identifier).html</itemUrl></gzd></record>
            """
        }
        return """
            <searchRetrieveResponse><numberOfRecords>\(records.count)</numberOfRecords><records>\(shown.joined())</records></searchRetrieveResponse>
            """
    }

    /// Waits until both sources have been polled twice more, so that what was shown before was seen.
    func polls(_ room: Newsroom) async throws {
        let paths = ["/sru?", "/log/Feed?"]
        func counts() -> [Int] {
            let requests = server?.requests ?? []
            return paths.map { path in requests.count { $0.path.hasPrefix(path) } }
        }
        let before = counts()
        try await room.until { zip(counts(), before).allSatisfy { $0 >= $1 + 2 } }
    }
}

@Suite(.timeLimit(.minutes(2)))
struct TwoSourcesTests {
    @Test(
        "a paper in the log, then under an interim and a final identifier, is one publication and one alert")
    func once() async throws {
        let (room, parliament) = (try Newsroom(), Parliament())
        let server = try #require(parliament.server)
        let network = "every: 1s, insecure_http: true, allow: [\"\(server.allow)\"]"
        try """
        contact: desk@example.org
        state: \(room.directory)/state
        sources:
          log: {use: tweede-kamer, url: "\(server.url("/log"))", start: "0", \(network)}
          records: {use: officielebekendmakingen, url: "\(server.url("/sru"))", forms: [html], \(network)}
        watches: {all: {query: '*', sinks: [alerts]}}
        sinks: {alerts: {kind: file, path: alerts.ndjson}}
        """.write(toFile: "\(room.directory)/bode.yaml", atomically: true, encoding: .utf8)
        parliament.publish(DaemonTests.answers("De pont vaart.", "De veerman ook."))
        try room.start()
        try await room.until { room.log.contains("source records: first poll") }
        try await parliament.polls(room)

        parliament.tell(parliament.document(101))
        try await room.until { try room.events().count >= 2 }
        let place = "<dossiernummer>29237</dossiernummer><ondernummer>178</ondernummer>"
        parliament.replace(nil, with: .init(identifier: "kst-1027687", more: place))
        try await parliament.polls(room)
        parliament.replace("kst-1027687", with: .init(identifier: "kst-29237-178"))
        try await parliament.polls(room)
        // What the log says later comes through in order: whatever was told of the records was told before it.
        parliament.publish(DaemonTests.answers("De pont vaart.", "De veerman ook.", "De brug is open."))
        parliament.tell(parliament.document(101).replacingOccurrences(of: "T08:00:00\"", with: "T09:00:00\""))
        try await room.until { try room.events().count >= 3 }
        let texts = try room.events().compactMap { ($0["data"] as? [String: Any])?["answer"] as? String }
        #expect(texts == ["De pont vaart.", "De veerman ook.", "De brug is open."])
        let types = Set(try room.events().compactMap { $0["type"] as? String })
        #expect(types == ["bode.answer.published"])

        // A paper that the log does not have, and whose interim record does not say where it belongs.
        parliament.publish(DaemonTests.answers("Het sein staat op groen."))
        let title = "Seinen; Verslag van een schriftelijk overleg; Verslag over de seinen langs het water"
        parliament.replace(nil, with: .init(identifier: "kst-1027699", title: title))
        try await room.until { try room.events().count >= 4 }
        parliament.replace("kst-1027699", with: .init(identifier: "kst-29238-7", title: title))
        try await parliament.polls(room)
        try await parliament.polls(room)
        let after = try room.events().count
        #expect(after == 4)
        #expect(room.stop() == 0)
    }
}
