import Glibc
import ParseStage
import Pipeline
import PipelineTesting
import Testing

@Suite("The parse stage")
struct ParseStageTests {
    @Test("keeps what every stage promises")
    func keepsTheContract() {
        expectStageContract(ParseStage.self, options: .init(), documents: .ordinaryAndOdd)
    }

    @Test("leaves a document without text as it was")
    func leavesADecodedDocument() throws {
        let document = Document.paper("kept", answers: [Answer(numbers: [1], question: "Q?", answer: "A.")])
        #expect(try ParseStage(data: NoData()).process(document) == document)
    }

    @Test("says that it found no layout it knows")
    func saysThatItFoundNothing() throws {
        let document = try parse("Geachte voorzitter,\n\nHierbij zend ik u een brief.\n\nHoogachtend")
        #expect(document.answers.isEmpty)
        #expect(document.codes == ["no-answers"])
    }

    @Test("keeps title, kind and date that a source gave")
    func keepsWhatASourceSaid() throws {
        var document = Document(
            publication: Publication(
                source: "t", entryID: "1", identity: "t#1", title: "Given", kind: "Kind"),
            date: CalendarDay("2020-02-03"),
            text: PaperText(
                lines: [
                    "Antwoord van Minister Smit (Financiën) (ontvangen 17 mei 2023)", "Vraag 1", "A?",
                    "Antwoord 1", "B.",
                ]
                .map { .init($0) }, format: .plain))
        document = try ParseStage(data: NoData()).process(document)
        #expect(
            (document.title, document.kind, document.date?.description) == ("Given", "Kind", "2020-02-03"))
    }

    @Test(
        "prefers the title that the paper prints to the name of its file, and to no other title",
        arguments: [
            ("dijk", "file:///post/dijk.html", true), ("dijk.html", "file:///post/dijk.html", true),
            ("Over de dijk", "file:///post/dijk.html", false),
            ("dijk", "https://example.org/dijk.html", false),
        ])
    func titlesOfFiles(_ title: String, _ url: String, isReplaced: Bool) throws {
        let lines = [
            "Vragen van het lid Smit (ABC) aan de Minister van Financiën over de dijk (ingezonden 3 mei 2023).",
            "Antwoord van Minister Smit (Financiën) (ontvangen 17 mei 2023)", "Vraag 1", "A?", "Antwoord 1",
            "B.",
        ]
        let document = Document(
            publication: Publication(
                source: "t", entryID: "dijk.html", identity: "t#1", title: title, links: [.init(url: url)]),
            text: PaperText(lines: lines.map { .init($0) }, format: .plain))
        let read = try ParseStage(data: NoData()).process(document).title
        #expect(isReplaced ? read.hasPrefix("Vragen van het lid Smit") : read == title)
    }

    @Test("takes the day of publication where the paper prints none")
    func fallsBackOnThePublication() throws {
        let document = try parse(
            "Vraag 1\nWat gebeurde op 3 mei 2021?\nAntwoord 1\nNiets.",
            published: Timestamp(rfc3339: "2023-05-17T10:00:00Z"))
        #expect(document.date == CalendarDay("2023-05-17"))
        #expect(!document.isDateInferred)
    }

    @Test("infers a date from the text, and says so")
    func infersADate() throws {
        let document = try parse(
            """
            Vraag 1
            Klopt het bericht van 25 november 2021 over de inzet tot en met 30 juni 2030?
            Antwoord 1
            Ja, zie de brief van 9 december jl. en die van 1 maart 2020.
            """)
        #expect(document.date == CalendarDay("2021-12-09"))
        #expect(document.isDateInferred)
    }

    @Test(
        "takes no longer than the text is long", .timeLimit(.minutes(2)),
        arguments: [
            "Vraag 7\n", "Antwoord 1\n", "12. Antwoord van het kabinet\n", "a\n\n",
            "Zie het antwoord op vraag 3 en 4. ",
            "1 Zie: http://x.nl\n", "(((((((((", "woord- \n", "leden van de A ", "999, 998, 997, 996 en ",
            "1\u{C}",
            "Inbreng VVD\n\nDe leden van de VVD-fractie vragen dit.\n\n1. Antwoord van het kabinet\n\nJa.\n\n",
            "Kamerstukken II 2024/25, ", "1) a? 1) ", "1\n", "1. A\n", "A.\n b\n", "1A, http\n", "10 mei ",
            "De leden van de VVD-fractie vragen iets.\n",
        ])
    func isLinear(piece: String) throws {
        let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
        let short = try processorTime { _ = try parse(String(text.prefix(text.count / 4))) }
        let long = try processorTime { _ = try parse(text) }
        // Four times the text may take four times the work; a busy machine makes its caches colder.
        #expect(long < short * 12 + .seconds(1), "\(short) for a quarter, \(long) for all")
    }

    @Test(
        "takes no longer, and makes no more, of questions that many answers claim", .timeLimit(.minutes(2)),
        arguments: [
            ("Vraag 1\n", "Antwoord\nAntwoord 1\n"), ("Vraag 1\nVraag 2\n", "Antwoord\nAntwoord 1\n"),
            ("Vraag 1\n" + String(repeating: "Hoe hoog is de dijk? ", count: 20), "Antwoord 1\nJa.\n"),
        ])
    func isLinearInClaims(question: String, answer: String) throws {
        func paper(_ length: Int) -> String {
            [question, answer].map { String(repeating: $0, count: length / 2 / $0.utf8.count) }.joined()
        }
        var made = 0
        let short = try processorTime { _ = try parse(paper(15_000)) }
        let long = try processorTime {
            made = try parse(paper(120_000)).answers.reduce(0) { $0 + $1.question.utf8.count }
        }
        // Eight times the text may take eight times the work, and not sixty-four times.
        #expect(long < short * 24 + .seconds(1), "\(short) for an eighth, \(long) for all")
        #expect(made < 1_000_000)
    }

    /// What the thread of the caller works meanwhile, however busy others keep the machine.
    private func processorTime(_ work: () throws -> Void) rethrows -> Duration {
        func now() -> Duration {
            var time = timespec()
            unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        let before = now()
        try work()
        return now() - before
    }
}
