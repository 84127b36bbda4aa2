public import Pipeline

/// Small papers with answers, to try stages, sinks and queries on.
public enum SampleDocuments {
    /// A publication as a source would announce it.
    public static func publication(
        _ identity: Identifier = "https://papers.example/2026/17", source: String = "gazette",
        entryID: String? = nil, aliases: [Identifier] = [],
        title: String = "Antwoord op vragen over de Sahel",
        isWithdrawn: Bool = false
    ) -> Publication {
        Publication(
            source: source, entryID: entryID ?? identity.rawValue, identity: identity, aliases: aliases,
            title: title, kind: "Antwoord schriftelijke vragen", published: Timestamp(seconds: 1_767_225_600),
            links: [Publication.Link(url: "\(identity)/paper.pdf", mediaType: "application/pdf")],
            isWithdrawn: isWithdrawn)
    }

    /// A paper with these answers, as the stages leave it.
    public static func document(_ publication: Publication = publication(), answers: [Answer] = [answer()])
        -> Document
    {
        var document = Document(
            publication: publication, date: CalendarDay(year: 2026, month: 1, day: 1),
            text: PaperText(lines: [], format: .plain))
        document.answers = answers
        return document
    }

    /// An answer on missions in the Sahel, with a theme and names as the stages find them.
    public static func answer(
        _ numbers: [Int] = [1],
        question: String = "Hoeveel militairen telt de missie in Mali, en hoe lang blijven zij daar?",
        answer: String =
            "De missie MINUSMA telt in Mali 120 Nederlandse militairen. Het kabinet besluit in juni of zij langer blijven."
    ) -> Answer {
        var result = Answer(
            numbers: numbers, section: "Vragen van de leden van de D66-fractie",
            askedBy: [Answer.Asker(name: "S. Voorbeeld", party: "D66")],
            answeredBy: [Answer.Answerer(role: "Minister van Defensie")], question: question, answer: answer)
        result.themes = place(of: "Mali", in: .answer, of: result).map {
            [ThemeMatch(id: "sahel", score: 0.9, evidence: [$0])]
        }
        result.entities = [
            place(of: "MINUSMA", in: .answer, of: result).map { Entity(.mission, $0, canonical: "MINUSMA") },
            place(of: "Mali", in: .answer, of: result).map {
                Entity(.place, $0, canonical: "Mali", id: "iso3166:ML")
            },
        ].compactMap { $0 }
        result.commitments = []
        result.response = .answered
        return result
    }

    /// Where `words` first stand in one of the texts of `answer`.
    public static func place(of words: String, in passage: Passage, of answer: Answer) -> Span? {
        let (text, sought) = (Array(answer.text(of: passage).utf8), Array(words.utf8))
        guard !sought.isEmpty, text.count >= sought.count else { return nil }
        return (0...text.count - sought.count).first { text[$0...].starts(with: sought) }
            .map { Span(passage, $0..<$0 + sought.count) }
    }
}
