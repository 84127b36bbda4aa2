import PipelineTesting
import Synchronization

/// A parliament's log of documents on loopback, 250 a page, with the documents behind it.
final class Parliament: Sendable {
    let server: LoopbackServer
    private let log = DocumentLog()

    init() { server = LoopbackServer { [log] in log.answer($0) } }

    /// Adds documents of that day, dated `2026-11-25`, to the log.
    func publish(_ count: Int, date: String) { log.add(count, date) }

    /// Papers that were asked for.
    var fetched: Int { server.requests.count { $0.path.contains("/Resources/") } }
}

/// Entry n has the token 10 n, and stamps of its own day: a replay stamps them all anew.
private final class DocumentLog: Sendable {
    private let dates = Mutex<[String]>([])
    private static let page = 250

    func add(_ count: Int, _ date: String) {
        dates.withLock { $0 += Array(repeating: date, count: count) }
    }

    func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
        let number = request.path.split(separator: "-").last.flatMap { Int($0) }.map { $0 - 100_000_000_000 }
        if request.path.contains("/Resources/"), let number {
            let text = DaemonTests.answers("Dit is het antwoord in brief \(number).")
            return .answer(200, text, headers: [("Content-Type", "text/html; charset=utf-8")])
        }
        let token = request.path.firstRange(of: "skiptoken=").map {
            request.path[$0.upperBound...].prefix { $0.isNumber }
        }
        let base = "http://\(request.header("host") ?? "")/SyncFeed/2.0"
        let first = (token.flatMap { Int($0) } ?? 0) / 10
        let entries = dates.withLock { dates in
            dates.indices.dropFirst(first).prefix(Self.page).map { entry($0 + 1, dates[$0], base) }
        }
        let feed = """
            <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>SyncFeed</title>
            <updated>2026-11-25T10:00:00Z</updated>\(entries.joined())</feed>
            """
        return .answer(200, feed, headers: [("Content-Type", "application/atom+xml")])
    }

    private func entry(_ number: Int, _ date: String, _ base: String) -> String {
        let id = "00000000-0000-4000-8000-\(100_000_000_000 + number)"
        return """
            <entry><title>\(id)</title><id>\(base)/Entiteiten/\(id)</id>
            <updated>2026-11-25T10:00:00Z</updated><category term="document"/>
            <link rel="next" href="\(base)/Feed?skiptoken=\(number * 10)&amp;category=Document"/>
            <content type="application/xml"><document xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0"
             xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="\(id)" tk:bijgewerkt="2026-11-25T10:00:00"
             tk:verwijderd="false" tk:contentType="text/html" tk:contentLength="5">
            <soort>Antwoord schriftelijke vragen</soort><onderwerp>Brief \(number)</onderwerp>
            <datum>\(date)T00:00:00</datum></document></content></entry>
            """
    }
}
