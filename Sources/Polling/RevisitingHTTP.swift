package import Pipeline
import Synchronization
import WebSource

/// HTTP that asks for a paper it has had before only whether it has changed.
///
/// The server is asked every time, so no amendment is missed. An answer to a request that says so (see
/// ``HTTPRequest/keepsAnswer``) is kept with its validators; the next request for the same address carries them, and where
/// the server then says that nothing changed, the kept answer is given. Two requests for one address go one after the other, so
/// that a paper that two sources announce at once is not sent twice.
package final class RevisitingHTTP: HTTP {
    private struct Kept {
        var validators: [(name: String, value: String)]
        var sha256: String
        var headers: [(name: String, value: String)]
        var url: String
        /// Where the address has moved for good.
        var movedTo: String?
    }

    private struct State {
        var kept: [String: Kept] = [:]
        /// Addresses in the order in which they were kept.
        var order: [String] = []
        var underWay: [String: [CheckedContinuation<Void, Never>]] = [:]
    }

    /// Addresses that are remembered; the papers themselves are on the disk.
    private static let mostKept = 4_096

    private let base: any HTTP
    private let clock: any Clock
    private let keep: @Sendable (Original) async -> String?
    private let recall: @Sendable (String) async -> [UInt8]?
    private let state = Mutex(State())

    /// - Parameters:
    ///   - base: makes the requests.
    ///   - clock: for telling how old an answer's date of change is.
    ///   - keep: stores bytes and returns their SHA-256; `nil` where there was no room.
    ///   - recall: the bytes of that SHA-256; `nil` where they are not there or are others.
    package init(
        _ base: any HTTP, clock: any Clock, keep: @escaping @Sendable (Original) async -> String?,
        recall: @escaping @Sendable (String) async -> [UInt8]?
    ) {
        (self.base, self.clock, self.keep, self.recall) = (base, clock, keep, recall)
    }

    package func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        guard request.keepsAnswer, request.method == .get else { return try await base.perform(request) }
        await begin(request.url)
        defer { end(request.url) }
        var asked = request
        let kept = state.withLock { $0.kept[request.url] }
        if let moved = kept?.movedTo { asked.url = moved }
        if let kept, !kept.validators.isEmpty, let body = await recall(kept.sha256) {
            asked.headers += kept.validators
            let response = try await base.perform(asked)
            guard response.status == 304 else { return await remembering(response, of: request, after: kept) }
            return HTTPResponse(
                status: 200, headers: kept.headers, body: body, url: kept.url, movedTo: response.movedTo)
        }
        return await remembering(try await base.perform(asked), of: request, after: kept)
    }

    private func remembering(
        _ response: HTTPResponse, of request: HTTPRequest, after former: Kept?
    ) async -> HTTPResponse {
        guard response.status == 200 else { return response }
        let validators = validators(of: response)
        let movedTo = response.movedTo ?? former?.movedTo
        guard !validators.isEmpty || movedTo != nil else {
            state.withLock { $0.kept[request.url] = nil }
            return response
        }
        let original = Original(bytes: response.body, mediaType: nil, url: response.url)
        let sha256 = validators.isEmpty ? "" : await keep(original)
        guard let sha256 else { return response }
        let kept = Kept(
            validators: validators, sha256: sha256,
            headers: response.headers.filter { $0.name == "content-type" }, url: response.url,
            movedTo: movedTo)
        state.withLock { state in
            if state.kept.updateValue(kept, forKey: request.url) == nil { state.order.append(request.url) }
            guard state.order.count > Self.mostKept else { return }
            for url in state.order.prefix(Self.mostKept / 2) { state.kept[url] = nil }
            state.order.removeFirst(Self.mostKept / 2)
        }
        return response
    }

    /// Both validators as they came, to be echoed.
    ///
    /// A date of change alone says nothing where the paper may have changed again within its second: only one that was a
    /// minute old counts (RFC 9110 §8.8.2.2).
    private func validators(of response: HTTPResponse) -> [(name: String, value: String)] {
        let tag = response.header("etag").map { (name: "If-None-Match", value: $0) }
        guard let changed = response.header("last-modified") else { return [tag].compactMap(\.self) }
        let date = (name: "If-Modified-Since", value: changed)
        if let tag { return [tag, date] }
        let answered = response.header("date").flatMap { DateText.timestamp($0) } ?? clock.now
        guard let time = DateText.timestamp(changed), answered.since(time) >= .seconds(60) else { return [] }
        return [date]
    }

    // MARK: One at a time

    private func begin(_ url: String) async {
        await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
            let isFirst = state.withLock { state in
                guard state.underWay[url] != nil else {
                    state.underWay[url] = []
                    return true
                }
                state.underWay[url]?.append(turn)
                return false
            }
            if isFirst { turn.resume() }
        }
    }

    private func end(_ url: String) {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard var waiting = state.underWay[url], !waiting.isEmpty else {
                state.underWay[url] = nil
                return nil
            }
            let next = waiting.removeFirst()
            state.underWay[url] = waiting
            return next
        }
        next?.resume()
    }
}
