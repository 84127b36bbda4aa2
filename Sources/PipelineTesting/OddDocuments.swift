public import Pipeline

extension Document {
    /// A paper of `lines`, announced under `title`.
    public static func paper(
        _ title: String, lines: [String] = [], format: PaperText.Format = .plain, answers: [Answer] = []
    ) -> Document {
        var document = Document(
            publication: Publication(
                source: "test", entryID: title, identity: Identifier(rawValue: "test#\(title)"), title: title,
                published: Timestamp(seconds: 1_700_000_000)),
            text: PaperText(lines: lines.map { PaperText.Line($0) }, format: format))
        document.answers = answers
        return document
    }
}

extension [Document] {
    /// Two papers as they should be, and those that break programs: empty, endless, deep, full of marks and emoji.
    public static var ordinaryAndOdd: [Document] { ordinary + odd }

    private static var ordinary: [Document] {
        [
            .paper(
                "ordinary, as text",
                lines: [
                    "Vragen van het lid De Boer (ABC) aan de Minister van Financiën (ingezonden 3 mei 2023).",
                    "Antwoord van Minister Smit (Financiën) (ontvangen 17 mei 2023).",
                    "Vraag 1", "Kent u het bericht over de haven van Mali?", "Antwoord 1", "Ja.",
                    "Vraag 2", "Wat kost dat?", "Antwoord 2",
                    "Ruim € 3,5 miljoen. Zie ook het antwoord op vraag 1.",
                ]),
            .paper("ordinary, with an answer", answers: [ordinaryAnswer]),
        ]
    }

    private static var ordinaryAnswer: Answer {
        Answer(
            numbers: [1], section: "Missies", askedBy: [.init(name: "De Boer", party: "ABC")],
            answeredBy: [.init(role: "kabinet")], question: "Hoeveel militairen gaan er naar Niger?",
            answer: "Ongeveer 40 militairen.\n\nDe Kamer wordt vóór 1 mei 2024 geïnformeerd.", confidence: 0.9
        )
    }

    private static var odd: [Document] {
        let family = "👩‍👩‍👧‍👦🇳🇱é\u{301}"
        let long = String(repeating: "migratie Mali 3 mei 2023 vraag 7 (", count: 6000)
        let empty = Answer(question: "", answer: "")
        var extreme = Answer(
            numbers: [Int.max, Int.min, 0, 0], question: "?\u{0}\u{FFFD}\(family)",
            answer:
                "Zie het antwoord op vraag 99999999999999999999 en \(family) 1.000.000.000.000.000.000.000 euro",
            refersTo: [Int.min])
        extreme.footnotes = [Footnote("", "", in: .answer, at: .max, ordinal: .min)]
        return [
            .paper("empty"),
            .paper("blank lines", lines: ["", "   ", ""]),
            .paper("NULs and the end of Unicode", lines: ["\u{0}\u{0}", "\u{10FFFF}\u{FFFD}", "a\u{0}b"]),
            .paper("one line of 200 kB", lines: [long]),
            .paper("emoji", lines: ["Vraag 1", family, "Antwoord 1", String(repeating: family, count: 50)]),
            .paper("brackets", lines: [String(repeating: "(", count: 50_000)]),
            .paper(
                "numbers too large",
                lines: ["Vraag 99999999999999999999", "a?", "Antwoord 99999999999999999999", "b"]),
            .paper("nothing but markers", lines: Array<String>(repeating: "Antwoord 1", count: 2000)),
            .paper("an empty answer", answers: [empty]),
            .paper("an answer of extremes", answers: [extreme]),
            .paper(
                "an answer of one long line", answers: [Answer(numbers: [1], question: long, answer: long)]),
            .paper(
                "a right-to-left answer",
                answers: [Answer(numbers: [1], question: "هل؟", answer: "نعم، في مالي.")]),
        ]
    }
}
