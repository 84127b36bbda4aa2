import Language
import Pipeline

/// Finds the sentences of an answer that promise something.
struct CommitmentFinder: Sendable {
    struct Found {
        let commitment: Commitment
        /// Which sentence it is, by its first word.
        let sentence: Int
    }

    /// The promises in order, each with its term; `role` is who answers, where a sentence does not say who promises.
    func commitments(
        in sentences: [Sentence], of text: TokenizedText, relativeTo date: CalendarDay?, by role: String?
    ) -> [Found] {
        let dates = text.dates(relativeTo: date)
        var result: [Found] = []
        for (index, sentence) in sentences.enumerated() {
            var due = due(of: sentence, dates, relativeTo: date)
            let before =
                index > 0 && result.last?.sentence == sentences[index - 1].tokens.lowerBound
                ? result.last : nil
            if let before, continues(sentence) {
                // `Hierin worden de lessen meegenomen`: a part of what was just promised, with its term.
                due = due ?? before.commitment.due
            } else if !promises(sentence, isDue: due != nil) {
                continue
            }
            let commitment = Commitment(
                span: Span(.answer, sentence.range), due: due, by: by(sentence) ?? role)
            result.append(Found(commitment: commitment, sentence: sentence.tokens.lowerBound))
        }
        return result
    }

    private func promises(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.contains(anyOf: CommitmentWords.doubts), !sentence.isQuestion else { return false }
        return informs(sentence) || announces(sentence) || acts(sentence, isDue: isDue)
            || sentence.contains([["zeg", "zegt"], ["toe"]], within: 12)
    }

    /// `Het kabinet zal uw Kamer informeren`, `Hierover wordt uw Kamer geïnformeerd`, `U ontvangt de brief`.
    private func informs(_ sentence: Sentence) -> Bool {
        guard sentence.contains(anyOf: CommitmentWords.parliament) else { return false }
        if sentence.contains(anyOf: CommitmentWords.will), sentence.contains(anyOf: CommitmentWords.informing)
        {
            return true
        }
        let (parliament, receives) = (CommitmentWords.parliament, CommitmentWords.receives)
        return sentence.contains([CommitmentWords.become, parliament, CommitmentWords.informed], within: 8)
            || sentence.contains([parliament, CommitmentWords.become, CommitmentWords.informed], within: 8)
            || sentence.contains([receives, ["uw"], parliament], within: 0)
            || sentence.contains([["u"], receives], within: 0)
            || sentence.contains([receives, ["u"]], within: 0)
            || sentence.contains([parliament, ["toekomt"]], within: 12)
    }

    /// `In de Kamerbrief zal het kabinet hierop ingaan`, `Dit komt aan de orde in de strategie`.
    private func announces(_ sentence: Sentence) -> Bool {
        guard sentence.words.contains(where: isPaper) else { return false }
        if sentence.contains(anyOf: CommitmentWords.will),
            sentence.contains(anyOf: CommitmentWords.explaining)
        {
            return true
        }
        // Without a future tense it must be a paper that is yet to come.
        let isComing =
            sentence.contains(anyOf: CommitmentWords.coming)
            || sentence.words.contains { $0.hasSuffix("strategie") }
        return isComing && CommitmentWords.treatments.contains { sentence.contains($0, within: 5) }
    }

    /// `De minister zal in mei Niger bezoeken`, `De komende vier jaar investeert Nederland`.
    private func acts(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard sentence.contains(anyOf: CommitmentWords.actors) else { return false }
        let isFuture = sentence.contains(anyOf: CommitmentWords.will)
        if isFuture, sentence.contains(anyOf: CommitmentWords.endings) { return true }
        guard isDue else { return false }
        return sentence.contains(anyOf: CommitmentWords.spending)
            || (isFuture && sentence.contains(anyOf: CommitmentWords.acts))
    }

    private func continues(_ sentence: Sentence) -> Bool {
        ["hierin", "daarin", "hierbij", "daarbij"].contains(sentence.words.first ?? "")
            && sentence.contains(
                [CommitmentWords.become, ["meegenomen", "opgenomen", "betrokken", "ingegaan"]], within: 30)
    }

    private func isPaper(_ word: String) -> Bool {
        ["brief", "brieven", "strategie", "rapportage", "notitie", "kabinetsreactie"].contains {
            word.hasSuffix($0)
        }
    }

    /// The term: the first date of the sentence that does not lie wholly before the paper.
    private func due(of sentence: Sentence, _ dates: [DateExpression], relativeTo date: CalendarDay?)
        -> String?
    {
        for expression in dates where sentence.tokens.contains(expression.tokens.lowerBound) {
            guard let value = expression.value, let end = value.end else { continue }
            if let date, end <= date { continue }
            return value.iso
        }
        return nil
    }

    /// Who promises, where the sentence says so.
    private func by(_ sentence: Sentence) -> String? {
        sentence.words.first { CommitmentWords.speakers.contains($0) }
    }
}
