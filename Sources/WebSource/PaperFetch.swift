package import Pipeline

/// Brings the paper behind a publication over HTTP.
package struct PaperFetch: Sendable {
    private let services: Services
    private let access: NetworkAccess

    /// The largest paper, in bytes after decoding.
    package static let largestPaper = 64 << 20
    /// The longest that a paper may take.
    package static let timeout = Duration.seconds(600)

    package init(_ network: SourceNetwork, services: Services) {
        (self.services, access) = (services, network.papers)
    }

    /// Gets the publication's first link.
    ///
    /// Every status but 200 and 410 is temporary, 404 too, since a paper may be announced before it is there.
    package func original(of publication: Publication) async throws(FetchFailure) -> Original {
        guard let link = publication.links.first else {
            throw .permanent("the entry gives no address for its paper")
        }
        let url = link.url.onOneLine()
        try check(url)
        let request = HTTPRequest(
            url: link.url, access: access, timeout: Self.timeout, largestBody: Self.largestPaper,
            keepsAnswer: true)
        let response: HTTPResponse
        do throws(HTTPFailure) {
            response = try await services.http.perform(request)
        } catch {
            throw FetchFailure(error, from: url)
        }
        guard response.status != 410 else { throw .permanent("\(url) answers 410 Gone") }
        guard response.status == 200 else {
            throw .temporary(
                "\(url) answers \(response.status)",
                notBefore: HTTPTiming.retryAfter(response, now: services.clock.now))
        }
        guard !response.body.isEmpty else { throw .temporary("\(url) answers with no bytes") }
        return Original(
            bytes: response.body, mediaType: response.header("content-type")?.onOneLine(limit: 256),
            url: response.url)
    }

    /// Says which option would allow the link, where one would, before anything connects.
    private func check(_ url: String) throws(FetchFailure) {
        guard let address = WebAddress(url), address.isHTTP, let host = address.host else {
            throw .permanent("\(url) is not fetched: only http and https are")
        }
        guard !address.hasUser else { throw .permanent("\(url) is not fetched: it names a user") }
        guard access.hosts.contains(host) else {
            throw .permanent("\(url) is not fetched: add \(host) to the source's 'hosts' to allow it")
        }
        guard address.scheme == "https" || access.allowsPlainHTTP else {
            throw .permanent(
                "\(url) is not fetched: it is plain HTTP, which 'insecure_http: true' would allow")
        }
    }
}
