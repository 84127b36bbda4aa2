import Language
import Pipeline

/// What one passage names.
struct PassageNames {
    let text: TokenizedText
    let definitions: [Abbreviations.Definition]
    private let matches: [(name: Gazetteer.Name, tokens: Range<Int>)]

    init(_ passage: String, _ gazetteer: Gazetteer) {
        text = TokenizedText(passage)
        matches = gazetteer.matches(in: text)
        definitions = Abbreviations.definitions(in: text)
    }

    /// The canonical name and the kind of what stands at these words, where a list has it.
    func listed(_ tokens: Range<Int>) -> Gazetteer.Name? { matches.first { $0.tokens == tokens }?.name }

    /// Everything that is named, in the order of the text.
    func mentions(relativeTo date: CalendarDay?, _ paper: PaperNames) -> [Mention] {
        var known: [Int: [(name: Gazetteer.Name, tokens: Range<Int>)]] = [:]
        for match in matches { known[match.tokens.lowerBound, default: []].append(match) }
        var found = matches.compactMap { listedMention($0.name, $0.tokens) }
        found += Offices(text: text, known: known).mentions()
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
        return found.resolved(length: text.bytes.count)
    }

    private func listedMention(_ name: Gazetteer.Name, _ tokens: Range<Int>) -> Mention? {
        guard case .entity(let kind) = name.category else { return nil }
        var end = tokens.upperBound
        // An exercise is held every year: `Flintlock 2023`.
        if kind == .mission, end < text.tokens.count, text.tokens[end].gap == .space,
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
            kind: kind, range: range, canonical: name.canonical,
            id: name.id,
            isDemonym: name.isDemonym)
    }
}

/// The abbreviations that a paper explains, by their letters.
struct PaperNames {
    private struct Meaning {
        let kind: Entity.Kind
        let canonical: String
        let id: String?
    }

    private var meanings: [String: Meaning] = [:]

    /// Remembers what a passage explains; the first explanation stands.
    mutating func learn(from names: PassageNames) {
        for definition in names.definitions where meanings[definition.short] == nil {
            let short = definition.long.upperBound..<definition.long.upperBound + 1
            let listed = names.listed(definition.long) ?? names.listed(short)
            if let listed, case .entity(let kind) = listed.category {
                meanings[definition.short] = Meaning(kind: kind, canonical: listed.canonical, id: listed.id)
            } else {
                meanings[definition.short] = Meaning(
                    kind: definition.kind,
                    canonical: names.text.plain(names.text.range(ofTokens: definition.long)),
                    id: nil)
            }
        }
    }

    /// Explained abbreviations in a passage, and the long names where they are explained.
    func mentions(in names: PassageNames) -> [Mention] {
        guard !meanings.isEmpty else { return [] }
        var result: [Mention] = []
        for token in names.text.tokens where token.letterCase == .upper {
            guard let meaning = meanings[names.text.text(in: token.range)] else { continue }
            result.append(
                Mention(kind: meaning.kind, range: token.range, canonical: meaning.canonical, id: meaning.id))
        }
        for definition in names.definitions {
            guard let meaning = meanings[definition.short] else { continue }
            let range = names.text.range(ofTokens: definition.long)
            result.append(
                Mention(kind: meaning.kind, range: range, canonical: meaning.canonical, id: meaning.id))
        }
        return result
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
