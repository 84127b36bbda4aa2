import Language
import Pipeline

extension UnlistedNames {
    // MARK: What its letters and its surroundings say

    /// True for `OpenbaarMinisterie`, which lost a space, not for `OpenAI`.
    func isTwoWords(_ index: Int) -> Bool {
        let letters = Array(text.text(in: text.tokens[index].range))
        guard
            let border = letters.indices.dropFirst().first(where: {
                letters[$0].isUppercase && letters[$0 - 1].isLowercase
            })
        else { return letters.count > 12 }
        return [letters[..<border], letters[border...]].contains { part in
            let word = Word(String(part))
            return word.count > 2
                && (vocabulary.isCommon(word) || vocabulary.isName(word) || CommonWords.generic.contains(word)
                    || gazetteer.givenNames.contains(word) || OfficeWords.isPerson(word))
        } || letters.count > 22
    }

    /// Words that are no names whatever stands beside them.
    func isStopped(_ index: Int) -> Bool {
        let word = text.word(index)
        if CommonWords.generic.contains(word) || word.count < 2 || NotNames.isSpeaker(word) {
            return true
        }
        if NotNames(text: text).isUnit(index) { return true }
        if text.tokens[index].letterCase == .upper {
            return CommonWords.abbreviations.contains(word)
                || word.allSatisfy { "ivxlcdm".utf8.contains($0) }
                || word.contains { (0x30...0x39).contains($0) }
        }
        // `SDGs`, `CEOs`
        return text.tokens[index].letterCase == .mixed && word.hasSuffix("s")
            && CommonWords.abbreviations.contains(Word(folded: String(word.letters.dropLast())))
    }

    /// True for capitals among capitals, as headings are printed.
    func isHeading(_ index: Int) -> Bool {
        func isLoud(_ other: Int) -> Bool {
            text.tokens.indices.contains(other) && text.tokens[other].letterCase == .upper
                && text.tokens[other].word.count > 3
        }
        return (isLoud(index - 1) && text.follows(index)) || (isLoud(index + 1) && text.follows(index + 1))
    }

    /// The word before a name, past an opening quotation mark.
    func cue(before start: Int) -> Word {
        guard start > 0 else { return .empty }
        if text.follows(start) { return text.word(start - 1) }
        let between = text.between(start - 1, start)
        return [" ‘", " “", " \"", " '", " «"].contains(between) ? text.word(start - 1) : .empty
    }

    /// True for words that a person may be called: no abbreviations, no ampersand.
    func isPersonLike(_ run: Range<Int>) -> Bool {
        run.allSatisfy { index in
            let token = text.tokens[index]
            return text.isSmallAfterCapital(index) || token.letterCase == .lower
                || token.word.count == 1
                || (token.letterCase == .mixed && token.word.hasPrefix("m"))
        }
            && !text.bytes[text.range(ofTokens: run)].contains {
                $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "/")
            }
    }

    /// `Lima-groep` with its noun, `PAS-melders` without.
    func compound(_ run: Range<Int>) -> (Entity.Kind, Range<Int>)? {
        let end = run.upperBound
        guard text.tokens.indices.contains(end), text.tokens[end].gap == .hyphen else { return nil }
        if let kind = NameCues.compoundNouns[text.word(end)] { return (kind, run.lowerBound..<end + 1) }
        return NameCues.compoundHints[text.word(end)].map { ($0, run) }
    }

    /// True where `(VVD)` follows.
    func isPartyBracket(after end: Int) -> Bool {
        guard text.tokens.indices.contains(end), text.isBetween(end - 1, end, endingWith: UInt8(ascii: "("))
        else {
            return false
        }
        return known[end]?.contains { $0.name.category == .entity(.party) } ?? false
    }

    /// True for `(X)`.
    func isBracketed(_ run: Range<Int>) -> Bool {
        guard run.lowerBound > 0,
            text.isBetween(run.lowerBound - 1, run.lowerBound, endingWith: UInt8(ascii: "("))
        else {
            return false
        }
        let end = text.range(ofTokens: run).upperBound
        return end < text.bytes.count && text.bytes[end] == UInt8(ascii: ")")
    }

    func mission(_ run: Range<Int>) -> Entity.Kind? {
        NameCues.missionBeginnings.contains(beginningOf: text.word(run.lowerBound)) ? .mission : nil
    }

    /// True where a head has something beside it, or is itself a compound: `Woonbond`, not `Bond`.
    func isNamed(_ run: Range<Int>) -> Bool {
        if run.count > 1 { return true }
        let word = text.word(run.lowerBound)
        if let kind = NameCues.kind(ofHead: word, isFirst: true), kind == .mission { return false }
        return !text.isLoose(run.lowerBound) && !CommonWords.generic.contains(word)
            && !NameCues.isBareHead(word)
    }
}
