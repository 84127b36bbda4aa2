package import Pipeline

/// Which addresses may be connected to: those of the public internet, and exceptions by range and port.
///
/// What is not public follows the IANA special-purpose registries (RFC 6890 and its successors): private, loopback,
/// link-local (cloud metadata among them), shared, documentation, benchmarking, multicast and reserved ranges, and the
/// IPv6 ranges that carry an IPv4 address inside.
package struct AddressPolicy: Sendable {
    private let exceptions: [AddressRange]

    /// Public addresses, and those of `exceptions`.
    package init(allowing exceptions: [String] = []) throws(InvalidOptions) {
        var ranges: [AddressRange] = []
        for exception in exceptions { ranges.append(try AddressRange(exception)) }
        self.exceptions = ranges
    }

    /// Why `address` may not be connected to on `port`; `nil` where it may.
    package func objection(to address: IPAddress, port: UInt16) -> String? {
        guard !address.isPublic, !exceptions.contains(where: { $0.contains(address, port: port) }) else {
            return nil
        }
        let range: String =
            switch address {
            case .v4: "\(address)/32:\(port)"
            case .v6: "[\(address)]/128:\(port)"
            }
        return "\(address) is not a public address; allow it with allow: [\"\(range)\"]"
    }
}

extension IPAddress {
    /// True for an address that anyone on the internet may have.
    package var isPublic: Bool {
        switch self {
        case .v4(let bits): !Self.specialV4.contains { $0.contains(bits) }
        // Nothing outside 2000::/3 has been given out.
        case .v6(let bits): bits >> 125 == 1 && !Self.specialV6.contains { $0.contains(bits) }
        }
    }

    private struct Block<Bits: FixedWidthInteger & Sendable>: Sendable {
        let first: Bits
        let prefix: Int
        init(_ first: Bits, _ prefix: Int) { (self.first, self.prefix) = (first, prefix) }
        func contains(_ bits: Bits) -> Bool { (bits ^ first) >> (Bits.bitWidth - prefix) == 0 }
    }

    private static let specialV4: [Block<UInt32>] = [
        Block(0x0000_0000, 8),  // 0.0.0.0, this network
        Block(0x0A00_0000, 8),  // 10.0.0.0, private
        Block(0x6440_0000, 10),  // 100.64.0.0, shared by carriers
        Block(0x7F00_0000, 8),  // 127.0.0.0, loopback
        Block(0xA9FE_0000, 16),  // 169.254.0.0, link-local
        Block(0xAC10_0000, 12),  // 172.16.0.0, private
        Block(0xC000_0000, 24),  // 192.0.0.0, protocol assignments
        Block(0xC000_0200, 24),  // 192.0.2.0, documentation
        Block(0xC058_6300, 24),  // 192.88.99.0, 6to4 relays
        Block(0xC0A8_0000, 16),  // 192.168.0.0, private
        Block(0xC612_0000, 15),  // 198.18.0.0, benchmarking
        Block(0xC633_6400, 24),  // 198.51.100.0, documentation
        Block(0xCB00_7100, 24),  // 203.0.113.0, documentation
        Block(0xE000_0000, 4),  // 224.0.0.0, multicast
        Block(0xF000_0000, 4),  // 240.0.0.0, reserved, and broadcast
    ]

    /// Those within 2000::/3.
    private static let specialV6: [Block<UInt128>] = [
        Block(0x2001_0000 << 96, 23),  // 2001::, protocol assignments, Teredo among them
        Block(0x2001_0DB8 << 96, 32),  // 2001:db8::, documentation
        Block(0x2002_0000 << 96, 16),  // 2002::, 6to4
        Block(0x3FFF_0000 << 96, 20),  // 3fff::, documentation
    ]
}
