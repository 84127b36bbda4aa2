package import Pipeline

/// Which parts of the network a source may touch, as its options say.
package struct SourceNetwork: Sendable {
    /// For asking what is there: any host to which the server redirects.
    package let polling: NetworkAccess
    /// For papers: links come from outside, so only declared hosts.
    package let papers: NetworkAccess
    /// The address to ask.
    package let address: WebAddress
    /// Every host that is asked.
    package var hosts: Set<String> { papers.hosts.union([address.host ?? ""]) }

    /// Checks the options that all sources of the web share.
    ///
    /// - Parameters:
    ///   - url: the option `url`.
    ///   - hosts: where papers may be fetched; the host of `url` unless set.
    ///   - allow: private addresses allowed by exception, as CIDR and port.
    ///   - insecureHTTP: whether plain HTTP is allowed.
    ///   - proxy: a proxy as `http://host:port`.
    /// - Throws: ``InvalidOptions`` naming the option that is wrong.
    package init(
        url: String, hosts: [String]?, allow: [String]?, insecureHTTP: Bool?, proxy: String?
    ) throws(InvalidOptions) {
        guard let address = WebAddress(url), let host = address.host, address.isHTTP else {
            throw InvalidOptions("url", "'\(url.onOneLine())' is no address that starts with https://")
        }
        guard !address.hasUser else { throw InvalidOptions("url", "must not hold a user or a password") }
        guard address.scheme == "https" || insecureHTTP == true else {
            throw InvalidOptions("url", "is plain HTTP; say insecure_http: true where that is meant")
        }
        if let hosts, hosts.isEmpty {
            throw InvalidOptions("hosts", "names no host; leave it out for \(host)")
        }
        for name in hosts ?? [] {
            guard WebAddress("https://" + name)?.host == name.lowercased() else {
                throw InvalidOptions(
                    "hosts", "'\(name.onOneLine())' is no host name, which has no scheme, port or path")
            }
        }
        for range in allow ?? [] {
            guard let slash = range.firstIndex(of: "/"), range[slash...].contains(":") else {
                throw InvalidOptions("allow", "'\(range.onOneLine())' is not like 127.0.0.1/32:8080")
            }
        }
        if let proxy, WebAddress(proxy)?.isHTTP != true {
            throw InvalidOptions("proxy", "'\(proxy.onOneLine())' is not like http://host:port")
        }
        self.address = address
        polling = NetworkAccess(
            allowedAddresses: allow ?? [], allowsPlainHTTP: insecureHTTP ?? false, proxy: proxy)
        papers = NetworkAccess(
            allowedAddresses: allow ?? [], allowsPlainHTTP: insecureHTTP ?? false,
            hosts: Set((hosts ?? [host]).map { $0.lowercased() }), proxy: proxy)
    }
}
