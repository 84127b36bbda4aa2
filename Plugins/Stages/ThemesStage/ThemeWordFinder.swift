import Language

/// Finds the words of all themes in a text, in one pass.
struct ThemeWordFinder: Sendable {
    /// One place where a theme has a word that counts.
    struct Found {
        let theme: Int
        /// Which of the theme's words it is; several forms of one thing are one.
        let group: Int
        let weight: Double
        /// How much the place counts, from 0 to 1.
        let share: Double
        let words: Range<Int>

        /// Theme and group as one number.
        var subject: UInt64 {
            UInt64(truncatingIfNeeded: theme) << 32 | UInt64(UInt32(truncatingIfNeeded: group))
        }
    }

    /// What a phrase or a part of a compound is to a theme.
    private struct Use: Sendable {
        let theme: Int
        let group: Int
        let weight: Double
    }

    /// A word of a theme at one place, beside others of the same theme that begin with the same word of the text.
    ///
    /// The longest is the one that counts, a whole word before a part, a long part before a short.
    private struct Candidate {
        let use: Use
        let words: Range<Int>
        let letters: Int

        func goes(before other: Candidate) -> Bool {
            if words.upperBound != other.words.upperBound { return words.upperBound > other.words.upperBound }
            if letters != other.letters { return letters > other.letters }
            return (abs(other.use.weight), use.group) < (abs(use.weight), other.use.group)
        }
    }

    /// What a name in a list of others keeps of its weight.
    private static let listShare = 0.15
    /// What a part of a compound keeps of its weight.
    private static let partShare = 0.9

    private let finder: TermFinder
    private let memories = WordMemories()
    private let themeCount: Int
    /// Which themes use a phrase of the finder, phrase by phrase, and where those of each phrase begin.
    private let uses: [Use]
    private let firstUses: [Int]
    /// Which theme uses a part of compounds.
    private let partUses: [Use]

    init(_ themes: [Theme]) {
        var (phrases, uses, known): ([Phrase], [[Use]], [Phrase: Int]) = ([], [], [:])
        var (parts, partUses) = (CompoundParts(), [Use]())
        for (index, theme) in themes.enumerated() {
            for word in theme.words {
                let use = Use(theme: index, group: word.group, weight: word.weight)
                if let place = known[word.phrase] {
                    uses[place].append(use)
                } else {
                    known[word.phrase] = phrases.count
                    phrases.append(word.phrase)
                    uses.append([use])
                }
                // Faint words say too little. What is never counted is not in compounds either: `commissie`, `tuchtcommissie`.
                if word.joinsCompounds, word.weight == 0 || abs(word.weight) > 0.5,
                    let forms = word.phrase.compoundForms
                {
                    parts.add(forms, id: partUses.count)
                    partUses.append(use)
                }
            }
        }
        parts.seal()
        finder = TermFinder(phrases, parts: parts)
        (self.uses, self.partUses, themeCount) = (uses.flatMap(\.self), partUses, themes.count)
        firstUses = uses.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }

    /// Every place that counts, ordered by theme, then by group, then by place.
    func words(in text: ScannedText) -> [Found] {
        var result: [Found] = []
        // For each theme, where its last word ends, and its best candidate where it has one at this place.
        var ends = Array(repeating: 0, count: themeCount)
        var best: [Candidate?] = Array(repeating: nil, count: themeCount)
        var touched: [Int] = []
        memories.withMemory { memory in
            finder.visit(text, &memory) { places in
                touched.removeAll(keepingCapacity: true)
                for place in places {
                    if place.isWhole {
                        for use in uses(of: place.id) { consider(uses[use], place, &best, &touched) }
                    } else {
                        consider(partUses[place.id], place, &best, &touched)
                    }
                }
                for theme in touched {
                    guard let candidate = best[theme].take(), candidate.words.lowerBound >= ends[theme] else {
                        continue
                    }
                    ends[theme] = candidate.words.upperBound
                    if candidate.use.weight != 0 { result.append(found(candidate, in: text)) }
                }
            }
        }
        // They come in the order of the text.
        let order = result.indices.map { (subject: result[$0].subject, place: $0) }
        return order.sorted { $0.subject != $1.subject ? $0.subject < $1.subject : $0.place < $1.place }
            .map { result[$0.place] }
    }

    private func uses(of phrase: Int) -> Range<Int> { firstUses[phrase]..<firstUses[phrase + 1] }

    private func consider(
        _ use: Use, _ place: TermFinder.Place, _ best: inout [Candidate?], _ touched: inout [Int]
    ) {
        let candidate = Candidate(use: use, words: place.words, letters: place.letters)
        guard let other = best[use.theme] else {
            best[use.theme] = candidate
            touched.append(use.theme)
            return
        }
        if candidate.goes(before: other) { best[use.theme] = candidate }
    }

    private func found(_ candidate: Candidate, in text: ScannedText) -> Found {
        let (use, words) = (candidate.use, candidate.words)
        let isWhole = candidate.letters == .max
        return Found(
            theme: use.theme, group: use.group, weight: use.weight,
            share: isWhole ? share(of: words, theme: use.theme, in: text) : Self.partShare, words: words)
    }

    /// How much a mention counts: little in a list that names more things outside the theme than in it.
    private func share(of words: Range<Int>, theme: Int, in text: ScannedText) -> Double {
        guard text.words[words.lowerBound].letterCase.hasCapital else { return 1 }
        let list = NameList(around: words, in: text)
        guard list.others.count > 2 else { return 1 }
        let strangers = list.others.count { item in
            !finder.matcher.contains(item, in: text) { phrase in
                uses(of: phrase).contains { uses[$0].theme == theme && uses[$0].weight > 0 }
            }
        }
        return strangers > 2 && strangers * 2 > list.others.count ? Self.listShare : 1
    }
}
