import Language
import Pipeline

/// Finds the sentences of an answer that promise something.
struct CommitmentFinder: Sendable {
    struct Found {
        let commitment: Commitment
        /// Which sentence it is, by its first word.
        let sentence: Int
        /// Whether it tells no more than that something will be told.
        let postpones: Bool
    }

    private let rules: any PromiseRules
    private let language: TextLanguage

    init(_ language: TextLanguage) {
        self.language = language
        rules =
            switch language {
            case .dutch: DutchPromises()
            case .english: EnglishPromises()
            case .french: FrenchPromises()
            case .german: GermanPromises()
            }
    }

    /// The promises in order, each with its term; `role` is who answers, where a sentence does not say who promises.
    func commitments(
        in sentences: [Sentence], of text: TokenizedText, relativeTo date: CalendarDay?, by role: String?
    ) -> [Found] {
        let dates = text.dates(relativeTo: date, in: language, inPromises: true)
        var result: [Found] = []
        for (index, sentence) in sentences.enumerated() {
            var due = due(of: sentence, in: text, dates, relativeTo: date)
            let before =
                index > 0 && result.last?.sentence == sentences[index - 1].tokens.lowerBound
                ? result.last : nil
            if let before, rules.continues(sentence) {
                // `Hierin worden de lessen meegenomen`: a part of what was just promised, with its term.
                due = due ?? before.commitment.due
            } else if !rules.promises(sentence, isDue: due != nil) {
                continue
            }
            let commitment = Commitment(
                span: Span(.answer, sentence.promise), due: due, by: by(sentence) ?? role)
            result.append(
                Found(
                    commitment: commitment, sentence: sentence.tokens.lowerBound,
                    postpones: rules.continues(sentence) || rules.postpones(sentence)))
        }
        return result
    }

    /// The term: the first date of the sentence that does not lie wholly before the paper.
    private func due(
        of sentence: Sentence, in text: TokenizedText, _ dates: [DateExpression],
        relativeTo date: CalendarDay?
    ) -> String? {
        let own = dates.filter {
            sentence.tokens.contains($0.tokens.lowerBound) && !isPartOfName($0, in: text)
        }
        return term(among: own.filter { !isSubject($0, in: text) }, relativeTo: date)
            ?? term(among: own, relativeTo: date)
    }

    private func term(among own: [DateExpression], relativeTo date: CalendarDay?) -> String? {
        for (index, expression) in own.enumerated() {
            guard let value = expression.value, let end = value.end else { continue }
            if let date, end <= date { continue }
            // `In 2022 en 2023`: one term.
            if case .year = value, let last = own[(index + 1)...].first, case .year? = last.value,
                last.tokens.lowerBound == expression.tokens.upperBound + 1, let from = value.start,
                let to = last.value?.end, from < to
            {
                return DateValue.interval(from, to).iso
            }
            return value.iso
        }
        return nil
    }

    /// True for the year of `de cijfers over 2021`, which is a term only where there is no other.
    private func isSubject(_ expression: DateExpression, in text: TokenizedText) -> Bool {
        guard case .year? = expression.value, expression.tokens.lowerBound > 0 else { return false }
        return ["over", "voor", "van", "en", "for", "and", "fur", "und", "pour", "et"].contains(
            text.tokens[expression.tokens.lowerBound - 1].word)
    }

    /// True for the year of `Voorjaarsnota 2024` and `Horizon 2020`, and for that of `na 2023`, which is no term.
    private func isPartOfName(_ expression: DateExpression, in text: TokenizedText) -> Bool {
        guard case .year? = expression.value, expression.tokens.count == 1, expression.tokens.lowerBound > 0
        else {
            return false
        }
        let year = text.tokens[expression.tokens.lowerBound]
        guard year.gap == .space else { return false }
        return !Self.beforeYears.contains(text.tokens[expression.tokens.lowerBound - 1].word)
    }

    private static let beforeYears: WordSet = [
        "in", "voor", "van", "per", "tot", "vanaf", "uiterlijk", "jaar", "en", "of", "over", "richting",
        "rond",
        "by", "of", "for", "and", "until", "before", "during", "year", "avant", "en", "de", "annee", "pour",
        "et",
        "ici", "ab", "bis", "fur", "und", "jahr", "jahre", "vor",
    ]

    /// Who promises, where the sentence says so.
    private func by(_ sentence: Sentence) -> String? {
        sentence.words.first { rules.speakers.contains($0) }?.letters
    }
}
