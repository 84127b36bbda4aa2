/// A number that stands for some bytes: FNV-1a with 64 bits (Fowler, Noll, Vo; RFC 9923).
///
/// Two features among some hundred thousand share one about once in a billion models; it guards against damage, not malice.
package struct Fingerprint: Hashable, Sendable {
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}
    package init(_ bytes: some Sequence<UInt8>) { add(bytes) }

    package mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    package mutating func add(_ bytes: some Sequence<UInt8>) { for byte in bytes { add(byte) } }

    /// In hexadecimal, with 16 digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
