/// Takes the endings of Dutch inflection off a word, so that a search for one form finds the others.
///
/// A light form of Martin Porter's Dutch stemmer for Snowball (snowballstem.org/algorithms/dutch): its regions and its
/// steps 1, 2 and 4 (plural, adjective, double vowel), without the derivational step 3, so that `veilig` and `veiligheid`
/// stay two words. Added are the plural `-ieën`, `-ies` and the like, diminutives, the conjugation of verbs in `-eren`
/// (`evacueert`, `geëvacueerd`), `v`/`f` and `z`/`s` at the end (as in Kraaij and Pohlmann's stemmer), and a few irregular
/// plurals.
///
/// Limits: other verbs keep their conjugation but for `-en`; vowel changes (`schip`, `schepen`) are known for listed words only;
/// some different words meet (`wegen` and `weg`). A stem is for comparing and is often no word itself.
package enum DutchStem {
    /// The stem of a word that ``Folding`` has folded; words of other scripts and words with digits stay as they are.
    package static func stem(_ folded: String) -> String {
        if let known = irregular[folded] { return known }
        var word = Stemming(folded)
        guard word.letters.count > 3, word.isLatin else { return folded }
        word.cutConjugation()
        word.cutDiminutive()
        word.cutPlural()
        word.cutFinalE()
        word.hardenEnd()
        word.shortenVowel()
        return String(decoding: word.letters, as: UTF8.self)
    }

    static let irregular = [
        "leden": "lid", "kamerleden": "kamerlid", "steden": "stad", "hoofdsteden": "hoofdstad",
        "verkeerd": "verkeerd", "verkeerde": "verkeerd", "omgekeerd": "omgekeerd", "omgekeerde": "omgekeerd",
        "schepen": "schip", "kinderen": "kind", "wegen": "weg", "goederen": "goed", "bladeren": "blad",
    ]
}

private struct Stemming {
    var letters: [UInt8]
    /// Where R1 begins: after the first consonant that follows a vowel, and never before the fourth letter.
    private let region: Int

    init(_ folded: String) {
        letters = Array(folded.utf8)
        var start = letters.count
        for index in letters.indices.dropFirst()
        where !Stemming.isVowel(letters[index]) && Stemming.isVowel(letters[index - 1]) {
            start = index + 1
            break
        }
        region = max(start, 3)
    }

    var isLatin: Bool { letters.allSatisfy { (0x61...0x7A).contains($0) } }

    static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }

    private func ends(_ suffix: StaticString) -> Bool {
        letters.count > suffix.utf8CodeUnitCount
            && letters.suffix(suffix.utf8CodeUnitCount).elementsEqual(suffix.description.utf8)
    }

    /// The letter that stands `distance` letters before the last; 0 where there is none.
    private func letter(_ distance: Int) -> UInt8 {
        distance < letters.count ? letters[letters.count - 1 - distance] : 0
    }

    private func isInRegion(_ length: Int) -> Bool { letters.count - length >= region }

    /// `landje`, `dochtertje`, `boompje`, `balletje`, and their plurals.
    mutating func cutDiminutive() {
        let plural = ends("jes")
        guard plural || ends("je"), isInRegion(plural ? 3 : 2) else { return }
        let before = letter(plural ? 3 : 2)
        guard !Stemming.isVowel(before), before != UInt8(ascii: "n") else { return }
        letters.removeLast(plural ? 3 : 2)
        if ends("et"), letters.count > 5, letter(2) == letter(3) {
            letters.removeLast(3)
        } else if ends("rt") || ends("lt") || ends("nt") || ends("wt") || ends("mp") {
            letters.removeLast()
        }
    }

    /// `evacueert`, `evacueerde`, `geevacueerden`: what `evacueren` has too.
    mutating func cutConjugation() {
        let endings: [StaticString] = ["eert", "eerd", "eerde", "eerden"]
        guard let ending = endings.first(where: { ends($0) }) else { return }
        let stem = letters.count - ending.utf8CodeUnitCount
        let isParticiple = letters.starts(with: "ge".utf8) && letter(0) != UInt8(ascii: "t")
        guard stem >= (isParticiple ? 5 : 3) else { return }
        letters.removeLast(ending.utf8CodeUnitCount)
        letters += [UInt8(ascii: "e"), UInt8(ascii: "r")]
        if isParticiple { letters.removeFirst(2) }
    }

    mutating func cutPlural() {
        if ends("heden"), isInRegion(5) {
            letters.removeLast(4)
            letters += [UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "d")]
        } else if ends("ieen") || ends("eeen") {
            letters.removeLast(2)
        } else if ends("ene"), isInRegion(3), hasPluralStem(3) {
            letters.removeLast(3)
            undouble()
        } else if ends("en"), isInRegion(2), hasPluralStem(2) {
            letters.removeLast(2)
            undouble()
        } else if ends("ies") || ends("ges") || ends("ses") || ends("tes") || ends("nes") || ends("des") {
            letters.removeLast()
        } else if ends("se"), isInRegion(2), !Stemming.isVowel(letter(2)), letter(2) != UInt8(ascii: "j") {
            letters.removeLast(2)
        } else if ends("s"), isInRegion(1), !Stemming.isVowel(letter(1)), letter(1) != UInt8(ascii: "j"),
            letter(1) != UInt8(ascii: "s")
        {
            letters.removeLast()
            // `wapens` loses as much as `wapen` does.
            if ends("en"), isInRegion(2), hasPluralStem(2) { letters.removeLast(2) }
        }
    }

    private func hasPluralStem(_ length: Int) -> Bool {
        !Stemming.isVowel(letter(length))
            && !(letter(length) == UInt8(ascii: "m") && letter(length + 1) == UInt8(ascii: "e")
                && letter(length + 2) == UInt8(ascii: "g"))
    }

    mutating func cutFinalE() {
        guard ends("e"), isInRegion(1), !Stemming.isVowel(letter(1)) else { return }
        letters.removeLast()
        undouble()
    }

    /// One of a pair of consonants goes: `bomm` becomes `bom`.
    private mutating func undouble() {
        guard letters.count > 2, letter(0) == letter(1), !Stemming.isVowel(letter(0)) else { return }
        letters.removeLast()
    }

    /// `brieven` and `brief`, `reizen` and `reis`.
    mutating func hardenEnd() {
        switch letter(0) {
        case UInt8(ascii: "v"): letters[letters.count - 1] = UInt8(ascii: "f")
        case UInt8(ascii: "z"): letters[letters.count - 1] = UInt8(ascii: "s")
        default: break
        }
    }

    /// `maan` becomes `man`, as `manen` has.
    mutating func shortenVowel() {
        guard letters.count > 3, letter(1) == letter(2), Stemming.isVowel(letter(1)),
            letter(1) != UInt8(ascii: "i"),
            !Stemming.isVowel(letter(0)), !Stemming.isVowel(letter(3))
        else { return }
        letters.remove(at: letters.count - 2)
    }
}
