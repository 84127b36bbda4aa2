import WebSource

/// The links in a text's markup, made absolute.
enum RelativeLinks {
    /// Attributes of HTML whose value is an address.
    private static let attributes: Set<String> = [
        "href", "src", "cite", "action", "longdesc", "background", "poster", "data", "codebase", "usemap",
    ]

    /// The markup with each relative address in its tags resolved at `base`; the rest as it stands.
    static func resolved(_ markup: [UInt8], at base: WebAddress) -> [UInt8] {
        guard markup.contains(UInt8(ascii: "<")) else { return markup }
        var result: [UInt8] = []
        result.reserveCapacity(markup.count)
        var index = 0
        var isInTag = false
        while index < markup.count {
            let byte = markup[index]
            if byte == UInt8(ascii: "<") { isInTag = true }
            if byte == UInt8(ascii: ">") { isInTag = false }
            result.append(byte)
            index += 1
            guard isInTag, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"),
                let end = markup[index...].firstIndex(of: byte)
            else { continue }
            let value = markup[index..<end]
            if isAddress(before: index - 1, in: markup) {
                result.append(contentsOf: resolved(value, base))
            } else {
                result += value
            }
            result.append(byte)
            index = end + 1
        }
        return result
    }

    private static func resolved(_ value: ArraySlice<UInt8>, _ base: WebAddress) -> [UInt8] {
        let text = String(decoding: value, as: UTF8.self)
        guard !text.isEmpty, WebAddress(text) == nil,
            let address = base.resolving(text.replacing("&amp;", with: "&"))
        else { return Array(value) }
        return Array(address.text.replacing("&", with: "&amp;").utf8)
    }

    /// Whether the quote at `quote` begins the value of an attribute that is an address.
    private static func isAddress(before quote: Int, in markup: [UInt8]) -> Bool {
        let rest = markup[..<quote].reversed().drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "=") else { return false }
        let name = rest.dropFirst().drop { $0 <= 0x20 }.prefix { $0 > 0x20 && $0 != UInt8(ascii: "\"") }
        return attributes.contains(String(decoding: name.reversed(), as: UTF8.self).lowercased())
    }
}
