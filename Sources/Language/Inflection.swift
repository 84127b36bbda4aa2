/// The forms that a word takes, so that a list of words need not name them all.
///
/// It makes forms by rule from the one that a dictionary lists, and makes some that do not exist, which no text then has. It
/// is light on purpose: strong verbs and irregular plurals are few in lists of subjects, and stand in them in full.
package enum Inflection {
    package enum Language: String, Hashable, Sendable, CaseIterable {
        case dutch = "nl"
        case english = "en"
        case french = "fr"
        case german = "de"

        /// Whether its compounds are written as one word.
        package var joinsCompounds: Bool { self == .dutch || self == .german }
    }

    /// Other forms of a word that ``Folding`` has folded; none for words with digits, for short ones and for other scripts.
    package static func forms(of folded: String, in language: Language) -> [String] {
        let letters = Array(folded.utf8)
        guard letters.count > 2, letters.allSatisfy({ (0x61...0x7A).contains($0) }) else { return [] }
        var forms: [String] =
            switch language {
            case .dutch: DutchInflection(folded).forms
            case .english: english(folded)
            case .french: french(folded)
            case .german: german(folded)
            }
        forms.removeAll { $0 == folded }
        return forms
    }

    // MARK: Other languages

    private static func english(_ word: String) -> [String] {
        let stem = String(word.dropLast())
        if word.hasSuffix("y"), !["a", "e", "o"].contains(stem.last) {
            return [stem + "ies", stem + "ied", word + "ing"]
        }
        if word.hasSuffix("e") { return [word + "s", word + "d", stem + "ing"] }
        let hisses = ["s", "x", "z", "ch", "sh"].contains { word.hasSuffix($0) }
        return [word + (hisses ? "es" : "s"), word + "ed", word + "ing"]
    }

    private static func french(_ word: String) -> [String] {
        for (ending, others) in frenchEndings where word.hasSuffix(ending) {
            let stem = word.dropLast(ending.count)
            return others.map { stem + $0 } + [word + "s"]
        }
        // An `e` at the end may have been `é`, which takes endings too.
        return [word + "s", word + "e", word + "es"]
    }

    /// Masculine endings with what they become, longer ones first; accents are folded away.
    private static let frenchEndings: [(String, [String])] = [
        ("eau", ["eaux"]), ("eux", ["euse", "euses"]), ("eur", ["eurs", "euse", "euses", "rice", "rices"]),
        ("ien", ["iens", "ienne", "iennes"]), ("al", ["aux", "ale", "ales"]), ("if", ["ifs", "ive", "ives"]),
        ("er", ["e", "ee", "es", "ees", "ent", "ant", "ere", "eres"]),
    ]

    private static func german(_ word: String) -> [String] {
        if word.hasSuffix("e") { return ["n", "s", "r", "m"].map { word + $0 } }
        if word.hasSuffix("ung") || word.hasSuffix("heit") || word.hasSuffix("keit") { return [word + "en"] }
        return ["e", "en", "n", "s", "es", "er", "ern", "em"].map { word + $0 }
    }
}

/// Plural, diminutive, the adjective's `-e`, and the conjugation of verbs in `-eren`.
private struct DutchInflection {
    let word: String
    private(set) var forms: [String] = []

    init(_ word: String) {
        self.word = word
        if addIrregular() || addByEnding() { return }
        for base in bases { forms += [base + "en", base + "e"] }
        forms += Self.adding(["s", "je", "jes", "tje", "tjes"], to: word)
    }

    /// Plurals that change a vowel; longer words that end so follow them.
    private mutating func addIrregular() -> Bool {
        for (one, many) in Self.irregular where word.hasSuffix(one) {
            forms = [String(word.dropLast(one.count)) + many, word + "je"]
            return true
        }
        return false
    }

    private static let irregular = [
        ("stad", "steden"), ("schip", "schepen"), ("kind", "kinderen"), ("lid", "leden"),
        ("blad", "bladeren"),
        ("gebrek", "gebreken"), ("verdrag", "verdragen"), ("weg", "wegen"), ("oorlog", "oorlogen"),
        ("slag", "slagen"), ("gelid", "gelederen"),
    ]

    private mutating func addByEnding() -> Bool {
        let count = word.utf8.count
        if word.hasSuffix("heid") {
            forms = [String(word.dropLast(2)) + "den"]
        } else if word.hasSuffix("ie") {
            forms = Self.adding(["s", "en", "tje"], to: word)
        } else if word.hasSuffix("eren"), count > 6 {
            conjugate()
        } else if word.hasSuffix("en") {
            forms = Self.adding(["d", "de", "s"], to: word)
        } else if word.hasSuffix("e") {
            forms = Self.adding(["s", "n"], to: word)
        } else if word.hasSuffix("um") {
            forms = [String(word.dropLast(2)) + "a", word + "s"]
        } else if word.hasSuffix("us"), count > 5 {
            forms = [String(word.dropLast(2)) + "i", word + "sen"]
        } else if word.hasSuffix("oer") || word.hasSuffix("eer") {
            // What `-en` would make of `uitvoer` and `beheer` is a verb.
            forms = [word + "s"]
        } else if isUnstressedEnd {
            forms = Self.adding(["s", "tje", "tjes"], to: word)
        } else if let last = word.last, "aiouy".contains(last) {
            forms = [word + "s"]
        } else {
            return false
        }
        return true
    }

    /// `sanctioneren`: `sanctioneert`, `sanctioneerde`, `gesanctioneerd`.
    private mutating func conjugate() {
        let stem = String(word.dropLast(4)) + "eer"
        forms = [stem] + Self.adding(["t", "d", "de", "den"], to: stem)
        forms += Self.adding(["d", "de"], to: word) + Self.adding(["d", "de"], to: "ge" + stem)
    }

    /// `-el`, `-er` and the like without stress take `-s`: `wapenhandels`, and never `handelen`, which is to act.
    private var isUnstressedEnd: Bool {
        guard word.utf8.count > 4 else { return false }
        if word.hasSuffix("ier") || word.hasSuffix("aar") { return true }
        guard word.hasSuffix("el") || word.hasSuffix("er") || word.hasSuffix("em") else { return false }
        let before = word.dropLast().suffix(2)
        return !["ee", "oe", "ie", "ue"].contains(before)
    }

    private static func adding(_ endings: [String], to stem: String) -> [String] { endings.map { stem + $0 } }

    /// What `-en` and `-e` are put behind: `bom` gives `bomm`, `maan` gives `man`, `brief` gives `briev`.
    private var bases: [String] {
        let letters = Array(word.utf8)
        let (last, vowel, before) = (
            letters[letters.count - 1], letters[letters.count - 2],
            letters.count > 2 ? letters[letters.count - 3] : 0
        )
        var bases = [word]
        if Self.isVowel(vowel), vowel == before, vowel != UInt8(ascii: "i") {
            bases = [String(word.dropLast(2) + word.suffix(1))]
        } else if Self.isVowel(vowel), !Self.isVowel(before), last != UInt8(ascii: "w") {
            bases.append(word + word.suffix(1))
        }
        for (hard, soft) in [("f", "v"), ("s", "z")] where word.hasSuffix(hard) {
            bases += bases.filter { $0.hasSuffix(hard) }.map { $0.dropLast() + soft }
        }
        return bases
    }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }
}
