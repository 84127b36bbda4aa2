package import Pipeline

/// The numbers under which Dutch official papers are known, wherever they are announced.
package enum OfficialNumber {
    /// The papers that `text` names: `ah-tk-20242025-595`, `kst-29521-446`, `2024D37938`.
    ///
    /// Only numbers of papers count: the number of a case (`2022Z23276`) is shared by the question, its postponement and
    /// its answer, and the number of a dossier by everything in it.
    package static func papers(in text: String) -> [Identifier] {
        Array(text.utf8).split { !$0.isNumberByte }.compactMap { number($0) }
    }

    /// The paper that a title begins with: `kst-1027687 : Tweede Kamer der Staten-Generaal`.
    ///
    /// Numbers further on are of papers that this one is about.
    package static func paper(titled title: String) -> Identifier? {
        number(Array(title.utf8.prefix(longest + 1).prefix { $0.isNumberByte })[...])
    }

    /// The name under which the answer with that number of the Appendix is published: `ah-tk-20242025-1244`.
    ///
    /// `242501244` is the session's two years and the number within it.
    package static func answer(appendix number: String) -> Identifier? {
        let digits = Array(number.utf8)
        guard digits.count > 4, digits.count < 12, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let years = [digits[0..<2], digits[2..<4]].map { "20" + String(decoding: $0, as: UTF8.self) }
        guard let count = Int(String(decoding: digits[4...], as: UTF8.self)), count > 0 else { return nil }
        return Identifier(rawValue: "ah-tk-\(years.joined())-\(count)")
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Identifier? {
        guard (shortest...longest).contains(bytes.count), bytes.contains(where: \.isDigit) else { return nil }
        if isDocumentNumber(bytes) {
            return Identifier(rawValue: String(decoding: bytes, as: UTF8.self).uppercased())
        }
        guard bytes.contains(0x2D) else { return nil }
        let token = String(decoding: bytes, as: UTF8.self)
        let parts = token.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }), let last = parts.last,
            last.utf8.contains(where: { (0x30...0x39).contains($0) })
        else { return nil }
        let family = parts[0].lowercased()
        let isPaper =
            switch family {
            case "kst": parts[1].isNumber && (parts.count > 2 || parts[1].utf8.count > 5)
            case "ah", "kv", "nds": parts.count > 2 ? parts[1].isChamber : parts[1].isNumber
            case "h": parts.count > 3 && parts[1].isChamber
            case "blg": parts[1].isNumber
            case "stb", "stcrt", "trb", "gmb", "prb", "wsb", "bgr":
                parts.count > 2 && parts[1].utf8.count == 4
            default: false
            }
        guard isPaper else { return nil }
        let rest = parts.dropFirst().map { $0.isChamber ? $0.lowercased() : String($0) }
        return Identifier(rawValue: ([family] + rest).joined(separator: "-"))
    }

    /// Bytes of `h-tk-…` at least, and of more than any number has.
    private static let (shortest, longest) = (5, 64)

    /// Whether it is like `2024D37938`.
    private static func isDocumentNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == 10 else { return false }
        let letter = bytes.startIndex + 4
        return bytes[letter] | 0x20 == UInt8(ascii: "d")
            && bytes.indices.allSatisfy { $0 == letter || bytes[$0].isDigit }
    }
}

extension StringProtocol {
    fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy(\.isDigit) }
    fileprivate var isChamber: Bool { ["tk", "ek"].contains(lowercased()) }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isNumberByte: Bool { isDigit || (0x61...0x7A).contains(self | 0x20) || self == 0x2D }
}
