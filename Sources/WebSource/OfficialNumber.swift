package import Pipeline

/// The numbers under which Dutch official papers are known, wherever they are announced.
package enum OfficialNumber {
    /// The papers that `text` names: `ah-tk-20242025-595`, `kst-29521-446`, `2024D37938`.
    ///
    /// Only numbers of papers count: the number of a case (`2022Z23276`) is shared by the question, its postponement and
    /// its answer, and the number of a dossier by everything in it.
    package static func papers(in text: String) -> [Identifier] {
        papers(in: text.utf8.span)
    }

    /// The papers that an address names where one that shows a paper does: in the last part of its path, and in its query.
    package static func papers(in address: WebAddress) -> [Identifier] {
        let text = address.text.utf8.span
        return papers(in: text.extracting(address.lastSegment))
            + papers(in: text.extracting(address.queryPlace))
    }

    private static func papers(in text: Swift.Span<UInt8>) -> [Identifier] {
        var found: [Identifier] = []
        var start = 0
        for index in 0...text.count {
            if index < text.count, text[index].isNumberByte { continue }
            if index > start, let number = number(text.extracting(start..<index)) { found.append(number) }
            start = index + 1
        }
        return found
    }

    /// The paper that a title begins with: `kst-1027687 : Tweede Kamer der Staten-Generaal`.
    ///
    /// Numbers further on are of papers that this one is about.
    package static func paper(titled title: String) -> Identifier? {
        let text = title.utf8.span
        var end = 0
        while end < min(text.count, longest + 1), text[end].isNumberByte { end += 1 }
        return number(text.extracting(0..<end))
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

    /// The name of the answer with that number in the Appendix of a session: `1244` of `2024-2025`.
    package static func answer(_ number: String, session: String, isSenate: Bool = false) -> Identifier? {
        let years = session.split(separator: "-")
        let own = number.drop { $0 == "0" }
        guard years.count == 2, years.allSatisfy({ $0.utf8.count == 4 && $0.isNumber }), own.isNumber else {
            return nil
        }
        return Identifier(rawValue: "ah-\(isSenate ? "ek" : "tk")-\(years.joined())-\(own)")
    }

    /// The name under which the question of a case is published before it is answered: `kv-tk-2022Z23276`.
    package static func question(_ number: String) -> Identifier? {
        let bytes = Array(number.utf8)
        guard isNumber(bytes.span, lettered: UInt8(ascii: "z")) else { return nil }
        return Identifier(rawValue: "kv-tk-" + number.uppercased())
    }

    /// The identifier that KOOP gave a publication, where `text` is one and nothing else: `kst-36200-XVII-5`.
    ///
    /// Of whatever family: `ag-tk-02-10-2009` and `kst-27428-(R1669)-8` too.
    package static func publication(_ text: String) -> Identifier? {
        let bytes = Array(text.utf8)
        guard (shortest...longest).contains(bytes.count) else { return nil }
        if let number = number(bytes.span) { return number }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isPublication =
            parts.count > 1 && parts[0].utf8.allSatisfy { (0x61...0x7A).contains($0) }
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        $0.isNumberByte || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")")
                    }
            }
        return isPublication ? Identifier(rawValue: text) : nil
    }

    /// The name of the paper with that number in a dossier: `kst-29237-178`, `kst-36200-XVII-5`.
    ///
    /// - Parameters:
    ///   - dossier: the dossier's number: `29237`, `36 200 XVII`, `21501-08`.
    ///   - addition: its addition, where that stands by itself: `XVII`, `08`; that of a law of the kingdom, `(R2059)`, is no
    ///     part of the name.
    ///   - number: the paper's own number or letter.
    /// - Returns: the name; `nil` where these are no number of a dossier and of a paper.
    package static func paper(dossier: String, addition: String? = nil, number: String) -> Identifier? {
        guard dossier.utf8.count <= longest, addition?.utf8.count ?? 0 <= longest else { return nil }
        let words = Array((dossier + " " + (addition ?? "")).utf8).split { !$0.isNumberByte || $0 == 0x2D }
        var parts = words.map { String(decoding: $0, as: UTF8.self) }
        parts.removeAll { $0.isKingdomNumber }
        // A dossier's number has five digits, printed in groups: 36 200.
        if parts.count > 1, parts[0].isNumber, parts[1].isNumber,
            parts[0].utf8.count + parts[1].utf8.count == 5
        {
            parts[0] += parts.remove(at: 1)
        }
        let own = number.isNumber ? number.drop { $0 == "0" } : number[...]
        guard let first = parts.first, first.isNumber, first.utf8.count == 5, parts.count < 3,
            parts.dropFirst().allSatisfy({ $0.isLetters || ($0.isNumber && $0.utf8.count < 4) }),
            own.isLetters || (own.isNumber && own.utf8.count <= 5)
        else { return nil }
        return Identifier(rawValue: (["kst"] + parts + [String(own)]).joined(separator: "-"))
    }

    /// Whether it is one under which KOOP shows a paper of parliament until it has its own: `kst-1027687`, `ah-1271549`.
    package static func isInterim(_ identifier: Identifier) -> Bool {
        let parts = identifier.rawValue.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].isNumber else { return false }
        return ["ah", "kv"].contains(parts[0]) || (parts[0] == "kst" && parts[1].utf8.count > 5)
    }

    /// The family that an identifier belongs to: `kst`.
    package static func family(of identifier: Identifier) -> Substring {
        identifier.rawValue.prefix { $0 != "-" }
    }

    private static func number(_ bytes: Swift.Span<UInt8>) -> Identifier? {
        guard (shortest...longest).contains(bytes.count) else { return nil }
        var hasDigit = false
        for index in 0..<bytes.count {
            guard bytes[index].isNumberByte else { return nil }
            if bytes[index].isDigit { hasDigit = true }
        }
        guard hasDigit else { return nil }
        if isNumber(bytes, lettered: UInt8(ascii: "d")) {
            return Identifier(rawValue: String(decoding: bytes.copied, as: UTF8.self).uppercased())
        }
        // Most names of pages have hyphens and begin otherwise.
        guard let family = family(of: bytes), let parts = parts(of: bytes) else { return nil }
        let (second, last) = (bytes.extracting(parts.second), bytes.extracting(parts.last))
        // Papers of the Eerste Kamer, and some old ones, have a letter for a number: kst-19637-A.
        let isLettered = family == "kst" && parts.count > 2 && last.isLetters
        guard last.hasDigit || isLettered else { return nil }
        let isPaper =
            switch family {
            case "kst": second.isNumber && (parts.count > 2 || second.count > 5)
            case "ah", "kv", "nds": parts.count > 2 ? second.isChamber : second.isNumber
            case "h": parts.count > 3 && second.isChamber
            case "blg": second.isNumber
            case "stb", "stcrt", "trb", "gmb", "prb", "wsb", "bgr": parts.count > 2 && second.count == 4
            default: false
            }
        guard isPaper else { return nil }
        var name = bytes.copied
        var start = 0
        for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "-") {
            if start == 0 || bytes.extracting(start..<index).isChamber {
                for place in start..<index { name[place] |= 0x20 }
            }
            start = index + 1
        }
        return Identifier(rawValue: String(decoding: name, as: UTF8.self))
    }

    /// How many parts between hyphens there are, and where the second and the last are; `nil` for a single one, and where
    /// one is empty.
    private static func parts(
        of bytes: Swift.Span<UInt8>
    ) -> (count: Int, second: Range<Int>, last: Range<Int>)? {
        var (count, start) = (0, 0)
        var second: Range<Int>?
        for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "-") {
            guard index > start else { return nil }
            count += 1
            if count == 2 { second = start..<index }
            if index == bytes.count { return second.map { (count, $0, start..<index) } }
            start = index + 1
        }
        return nil
    }

    /// What stands before the first hyphen, in lower case; `nil` where that is too long for the name of a family.
    private static func family(of bytes: Swift.Span<UInt8>) -> String? {
        var end = 0
        while end < min(bytes.count, longestFamily + 1), bytes[end] != UInt8(ascii: "-") { end += 1 }
        guard end <= longestFamily, end < bytes.count else { return nil }
        return String(decoding: bytes.extracting(0..<end).copied.map { $0 | 0x20 }, as: UTF8.self)
    }

    /// Bytes of `stcrt`.
    private static let longestFamily = 5

    /// Bytes of `h-tk-…` at least, and of more than any number has.
    private static let (shortest, longest) = (5, 64)

    /// Whether it is like `2024D37938`, with that letter.
    private static func isNumber(_ bytes: Swift.Span<UInt8>, lettered wanted: UInt8) -> Bool {
        guard bytes.count == 10, bytes[4] | 0x20 == wanted else { return false }
        for index in 0..<bytes.count where index != 4 && !bytes[index].isDigit { return false }
        return true
    }
}

extension StringProtocol {
    fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy(\.isDigit) }
    /// A letter or a Roman number.
    fileprivate var isLetters: Bool {
        (1...6).contains(utf8.count) && utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }
    /// Whether it is like `R2059`.
    fileprivate var isKingdomNumber: Bool { first == "R" && dropFirst().isNumber }
}

extension Swift.Span<UInt8> {
    fileprivate var isNumber: Bool {
        for index in 0..<count where !self[index].isDigit { return false }
        return !isEmpty
    }

    fileprivate var hasDigit: Bool {
        for index in 0..<count where self[index].isDigit { return true }
        return false
    }

    /// A letter or a Roman number.
    fileprivate var isLetters: Bool {
        for index in 0..<count where !(0x41...0x5A).contains(self[index]) { return false }
        return (1...6).contains(count)
    }

    /// `tk` or `ek`, in either case.
    fileprivate var isChamber: Bool {
        guard count == 2, self[1] | 0x20 == UInt8(ascii: "k") else { return false }
        return self[0] | 0x20 == UInt8(ascii: "t") || self[0] | 0x20 == UInt8(ascii: "e")
    }

    fileprivate var copied: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in 0..<count { bytes.append(self[index]) }
        return bytes
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isNumberByte: Bool { isDigit || (0x61...0x7A).contains(self | 0x20) || self == 0x2D }
}
