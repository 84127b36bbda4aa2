/// Text as bytes of UTF-8, which is how the whole stage handles it.
typealias Bytes = [UInt8]

/// Reads words and numbers off bytes, from left to right.
struct ByteScanner {
    let bytes: Bytes
    var position: Int

    init(_ bytes: Bytes, at position: Int = 0) { (self.bytes, self.position) = (bytes, position) }

    var atEnd: Bool { position >= bytes.count }
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }
    var rest: ArraySlice<UInt8> { bytes[min(position, bytes.count)...] }

    /// Skips spaces; true where there were any.
    @discardableResult
    mutating func skipSpaces() -> Bool {
        let start = position
        while current == 0x20 { position += 1 }
        return position > start
    }

    /// Skips `literal`, which is lower-case ASCII, whatever the case of the text.
    mutating func skip(_ literal: String) -> Bool {
        let wanted = literal.utf8Span.span
        guard bytes.count - position >= wanted.count else { return false }
        for offset in wanted.indices where bytes[position + offset].asciiLowercased != wanted[offset] {
            return false
        }
        position += wanted.count
        return true
    }

    /// Skips `word` where no letter or digit follows it.
    mutating func skipWord(_ word: String) -> Bool {
        let start = position
        guard skip(word) else { return false }
        if let next = current, next.isWordByte {
            position = start
            return false
        }
        return true
    }

    /// Skips the first of `words` that stands here.
    mutating func skipAnyWord(_ words: [String]) -> Bool { words.contains { skipWord($0) } }

    /// Reads a whole number of at most `maximumDigits` digits.
    mutating func number(maximumDigits: Int = 4) -> Int? {
        var (value, index) = (0, position)
        while index < bytes.count, bytes[index].isDigit {
            guard index - position < maximumDigits else { return nil }
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        guard index > position else { return nil }
        position = index
        return value
    }

    /// Skips a dash of any sort: `-`, `–`, `—`, `‑`.
    mutating func skipDash() -> Bool {
        skip("-") || skip("\u{2013}") || skip("\u{2014}") || skip("\u{2011}")
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isASCIIUppercase: Bool { (0x41...0x5A).contains(self) }
    var isASCIILowercase: Bool { (0x61...0x7A).contains(self) }
    /// A letter of ASCII, or a byte of a character beyond it.
    var isLetter: Bool { isASCIIUppercase || isASCIILowercase || self >= 0x80 }
    /// A letter of ASCII.
    var isPlainLetter: Bool { isASCIIUppercase || isASCIILowercase }
    var isWordByte: Bool { isLetter || isDigit }
    var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
    var trimmed: ArraySlice<UInt8> {
        var slice = self
        while slice.first == 0x20 { slice = slice.dropFirst() }
        while slice.last == 0x20 { slice = slice.dropLast() }
        return slice
    }

    var string: String { String(decoding: self, as: UTF8.self) }
}

extension Bytes {
    func has(_ literal: String) -> Bool { self[...].has(literal) }

    func starts(withFolded literal: String) -> Bool {
        var scanner = ByteScanner(self)
        return scanner.skip(literal)
    }

    func ends(withFolded literal: String) -> Bool {
        let length = literal.utf8.count
        guard count >= length else { return false }
        return zip(suffix(length), literal.utf8).allSatisfy { $0.asciiLowercased == $1 }
    }

    var string: String { String(decoding: self, as: UTF8.self) }

    /// Whether a sentence ends here: a stop, perhaps with closing quotes or brackets after it.
    var endsSentence: Bool {
        var index = count - 1
        while index >= 0 {
            switch self[index] {
            case 0x2E, 0x3F, 0x21: return true
            case 0x20, 0x22, 0x27, 0x29, 0x5D: index -= 1
            // ” ’ are E2 80 9D and E2 80 99; » is C2 BB.
            case 0x9D, 0x99:
                guard index >= 2, self[index - 1] == 0x80, self[index - 2] == 0xE2 else { return false }
                index -= 3
            case 0xBB:
                guard index >= 1, self[index - 1] == 0xC2 else { return false }
                index -= 2
            default: return false
            }
        }
        return false
    }

    /// Whether it begins as the middle of a sentence does: with a small letter or a mark that closes something.
    var beginsInMidSentence: Bool {
        guard let first else { return false }
        if first == 0xC3, count > 1 { return (0x9F...0xBF).contains(self[1]) && self[1] != 0xB7 }
        return first.isASCIILowercase || first == 0x2C || first == 0x29 || first == 0x3B
    }

    var lastWord: ArraySlice<UInt8> {
        let trimmed = self[...].trimmed
        guard let gap = trimmed.lastIndex(of: 0x20) else { return trimmed }
        return trimmed[(gap + 1)...]
    }
}
