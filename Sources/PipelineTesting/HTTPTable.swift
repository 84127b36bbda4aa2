public import Pipeline
import Synchronization

/// Answers requests from a table, and keeps what was asked.
public final class HTTPTable: HTTP {
    public typealias Answer = @Sendable (HTTPRequest) -> Result<HTTPResponse, HTTPFailure>

    private struct State {
        var answers: [String: Answer] = [:]
        var requests: [HTTPRequest] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// The requests made so far, in order.
    public var requests: [HTTPRequest] { state.withLock { $0.requests } }

    public func on(_ url: String, _ answer: @escaping Answer) { state.withLock { $0.answers[url] = answer } }

    /// Answers `url` with `body` from now on.
    public func serve(
        _ url: String, _ body: String, status: Int = 200, headers: [(name: String, value: String)] = []
    ) {
        on(url) { _ in
            .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8), url: url))
        }
    }

    public func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers[request.url]
        }
        guard let answer else {
            return HTTPResponse(status: 404, body: Array("not found".utf8), url: request.url)
        }
        return try answer(request).get()
    }
}
