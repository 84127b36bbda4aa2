import Language
import Pipeline

/// Tells most records that cannot match a query from those that may, without decoding them.
///
/// It looks for the letters that a match must have, in the bytes of the stored JSON. It may let through what does not match,
/// and never keeps back what does: what is folded away in a query (case, accents, soft hyphens) is let pass in the bytes.
package struct Sieve: Sendable {
    private indirect enum Condition: Sendable {
        case always
        /// One of these must stand there, in small letters.
        case letters([[UInt8]])
        case all([Condition])
        case any([Condition])
    }

    private let condition: Condition

    package init(_ query: Query) { condition = Sieve.condition(query.expression) }

    /// False where the record certainly holds no answer that the query asks for.
    package func mayMatch(_ json: [UInt8]) -> Bool {
        Sieve.holds(condition, json)
    }

    // MARK: What a query needs

    private static func condition(_ expression: QueryExpression) -> Condition {
        switch expression {
        case .everything, .not: .always
        case .words(let words): .all(words.map(condition))
        // A theme, a response or a source is written as it is; names of entities are folded word by word.
        case .field(_, let value): .all(value.words.split(separator: " ").map { plain([String($0)]) })
        case .all(let parts): .all(parts.map(condition))
        case .any(let parts): .any(parts.map(condition))
        }
    }

    private static func condition(_ word: QueryWord) -> Condition {
        plain(word.isBeginning ? [word.folded] : DutchStem.beginnings(of: word.stem))
    }

    /// Letters of other scripts are not looked for: their small forms are another matter.
    private static func plain(_ words: [String]) -> Condition {
        let letters = words.map { Array($0.utf8) }
        let isPlain = letters.allSatisfy { $0.allSatisfy { $0 < 0x80 } && !$0.isEmpty }
        return isPlain ? .letters(letters) : .always
    }

    // MARK: Looking

    private static func holds(_ condition: Condition, _ json: [UInt8]) -> Bool {
        switch condition {
        case .always: true
        case .letters(let words): words.contains { isFound($0, json) }
        case .all(let parts): parts.allSatisfy { holds($0, json) }
        case .any(let parts): parts.contains { holds($0, json) }
        }
    }

    private static func isFound(_ word: [UInt8], _ json: [UInt8]) -> Bool {
        let first = word[0]
        for index in json.indices {
            let byte = json[index]
            guard small(byte) == first || byte >= 0xC3 else { continue }
            if stands(word, from: 0, at: index, json) { return true }
        }
        return false
    }

    /// Whether the letters from `start` on stand at `index`, where one that is not of ASCII may be any two letters, one, or none.
    private static func stands(_ word: [UInt8], from start: Int, at index: Int, _ json: [UInt8]) -> Bool {
        var (letter, index) = (start, index)
        while letter < word.count {
            guard index < json.count else { return false }
            let byte = json[index]
            if byte < 0x80 {
                guard small(byte) != word[letter] else {
                    letter += 1
                    index += 1
                    continue
                }
                // An escape may stand for a letter, and a hyphen before one for a word parted at a line end.
                let backslash = UInt8(ascii: "\\")
                if byte == backslash { return letter > 0 }
                return byte == UInt8(ascii: "-") && index + 1 < json.count && json[index + 1] == backslash
            }
            var end = index + 1
            while end < json.count, json[end] & 0xC0 == 0x80 { end += 1 }
            // Dashes, quotes and what has no width are no letters.
            let isMark = byte == 0xE2 && index + 1 < json.count && json[index + 1] <= 0x81
            let most = isMark ? 0 : 2
            return (0...most).contains {
                stands(word, from: min(word.count, letter + $0), at: end, json)
            }
        }
        return true
    }

    private static func small(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}
