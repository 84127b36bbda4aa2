package import Language
package import Learning
package import Pipeline

/// Files answers by what was learned from labelled ones, together with the rules of the theme files.
package struct LearnedThemes: Sendable {
    private let model: ThemeModel
    /// The place in the model of each theme that it knows and the stage has.
    private let places: [String: Int]
    private let themes: [Theme]

    /// Words that are shown as evidence of one theme, beside those of its rules.
    private static let mostWitnesses = 6

    /// What was learned of one theme.
    package struct Summary: Sendable {
        package let examples: Int
        package let combination: Combination
        /// The features that speak loudest for it, with their weights.
        package let loudest: [(name: String, weight: Double)]
        package let loudestAgainst: [(name: String, weight: Double)]
    }

    /// Reads the model; `nil` where there is none.
    ///
    /// - Throws: ``InvalidOptions`` that names the file where it cannot be used.
    init?(_ file: DataFile?, _ themes: [Theme]) throws(InvalidOptions) {
        guard let file else { return nil }
        do throws(ModelProblem) { model = try ModelText.model(in: file.text) } catch {
            throw InvalidOptions(file.path, "\(error)")
        }
        let known = Set(themes.map(\.id))
        places = Dictionary(
            model.labels.enumerated().filter { known.contains($1) }.map { ($1, $0) },
            uniquingKeysWith: { first, _ in first })
        guard !places.isEmpty else {
            throw InvalidOptions(
                file.path,
                "was learned for other themes: \(model.labels.prefix(5).joined(separator: ", ").onOneLine(limit: 200))"
            )
        }
        self.themes = themes
    }

    /// The themes of one answer.
    ///
    /// - Parameters:
    ///   - answer: the answer.
    ///   - document: its paper.
    ///   - rules: what the rules say of it, whatever the thresholds.
    /// - Returns: those that reach their threshold, ordered by id.
    func matches(of answer: Answer, in document: Document, rules: [ThemeMatch]) -> [ThemeMatch] {
        let passages = ThemesStage.passages(of: answer, title: document.title)
        let judgement = model.judgement(of: passages)
        return themes.compactMap { theme in
            let rule = rules.first { $0.id == theme.id }
            guard let place = places[theme.id], !model.combinations[place].isRulesAlone else {
                return rule.flatMap { $0.score >= theme.threshold ? $0 : nil }
            }
            let combination = model.combinations[place]
            let score = combination.probability(opinion: rule?.score, margin: judgement.margins[place])
            guard score >= theme.threshold else { return nil }
            var evidence = rule?.evidence ?? []
            if combination.learned > 0 {
                evidence += witnesses(place, passages, judgement, besides: evidence)
            }
            guard !evidence.isEmpty else { return nil }
            return ThemeMatch(id: theme.id, score: score, evidence: evidence.sorted(by: Self.stands))
        }
    }

    private func witnesses(
        _ place: Int, _ passages: [TokenizedText], _ judgement: ThemeModel.Judgement, besides known: [Span]
    ) -> [Span] {
        let witnesses = model.witnesses(for: place, in: passages, judgement, limit: Self.mostWitnesses * 2)
        let spans = witnesses.compactMap { witness -> (span: Span, weight: Double)? in
            let named = ThemesStage.namedPassages
            guard witness.passage < named.count, let passage = named[witness.passage] else { return nil }
            let span = Span(passage, passages[witness.passage].range(ofTokens: witness.tokens))
            let isKnown = known.contains { $0.passage == passage && $0.range.overlaps(span.range) }
            return isKnown ? nil : (span, witness.weight)
        }
        return spans.sorted { $0.weight > $1.weight }.prefix(Self.mostWitnesses).map(\.span)
    }

    private static func stands(_ left: Span, before right: Span) -> Bool {
        (left.passage == .answer ? 1 : 0, left.start) < (right.passage == .answer ? 1 : 0, right.start)
    }

    func summary(of theme: String) -> Summary? {
        guard let place = places[theme] else { return nil }
        return Summary(
            examples: model.examples[place], combination: model.combinations[place],
            loudest: model.classifiers.loudest(for: theme, count: Self.mostShown),
            loudestAgainst: model.classifiers.loudest(for: theme, count: Self.mostShown, against: true))
    }

    private static let mostShown = 30
}

extension ThemesStage {
    /// The texts by which an answer is judged, in one order for learning and for using what was learned.
    package static func passages(of answer: Answer, title: String) -> [TokenizedText] {
        [title, answer.section ?? "", answer.question, answer.answer].map { TokenizedText.shared($0) }
    }

    /// Which passage each of ``passages(of:title:)`` is; `nil` for what stands outside of both.
    static let namedPassages: [Passage?] = [nil, nil, .question, .answer]
}
