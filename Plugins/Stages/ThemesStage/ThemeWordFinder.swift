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

    /// One place of one word of a theme, before it is decided which count.
    ///
    /// The longest at the earliest word is the one that counts, a whole word before a part, a long part before a short.
    private struct Place: Comparable {
        let use: Use
        let words: Range<Int>
        /// How many letters the part of a compound has.
        let letters: Int
        let isWhole: Bool
        /// The theme and the first word as one number, which is all that most comparisons need.
        private let order: UInt64

        init(_ use: Use, _ words: Range<Int>, letters: Int, isWhole: Bool) {
            (self.use, self.words, self.letters, self.isWhole) = (use, words, letters, isWhole)
            order = UInt64(truncatingIfNeeded: use.theme) << 32 | UInt64(truncatingIfNeeded: words.lowerBound)
        }

        static func < (left: Place, right: Place) -> Bool {
            if left.order != right.order { return left.order < right.order }
            if left.words.upperBound != right.words.upperBound {
                return left.words.upperBound > right.words.upperBound
            }
            if left.letters != right.letters { return left.letters > right.letters }
            return (abs(right.use.weight), left.use.group) < (abs(left.use.weight), right.use.group)
        }

        static func == (left: Place, right: Place) -> Bool { !(left < right) && !(right < left) }
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
        var found: [Place] = []
        for match in matcher.allMatches(in: text) {
            for use in uses[match.phrase] {
                found.append(Place(use, match.tokens, letters: .max, isWhole: true))
            }
        }
        parts.visit(text) { index, id, letters in
            found.append(Place(partUses[id], index..<index + 1, letters: letters, isWhole: false))
        }
        found.sort(by: <)
        var (result, theme, end) = ([Found](), -1, 0)
        for place in found {
            let (use, words) = (place.use, place.words)
            if use.theme != theme { (theme, end) = (use.theme, 0) }
            guard words.lowerBound >= end else { continue }
            end = words.upperBound
            guard use.weight != 0 else { continue }
            let share = place.isWhole ? self.share(of: words, theme: theme, in: text) : Self.partShare
            result.append(
                Found(theme: theme, group: use.group, weight: use.weight, share: share, words: words))
        }
        result.sort {
            if $0.theme != $1.theme { return $0.theme < $1.theme }
            if $0.group != $1.group { return $0.group < $1.group }
            return $0.words.lowerBound < $1.words.lowerBound
        }
        return result
    }

    /// How much a mention counts: little in a list that names more things outside the theme than in it.
    private func share(of words: Range<Int>, theme: Int, in text: ScannedText) -> Double {
        guard text.words[words.lowerBound].letterCase.hasCapital else { return 1 }
        let list = NameList(around: words, in: text)
        guard list.others.count > 2 else { return 1 }
        let strangers = list.others.count { item in
            !matcher.contains(item, in: text) { uses[$0].contains { $0.theme == theme && $0.weight > 0 } }
        }
        return strangers > 2 && strangers * 2 > list.others.count ? Self.listShare : 1
    }
}
