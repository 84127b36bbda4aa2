import Glibc

/// An address of the internet, without port or scope.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads `192.0.2.1`, `2001:db8::1` and `fe80::1%eth0`, whose scope is dropped; no other spelling of a number.
    ///
    /// An IPv4 address inside an IPv6 one (`::ffff:192.0.2.1`) is the IPv4 address.
    package init?(_ text: some StringProtocol) {
        let plain = String(text.prefix { $0 != "%" })
        var (four, six) = (in_addr(), in6_addr())
        if plain.utf8.count == text.utf8.count, inet_pton(AF_INET, plain, &four) == 1 {
            self = .v4(UInt32(bigEndian: four.s_addr))
        } else if inet_pton(AF_INET6, plain, &six) == 1 {
            self.init(six)
        } else {
            return nil
        }
    }

    /// Reads what ``init(_:)`` reads, where it lies.
    init?(cString text: UnsafePointer<CChar>) {
        var four = in_addr()
        guard inet_pton(AF_INET, text, &four) == 1 else {
            self.init(String(cString: text))
            return
        }
        self = .v4(UInt32(bigEndian: four.s_addr))
    }

    init(_ address: in6_addr) {
        let bits = withUnsafeBytes(of: address) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
        self = bits >> 32 == 0xFFFF ? .v4(UInt32(truncatingIfNeeded: bits)) : .v6(bits)
    }

    /// Reads the address and the port that a socket is about to connect to.
    static func read(_ address: UnsafeRawPointer, family: Int32, length: Int) -> (IPAddress, port: UInt16)? {
        switch family {
        case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
            let socket = address.loadUnaligned(as: sockaddr_in.self)
            return (.v4(UInt32(bigEndian: socket.sin_addr.s_addr)), UInt16(bigEndian: socket.sin_port))
        case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
            let socket = address.loadUnaligned(as: sockaddr_in6.self)
            return (IPAddress(socket.sin6_addr), UInt16(bigEndian: socket.sin6_port))
        default: return nil
        }
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .v4(let bits):
            return [24, 16, 8, 0].map { String(bits >> UInt32($0) & 255) }.joined(separator: ".")
        case .v6(let bits):
            var address = in6_addr()
            withUnsafeMutableBytes(of: &address) { bytes in
                for index in bytes.indices {
                    bytes[index] = UInt8(truncatingIfNeeded: bits >> UInt128(120 - index * 8))
                }
            }
            return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
                guard let start = text.baseAddress,
                    inet_ntop(AF_INET6, &address, start, socklen_t(text.count)) != nil
                else { return "?" }
                return String(cString: start)
            }
        }
    }
}
