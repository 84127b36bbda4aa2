/// Says what becomes of a hyphen at a line's end, from how the paper itself writes its words.
struct Hyphenation {
    /// What stands between the two halves of a word that a line's end parted.
    enum Joint {
        /// `ontwik-` / `keling`: nothing.
        case nothing
        /// `VN-` / `militairen`: the hyphen.
        case hyphen
        /// `in-` / `en uitvoer`: the hyphen and a space.
        case hyphenAndSpace
    }

    private var words: Set<Bytes> = []
    private var compounds: Set<Bytes> = []
    /// True where so many lines end in a hyphen that a program must have set them.
    private var isAutomatic = false

    /// Above one line in so many that ends in a hyphen after a small letter, hyphens are a program's.
    private static let automaticShare = 50

    /// Learns the words of `lines`; only where some line ends in a hyphen, since it costs a pass.
    init(_ lines: [PaperLine]) {
        let (filled, parted) = lines.reduce(into: (0, 0)) { counts, line in
            counts.0 += line.isBlank ? 0 : 1
            let isParted = line.text.last == 0x2D && line.text.dropLast().last?.isASCIILowercase == true
            counts.1 +=
                isParted && !Self.lastPart(line.text, folded: false).contains(where: \.isASCIIUppercase)
                ? 1 : 0
        }
        isAutomatic = parted * Self.automaticShare > filled && parted > 3
        guard lines.contains(where: { $0.text.last == 0x2D }) else { return }
        var wasParted = false
        for line in lines {
            let isParted = line.text.last == 0x2D
            var tokens = line.text.split(separator: 0x20)[...]
            // The halves of what a line's end parted are no words of their own.
            if wasParted { tokens = tokens.dropFirst() }
            for (index, token) in tokens.enumerated() {
                var parts = token.split(separator: 0x2D).map { part in
                    Bytes(part.filter(\.isWordByte).map(\.asciiLowercased))
                }
                if isParted, index == tokens.count - 1 { parts = parts.dropLast() }
                for part in parts where part.count > 2 { words.insert(part) }
                if parts.count > 1 { compounds.insert(Self.joined(parts)) }
            }
            wasParted = isParted
        }
    }

    /// How to join the word that ends `line`, which ends in a hyphen, to the line after it.
    func joint(_ line: Bytes, _ next: Bytes) -> Joint {
        let following = Bytes(next.prefix { $0.isWordByte })
        if ["en", "of", "of/en", "en/of", "dan", "als", "noch", "tot"].contains(following.string),
            next.dropFirst(following.count).first == 0x20
        {
            return .hyphenAndSpace
        }
        let left = Self.lastPart(line, folded: false)
        // A dash that stands free is no hyphen.
        if left.isEmpty { return line.dropLast().last == 0x20 ? .hyphenAndSpace : .hyphen }
        guard next.beginsInMidSentence, let first = left.first, !left.contains(where: \.isDigit) else {
            return .hyphen
        }
        if left.contains(where: \.isASCIIUppercase), left.count > 1 {
            // `VN-militairen`, `Wagner-huurlingen`; but a sentence may begin with a word that was parted.
            let isAcronym = left.dropFirst().contains(where: \.isASCIIUppercase)
            let beginsSentence =
                line.count == left.count + 1 || line.dropLast(left.count + 2).endsSentenceBytes
            if isAcronym || !beginsSentence { return .hyphen }
        } else if first.isASCIIUppercase {
            return .hyphen
        }
        let (head, tail) = (left.map(\.asciiLowercased), following.map(\.asciiLowercased))
        if words.contains(head + tail) { return .nothing }
        if compounds.contains(Self.joined([head, tail])) { return .hyphen }
        if DutchHyphen.belongs(between: head, tail) { return .hyphen }
        return !isAutomatic && head.count > 3 && tail.count > 3 && words.contains(head)
            && words.contains(tail) ? .hyphen : .nothing
    }

    private static func joined(_ parts: [Bytes]) -> Bytes { Bytes(parts.joined(separator: [0x2D])) }

    /// The letters before the hyphen that ends `line`, back to the hyphen or space before them.
    private static func lastPart(_ line: Bytes, folded: Bool = true) -> Bytes {
        var start = line.count - 1
        while start > 0, line[start - 1].isWordByte { start -= 1 }
        let part = Bytes(line[max(start, 0)..<max(line.count - 1, start, 0)])
        return folded ? part.map(\.asciiLowercased) : part
    }
}

extension ArraySlice<UInt8> {
    fileprivate var endsSentenceBytes: Bool { Bytes(self).endsSentence }
}
