import Pipeline

/// Papers to try stages on: ordinary ones, and those that break programs.
enum TrialPapers {
    struct Paper: Sendable {
        let name: String
        let document: Document
    }

    static let ordinary = paper(
        "an ordinary paper",
        [
            Answer(
                numbers: [1], askedBy: [.init(party: "ABC")], answeredBy: [.init(role: "kabinet")],
                question: "Hoeveel militairen gaan er naar Niger?",
                answer: "Ongeveer 40 militairen.\n\nDe Kamer wordt vóór 1 mei 2024 geïnformeerd."),
            Answer(numbers: [2], question: "Kent u het bericht?", answer: "Ja."),
        ])

    static let odd: [Paper] = [
        paper("a paper without answers", []),
        paper("an answer without text", [Answer(question: "", answer: "")]),
        paper("an answer of one space", [Answer(question: " ", answer: "\n")]),
        paper(
            "characters outside the basic plane",
            [
                Answer(
                    numbers: [1], question: String(repeating: "👩‍👩‍👧‍👦🇳🇱", count: 20),
                    answer: String(repeating: "𝔅𝔬𝔡𝔢 ", count: 50) + "naar Niger.")
            ]),
        paper(
            "letters and marks apart, right to left",
            [Answer(numbers: [1], question: "e\u{301}e\u{301}n?", answer: "نعم، في مالي. \u{200F}")]),
        paper(
            "control characters and the end of Unicode",
            [Answer(question: "\u{0}\u{1B}[31m", answer: "a\u{7}\u{10FFFF}\u{FFFD}\u{2028}b\r\n\t")]),
        paper(
            "numbers at their ends",
            [Answer(numbers: [Int(Int32.max), 0, 0, -1], question: "?", answer: "!", refersTo: [99])]),
        paper(
            "a text of a megabyte",
            [
                Answer(
                    numbers: [1], question: "?",
                    answer: String(repeating: "De missie in Mali duurt. ", count: 40_000))
            ]),
        paper(
            "five hundred answers",
            (1...500).map {
                Answer(numbers: [$0], question: "Vraag \($0)?", answer: "Zie het antwoord op vraag 1.")
            }),
    ]

    private static func paper(_ name: String, _ answers: [Answer]) -> Paper {
        let identity = Identifier(rawValue: "trial-" + name.map { $0 == " " ? "-" : String($0) }.joined())
        var document = Document(
            publication: Publication(
                source: "stage-test", entryID: identity.rawValue, identity: identity, title: name,
                kind: "Antwoord schriftelijke vragen",
                links: [Publication.Link(url: "https://papers.example/\(identity)")]),
            date: CalendarDay("2024-02-29"), text: PaperText(lines: [], format: .plain))
        document.answers = answers
        return Paper(name: name, document: document)
    }
}
