/// A hash that is the same on every machine and in every version, for naming what has no name.
///
/// FNV-1a, 64 bits (Fowler, Noll and Vo). Not for what an opponent could gain by: the worst that two equal hashes do is
/// to make one paper hide another in the same feed.
package enum StableHash {
    package static func hexadecimal(_ parts: String...) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in parts {
            for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            // Between the parts, a byte that no UTF-8 has.
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
