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

    private let lines: [PaperLine]
    private var words = WantedWords()
    private var compounds = WantedWords()
    /// True where so many lines end in a hyphen that a program must have set them.
    private var isAutomatic = false

    /// Above one line in so many that ends in a hyphen after a small letter, hyphens are a program's.
    private static let automaticShare = 50

    /// Learns which of the words that `lines` part they have whole; only where some line ends in a hyphen, since it costs a pass.
    init(_ lines: [PaperLine]) {
        self.lines = lines
        let (filled, parted) = lines.reduce(into: (0, 0)) { counts, line in
            counts.0 += line.isBlank ? 0 : 1
            let isParted = line.text.last == 0x2D && line.text.dropLast().last?.isASCIILowercase == true
            counts.1 +=
                isParted && !Self.lastPart(line.text, folded: false).contains(where: \.isASCIIUppercase)
                ? 1 : 0
        }
        isAutomatic = parted * Self.automaticShare > filled && parted > 3
        var parting: Bytes?
        for line in lines where !line.isBlank {
            if let before = parting { want(before, line.text) }
            parting = line.text.last == 0x2D ? line.text : nil
        }
        if !words.isEmpty { learn(among: lines) }
    }

    /// Asks after the words that ``joint(_:_:)`` will.
    private mutating func want(_ line: Bytes, _ next: Bytes) {
        let left = Self.lastPart(line)
        let following = next.prefix { $0.isWordByte }.map(\.asciiLowercased)
        words.want(left + following)
        words.want(left)
        words.want(following)
        compounds.want(Self.joined([left, following]))
    }

    private mutating func learn(among lines: [PaperLine]) {
        var wasParted = false
        for index in lines.indices {
            let text = lines[index].text
            let isParted = text.last == 0x2D
            // The halves of what a line's end parted are no words of their own.
            learn(text, isParted: isParted, withoutFirst: wasParted)
            wasParted = isParted
        }
    }

    private mutating func learn(_ text: Bytes, isParted: Bool, withoutFirst: Bool) {
        let hasHyphen = isParted || text.contains(0x2D)
        var (start, isHalf) = (0, withoutFirst)
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x20 { end += 1 }
            if end > start, isHalf {
                isHalf = false
            } else if end > start, hasHyphen, text[start..<end].contains(0x2D) {
                learn(parts: text[start..<end], endsLine: isParted && end == text.count)
            } else if end > start, words.isLikely(in: text, from: start, upTo: end) {
                learn(text[start..<end])
            }
            start = end + 1
        }
    }

    private mutating func learn(_ token: ArraySlice<UInt8>) {
        let word = Bytes(token.filter(\.isWordByte).map(\.asciiLowercased))
        if word.count > 2 { words.see(word) }
    }

    private mutating func learn(parts token: ArraySlice<UInt8>, endsLine: Bool) {
        var parts = token.split(separator: 0x2D).map { part in
            Bytes(part.filter(\.isWordByte).map(\.asciiLowercased))
        }
        if endsLine { parts = parts.dropLast() }
        for part in parts where part.count > 2 { words.see(part) }
        if parts.count > 1 { compounds.see(Self.joined(parts)) }
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
        guard let isWord = words.has(head + tail),
            let isCompound = compounds.has(Self.joined([head, tail]))
        else {
            // A line that a marker cut.
            var other = self
            other.want(line, next)
            other.learn(among: lines)
            return other.joint(line, next)
        }
        if isWord { return .nothing }
        if isCompound { return .hyphen }
        if DutchHyphen.belongs(between: head, tail) { return .hyphen }
        return !isAutomatic && head.count > 3 && tail.count > 3 && words.has(head) == true
            && words.has(tail) == true ? .hyphen : .nothing
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
