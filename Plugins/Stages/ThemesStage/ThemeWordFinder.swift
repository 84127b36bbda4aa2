import Language

/// Finds the words of all themes in a text, in one pass.
struct ThemeWordFinder: Sendable {
    /// One place where a theme has a word.
    struct Found {
        let theme: Int
        /// Which of the theme's words it is; several forms of one thing are one.
        let group: Int
        let weight: Double
        /// How much the place counts, from 0 to 1.
        let share: Double
        let words: Range<Int>
    }

    private struct Use: Sendable {
        let theme: Int
        let group: Int
        let weight: Double
    }

    /// What a name in a list of others keeps of its weight.
    private static let listShare = 0.15
    /// What a part of a compound keeps of its weight.
    private static let partShare = 0.9

    private let matcher: PhraseMatcher
    /// Which themes use a phrase of the matcher.
    private let uses: [[Use]]
    /// The words that count in compounds; their ids are places in `partUses`.
    private let parts: CompoundParts
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
        matcher = PhraseMatcher(phrases)
        (self.uses, self.parts, self.partUses) = (uses, parts, partUses)
    }

    /// Every place that counts, ordered by theme, then by group, then by place.
    func words(in text: ScannedText) -> [Found] {
        var found: [(use: Use, words: Range<Int>, letters: Int, match: PhraseMatcher.Match?)] = []
        for match in matcher.allMatches(in: text) {
            for use in uses[match.phrase] { found.append((use, match.tokens, Int.max, match)) }
        }
        for index in text.words.indices {
            parts.visit(index, of: text) { id, letters in
                found.append((partUses[id], index..<index + 1, letters, nil))
            }
        }
        // The longest at the earliest word is the one that counts, a whole word before a part, a long part before a short.
        found.sort { left, right in
            if left.use.theme != right.use.theme { return left.use.theme < right.use.theme }
            if left.words.lowerBound != right.words.lowerBound {
                return left.words.lowerBound < right.words.lowerBound
            }
            if left.words.upperBound != right.words.upperBound {
                return left.words.upperBound > right.words.upperBound
            }
            if left.letters != right.letters { return left.letters > right.letters }
            return (abs(right.use.weight), left.use.group) < (abs(left.use.weight), right.use.group)
        }
        var (result, theme, end) = ([Found](), -1, 0)
        for (use, words, _, match) in found {
            if use.theme != theme { (theme, end) = (use.theme, 0) }
            guard words.lowerBound >= end else { continue }
            end = words.upperBound
            guard use.weight != 0 else { continue }
            let share = match.map { self.share(of: $0, theme: theme, in: text) } ?? Self.partShare
            result.append(
                Found(theme: theme, group: use.group, weight: use.weight, share: share, words: words))
        }
        result.sort { ($0.theme, $0.group, $0.words.lowerBound) < ($1.theme, $1.group, $1.words.lowerBound) }
        return result
    }

    /// How much a mention counts: little in a list that names more things outside the theme than in it.
    private func share(of match: PhraseMatcher.Match, theme: Int, in text: ScannedText) -> Double {
        guard text.words[match.tokens.lowerBound].letterCase.hasCapital else { return 1 }
        let list = NameList(around: match.tokens, in: text)
        guard list.others.count > 2 else { return 1 }
        let strangers = list.others.count { item in
            !matcher.contains(item, in: text) { uses[$0].contains { $0.theme == theme && $0.weight > 0 } }
        }
        return strangers > 2 && strangers * 2 > list.others.count ? Self.listShare : 1
    }
}
