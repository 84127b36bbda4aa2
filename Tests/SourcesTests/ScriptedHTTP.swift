import Pipeline
import Synchronization
import WebSource

/// A server in a closure: it is shown each request, and how many there were before.
final class ScriptedHTTP: HTTP {
    typealias Script = @Sendable (_ address: WebAddress, _ count: Int) -> HTTPResponse

    private struct State {
        var script: Script
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>

    init(_ script: @escaping Script) { state = Mutex(State(script: script)) }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    var urls: [String] { requests.map(\.url) }

    func answer(with script: @escaping Script) { state.withLock { $0.script = script } }

    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let (script, count) = state.withLock { state in
            state.requests.append(request)
            return (state.script, state.requests.count - 1)
        }
        guard let address = WebAddress(request.url) else { throw .refused("no address") }
        var response = script(address, count)
        response.url = request.url
        return response
    }
}

extension HTTPResponse {
    static func json(_ text: String) -> HTTPResponse {
        HTTPResponse(
            status: 200, headers: [(name: "content-type", value: "application/json")], body: Array(text.utf8),
            url: "")
    }

    static func status(_ status: Int, _ text: String = "", headers: [(name: String, value: String)] = [])
        -> HTTPResponse
    { HTTPResponse(status: status, headers: headers, body: Array(text.utf8), url: "") }
}

/// Polls as the daemon does, page after page, until there is no more.
func round(
    _ source: some Source, from memory: SourceMemory? = nil, atMost most: Int = 100
) async throws(PollFailure) -> (publications: [Publication], memory: SourceMemory, polls: [Poll]) {
    var (memory, polls) = (memory, [Poll]())
    while polls.count < most {
        let poll = try await source.poll(memory)
        polls.append(poll)
        memory = poll.memory
        guard poll.hasMore else { break }
    }
    return (polls.flatMap(\.publications), memory ?? .init(), polls)
}

/// What every source of JSON makes of answers that are none.
enum BadJSON {
    static let pages: [(answer: String, says: String)] = [
        ("<html><head><title>Even geduld</title></head><body>…</body></html>", "a page titled “Even geduld”"),
        ("<html><body>blocked</body></html>", "markup instead of JSON"),
        ("", "an empty answer"),
        (
            "{\"error\": {\"code\": \"x\", \"message\": \"The field is unknown\"}}",
            "it says “The field is unknown”"
        ),
        ("[1, 2]", "JSON of another kind"),
        (
            #"{"value": "x", "resultaten": "x", "message": "Geen resultaat"}"#,
            "is no list: it says “Geen resultaat”"
        ),
        ("{\"a\": ", "broken JSON: it ends in the middle"),
        (String(repeating: "[", count: 1_000_000), "more than 512 levels"),
    ]
}
