/// Numbers of questions as lists in several languages: `1 und 3`, `6, 7, 8 und 10`, `3 bis 5`, `2 et 3`, `2 en 3`, `4-7`.
enum ForeignNumbers {
    /// Reads the list at `scanner` and leaves it behind the last number; `nil` where none stands there.
    static func read(_ scanner: inout ByteScanner) -> [Int]? {
        guard let first = number(&scanner) else { return nil }
        var numbers = [first]
        while numbers.count < NumberList.longest {
            var ahead = scanner
            skipSubpart(&ahead)
            ahead.skipSpaces()
            if skipRange(&ahead), let last = numbers.last, let end = number(&ahead), end > last,
                end - last < NumberList.longest
            {
                numbers += Array(last + 1...end)
                scanner = ahead
                continue
            }
            ahead = scanner
            skipSubpart(&ahead)
            guard skipSeparator(&ahead), let next = number(&ahead) else { break }
            if !numbers.contains(next) { numbers.append(next) }
            scanner = ahead
        }
        return numbers
    }

    /// A number from 1 that is no part of an amount, a date or a paragraph's number.
    private static func number(_ scanner: inout ByteScanner) -> Int? {
        var ahead = scanner
        guard let number = ahead.number(maximumDigits: 3), number >= 1 else { return nil }
        if let mark = ahead.current, mark == 0x2E || mark == 0x2C || mark == 0x2F,
            ahead.position + 1 < ahead.bytes.count, ahead.bytes[ahead.position + 1].isDigit
        {
            return nil
        }
        scanner = ahead
        return number
    }

    /// `a)` behind a number: `Zu Frage 2 a)`, `1a`.
    private static func skipSubpart(_ scanner: inout ByteScanner) {
        var ahead = scanner
        ahead.skipSpaces()
        guard ahead.current?.isASCIILowercase == true else { return }
        ahead.position += 1
        if ahead.skip(")") || ahead.current.map({ !$0.isWordByte }) == true { scanner = ahead }
    }

    private static func skipRange(_ scanner: inout ByteScanner) -> Bool {
        let found =
            scanner.skipAnyWord(["bis", "to", "tot en met", "tot", "t/m"]) || scanner.skip("\u{E0} ")
            || scanner.skipDash()
        scanner.skipSpaces()
        return found
    }

    private static func skipSeparator(_ scanner: inout ByteScanner) -> Bool {
        let start = scanner.position
        // `1. en 2.`: a stop behind a number that a list goes on from.
        _ = scanner.skip(".")
        scanner.skipSpaces()
        let mark = scanner.skip(",") || scanner.skip("&") || scanner.skip("/")
        scanner.skipSpaces()
        let word = scanner.skipAnyWord(["und", "sowie", "et", "and", "en"])
        scanner.skipSpaces()
        if mark || word { return true }
        scanner.position = start
        return false
    }
}

/// Finds the numbered parts of a question that stand in its running text, and of its answer.
///
/// `1. … 2. …`, `1) … 2) …`, merged as `2 en 3.`, and glued to the sentence before: `land?2. Werd er`.
enum InlineParts {
    struct Part {
        var numbers: [Int]
        /// Where its number stands.
        var start: Int
    }

    /// The parts of `text`, numbered from 1 without a gap; none where there is no such run.
    static func find(in text: Bytes) -> [Part] {
        var parts: [Part] = []
        var expected = 1
        var index = 0
        while index < text.count {
            guard text[index].isDigit else {
                index += 1
                continue
            }
            if let (numbers, end) = read(text, at: index, expecting: expected) {
                parts.append(Part(numbers: numbers, start: index))
                expected = (numbers.max() ?? expected) + 1
                index = end
            } else {
                while index < text.count, text[index].isDigit { index += 1 }
            }
        }
        return parts
    }

    /// The text with a blank line before each part but one that begins it.
    static func parted(_ text: Bytes, at parts: [Part]) -> Bytes {
        var result: Bytes = []
        var copied = 0
        for part in parts where part.start >= copied {
            result += text[copied..<part.start]
            while result.last == 0x20 || result.last == 0x0A { result.removeLast() }
            if !result.isEmpty { result += [0x0A, 0x0A] }
            copied = part.start
        }
        return result + text[copied...]
    }

    private static func read(_ text: Bytes, at index: Int, expecting: Int) -> ([Int], Int)? {
        guard let opening = opening(text, before: index) else { return nil }
        var scanner = ByteScanner(text, at: index)
        guard let numbers = ForeignNumbers.read(&scanner), numbers.first == expecting,
            numbers == Array(expecting..<expecting + numbers.count)
        else { return nil }
        let hasMark = scanner.skip(".") || scanner.skip(")") || scanner.skip("\u{B0}")
        _ = hasMark && scanner.skip(")")
        let end = scanner.position
        while let byte = scanner.current, byte == 0x20 || byte == 0x0A { scanner.position += 1 }
        guard let next = scanner.current, !next.isDigit else { return nil }
        if hasMark { return next.isASCIILowercase && !beginsPart(scanner) ? nil : (numbers, end) }
        // `enz.).4 Lopende onderhandelingen`: the stop was lost, and the space before with it.
        let isGlued = opening == .glued && expecting > 1 && scanner.position > end && next.isASCIIUppercase
        return isGlued ? (numbers, end) : nil
    }

    private enum Opening {
        /// The text, a line or a sentence ends before it.
        case start
        /// A sentence ends before it without a space.
        case glued
    }

    /// What stands before a number that may begin a part; `nil` where it is some other number.
    private static func opening(_ text: Bytes, before index: Int) -> Opening? {
        guard index > 0 else { return .start }
        switch text[index - 1] {
        case 0x0A: return .start
        case 0x20:
            // It may be far from a sentence's start; but not after a word that wants a number: `artikel 2. Het`.
            let before = text[..<index].trimmed
            return before.last == 0x2C || wantsNumber(before) ? nil : .start
        case 0x3F, 0x21, 0x3A, 0x3B, 0x29, 0x22, 0x5D, 0x99, 0x9D, 0xBB: return .glued
        case 0x2E:
            // `2016.2. Werd` is a year and a number, `3.2. Het` a paragraph's.
            let digits = text[..<(index - 1)].reversed().prefix { $0.isDigit }.count
            return digits == 0 || digits > 2 ? .glued : nil
        default: return nil
        }
    }

    /// `nr. 2`, `artikel 3`, `n° 4`, `op 5`.
    private static func wantsNumber(_ before: ArraySlice<UInt8>) -> Bool {
        let word = Bytes(before).lastWord.filter { $0 != 0x2E && $0 != 0x28 }.map(\.asciiLowercased).string
        return wantingWords.contains(word)
    }

    private static let wantingWords: Set<String> = [
        "nr", "nrs", "nummer", "art", "artikel", "article", "articles", "n\u{B0}", "n\u{BA}", "no", "p",
        "blz", "pag",
        "page", "par", "\u{A7}", "punt", "point", "bijlage", "annexe", "tabel", "tableau", "vraag", "vragen",
        "question",
        "questions", "op", "le", "van", "du", "fase", "phase", "niveau", "categorie", "type", "deel",
        "hoofdstuk",
    ]

    /// `a) Graag …`, `de heer …` begins a part although with a small letter; `2. maart` would too, were it not a month.
    private static func beginsPart(_ scanner: ByteScanner) -> Bool {
        ForeignDate.first(in: Bytes("1 ".utf8) + scanner.rest.prefix(16) + Bytes(" 2000".utf8)) == nil
    }
}
