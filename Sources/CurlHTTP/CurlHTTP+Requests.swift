package import Pipeline

/// A request with its redirects: each of its addresses is judged, and asked by itself.
extension CurlHTTP: HTTP {
    package nonisolated func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let policy: AddressPolicy
        do { policy = try known.policy(allowing: request.access.allowedAddresses) } catch {
            throw .refused(error.description)
        }
        var headers = try RequestHeaders(request.headers)
        var address = try known.address(of: request)
        let mostRedirects = request.method == .get ? max(request.mostRedirects, 0) : 0
        let deadline = ContinuousClock.now.advanced(by: min(max(request.timeout, .zero), Self.longestTimeout))
        var trail = RedirectTrail()
        while true {
            try judgeProxy(request.access, policy, address)
            let question = Question(
                request: request, address: address, headers: headers, policy: policy,
                followsRedirects: mostRedirects > 0)
            let answer = try await ask(question, until: deadline).get()
            guard mostRedirects > 0, let location = answer.location else {
                return HTTPResponse(
                    status: answer.status, headers: answer.headers, body: answer.body,
                    url: trail.count == 0 ? request.url : address.text, movedTo: trail.movedTo)
            }
            guard trail.count < mostRedirects else { throw .tooManyRedirects }
            let next = try address.redirected(to: location, access: request.access)
            // The same question again would get the same answer.
            guard next.text != address.text else { throw .tooManyRedirects }
            if !address.sharesServer(with: next) { headers = headers.withoutPersonal }
            trail.follow(answer.status, to: next.text)
            address = next
        }
    }

    /// Beyond any use, and far from where the arithmetic of time would overflow.
    private static let longestTimeout = Duration.seconds(86_400)

    /// A proxy hides the address from the judgement at the socket, so what can be judged of it is judged here.
    private nonisolated func judgeProxy(
        _ access: NetworkAccess, _ policy: AddressPolicy, _ address: WebAddress
    ) throws(HTTPFailure) {
        guard let proxy = access.proxy else { return }
        _ = try WebAddress(proxy, access: NetworkAccess(allowsPlainHTTP: true))
        guard let target = IPAddress(address.host), let port = UInt16(exactly: address.port) else { return }
        if let objection = policy.objection(to: target, port: port) { throw .refused(objection) }
    }
}
