import Pipeline

/// Takes out what opens doors: keys in addresses and in headers.
package enum Masking {
    private static let mask = "***"
    private static let secretWords = [
        "key", "token", "secret", "passw", "auth", "signature", "credential", "session",
    ]

    /// Words that look like those and are none: cursors, and what a search is for.
    private static let openNames = [
        "skiptoken", "$skiptoken", "pagetoken", "page_token", "keyword", "keywords", "author",
    ]
    /// Names of what is a key and nothing else.
    private static let keyNames: Set<String> = [
        "key", "apikey", "api_key", "api-key", "token", "access_token", "auth", "auth_token", "secret",
        "password",
    ]

    /// The header's value on one line, or a mask for it.
    package static func header(_ name: String, _ value: String) -> String {
        let isSecret = isSecret(name) || name.lowercased() == "cookie" || name.lowercased() == "set-cookie"
        return isSecret ? mask : value.onOneLine(limit: 500)
    }

    /// The text with every address in it masked.
    package static func text(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false)
            .map { $0.firstRange(of: "://") == nil ? String($0) : url(String($0)) }.joined(separator: " ")
    }

    /// The address with the values of telling parameters, and a user, masked.
    package static func url(_ url: String) -> String { masked(url, where: isSecret) }

    /// The address with the values of keys masked, to be part of a name.
    ///
    /// Names are shown everywhere and last for ever, and a key is neither to be shown nor to last.
    package static func name(_ url: String) -> String {
        masked(url) { keyNames.contains($0.lowercased()) }
    }

    private static func masked(_ url: String, where isSecret: (String) -> Bool) -> String {
        if isPlain(url.utf8.span) { return url }
        var text = url.onOneLine()
        if let scheme = text.firstRange(of: "://") {
            let authority = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
            if let at = authority.lastIndex(of: "@") {
                text.replaceSubrange(scheme.upperBound..<at, with: mask)
            }
        }
        guard let mark = text.firstIndex(of: "?") else { return text }
        let query = text[text.index(after: mark)...]
        let parts = query.split(separator: "&", omittingEmptySubsequences: false).map { part -> String in
            guard let equals = part.firstIndex(of: "="), isSecret(String(part.prefix(upTo: equals))) else {
                return String(part)
            }
            return part.prefix(through: equals) + mask
        }
        return text.prefix(through: mark) + parts.joined(separator: "&")
    }

    /// Whether there is nothing to be masked, as it is plain to see.
    private static func isPlain(_ url: Swift.Span<UInt8>) -> Bool {
        guard url.count <= 2048 else { return false }
        for index in 0..<url.count {
            switch url[index] {
            case UInt8(ascii: "?"), UInt8(ascii: "@"): return false
            case 0x20..<0x7F: continue
            default: return false
            }
        }
        return true
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return !openNames.contains(name) && secretWords.contains { name.contains($0) }
    }
}
