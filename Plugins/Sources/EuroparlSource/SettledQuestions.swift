/// The questions that have their answer, one bit for each: `E-10-2024-001357` is bit 1357 of the family `E-10-2024`.
///
/// A year has some five thousand questions, so that it takes little more than a kilobyte to remember.
struct SettledQuestions: Equatable {
    private var families: [String: [UInt8]] = [:]

    /// Numbers from here on are not remembered, and so are looked up each time.
    private static let end = 1 << 17
    /// Longest name of a family, in bytes.
    private static let longestFamily = 64

    func contains(_ identifier: String) -> Bool {
        guard let (family, number) = Self.place(of: identifier), let bits = families[family],
            number / 8 < bits.count
        else { return false }
        return bits[number / 8] & (1 << UInt8(number % 8)) != 0
    }

    mutating func insert(_ identifier: String) {
        guard let (family, number) = Self.place(of: identifier) else { return }
        var bits = families[family] ?? []
        if number / 8 >= bits.count {
            bits += [UInt8](repeating: 0, count: number / 8 + 1 - bits.count)
        }
        bits[number / 8] |= 1 << UInt8(number % 8)
        families[family] = bits
    }

    /// For the source's memory: families with their bits in hexadecimal.
    var stored: [String: String] {
        families.mapValues { bits in
            String(
                decoding: bits.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] },
                as: UTF8.self)
        }
    }

    /// Takes back a family; bits that cannot be read are not settled.
    mutating func restore(_ family: String, from text: String) {
        let digits = Array(text.utf8.prefix(Self.end / 4)).map { Self.digits.firstIndex(of: $0) ?? 0 }
        families[family] = stride(from: 0, to: digits.count - digits.count % 2, by: 2).map {
            UInt8(truncatingIfNeeded: digits[$0] << 4 | digits[$0 + 1])
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func place(of identifier: String) -> (family: String, number: Int)? {
        guard let dash = identifier.utf8.lastIndex(of: UInt8(ascii: "-")) else { return nil }
        let family = identifier[..<dash]
        guard let number = Int(identifier[identifier.utf8.index(after: dash)...]), (0..<end).contains(number),
            !family.isEmpty, family.utf8.count <= longestFamily
        else { return nil }
        return (String(family), number)
    }
}
