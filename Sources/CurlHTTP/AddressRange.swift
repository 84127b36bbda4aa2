package import Pipeline

/// Addresses that begin with the same bits, and the port on them that may be used.
package struct AddressRange: Hashable, Sendable {
    /// The range's first address.
    package let first: IPAddress
    /// How many leading bits are shared.
    package let prefix: Int
    /// The port; `nil` for every one.
    package let port: UInt16?

    /// Reads an exception such as `127.0.0.1/32:8080`, `[::1]/128:8080` or `10.0.0.0/8:*`.
    ///
    /// Throws ``InvalidOptions`` about `allow`, phrased for the person who wrote it.
    package init(_ text: String) throws(InvalidOptions) {
        func problem(_ problem: String) -> InvalidOptions {
            InvalidOptions("allow", "'\(text.onOneLine(limit: 100))' \(problem)")
        }
        let form = "an exception is written like \"127.0.0.1/32:8080\" or \"[::1]/128:8080\""
        guard let slash = text.lastIndex(of: "/") else {
            throw problem("has no prefix length; \(form)")
        }
        var host = text[..<slash]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = host.dropFirst().dropLast() }
        guard !host.contains("%"), let address = IPAddress(host) else {
            throw problem("does not begin with an address; \(form)")
        }
        let tail = text[text.index(after: slash)...]
        guard let colon = tail.firstIndex(of: ":") else {
            throw problem("names no port; add \":443\", or \":*\" for every port")
        }
        let bits = tail[..<colon]
        let width = address.width
        guard bits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let prefix = Int(bits),
            (0...width).contains(prefix)
        else { throw problem("has a prefix length that is not between 0 and \(width)") }
        let port = tail[tail.index(after: colon)...]
        if port == "*" {
            self.port = nil
        } else {
            guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(port), number > 0
            else { throw problem("has a port that is neither \"*\" nor between 1 and 65535") }
            self.port = number
        }
        let first = address.prefix(prefix)
        guard first == address else {
            throw problem("has bits set beyond its prefix; the range begins at \(first)")
        }
        if case .v6 = address, !isBracketed { throw problem("needs brackets around its address; \(form)") }
        (self.first, self.prefix) = (first, prefix)
    }

    package func contains(_ address: IPAddress, port: UInt16) -> Bool {
        guard self.port == nil || self.port == port, first.width == address.width else { return false }
        return address.prefix(prefix) == first
    }
}

extension IPAddress {
    /// Bits in an address of this family.
    var width: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    /// The address with all but its first `count` bits cleared.
    func prefix(_ count: Int) -> IPAddress {
        // Swift's shifts give zero for a count beyond the width, as wanted for a prefix of none.
        switch self {
        case .v4(let bits): .v4(bits & (UInt32.max << UInt32(32 - min(max(count, 0), 32))))
        case .v6(let bits): .v6(bits & (UInt128.max << UInt128(128 - min(max(count, 0), 128))))
        }
    }
}
