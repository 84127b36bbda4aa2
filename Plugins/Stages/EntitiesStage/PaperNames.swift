import Language
import Pipeline

/// What one paper teaches: abbreviations that it explains, and names that it introduces once and shortens afterwards.
struct PaperNames {
    private struct Meaning {
        let kind: Entity.Kind
        let canonical: String
        let id: String?
    }

    private struct Remembered {
        let words: [Word]
        let meaning: Meaning
        let evidence: UnlistedNames.Evidence
    }

    /// So many names with the same first word are remembered; each is tried wherever that word stands.
    private static let mostNames = 48

    private let gazetteer: Gazetteer
    private let vocabulary: Vocabulary
    private let date: CalendarDay?
    private var meanings: [String: Meaning] = [:]
    /// Which words may be explained abbreviations, and which may begin names.
    private var (shorts, firsts) = (WordSignature(), WordSignature())
    /// Abbreviations of things that are not names: `persoonsgebonden budget (PGB)`.
    private var common: Set<String> = []
    /// Names by their first word.
    private var names: WordMap<[Remembered]> = [:]

    init(_ gazetteer: Gazetteer, _ vocabulary: Vocabulary, date: CalendarDay?) {
        (self.gazetteer, self.vocabulary, self.date) = (gazetteer, vocabulary, date)
    }

    /// Remembers what a passage explains and introduces; the first explanation stands.
    mutating func learn(from names: PassageNames) {
        for definition in names.definitions where meanings[definition.short] == nil {
            for token in names.text.tokens[definition.shortToken] { shorts.insert(token.word) }
            guard definition.isName || names.listed(definition.long) != nil else {
                common.insert(definition.short)
                continue
            }
            let listed =
                names.listed(definition.long)
                ?? names.listed(definition.shortToken).flatMap {
                    isSame($0.canonical, names.text.tokens[definition.long].map(\.word)) ? $0 : nil
                }
            if let listed, case .entity(let kind) = listed.category, !listed.isDemonym {
                meanings[definition.short] = Meaning(kind: kind, canonical: listed.canonical, id: listed.id)
            } else {
                meanings[definition.short] = Meaning(
                    kind: definition.kind,
                    canonical: names.text.plain(names.text.range(ofTokens: definition.long)), id: nil)
            }
        }
        for finding in names.findings where finding.kind != .role {
            let words = names.text.tokens[finding.tokens].map(\.word)
            let meaning = meaning(of: finding, words, in: names.text)
            remember(words, meaning, finding.evidence)
            if finding.kind == .person {
                let surname = PersonName.surname(words)
                if surname.count < words.count, surname.reduce(0, { $0 + $1.count }) > 3 {
                    remember(surname, meaning, .head)
                }
            }
        }
        // A person whom the lists know in full is known by the surname too.
        for match in names.matches where match.name.category == .entity(.person) {
            let words = names.text.tokens[match.tokens].map(\.word)
            let surname = PersonName.surname(words)
            guard surname.count < words.count else { continue }
            remember(
                surname, Meaning(kind: .person, canonical: match.name.canonical, id: match.name.id), .head)
        }
    }

    /// True where the thing that a list has under an abbreviation may be what the paper explains it as.
    ///
    /// `FMO` is a bank in the lists and, in a paper that says so, the `Fonds voor de Medische Ongevallen`.
    private func isSame(_ canonical: String, _ words: [Word]) -> Bool {
        let listed = TokenizedText(canonical).tokens.filter { $0.letterCase != .upper }.map(\.word).filter {
            $0.count > 4
        }
        guard listed.count > 1 else { return true }
        return listed.contains { word in words.contains { $0.letters.prefix(5) == word.letters.prefix(5) } }
    }

    /// Remembers a person of whom the paper's head speaks: who asked.
    mutating func learn(person name: String) {
        let text = TokenizedText(name)
        let words = text.tokens.map(\.word)
        guard (1...6).contains(words.count), text.tokens.last?.letterCase == .capitalised else { return }
        let meaning = Meaning(kind: .person, canonical: text.plain(0..<text.bytes.count), id: nil)
        remember(words, meaning, .head)
        let surname = PersonName.surname(words)
        if surname.count < words.count { remember(surname, meaning, .head) }
    }

    private func meaning(of finding: UnlistedNames.Finding, _ words: [Word], in text: TokenizedText)
        -> Meaning
    {
        if finding.kind == .person, finding.isHolder || words.count > PersonName.surname(words).count,
            let holder = gazetteer.officeHolders.holder(named: words, on: date)
        {
            return Meaning(kind: .person, canonical: holder.canonical, id: holder.id)
        }
        // `operatie Sophia`: the noun before it is part of the name that the lists have.
        if finding.kind == .mission, finding.evidence == .cue, finding.tokens.lowerBound > 0,
            let name = gazetteer.name(
                text.plain(text.range(ofTokens: finding.tokens.lowerBound - 1..<finding.tokens.upperBound))
                    .capitalisedFirst)
        {
            return Meaning(kind: .mission, canonical: name.canonical, id: name.id)
        }
        return Meaning(
            kind: finding.kind, canonical: text.plain(text.range(ofTokens: finding.tokens)), id: nil)
    }

    private mutating func remember(
        _ words: [Word], _ meaning: Meaning, _ evidence: UnlistedNames.Evidence
    ) {
        guard let first = words.first else { return }
        var known = names[first] ?? []
        if let index = known.firstIndex(where: { $0.words == words }) {
            let isFuller =
                known[index].meaning.kind == meaning.kind
                && meaning.canonical.utf8.count > known[index].meaning.canonical.utf8.count
                && (known[index].evidence <= evidence || isWhole(meaning, beside: known[index].meaning))
            guard known[index].evidence < evidence || isFuller else { return }
            known.remove(at: index)
        }
        // Further ones are found where they stand, and not by what is said of them elsewhere.
        guard known.count < Self.mostNames else { return }
        firsts.insert(first)
        known.append(Remembered(words: words, meaning: meaning, evidence: evidence))
        names[first] = known
    }

    /// True for a person's full name where only the surname was known: `Pistorius`, `Boris Pistorius`.
    private func isWhole(_ meaning: Meaning, beside known: Meaning) -> Bool {
        meaning.kind == .person && meaning.canonical.hasPlainSuffix(" " + known.canonical)
    }

    /// Who a surname is that the lists have alone, where the paper gives the full name.
    func person(called word: Word) -> (canonical: String, id: String?)? {
        guard let remembered = remembered([word]), remembered.meaning.kind == .person,
            remembered.meaning.canonical.contains(" ")
        else { return nil }
        return (remembered.meaning.canonical, remembered.meaning.id)
    }

    // MARK: In a passage

    /// Explained abbreviations, and the long names where they are explained.
    func abbreviations(in names: PassageNames) -> [Mention] {
        guard !meanings.isEmpty else { return [] }
        let text = names.text
        var result = names.definitions.compactMap { definition in
            meanings[definition.short].map { mention($0, text.range(ofTokens: definition.long)) }
        }
        for token in text.tokens
        where token.letterCase.hasCapital && token.word.count <= Abbreviations.longest
            && shorts.mayContain(token.word)
        {
            if let meaning = meanings[text.text(in: token.range)] {
                result.append(mention(meaning, token.range))
            }
        }
        return result
    }

    /// What was introduced anywhere in the paper, and what stands here for the first time.
    func mentions(in names: PassageNames) -> [Mention] {
        var result: [Mention] = []
        let text = names.text
        for index in text.tokens.indices where firsts.mayContain(text.tokens[index].word) {
            for remembered in self.names[text.tokens[index].word] ?? []
            where stands(remembered, at: index, in: text) {
                let tokens = index..<index + remembered.words.count
                guard !isCommon(tokens, in: text) else { continue }
                result.append(mention(remembered.meaning, text.range(ofTokens: tokens)))
            }
        }
        for finding in names.findings where !isCommon(finding.tokens, in: text) {
            let words = text.tokens[finding.tokens].map(\.word)
            let known = finding.kind == .role ? nil : remembered(words)
            var meaning = known?.meaning ?? meaning(of: finding, words, in: text)
            if finding.kind == .role {
                meaning = Meaning(kind: .role, canonical: role(finding.tokens, in: names), id: nil)
            }
            result.append(mention(meaning, text.range(ofTokens: finding.tokens)))
        }
        return result
    }

    /// What an office is called, with the full name of the body that it is of: `secretaris-generaal van de VN`.
    private func role(_ tokens: Range<Int>, in names: PassageNames) -> String {
        let text = names.text
        let plain = text.plain(text.range(ofTokens: tokens))
        guard let last = tokens.last, last > tokens.lowerBound, text.tokens[last].gap == .space,
            text.tokens[last].letterCase == .upper, let body = names.listed(last..<last + 1),
            body.category == .entity(.organisation)
        else { return plain }
        return String(plain.dropLast(text.text(in: text.tokens[last].range).count)) + body.canonical
    }

    private func remembered(_ words: [Word]) -> Remembered? {
        names[words.first ?? .empty]?.first { $0.words == words }
    }

    private func mention(_ meaning: Meaning, _ range: Range<Int>) -> Mention {
        Mention(kind: meaning.kind, range: range, canonical: meaning.canonical, id: meaning.id)
    }

    /// True for a listed word that begins a sentence and may as well be a common one: `Indien`, `Best`.
    func isDoubtful(_ tokens: Range<Int>, in text: TokenizedText) -> Bool {
        guard tokens.count == 1, text.tokens[tokens.lowerBound].letterCase == .capitalised else {
            return false
        }
        return text.isLoose(tokens.lowerBound) && vocabulary.isCommon(text.word(tokens.lowerBound))
    }

    /// True for an abbreviation that the paper explains as a common thing.
    private func isCommon(_ tokens: Range<Int>, in text: TokenizedText) -> Bool {
        tokens.count == 1 && !common.isEmpty && common.contains(text.text(in: text.range(ofTokens: tokens)))
    }

    private func stands(_ remembered: Remembered, at start: Int, in text: TokenizedText) -> Bool {
        let count = remembered.words.count
        guard start + count <= text.tokens.count, text.isCapital(start + count - 1) else { return false }
        for (offset, word) in remembered.words.enumerated() {
            let token = text.tokens[start + offset]
            guard token.word == word, offset == 0 || token.gap <= .punctuation else { return false }
        }
        guard count == 1 else { return true }
        // Half of a longer name is another: `Jan de Vries` is not `Vries`.
        if text.isLoose(start), vocabulary.isCommon(remembered.words[0]) { return false }
        return remembered.meaning.kind != .person || !isInsideName(start, in: text)
    }

    private func isInsideName(_ index: Int, in text: TokenizedText) -> Bool {
        guard index > 0, text.follows(index), text.isCapital(index - 1) else { return false }
        return !OfficeWords.isPerson(text.word(index - 1)) && !text.isLoose(index - 1)
    }
}

extension String {
    /// With a capital at its beginning.
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
