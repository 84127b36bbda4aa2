import Language
import Pipeline

/// Weighs what the words of a paper say about each theme.
///
/// Each word of a theme speaks with its weight; said again it adds less each time (the logarithm), and in a long passage it
/// counts for less (the root of the length), so that one passing mention in a page settles nothing. Question and answer
/// speak for themselves and are added; an answer that only sends the reader elsewhere leaves the word to the question. What
/// the paper is about adds a little. The sum goes through a logistic curve, which makes it a score from 0 to 1.
struct ThemeScorer: Sendable {
    /// The passage length up to which nothing is taken off, in words.
    private static let fullLength = 60.0
    /// An answer of fewer words that names another is taken to say nothing of its own.
    private static let referralLength = 25
    /// The sum that gives a score of a half, and how steep the curve is there.
    private static let (middle, slope) = (2.6, 1.5)
    /// What a name in a list of others keeps of its weight.
    private static let listShare = 0.15
    /// More places than this are not listed as evidence.
    private static let evidenceLimit = 40

    private struct Use: Sendable {
        let theme: Int
        let weight: Double
    }

    private let themes: [Theme]
    private let matcher: PhraseMatcher
    /// Which themes use a phrase of the matcher.
    private let uses: [[Use]]

    init(_ themes: [Theme]) {
        self.themes = themes
        var (phrases, uses, known): ([Phrase], [[Use]], [Phrase: Int]) = ([], [], [:])
        for (index, theme) in themes.enumerated() {
            for word in theme.words {
                let use = Use(theme: index, weight: word.weight)
                if let place = known[word.phrase] {
                    uses[place].append(use)
                } else {
                    known[word.phrase] = phrases.count
                    phrases.append(word.phrase)
                    uses.append([use])
                }
            }
        }
        matcher = PhraseMatcher(phrases)
        self.uses = uses
    }

    /// The themes of each answer, in the order of the answers: those that reach `least`, or their own threshold.
    func matches(in document: Document, from least: Double? = nil) -> [[ThemeMatch]] {
        let title = weigh(document.title, nil)
        var headings: [String: [Tally]] = [:]
        var tallies: [[Tally]] = []
        for answer in document.answers {
            let isReferral = isReferral(answer)
            let question = weigh(answer.question, .question)
            let reply = weigh(answer.answer, .answer)
            tallies.append(
                zip(question, reply).map { question, reply in
                    var sum = question
                    sum.add(reply)
                    if isReferral { sum.weight = question.weight * 1.5 + reply.weight }
                    return sum
                })
            if let section = answer.section, headings[section] == nil {
                headings[section] = weigh(section, nil)
            }
        }
        let shares = shares(of: tallies)
        return document.answers.indices.map { index in
            let heading = document.answers[index].section.flatMap { headings[$0] }
            return themes.indices.compactMap { theme in
                let tally = tallies[index][theme]
                let around =
                    min(title[theme].weight, Self.middle) + min(heading?[theme].weight ?? 0, Self.middle)
                    + shares[theme] * Self.middle
                let score = score(tally.weight + themes[theme].context * around)
                guard score >= least ?? themes[theme].threshold,
                    !tally.places.isEmpty || themes[theme].context >= 0.5
                else {
                    return nil
                }
                let evidence = tally.places.sorted { $0.weight > $1.weight }.prefix(Self.evidenceLimit).map(
                    \.span)
                return ThemeMatch(
                    id: themes[theme].id, score: score,
                    evidence: evidence.sorted {
                        ($0.passage == .answer ? 1 : 0, $0.start) < ($1.passage == .answer ? 1 : 0, $1.start)
                    })
            }
        }
    }

    private func score(_ weight: Double) -> Double { Logistic.value((weight - Self.middle) * Self.slope) }

    /// The share of the paper's answers that speak of each theme by themselves.
    private func shares(of tallies: [[Tally]]) -> [Double] {
        guard tallies.count > 2 else { return themes.map { _ in 0 } }
        return themes.indices.map { theme in
            let count = tallies.count { score($0[theme].weight) >= themes[theme].threshold }
            return Double(count) / Double(tallies.count)
        }
    }

    private func isReferral(_ answer: Answer) -> Bool {
        !answer.refersTo.isEmpty && answer.answer.utf8.count < 400
            && TokenizedText(answer.answer).tokens.count < Self.referralLength
    }

    // MARK: One passage

    private struct Tally {
        var weight = 0.0
        var places: [(span: Span, weight: Double)] = []

        mutating func add(_ other: Tally) {
            weight += other.weight
            places += other.places
        }
    }

    /// What a text says about each theme; without a passage no places are kept.
    private func weigh(_ text: String, _ passage: Passage?) -> [Tally] {
        let text = TokenizedText(text)
        var tallies = themes.map { _ in Tally() }
        var ends = themes.map { _ in 0 }
        var counts: [[Int: (count: Double, weight: Double)]] = themes.map { _ in [:] }
        for match in matcher.allMatches(in: text) {
            for use in uses[match.phrase] where match.tokens.lowerBound >= ends[use.theme] {
                ends[use.theme] = match.tokens.upperBound
                guard use.weight != 0 else { continue }
                let share = share(of: match, theme: use.theme, in: text)
                let before = counts[use.theme][match.phrase]?.count ?? 0
                counts[use.theme][match.phrase] = (before + share, use.weight)
                if use.weight > 0, let passage {
                    let range = text.range(ofTokens: match.tokens)
                    tallies[use.theme].places.append((Span(passage, range), use.weight * share))
                }
            }
        }
        let length = max(1, Double(text.tokens.count) / Self.fullLength).squareRoot()
        for theme in themes.indices {
            var sum = 0.0
            // In the order of the phrases: sums of floating-point numbers must not hang on the order of a dictionary.
            for (_, said) in counts[theme].sorted(by: { $0.key < $1.key }) {
                sum += said.weight * (said.count < 1 ? said.count : 1 + Logistic.logarithm(said.count))
            }
            tallies[theme].weight = sum / length
        }
        return tallies
    }

    /// How much a mention counts: little in a list that names more things outside the theme than in it.
    private func share(of match: PhraseMatcher.Match, theme: Int, in text: TokenizedText) -> Double {
        let list = NameList(around: match.tokens, in: text)
        guard list.others.count > 2 else { return 1 }
        let strangers = list.others.count { item in
            !matcher.contains(item, in: text) { uses[$0].contains { $0.theme == theme && $0.weight > 0 } }
        }
        return strangers > 2 && strangers * 2 > list.others.count ? Self.listShare : 1
    }
}
