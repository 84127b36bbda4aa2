import Language
import Pipeline

/// Weighs what the words of a paper say about each theme.
///
/// Each word of a theme speaks with its weight; said again it adds less each time (the logarithm), and in a long passage it
/// counts for less (the root of the length), so that one passing mention in a page settles nothing. Question and answer
/// speak for themselves and are added; an answer that only sends the reader elsewhere leaves the word to the question. What
/// the paper is about adds a little. A theme that needs a loud word is not reached by quiet ones alone. The sum goes through a logistic curve, fitted so that a score is a probability.
struct ThemeScorer: Sendable {
    /// The passage length up to which nothing is taken off, in words.
    static let fullLength = 60.0
    /// An answer of fewer words that names another is taken to say nothing of its own.
    private static let referralLength = 25
    /// The sum that gives a score of a half, and how steep the curve is there.
    private static let (middle, slope) = (2.6, 1.25)
    /// What a word may lose, as a part of a compound does, and still be what its theme needs.
    private static let needsShare = 0.75
    /// The share of a paper's answers with a theme from which the others need no loud word of their own.
    private static let mainShare = 0.5
    /// More places than this are not listed as evidence.
    private static let evidenceLimit = 40

    private let themes: [Theme]
    private let finder: ThemeWordFinder
    /// The place of each theme's broader theme, narrower ones first; `nil` where it has none.
    private let broader: [(narrow: Int, broad: Int)]

    init(_ themes: [Theme]) {
        self.themes = themes.map(\.withoutWords)
        finder = ThemeWordFinder(themes)
        var places: [String: Int] = [:]
        for (index, theme) in themes.enumerated() { places[theme.id] = index }
        broader = themes.indices.compactMap { index in
            themes[index].broader.flatMap { places[$0] }.map { (index, $0) }
        }
    }

    /// The themes of each answer, in the order of the answers: those that reach `least`, or their own threshold.
    func matches(in document: Document, from least: Double? = nil) -> [[ThemeMatch]] {
        let title = self.tallies(document.title)
        var headings: [String: [Tally]] = [:]
        var (tallies, evidence) = ([[Tally]](), [[Evidence]]())
        for answer in document.answers {
            var sums = Array(repeating: Tally(), count: themes.count)
            var places: [Evidence] = []
            let (question, _) = count(answer.question, .question, &sums, &places)
            let (reply, length) = count(answer.answer, .answer, &sums, &places)
            let isReferral =
                !answer.refersTo.isEmpty && answer.answer.utf8.count < 400 && length < Self.referralLength
            for theme in sums.indices {
                sums[theme].weight = question[theme] * (isReferral ? 1.5 : 1) + reply[theme]
            }
            tallies.append(sums)
            evidence.append(places)
            if let section = answer.section, headings[section] == nil {
                headings[section] = self.tallies(section)
            }
        }
        let shares = shares(of: tallies)
        return document.answers.indices.map { index in
            let heading = document.answers[index].section.flatMap { headings[$0] }
            var matches: [ThemeMatch?] = themes.indices.map { theme in
                let tally = tallies[index][theme]
                let around =
                    min(title[theme].weight, Self.middle) + min(heading?[theme].weight ?? 0, Self.middle)
                    + shares[theme] * Self.middle
                guard tally.hasPlaces || (around > 0 && themes[theme].context >= 0.5) else {
                    return nil
                }
                let hasNeeded =
                    has(tally, theme) || has(title[theme], theme) || shares[theme] >= Self.mainShare
                    || heading.map { has($0[theme], theme) } ?? false
                let sum = Self.score(tally.weight + themes[theme].context * around)
                let score = hasNeeded ? sum : min(sum, themes[theme].threshold / 2)
                guard score >= least ?? themes[theme].threshold else { return nil }
                return ThemeMatch(
                    id: themes[theme].id, score: score, evidence: spans(of: theme, in: evidence[index]))
            }
            fileUnderBroader(&matches)
            return matches.compactMap(\.self)
        }
    }

    /// Whether a text has a word as loud as the theme needs.
    private func has(_ tally: Tally, _ theme: Int) -> Bool {
        tally.loudest >= themes[theme].needs * Self.needsShare
    }

    private static func score(_ weight: Double) -> Double { Logistic.value((weight - middle) * slope) }

    /// The share of the paper's answers that speak of each theme by themselves.
    private func shares(of tallies: [[Tally]]) -> [Double] {
        guard tallies.count > 2 else { return themes.map { _ in 0 } }
        return themes.indices.map { theme in
            let count = tallies.count {
                has($0[theme], theme) && Self.score($0[theme].weight) >= themes[theme].threshold
            }
            return Double(count) / Double(tallies.count)
        }
    }

    private func spans(of theme: Int, in evidence: [Evidence]) -> [Span] {
        var places = evidence.filter { $0.theme == theme }
        if places.count > Self.evidenceLimit {
            places = Array(places.sorted { $0.weight > $1.weight }.prefix(Self.evidenceLimit))
        }
        return places.map(\.span).sorted {
            ($0.passage == .answer ? 1 : 0, $0.start) < ($1.passage == .answer ? 1 : 0, $1.start)
        }
    }

    /// What is filed under a theme is filed under the one that it is a part of, with the same words for it.
    private func fileUnderBroader(_ matches: inout [ThemeMatch?]) {
        for (narrow, broad) in broader {
            guard let match = matches[narrow], match.score >= themes[narrow].threshold else { continue }
            guard match.score > matches[broad]?.score ?? 0 else { continue }
            matches[broad] = ThemeMatch(id: themes[broad].id, score: match.score, evidence: match.evidence)
        }
    }

    // MARK: One passage

    private struct Tally {
        var weight = 0.0
        /// The most that one place counts.
        var loudest = 0.0
        var hasPlaces = false
    }

    /// A place that speaks for a theme.
    private struct Evidence {
        let theme: Int
        let span: Span
        let weight: Double
    }

    /// What a text says about each theme that is no passage of an answer; no places are kept.
    private func tallies(_ text: String) -> [Tally] {
        var result = Array(repeating: Tally(), count: themes.count)
        var none: [Evidence] = []
        let (weights, _) = count(text, nil, &result, &none)
        for theme in result.indices { result[theme].weight = weights[theme] }
        return result
    }

    /// Adds the places and the loudest words of a text to what is there; returns what it weighs for each theme, and how many
    /// words it has.
    private func count(
        _ text: String, _ passage: Passage?, _ tallies: inout [Tally], _ evidence: inout [Evidence]
    ) -> (weights: [Double], length: Int) {
        var weights = Array(repeating: 0.0, count: themes.count)
        guard !text.isEmpty else { return (weights, 0) }
        let text = ScannedText.shared(text)
        let said = finder.words(in: text)
        var start = 0
        while start < said.count {
            // Ordered by theme and group: what says the same thing stands together.
            let (theme, group) = (said[start].theme, said[start].group)
            var (count, loudest, end) = (0.0, 0.0, start)
            while end < said.count, said[end].theme == theme, said[end].group == group {
                let word = said[end]
                count += word.share
                if abs(word.weight) > abs(loudest) { loudest = word.weight }
                tallies[theme].loudest = max(tallies[theme].loudest, word.weight * word.share)
                if word.weight > 0, let passage {
                    let span = Span(passage, text.range(ofWords: word.words))
                    evidence.append(Evidence(theme: theme, span: span, weight: word.weight * word.share))
                    tallies[theme].hasPlaces = true
                }
                end += 1
            }
            weights[theme] += loudest * (count < 1 ? count : 1 + Logistic.logarithm(count))
            start = end
        }
        let length = max(1, Double(text.words.count) / Self.fullLength).squareRoot()
        if length > 1 { for theme in weights.indices { weights[theme] /= length } }
        return (weights, text.words.count)
    }
}
