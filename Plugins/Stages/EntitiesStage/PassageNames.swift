import Language
import Pipeline

/// What one passage names.
struct PassageNames {
    /// A name of the lists where it stands.
    struct Match {
        let name: Gazetteer.Name
        let tokens: Range<Int>
    }

    let text: TokenizedText
    /// What each word may begin.
    private let roles: [WordRoles]
    let definitions: [Abbreviations.Definition]
    let matches: [Match]
    /// Names, offices and persons that no list has; read by ``read(_:_:)``.
    private(set) var findings: [UnlistedNames.Finding] = []
    private var glued: GluedWords?
    private let known: KnownNames

    init(_ passage: String, _ gazetteer: Gazetteer) {
        text = TokenizedText.shared(passage)
        roles = WordRoles.all(in: text)
        matches = gazetteer.matches(in: text)
        known = KnownNames(matches, in: text)
        definitions = Abbreviations.definitions(in: text, known: known)
    }

    /// Finds what no list has, now that the words of the whole paper are known.
    mutating func read(_ vocabulary: Vocabulary, _ gazetteer: Gazetteer) {
        findings = Offices(text: text, roles: roles, known: known, gazetteer: gazetteer).findings()
        var unlisted = UnlistedNames(
            text, roles, known: known, vocabulary: vocabulary, gazetteer: gazetteer, offices: findings)
        findings += unlisted.findings()
        let glued = GluedWords(text, matches: matches, vocabulary: vocabulary, gazetteer: gazetteer)
        if !glued.words.isEmpty { findings.removeAll { $0.tokens.contains(where: glued.words.contains) } }
        self.glued = glued
    }

    /// The name that stands at these words, where a list has it.
    func listed(_ tokens: Range<Int>) -> Gazetteer.Name? { matches.first { $0.tokens == tokens }?.name }

    /// Everything that is named, in the order of the text.
    func mentions(relativeTo date: CalendarDay?, _ paper: PaperNames, _ desk: DeskNames) -> [Mention] {
        var found = paper.abbreviations(in: self)
        let persons = Set(findings.filter { $0.kind == .person && $0.evidence == .cue }.map(\.tokens))
        found += matches.compactMap { match in
            // `de heer Jordan`
            if persons.contains(match.tokens), match.name.category != .entity(.person) { return nil }
            return paper.isDoubtful(match.tokens, in: text) ? nil : listedMention(match, paper)
        }
        found += DocumentNumbers(text: text, roles: roles).mentions()
        found += Patterns(text: text, roles: roles, known: known).mentions()
        found += paper.mentions(in: self)
        found.removeAll(where: isNoName)
        found += glued?.names ?? []
        let language = text.language
        found += text.dates(relativeTo: date, in: language).map {
            Mention(
                kind: .date, range: $0.range, canonical: $0.value?.iso ?? text.plain($0.range),
                value: $0.value.map { .text($0.iso) })
        }
        let demonyms = Set(matches.filter(\.name.isDemonym).map(\.tokens.lowerBound))
        found += Amounts(text: text, roles: roles, language: language, demonyms: demonyms).mentions()
        return desk.applied(to: found, in: text).resolved(length: text.bytes.count)
    }

    /// True for the code of a currency beside its number, and for what holds a word that lost a space.
    private func isNoName(_ mention: Mention) -> Bool {
        guard !mention.isValue, mention.kind != .document,
            let first = text.firstToken(endingAfter: mention.range.lowerBound)
        else { return false }
        let token = text.tokens[first]
        if token.range == mention.range {
            return token.letterCase == .upper && NotNames(text: text).isUnit(first) || isGlued(first)
        }
        guard let glued, !glued.words.isEmpty else { return false }
        return (first..<text.tokens.count)
            .prefix { text.tokens[$0].range.lowerBound < mention.range.upperBound }.contains(where: isGlued)
    }

    private func isGlued(_ index: Int) -> Bool {
        guard let glued, !glued.words.isEmpty else { return false }
        return glued.words.contains(index)
    }

    private func listedMention(_ match: Match, _ paper: PaperNames) -> Mention? {
        let (name, tokens) = (match.name, match.tokens)
        guard case .entity(let kind) = name.category else { return nil }
        let notNames = NotNames(text: text)
        if name.isDemonym, notNames.isLanguage(tokens) { return nil }
        var end = tokens.upperBound
        // An exercise is held every year, a law made anew: `Flintlock 2023`, `Mediawet 2008`.
        if kind == .mission || (kind == .policy && text.word(end - 1) != "grondwet"), end < text.tokens.count,
            text.tokens[end].gap == .space,
            let year = text.tokens[end].word.number, (1990...2100).contains(year)
        {
            end += 1
        }
        var range = text.range(ofTokens: tokens.lowerBound..<end)
        // `’s-Gravenhage` begins before its first word.
        if text.tokens[tokens.lowerBound].word == "s", let start = text.apostrophe(before: range.lowerBound) {
            range = start..<range.upperBound
        }
        if kind == .place, name.isThing, name.id != nil, notNames.isAmericanState(tokens) {
            return Mention(kind: kind, range: range, canonical: text.plain(range))
        }
        if kind == .person, tokens.count == 1, let fuller = paper.person(called: text.word(tokens.lowerBound))
        {
            return Mention(kind: kind, range: range, canonical: fuller.canonical, id: fuller.id)
        }
        return Mention(
            kind: kind, range: range, canonical: name.canonical, id: name.id, isDemonym: name.isDemonym)
    }
}

extension TokenizedText {
    /// Where the apostrophe right before a byte begins; `nil` where there is none.
    fileprivate func apostrophe(before end: Int) -> Int? {
        for mark in ["'", "‘", "’"] {
            let start = end - mark.utf8.count
            if start >= 0, bytes[start..<end].elementsEqual(mark.utf8) { return start }
        }
        return nil
    }

    /// The first word that ends after a byte; `nil` past the last word.
    fileprivate func firstToken(endingAfter byte: Int) -> Int? {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = low + (high - low) / 2
            if tokens[middle].range.upperBound > byte { high = middle } else { low = middle + 1 }
        }
        return low < tokens.count ? low : nil
    }
}
