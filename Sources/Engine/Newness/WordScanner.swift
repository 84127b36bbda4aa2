import Language

/// Reads words off a passage and leaves out the footnote calls between and behind them.
///
/// A call is a superscript digit; numbers in square brackets (`[1, 2 ]`); one or two digits glued to a word or to the mark behind
/// it (`Kamer3`, `Kamer.3`); or a small number before a bracket that nobody opened (`vraag 1)`). `CO2`, `G7` and `m3` are none: a
/// word that is called from has four letters or more and ends in a small one.
struct WordScanner {
    private let bytes: [UInt8]
    private var position = 0
    /// How many round brackets stand open.
    private var brackets = 0
    private var startsSentence = true
    /// What a digit that follows at once would be glued to.
    private var glue = Glue.nothing

    private enum Glue {
        case nothing
        /// A word that may be called from ended here, or one mark behind it.
        case word, mark
    }

    /// Letters that a word needs before digits glued to it are taken for a footnote call.
    private static let shortestCaller = 4
    /// Digits of the longest footnote number.
    private static let longestCall = 2
    /// Bytes between square brackets that may still be footnote numbers.
    private static let longestBracket = 16

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next word, with its folded form appended to `letters`; `nil` at the end.
    mutating func next(into letters: inout [UInt8]) -> Wording.Word? {
        while position < bytes.count {
            let (symbol, width) = Symbol.decode(bytes, at: position)
            switch symbol {
            case .letter, .digit:
                if let word = word(into: &letters) { return word }
            case .ignored:
                position += width
            case .other(let scalar):
                pass(scalar, width)
            }
        }
        return nil
    }

    // MARK: Between words

    private mutating func pass(_ scalar: UInt32, _ width: Int) {
        switch scalar {
        case 0x28:
            brackets += 1
            glue = .nothing
        case 0x29:
            brackets = max(0, brackets - 1)
            glue = glue == .word ? .mark : .nothing
        case 0x5B:
            if let end = endOfBracketedCall() {
                position = end
                return
            }
            glue = .nothing
        case 0x2E, 0x21, 0x3F:  // . ! ?
            startsSentence = true
            glue = glue == .word ? .mark : .nothing
        case 0x2C, 0x3B, 0x22, 0x27, 0x2019, 0x201D, 0xBB:  // , ; " ' ’ ” »
            glue = glue == .word ? .mark : .nothing
        case 0x0A, 0x0D, 0x3A, 0x2022:  // line ends, colon, bullet
            startsSentence = true
            glue = .nothing
        default:
            glue = .nothing
        }
        position += width
    }

    /// Where `[1, 2 ]`, which begins here, ends.
    private func endOfBracketedCall() -> Int? {
        var (digits, run) = (0, 0)
        for index in position + 1..<min(bytes.count, position + Self.longestBracket) {
            switch bytes[index] {
            case 0x30...0x39:
                (digits, run) = (digits + 1, run + 1)
                if run > Self.longestCall + 1 { return nil }
            case 0x20, 0x2C: run = 0
            case 0x5D: return digits > 0 ? index + 1 : nil
            default: return nil
            }
        }
        return nil
    }

    // MARK: Words

    /// Reads the word that begins here; `nil` where it was nothing but a footnote call.
    private mutating func word(into letters: inout [UInt8]) -> Wording.Word? {
        let (start, first) = (position, letters.count)
        let before = glue
        var shape = Shape()
        /// The word without the digits glued to its end.
        var stem = (end: start, letters: first)
        reading: while position < bytes.count {
            let (symbol, width) = Symbol.decode(bytes, at: position)
            switch symbol {
            case .letter(let scalar, let isUpper):
                // Words run together where a line ended: `hetInternationaal` is two.
                if isUpper, shape.endsInSmallLetter { break reading }
                shape.add(letterIsUpper: isUpper)
                appendFolded(scalar, to: &letters)
                position += width
                stem = (position, letters.count)
            case .digit(let value):
                shape.addDigit()
                letters.append(0x30 + value)
                position += width
            case .ignored:
                position += width
            case .other(let scalar):
                guard shape.isNumber, let mark = decimalMark(scalar, width) else { break reading }
                letters.append(contentsOf: mark)
                position += width
            }
        }
        if shape.letters >= Self.shortestCaller, shape.endedInSmallLetter,
            (1...Self.longestCall).contains(shape.trailingDigits)
        {
            letters.removeSubrange(stem.letters...)
            shape.dropTrailingDigits()
        } else if shape.isNumber, shape.trailingDigits <= Self.longestCall, isCall(gluedTo: before) {
            letters.removeSubrange(first...)
            glue = .word
            return nil
        }
        glue = shape.letters >= Self.shortestCaller && shape.endedInSmallLetter ? .word : .nothing
        defer { startsSentence = false }
        return Wording.Word(
            range: start..<position, letters: first..<letters.count, isCapitalised: shape.isCapitalised,
            startsSentence: startsSentence, hasDigit: shape.hasDigit)
    }

    private func appendFolded(_ letter: Unicode.Scalar, to letters: inout [UInt8]) {
        if letter.isASCII {
            letters.append(UInt8(truncatingIfNeeded: letter.value | 0x20))
        } else {
            letters += Folding.fold(String(letter)).utf8
        }
    }

    /// Whether the small number that just ended calls a footnote.
    private func isCall(gluedTo before: Glue) -> Bool {
        let next = position < bytes.count ? bytes[position] : 0x20
        return before != .nothing || (next == 0x29 && brackets == 0)
    }

    /// What the mark here adds to a number: a comma, or nothing where three digits follow; `nil` where it ends the number.
    private func decimalMark(_ scalar: UInt32, _ width: Int) -> [UInt8]? {
        guard scalar == 0x2C || scalar == 0x2E else { return nil }
        let rest = bytes[(position + width)...].prefix(4)
        let digits = rest.prefix { (0x30...0x39).contains($0) }.count
        return digits == 0 ? nil : digits == 3 ? [] : [0x2C]
    }
}

/// What has been read of a word.
private struct Shape {
    private(set) var letters = 0
    private(set) var trailingDigits = 0
    private(set) var hasDigit = false
    private(set) var isCapitalised = false
    private(set) var endedInSmallLetter = false

    /// Digits and marks alone.
    var isNumber: Bool { letters == 0 }
    var endsInSmallLetter: Bool { endedInSmallLetter && trailingDigits == 0 }

    mutating func add(letterIsUpper isUpper: Bool) {
        if letters == 0 { isCapitalised = isUpper }
        letters += 1
        trailingDigits = 0
        endedInSmallLetter = !isUpper
    }

    mutating func addDigit() {
        trailingDigits += 1
        hasDigit = true
    }

    mutating func dropTrailingDigits() {
        hasDigit = false
        trailingDigits = 0
    }
}
