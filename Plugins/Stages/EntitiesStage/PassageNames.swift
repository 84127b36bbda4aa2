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
    let definitions: [Abbreviations.Definition]
    let matches: [Match]
    /// Names, offices and persons that no list has; read by ``read(_:_:)``.
    private(set) var findings: [UnlistedNames.Finding] = []
    private let known: [Int: [Match]]

    init(_ passage: String, _ gazetteer: Gazetteer) {
        text = TokenizedText(passage)
        matches = gazetteer.matches(in: text)
        var known: [Int: [Match]] = [:]
        for match in matches { known[match.tokens.lowerBound, default: []].append(match) }
        self.known = known
        definitions = Abbreviations.definitions(in: text, known: known)
    }

    /// Finds what no list has, now that the words of the whole paper are known.
    mutating func read(_ vocabulary: Vocabulary, _ gazetteer: Gazetteer) {
        findings = Offices(text: text, known: known, gazetteer: gazetteer).findings()
        var unlisted = UnlistedNames(
            text, known: known, vocabulary: vocabulary, gazetteer: gazetteer, offices: findings)
        findings += unlisted.findings()
    }

    /// The name that stands at these words, where a list has it.
    func listed(_ tokens: Range<Int>) -> Gazetteer.Name? { matches.first { $0.tokens == tokens }?.name }

    /// Everything that is named, in the order of the text.
    func mentions(relativeTo date: CalendarDay?, _ paper: PaperNames, _ desk: DeskNames) -> [Mention] {
        var found = paper.abbreviations(in: self)
        found += matches.compactMap {
            paper.isDoubtful($0.tokens, in: text) ? nil : listedMention($0.name, $0.tokens)
        }
        found += DocumentNumbers(text: text).mentions()
        found += Patterns(text: text, known: known).mentions()
        found += paper.mentions(in: self)
        found += text.dates(relativeTo: date).map {
            Mention(
                kind: .date, range: $0.range, canonical: $0.value?.iso ?? text.plain($0.range),
                value: $0.value.map { .text($0.iso) })
        }
        let demonyms = Set(matches.filter(\.name.isDemonym).map(\.tokens.lowerBound))
        found += Amounts(text: text, demonyms: demonyms).mentions()
        return desk.applied(to: found, in: text).resolved(length: text.bytes.count)
    }

    private func listedMention(_ name: Gazetteer.Name, _ tokens: Range<Int>) -> Mention? {
        guard case .entity(let kind) = name.category else { return nil }
        var end = tokens.upperBound
        // An exercise is held every year, a law made anew: `Flintlock 2023`, `Mediawet 2008`.
        if kind == .mission || (kind == .policy && text.word(end - 1) != "grondwet"), end < text.tokens.count,
            text.tokens[end].gap == .space,
            let year = Int(text.tokens[end].folded), (1990...2100).contains(year)
        {
            end += 1
        }
        var range = text.range(ofTokens: tokens.lowerBound..<end)
        // `’s-Gravenhage` begins before its first word.
        if text.tokens[tokens.lowerBound].folded == "s", let start = text.apostrophe(before: range.lowerBound)
        {
            range = start..<range.upperBound
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
}
