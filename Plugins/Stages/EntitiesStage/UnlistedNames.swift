import Language
import Pipeline

/// Finds names that no list has, by their capitals, their heads and the words beside them.
struct UnlistedNames {
    let text: TokenizedText
    let known: KnownNames
    let vocabulary: Vocabulary
    let gazetteer: Gazetteer
    let tongue: Tongue
    /// Words of offices and of their holders, which are found by themselves.
    let taken: Set<Int>
    /// The last words of persons.
    var persons: Set<Int>
    private let runs: NameRuns

    /// How much speaks for a kind.
    enum Evidence: Int, Comparable {
        /// Only the kind of its neighbour, or that it stands there.
        case position
        /// A preposition, an article, its letters.
        case shape
        /// Its own head, a given name.
        case head
        /// A noun, title or bracket beside it that says it.
        case cue

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    struct Finding {
        var kind: Entity.Kind
        var tokens: Range<Int>
        var evidence: Evidence
        /// True for a person right after the title of a member of a government.
        var isHolder = false
    }

    init(
        _ text: TokenizedText, _ roles: [WordRoles], known: KnownNames, vocabulary: Vocabulary,
        gazetteer: Gazetteer, offices: [Finding]
    ) {
        taken = Set(offices.filter { $0.kind == .role }.flatMap(\.tokens))
        persons = Set(offices.filter { $0.kind == .person }.map { $0.tokens.upperBound - 1 })
        (self.text, self.known, self.vocabulary, self.gazetteer) = (text, known, vocabulary, gazetteer)
        tongue = Tongue(roles)
        runs = NameRuns(text: text, vocabulary: vocabulary, gazetteer: gazetteer, known: known)
    }

    mutating func findings() -> [Finding] {
        var (result, undecided, index): ([Finding], [Range<Int>], Int) = ([], [], 0)
        while index < text.tokens.count {
            // Names and laws begin with a capital.
            guard text.tokens[index].letterCase.hasCapital else {
                index += 1
                continue
            }
            guard let run = runs.run(at: index) else {
                if let law = law(at: index) { result.append(law) }
                index += 1
                continue
            }
            if let law = law(at: run.lowerBound) { result.append(law) }
            let trimmed = trimmed(run)
            if let whole = joint(trimmed) ?? joint(run) {
                result.append(whole)
            } else if !trimmed.isEmpty, !isListed(trimmed) {
                if let finding = decide(trimmed) {
                    result.append(finding)
                    if finding.kind == .person { persons.insert(finding.tokens.upperBound - 1) }
                } else if tongue == .dutch || trimmed.count > 1 {
                    undecided.append(trimmed)
                }
            }
            index = run.upperBound
        }
        return result + beside(result, undecided)
    }

    // MARK: What belongs to a name

    /// Without titles and adjectives of states before a name, and common nouns at its ends.
    private func trimmed(_ run: Range<Int>) -> Range<Int> {
        var (start, end) = (run.lowerBound, run.upperBound)
        while start < end, taken.contains(start) { start += 1 }
        if let other = (start..<end).first(where: taken.contains) { end = other }
        // `Europese Commissaris Mimica`
        if let title = (start..<end).dropLast().last(where: {
            OfficeWords.isPerson(text.word($0)) && text.tokens[$0 + 1].gap == .space
        }) {
            start = title + 1
        }
        while start < end {
            let word = text.word(start)
            let rest = end - start
            if OfficeWords.isPerson(word), text.tokens[start].letterCase == .capitalised {
                start += 1
            } else if CommonWords.generic.contains(word),
                rest == 1 || NameCues.kind(ofHead: word, isFirst: true) == nil
            {
                start += 1
            } else if rest > 1, let match = demonym(at: start), !isOfficialAfter(match.tokens.upperBound, end)
            {
                start = match.tokens.upperBound
            } else if rest > 1, NameCues.articles.contains(word), !isTitled(start) {
                start += 1
            } else if rest > 1, text.isLoose(start), CommonWords.starters.contains(word) {
                start += 1
            } else {
                break
            }
        }
        while end > start, CommonWords.generic.contains(text.word(end - 1)),
            NameCues.kind(ofHead: text.word(end - 1), isFirst: false) == nil || end - start == 1
        {
            end -= 1
        }
        // `SG NAVO Mark Rutte`: who is known stands by himself.
        if let person = (start..<end).dropFirst().first(where: { index in
            known[index]?.contains { $0.name.category == .entity(.person) && $0.tokens.upperBound >= end }
                ?? false
        }) {
            end = person
        }
        while end > start, text.tokens[end - 1].letterCase == .lower, text.between(end - 2, end - 1) != "." {
            end -= 1
        }
        return start..<max(start, end)
    }

    /// True where a title stands before a name, so that `De Jonge` is one.
    private func isTitled(_ start: Int) -> Bool {
        start > 0 && text.follows(start) && OfficeWords.isPerson(text.word(start - 1))
    }

    private func demonym(at index: Int) -> PassageNames.Match? {
        known[index]?.first { $0.name.isDemonym }
    }

    /// True where what follows an adjective of a state makes it part of a name: `Nederlandse Publieke Omroep`.
    private func isOfficialAfter(_ start: Int, _ end: Int) -> Bool {
        guard start < end, !(known[start]?.contains { $0.name.isThing } ?? false) else { return false }
        if gazetteer.givenNames.contains(text.word(start)) { return false }
        return end - start > 1 || NameCues.kind(ofHead: text.word(end - 1), isFirst: false) != nil
    }

    /// True where a list has all of it, or each of the names that stand there side by side: `Steunt Rwanda M23?`.
    private func isListed(_ run: Range<Int>) -> Bool {
        var (next, isApart) = (run.lowerBound, true)
        while next < run.upperBound {
            if next > run.lowerBound, text.tokens[next].gap != .space { isApart = false }
            guard let longest = known[next]?.map(\.tokens.upperBound).max() else { return false }
            if longest >= run.upperBound { return next == run.lowerBound || run.count > 3 || isApart }
            next = longest
        }
        return true
    }

    /// What two names of the lists make together: `Zeeuws-Vlaanderen`, `Tata Steel Nederland`.
    private func joint(_ run: Range<Int>) -> Finding? {
        guard run.count > 1,
            let first = known[run.lowerBound]?.max(by: { $0.tokens.count < $1.tokens.count }),
            first.tokens.upperBound < run.upperBound,
            let last = known[first.tokens.upperBound]?.first(where: { $0.tokens.upperBound == run.upperBound }
            ),
            last.name.category == .entity(.place), last.name.isThing
        else { return nil }
        let gap = text.tokens[last.tokens.lowerBound].gap
        if gap == .hyphen, first.name.isDemonym { return Finding(kind: .place, tokens: run, evidence: .head) }
        // `Kan Frontex Griekenland helpen?`: after the verb stand who does it and whom to.
        if first.tokens.count == 1, isAfterVerb(run.lowerBound) { return nil }
        guard gap == .space, first.name.category == .entity(.organisation), last.name.id != nil,
            text.tokens[run.lowerBound].letterCase != .upper
        else { return nil }
        return Finding(kind: .organisation, tokens: run, evidence: .head)
    }

    /// True right after the word that begins a question.
    private func isAfterVerb(_ index: Int) -> Bool {
        index > 0 && text.follows(index) && text.isLoose(index - 1) && text.isQuestion(from: index)
    }

    // MARK: What it is

    private func decide(_ run: Range<Int>) -> Finding? {
        let (start, end) = (run.lowerBound, run.upperBound)
        let (first, last) = (text.word(start), text.word(end - 1))
        func found(_ kind: Entity.Kind, _ evidence: Evidence, _ tokens: Range<Int>? = nil) -> Finding {
            Finding(kind: kind, tokens: tokens ?? run, evidence: evidence)
        }
        if let (kind, tokens) = compound(run) { return found(kind, .cue, tokens) }
        if run.count == 1, isStopped(start) { return nil }
        // `Duinzicht B.V.`
        if text.legalForm(at: end) != nil { return found(.organisation, .cue) }
        // A heading in capitals.
        let isLoud = run.count > 1 && run.allSatisfy { text.tokens[$0].letterCase == .upper }
        if isLoud, run.contains(where: { text.word($0).count > 6 }) { return nil }
        if NameCues.isNoName(last) || NameCues.isNoName(first) { return nil }
        let before = cue(before: start)
        if OfficeWords.isPerson(before), isPersonLike(run) { return found(.person, .cue) }
        if isPartyBracket(after: end), isPersonLike(run) { return found(.person, .cue) }
        if isBracketed(run), persons.contains(start - 1), run.count < 4 { return found(.party, .cue) }
        if run.count > 1, let mission = mission(run) { return found(mission, .head) }
        if tongue == .english, run.count == 2, first == "op" { return found(.mission, .head) }
        let middle =
            run.dropFirst().first { text.tokens[$0].letterCase == .lower }.map { text.word($0 - 1) } ?? .empty
        let firstKind = NameCues.kind(ofHead: first, isFirst: true)
        // `Treaty on European Union` is named by its first word, `Erasmus Universiteit` by its last.
        let headKind =
            (middle == first ? firstKind : nil) ?? NameCues.kind(ofHead: last, isFirst: false) ?? firstKind
            ?? (NameCues.isForeignHead(middle) ? .organisation : nil)
        let isGiven = run.count > 1 && runs.isPersonal(run) && isPersonLike(run)
        if isGiven, headKind == nil { return found(.person, .head) }
        if let kind = NameCues.kind(before: before), tongue != .german || run.count > 1 {
            return found(kind, .cue)
        }
        if let headKind, isNamed(run), tongue != .german || run.count > 1 { return found(headKind, .head) }
        if run.count == 1 { return decideOne(start, before) }
        if text.isLetterCompound(start), !NameCues.articles.contains(before) { return nil }
        if NameCues.placeBeginnings.contains(first) { return found(.place, .shape) }
        guard tongue != .german else { return nil }
        if NameCues.placePrepositions.contains(before), run.count < 3, isPersonLike(run) {
            return found(.place, .shape)
        }
        guard tongue != .english else { return nil }
        if NameCues.articles.contains(before) || !isPersonLike(run) { return found(.organisation, .shape) }
        let isOneWord = run.dropFirst().allSatisfy { text.tokens[$0].gap == .hyphen }
        let hasThing = run.contains { known[$0]?.contains { $0.name.category != .entity(.person) } ?? false }
        guard tongue == .dutch, !isOneWord, !hasThing, run.filter({ text.isCapital($0) }).count < 4,
            run.allSatisfy({ !vocabulary.isCommon(text.word($0)) || !text.isCapital($0) }),
            !run.contains(where: { NameCues.isNoun(text.word($0)) }),
            Set(run.map(text.word)).count == run.count
        else { return nil }
        // Of a person with three names, one would be a given name.
        let capitals = run.count { text.isCapital($0) }
        return found(capitals > 2 ? .organisation : .person, .position)
    }

    /// A single word without a head.
    private func decideOne(_ index: Int, _ before: Word) -> Finding? {
        func found(_ kind: Entity.Kind, _ evidence: Evidence) -> Finding {
            Finding(kind: kind, tokens: index..<index + 1, evidence: evidence)
        }
        let word = text.word(index)
        switch text.isSmallAfterCapital(index) ? .capitalised : text.tokens[index].letterCase {
        case .upper:
            guard (2...8).contains(word.count), !isHeading(index) else { return nil }
            let isMission = NameCues.missionBeginnings.contains(beginningOf: word)
            return isMission ? found(.mission, .head) : found(.organisation, .shape)
        case .mixed: return word.count > 3 && !isTwoWords(index) ? found(.organisation, .shape) : nil
        case .capitalised:
            guard !text.isLoose(index) || vocabulary.isName(word), tongue != .german else { return nil }
            if NameCues.placePrepositions.contains(before), word.count > 2 {
                let isAsked = before == "naar" && NameCues.askings.contains(text.word(index - 2))
                return isAsked
                    ? found(.organisation, .position) : found(.place, before == "bij" ? .position : .shape)
            }
            let isPlural = word.hasSuffix("en") || word.hasSuffix("s")
            guard tongue == .dutch, NameCues.articles.contains(before), word.count > 3,
                !vocabulary.isCommon(word),
                !isPlural || NameCues.kind(ofHead: word, isFirst: true) != nil
            else { return nil }
            return found(.organisation, .position)
        case .lower, .none: return nil
        }
    }
}
