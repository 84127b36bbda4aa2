import Language
import Pipeline

extension UnlistedNames {
    /// `Wet betaalbare huur`, `Wet op het financieel toezicht`: a law whose name is in small letters.
    func law(at index: Int) -> Finding? {
        guard
            ["wet", "regeling", "besluit", "autoriteit", "college", "masterplan", "actieplan"].contains(
                text.word(index)), text.isCapital(index),
            !text.tokens[index].startsSentence, text.tokens[index].letterCase == .capitalised
        else { return nil }
        var end = index + 1
        while end < index + 9 {
            if isWordOfLaw(end), text.tokens[end].gap == .space {
                end += 1
            } else if let further = enumeration(end) {
                end = further
            } else {
                break
            }
        }
        while end > index + 1, Self.joints.contains(text.word(end - 1)) { end -= 1 }
        // A preposition may begin what the law is about; a verb that follows at once may not.
        guard end > index + 1, end < index + 9, text.word(end - 1).count > 3 else { return nil }
        let isBody = ["autoriteit", "college"].contains(text.word(index))
        return Finding(kind: isBody ? .organisation : .policy, tokens: index..<end, evidence: .head)
    }

    private func isWordOfLaw(_ index: Int) -> Bool {
        text.follows(index) && text.tokens[index].letterCase == .lower
            && !Self.ends.contains(text.word(index))
    }

    /// Past ` en natuurverbetering` and `, klachten en geschillen`: more of what a law is about, to its last noun.
    private func enumeration(_ index: Int) -> Int? {
        func isMatter(_ index: Int) -> Bool {
            let word = text.word(index)
            return isWordOfLaw(index) && word.count > 6 && !CommonWords.starters.contains(word)
                && !Self.joints.contains(word)
        }
        if text.tokens.indices.contains(index), text.between(index - 1, index) == ", ",
            text.tokens[index].letterCase == .lower, !Self.ends.contains(text.word(index)),
            text.word(index).count > 6, text.word(index + 1) == "en", isMatter(index + 2)
        {
            return index + 3
        }
        return text.word(index) == "en" && text.follows(index) && isMatter(index + 1) ? index + 2 : nil
    }

    private static let joints: WordSet = [
        "op", "van", "tot", "voor", "inzake", "ter", "het", "de", "tegen", "bij", "houdende",
    ]
    private static let ends: WordSet = [
        "is", "zijn", "wordt", "worden", "werd", "was", "heeft", "hebben", "kan", "kunnen", "moet", "moeten",
        "zal", "zou",
        "die", "dat", "en", "of", "niet", "ook", "geldt", "gelden", "als", "om", "met", "aan", "uit", "in",
        "per", "dan",
        "door", "biedt", "bepaalt", "regelt", "schrijft", "stelt", "maakt", "geeft", "treedt", "vormt",
        "ligt", "staat",
        "bevat", "houdt", "ziet", "voorziet", "verplicht", "verbiedt", "waarin", "waarmee", "waarbij", "te",
        "er", "dit",
        "deze", "nog", "wel", "al", "hierin", "daarin", "reeds", "onder", "over", "naar", "vanaf", "tussen",
        "mag", "mogen",
        "gaat", "komt", "blijft", "kent", "vraagt", "heb", "volgt", "daarom", "eerst", "hier", "daarbij",
        "echter", "thans",
        "gewijzigd", "aangepast", "vastgesteld", "opgenomen", "onvoldoende", "voldoende", "toe", "zich",
        "oordeelde",
        "vervalt", "loopt", "werkt", "adviseerde", "adviseert", "concludeert", "verklaarde", "heeft",
        "onderzoekt", "had", "waren", "werden",
    ]
}
