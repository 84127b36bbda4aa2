package import Pipeline
package import WebSource

/// What the options of sources have in common.
package enum SourceOptions {
    /// The network of a source whose papers may lie on `known` hosts beside that of its address.
    ///
    /// - Throws: ``InvalidOptions`` naming the option that is wrong.
    package static func network(
        url: String, hosts: [String]?, known: [String], allow: [String]?, insecureHTTP: Bool?, proxy: String?
    ) throws(InvalidOptions) -> SourceNetwork {
        let own = WebAddress(url)?.host
        return try SourceNetwork(
            url: url, hosts: hosts ?? Set(known + (own.map { [$0] } ?? [])).sorted(), allow: allow,
            insecureHTTP: insecureHTTP, proxy: proxy)
    }

    /// A day or a time: `2026-11-01`.
    package static func start(_ text: String?) throws(InvalidOptions) -> Timestamp? {
        guard let text else { return nil }
        guard let start = Timestamp(rfc3339: text) else {
            throw InvalidOptions("start", "'\(text.onOneLine(limit: 60))' is no day like 2026-11-01")
        }
        return start
    }

    /// The secret that the option `api_key` names.
    package static func key(_ name: String, _ services: Services) throws(InvalidOptions) -> String {
        let key: String
        do throws(InvalidOptions) { key = try services.secret(name) } catch {
            throw InvalidOptions("api_key", error.problem)
        }
        guard !key.isEmpty else {
            throw InvalidOptions("api_key", "the secret '\(name.onOneLine())' is empty")
        }
        return key
    }

    /// A number of entries in a page.
    package static func size(
        _ size: Int?, _ option: String, usual: Int, most: Int
    ) throws(InvalidOptions) -> Int {
        guard let size else { return usual }
        guard (1...most).contains(size) else {
            throw InvalidOptions(option, "\(size) is not between 1 and \(most)")
        }
        return size
    }
}
