import Language
import Pipeline

/// Finds runs of words that belong together by their capitals: `Wageningen University & Research`, `Kees van der Staaij`.
struct NameRuns {
    let text: TokenizedText
    let vocabulary: Vocabulary
    let gazetteer: Gazetteer
    /// What the lists know, by the first word.
    let known: KnownNames

    /// More words than this are no name but a heading.
    private static let longest = 12

    /// The run that begins at a word; `nil` where the word begins none.
    func run(at start: Int) -> Range<Int>? {
        guard text.isCapital(start), !isLegalForm(start), isName(start) else { return nil }
        var end = start + 1
        while end < text.tokens.count, end - start <= Self.longest {
            guard let next = continuation(of: start..<end) else { break }
            end = next
        }
        // `RVO.nl`
        if end < text.tokens.count, text.between(end - 1, end) == ".",
            ["nl", "com", "eu", "be", "org"].contains(text.word(end))
        {
            end += 1
        }
        return end - start > Self.longest ? nil : start..<end
    }

    /// True unless the capital is only that of a sentence.
    private func isName(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard text.isLoose(index), token.letterCase == .capitalised else { return true }
        let word = token.word
        if word.count == 1 {
            return text.isCapital(index + 1) && text.between(index, index + 1).hasPlainPrefix(".")
        }
        let nextIsCapital = text.follows(index + 1) && text.isCapital(index + 1)
        if gazetteer.givenNames.contains(word), !CommonWords.starters.contains(word), beginsPerson(index) {
            return true
        }
        if vocabulary.isCommon(word) || OfficeWords.isPerson(word) || NameCues.kind(before: word) != nil {
            return NameCues.kind(ofHead: word, isFirst: true) != nil && nextIsCapital
        }
        // `Zegt Rutte dat?`: a question begins with its verb.
        if CommonWords.isVerb(word), nextIsCapital { return false }
        if token.startsSentence || index == 0, word.hasSuffix("t"), nextIsCapital,
            !word.hasSuffix("heit"),
            NameCues.kind(ofHead: word, isFirst: true) == nil, text.isQuestion(from: index),
            text.tokens[index + 1].gap == .space, !vocabulary.isName(word)
        {
            return false
        }
        if vocabulary.isName(word) { return true }
        if NameCues.kind(ofHead: word, isFirst: true) != nil { return true }
        return nextIsCapital && known[index + 1] == nil
    }

    /// True where a given name goes on as the name of a person does.
    func beginsPerson(_ index: Int) -> Bool {
        var next = index + 1
        while next < index + 4, text.follows(next) {
            if text.isCapital(next) { return true }
            let word = text.word(next)
            guard NameCues.personalInfixes.contains(word) || NameCues.commonInfixes.contains(word) else {
                return false
            }
            next += 1
        }
        return false
    }

    /// Where a run goes on to; `nil` where it ends.
    private func continuation(of run: Range<Int>) -> Int? {
        let end = run.upperBound
        guard end < text.tokens.count else { return nil }
        let between = text.between(end - 1, end)
        if text.isCapital(end) {
            if text.legalForm(at: end) != nil { return nil }
            if text.follows(end) {
                // `China’s`, and a title that begins the next name.
                if text.tokens[end].gap == .apostrophe, text.tokens[end - 1].word.count > 2 {
                    return nil
                }
                // `PVV-Kamerlid`
                if text.tokens[end].gap == .hyphen,
                    CommonWords.generic.contains(text.word(end)) || OfficeWords.isPerson(text.word(end))
                {
                    return nil
                }
                return end + 1
            }
            if between == " & " || between == "&" { return end + 1 }
            if between == "/" { return isThing(end) || isThing(end - 1) ? nil : end + 1 }
            let isInitial =
                text.tokens[end - 1].word.count == 1 && (between == "." || between == ". ")
                && isPersonal(run) && !vocabulary.isCommon(text.word(end))
            return isInitial ? end + 1 : nil
        }
        // `Mediawet 2008`, `Horizon 2020`.
        if text.follows(end), text.tokens[end].gap == .space, let year = text.word(end).number,
            (1800...2100).contains(year),
            NameCues.kind(ofHead: text.word(end - 1), isFirst: false) == .policy
        {
            return end + 1
        }
        // `Mazar-e-Sharif`
        if text.tokens[end].gap == .hyphen, text.word(end).count < 3, text.isCapital(end + 1),
            text.tokens[end + 1].gap == .hyphen
        {
            return end + 2
        }
        return joined(run)
    }

    /// True within `B.V.` behind a name; behind a title they are initials.
    private func isLegalForm(_ index: Int) -> Bool {
        guard text.tokens[index].word.count == 1 else { return false }
        return (max(index - 2, 1)...max(index, 1)).contains { start in
            (text.legalForm(at: start)?.contains(index) ?? false) && text.isCapital(start - 1)
                && isName(start - 1) && !OfficeWords.isPerson(text.word(start - 1))
        }
    }

    private func isThing(_ index: Int) -> Bool { known[index]?.contains { $0.name.isThing } ?? false }

    /// True where the word past small words belongs to the name: `Bank of England`, not `Amnesty van Nederland`.
    private func joins(_ next: Int, isPerson: Bool, head: Entity.Kind?) -> Bool {
        guard let matches = known[next], !matches.isEmpty else { return true }
        // `Liesbeth van Tongeren`: a town, never a state.
        if isPerson || head == nil {
            return matches.allSatisfy {
                switch $0.name.category {
                case .entity(.person), .portfolio, .given: true
                case .entity(.place): isPerson && $0.name.id == nil && !$0.name.isDemonym
                default: false
                }
            }
        }
        if head == .policy, text.word(next - 1) == "on" { return true }
        let isJointOfPlace = ["van", "of", "de", "du", "des"].contains(text.word(next - 1))
        return matches.contains {
            $0.name.category == .portfolio
                || (isJointOfPlace && $0.name.category == .entity(.place) && $0.name.isThing)
        }
    }

    /// Past small words that join parts of a name: `van der`, `of the`, `voor de`.
    private func joined(_ run: Range<Int>) -> Int? {
        let first = text.word(run.lowerBound)
        let isPerson = isPersonal(run)
        let isListed = known[run.lowerBound]?.contains { $0.name.isThing } ?? false
        let head = isListed ? nil : NameCues.kind(ofHead: first, isFirst: true)
        var next = run.upperBound
        // `J. de Vries`: the small word follows the full stop of an initial.
        if isPerson, text.tokens.indices.contains(next), text.tokens[next].gap == .punctuation,
            text.tokens[next - 1].word.count == 1, [".", ". "].contains(text.between(next - 1, next))
        {
            next += 1
            if text.isCapital(next), text.follows(next) { return next + 1 }
        }
        while text.follows(next), next < run.upperBound + 3 {
            let word = text.word(next)
            if next > run.upperBound, text.isCapital(next) {
                return joins(next, isPerson: isPerson, head: head) ? next + 1 : nil
            }
            let isJoint =
                NameCues.personalInfixes.contains(word)
                && (isPerson
                    || (head == nil && text.tokens[next].gap == .space
                        && !["op", "t", "den", "der", "da", "du"].contains(word)))
                || (isPerson && NameCues.commonInfixes.contains(word) && isGivenOnly(run))
                || ((head == .organisation || head == .policy) && Self.joints.contains(word))
                || ((["for", "on", "voor"].contains(word)
                    || (word == "of" && NameCues.isForeignHead(text.word(run.upperBound - 1))))
                    && NameCues.kind(ofHead: text.word(run.upperBound - 1), isFirst: false) == .organisation)
                || (["en", "of"].contains(word) && text.between(next - 1, next).hasPlainPrefix("-"))
            guard isJoint, text.tokens[next].letterCase == .lower else { return nil }
            next += 1
        }
        return nil
    }

    /// True where only given names and initials stand so far, so that a surname must follow.
    private func isGivenOnly(_ run: Range<Int>) -> Bool {
        run.allSatisfy { gazetteer.givenNames.contains(text.word($0)) || text.word($0).count == 1 }
            || run.count == 1
    }

    private static let joints: WordSet = [
        "van", "voor", "of", "for", "the", "on", "op", "tot", "tegen", "inzake", "des", "du", "de", "der",
        "het", "fur",
        "zur", "pour", "la",
    ]

    /// True where the words so far are the beginning of a person's name.
    func isPersonal(_ run: Range<Int>) -> Bool {
        let first = text.word(run.lowerBound)
        return gazetteer.givenNames.contains(first)
            || (first.count == 1 && !text.isLetterCompound(run.lowerBound))
            || (run.lowerBound > 0 && text.follows(run.lowerBound)
                && OfficeWords.isPerson(text.word(run.lowerBound - 1)))
    }
}
