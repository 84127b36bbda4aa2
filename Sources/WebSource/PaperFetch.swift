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
        return try await original(at: link)
    }

    /// Gets the first of the publication's files that is there.
    ///
    /// The files are its links of the relation `enclosure`: the same paper in several forms. The next is asked for where one is
    /// not there, which may be while a paper is young; a server that fails is asked again later, for the best form.
    ///
    /// - Parameters:
    ///   - publication: the paper; the first of its links is taken where none is a file.
    ///   - isWhole: whether an answer is the paper, and not what stands in for it.
    /// - Returns: the best form that is there.
    /// - Throws: ``FetchFailure``, temporary where no form is there yet.
    package func firstOriginal(
        of publication: Publication, where isWhole: (Publication.Link, Original) -> Bool
    ) async throws(FetchFailure) -> Original {
        let files = publication.links.filter { $0.relation == "enclosure" && allows($0) }
        guard !files.isEmpty else { return try await original(of: publication) }
        var absent: [String] = []
        for link in files.prefix(Self.mostForms) {
            switch try await answer(at: link) {
            case .here(let original) where isWhole(link, original): return original
            case .here: absent.append("\(Masking.url(link.url)) is not the paper itself")
            case .absent(.temporary(let why, _)), .absent(.permanent(let why)): absent.append(why)
            }
        }
        throw .temporary(absent.joined(separator: "; "))
    }

    /// Forms of one paper that are asked for.
    private static let mostForms = 6

    private enum Answer {
        case here(Original)
        /// Nothing is there, for now or for good.
        case absent(FetchFailure)
    }

    private func original(at link: Publication.Link) async throws(FetchFailure) -> Original {
        switch try await answer(at: link) {
        case .here(let original): return original
        case .absent(let why): throw why
        }
    }

    private func answer(at link: Publication.Link) async throws(FetchFailure) -> Answer {
        let url = link.url.onOneLine()
        try check(url)
        let shown = Masking.url(url)
        let request = HTTPRequest(
            url: link.url, access: access, timeout: Self.timeout, largestBody: Self.largestPaper,
            keepsAnswer: true)
        let response: HTTPResponse
        do throws(HTTPFailure) {
            response = try await services.http.perform(request)
        } catch {
            throw FetchFailure(error, from: shown)
        }
        let wait = HTTPTiming.retryAfter(response, now: services.clock.now)
        switch response.status {
        case 200: break
        case 404: return .absent(.temporary("\(shown) answers 404", notBefore: wait))
        case 410: return .absent(.permanent("\(shown) answers 410 Gone"))
        default: throw .temporary("\(shown) answers \(response.status)", notBefore: wait)
        }
        guard !response.isFakeNotFound else {
            return .absent(.temporary("\(shown) leads to a page of errors", notBefore: wait))
        }
        guard !response.body.isEmpty else {
            return .absent(.temporary("\(shown) answers with no bytes", notBefore: wait))
        }
        return .here(
            Original(
                bytes: response.body, mediaType: response.header("content-type")?.onOneLine(limit: 256),
                url: response.url))
    }

    private func allows(_ link: Publication.Link) -> Bool {
        do throws(FetchFailure) { try check(link.url.onOneLine()) } catch { return false }
        return true
    }

    /// Says which option would allow the link, where one would, before anything connects.
    private func check(_ url: String) throws(FetchFailure) {
        let shown = Masking.url(url)
        guard let address = WebAddress(url), address.isHTTP, let host = address.host else {
            throw .permanent("\(shown) is not fetched: only http and https are")
        }
        guard !address.hasUser else { throw .permanent("\(shown) is not fetched: it names a user") }
        guard access.hosts.contains(host) else {
            throw .permanent("\(shown) is not fetched: add \(host) to the source's 'hosts' to allow it")
        }
        guard address.scheme == "https" || access.allowsPlainHTTP else {
            throw .permanent(
                "\(shown) is not fetched: it is plain HTTP, which 'insecure_http: true' would allow")
        }
    }
}

extension HTTPResponse {
    /// Whether it is KOOP's page for what is not there, which its servers redirect to and answer with 200.
    fileprivate var isFakeNotFound: Bool { url.contains("fout404") }
}
