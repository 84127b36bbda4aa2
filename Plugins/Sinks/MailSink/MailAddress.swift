import Pipeline

/// An address that mail goes to, with the name of whose it is.
struct MailAddress: Hashable, Sendable {
    var name: String?
    /// In the form that needs no quotes (RFC 5321 §4.1.2), in ASCII.
    var address: String

    var domain: Substring { address.drop { $0 != "@" }.dropFirst() }

    private static let longest = 254
    private static let longestName = 120

    /// Reads `desk@example.org` or `Bode <desk@example.org>`; `nil` for anything else.
    init?(_ text: String) {
        guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
            self.init(name: nil, address: text)
            return
        }
        var name = text[..<open]
        while name.last == " " { name.removeLast() }
        if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") { name = name.dropFirst().dropLast() }
        self.init(
            name: name.isEmpty ? nil : String(name),
            address: String(text[text.index(after: open)...].dropLast()))
    }

    private init?(name: String?, address: String) {
        let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, address.utf8.count <= Self.longest, parts[0].count <= 64,
            Self.isDotted(parts[0], where: Self.isAtom), Self.isDotted(parts[1], where: Self.isOfHost)
        else { return nil }
        if let name {
            guard name.unicodeScalars.count <= Self.longestName,
                !name.unicodeScalars.contains(where: {
                    $0.actsOnTerminalsOrLines || $0 == "<" || $0 == ">" || $0 == "\""
                })
            else { return nil }
        }
        (self.name, self.address) = (name, address)
    }

    private static func isDotted(_ text: Substring.UTF8View, where isAllowed: (UInt8) -> Bool) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.allSatisfy(isAllowed)
        }
    }

    /// RFC 5322 §3.2.3.
    private static func isAtom(_ byte: UInt8) -> Bool {
        isOfHost(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }
}
