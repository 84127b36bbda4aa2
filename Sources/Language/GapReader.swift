/// Follows what stands between two words to say how strongly it parts them.
struct GapReader {
    private var newlines = 0
    private var sawSpace = false
    private var sawHyphen = false
    private var sawApostrophe = false
    private var sawOther = false
    private var sawBullet = false
    private var stop: Unicode.Scalar?
    private var sawSpaceAfterStop = false
    private var isLooseHyphen = false

    mutating func see(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\n", "\u{2029}":
            newlines += 1
            seeSpace()
        case " ", "\t", "\r", "\u{A0}", "\u{2028}", "\u{202F}", "\u{2000}"..."\u{200A}": seeSpace()
        case ".", "!", "?", "…":
            // `?!` and `...` end a sentence as their strongest mark does.
            if stop == nil || stop == "." { stop = scalar }
            sawSpaceAfterStop = false
        case "'", "\u{2018}", "\u{2019}", "\u{02BC}": sawApostrophe = true
        case "\u{2022}", "\u{25AA}", "\u{25E6}", "\u{25CF}", "\u{F0B7}", "\u{B7}":
            if newlines > 0 { sawBullet = true }
            sawOther = true
        case let scalar where WordScanner.isHyphen(scalar):
            if sawSpace { isLooseHyphen = true }
            if sawSpace, newlines > 0 { sawBullet = true }
            if sawHyphen { sawOther = true }
            sawHyphen = true
        case let scalar where Folding.isIgnorable(scalar): break
        default: sawOther = true
        }
    }

    private mutating func seeSpace() {
        sawSpace = true
        if stop != nil { sawSpaceAfterStop = true }
    }

    /// How strongly it parts the word that begins with `next` from the one before; `previous` is that where it is short.
    func kind(
        before next: Unicode.Scalar, after previous: (case: Token.LetterCase, spelling: Spelling)?
    ) -> Token.Gap {
        if newlines > 1 || sawBullet { return .sentence }
        if let stop {
            // `… aan de gebruikers.Het is …`: the space behind the stop was lost.
            if stop == ".", !sawSpaceAfterStop, !sawSpace, let previous, previous.case == .lower,
                previous.spelling.count > 3, Self.isCapital(next), !Self.isAbbreviation(previous)
            {
                return .sentence
            }
            guard sawSpaceAfterStop, !Self.isSmall(next) else { return .punctuation }
            let isAbbreviation = stop == "." && (previous.map(Self.isAbbreviation) ?? false)
            return isAbbreviation ? .punctuation : .sentence
        }
        if sawOther || isLooseHyphen || (sawApostrophe && sawSpace) { return .punctuation }
        if sawSpace { return .space }
        return sawApostrophe ? .apostrophe : .hyphen
    }

    /// True for words whose full stop rarely ends a sentence: `nr`, `mevr`, and single letters.
    private static func isAbbreviation(
        _ word: (case: Token.LetterCase, spelling: Spelling)
    ) -> Bool {
        let isLetter = word.spelling.count == 1 && word.case != .none
        return isLetter || abbreviations.contains(word.spelling)
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? scalar.value &- 0x41 < 26 : scalar.properties.isUppercase
    }

    private static func isSmall(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? scalar.value &- 0x61 < 26 : scalar.properties.isLowercase
    }

    private static let abbreviations: WordSet = [
        "nr", "nrs", "no", "art", "dhr", "mevr", "mw", "mr", "mrs", "ms", "dr", "drs", "prof", "ir", "ing",
        "ds", "st", "gen", "kol", "lt", "min", "max", "bijv", "bv", "ca", "resp", "incl", "excl", "vgl",
        "zgn", "hon", "rt", "blz", "pag", "fig", "tel", "ver", "vs", "hr", "jhr", "stb", "stcrt", "trb",
    ]
}
