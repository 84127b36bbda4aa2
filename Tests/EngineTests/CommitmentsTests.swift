import Engine
import Pipeline
import PipelineTesting
import Testing

/// The memory of promises, through the archivist, from 2026-01-01 on.
@Suite(.timeLimit(.minutes(1)))
struct CommitmentsTests {
    let bench = Bench()
    let writer = EventWriter(source: "urn:test")

    static let promise = "Ik zal uw Kamer hierover in februari 2026 informeren."

    func watches(_ commitments: Set<WatchSet.CommitmentNews>, _ query: String = "*") throws -> WatchSet {
        WatchSet([
            WatchSet.Watch(name: "watch", query: try Query(query), sinks: ["desk"], commitments: commitments)
        ])
    }

    /// A paper of the case `2026Z00001` with one answer that promises something.
    func paper(
        _ id: String, _ text: String = "Dat klopt. \(promise)", due: String? = "2026-02",
        date: String = "2026-01-01",
        cases: [Identifier] = ["2026Z00001"], quiet: Announcement.Quiet? = nil, order: Int64 = 0
    ) -> ReadPaper {
        var document = Document(
            publication: bench.publication(id, text: "Antwoord over dijken"),
            text: PaperText(lines: [], format: .plain))
        document.date = CalendarDay(date)
        document.caseNumbers = cases
        var answer = Answer(
            numbers: [1],
            question:
                "Hoe hoog is de dijk bij Voorbeeldstad op dit moment, en welk waterschap gaat daarover?",
            answer: text
        )
        answer.commitments = []
        if let range = text.firstRange(of: Self.promise) {
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            let span = Span(.answer, start..<start + Self.promise.utf8.count)
            answer.commitments = [Commitment(span: span, due: due, by: "minister")]
        }
        document.answers = [answer]
        return ReadPaper(document, quiet: quiet, seen: bench.clock.now, order: order)
    }

    /// A paper without answers whose text says so much.
    func letter(
        _ id: String, _ text: String, date: String, oddity: Oddity? = nil, role: Remark.Role = .residue
    ) -> ReadPaper {
        var document = Document(
            publication: bench.publication(id, text: "Brief over dijken"),
            text: PaperText(lines: [], format: .plain))
        document.date = CalendarDay(date)
        document.remarks = [Remark(role, text)]
        if let oddity { document.oddities = [oddity] }
        return ReadPaper(document, quiet: nil, seen: bench.clock.now)
    }

    @discardableResult
    func file(_ papers: ReadPaper..., watches: WatchSet? = nil) async throws -> [Event] {
        try await bench.log.open(Archivist.reader, from: .oldest)
        var transaction = Transaction()
        transaction.messages = papers.map {
            NewMessage(
                .documents, key: $0.document.publication.identity.rawValue, payload: JSONText.encode($0))
        }
        try await bench.log.commit(transaction)
        let surroundings = Surroundings(log: bench.log, clock: bench.clock, stop: StopSignal()) { _, _ in }
        let archivist = Archivist(
            surroundings, watches: try watches ?? self.watches([.overdue]), writer: writer,
            events: bench.events)
        let running = Task { try await archivist.run() }
        try await bench.until { try await bench.log.backlog(of: Archivist.reader) == Backlog() }
        surroundings.stop.stop()
        try await running.value
        return try await events()
    }

    func events() async throws -> [Event] {
        try await bench.messages(in: .events).map { try JSONText.decode(Event.self, from: $0.payload) }
    }

    func check(_ commitments: Set<WatchSet.CommitmentNews> = [.overdue]) async throws {
        try await CommitmentKeeper(bench.surroundings, watches: try watches(commitments), writer: writer)
            .check()
    }

    func states() async throws -> [CommitmentState.Kind] {
        try await bench.log.commitments(.all, after: nil, limit: 9).map(\.state.kind)
    }

    func pass(days: Int) { bench.clock.advance(by: .seconds(days * 86_400)) }

    @Test("tells once that a term has passed, some days after its end, to the watches of the answer")
    func overdue() async throws {
        try await file(paper("a"))
        // To the third of March: the last day of the term was 28 February.
        pass(days: 61)
        try await check()
        #expect(try await events().map(\.kind) == [.answerPublished])
        pass(days: 1)
        try await check()
        try await check()
        let told = try await events()
        #expect(told.map(\.kind) == [.answerPublished, .commitmentOverdue])
        #expect(try await states() == [.overdue])
        let event = try #require(told.last)
        #expect(event.sinks == ["desk"])
        let json = try JSONValue(event)
        #expect(json["data/commitment/text"] == .string(Self.promise))
        #expect(json["data/commitment/due"] == .string("2026-02"))
        #expect(json["data/overdue/since"] == .string("2026-03-01"))
        #expect(json["data/document/id"] == .string("a"))
        #expect(json["data/watches"] == .array([.string("watch")]))
        guard case .string(let reason)? = json["data/overdue/reason"] else {
            Issue.record("no reason is given")
            return
        }
        #expect(reason.contains("2026Z00001"))
    }

    @Test("tells nothing where no watch asks for it, and remembers that it was due")
    func unasked() async throws {
        try await file(paper("a"))
        pass(days: 90)
        try await check([])
        #expect(try await events().map(\.kind) == [.answerPublished])
        #expect(try await states() == [.overdue])
    }

    @Test("never tells what was overdue when it was first read, such as in a baseline")
    func baseline() async throws {
        pass(days: 90)
        try await file(paper("a", quiet: .baseline), paper("b", due: "2026-06", cases: [], quiet: .baseline))
        try await check()
        #expect(try await events().isEmpty)
        #expect(Set(try await states()) == [.past, .open])
        pass(days: 120)
        try await check()
        #expect(try await events().map(\.kind) == [.commitmentOverdue])
    }

    @Test(
        "a later paper that names the paper or its case keeps the promise",
        arguments: [
            ("Hiermee kom ik mijn toezegging na (2026Z00001).", "2026-02-10", CommitmentState.Kind.met),
            ("Zie Aanhangsel Handelingen, vergaderjaar 2025–2026, nr. 12.", "2026-02-10", .met),
            ("Over dijken valt nog veel te zeggen (2026Z00002).", "2026-02-10", .open),
            ("Een oudere brief over 2026Z00001.", "2025-12-10", .open),
        ])
    func met(text: String, date: String, expected: CommitmentState.Kind) async throws {
        var made = paper("a")
        made.document.printedNumbers = ["ah-tk-20252026-12"]
        try await file(made)
        try await file(letter("b", text, date: date))
        #expect(try await states() == [expected])
        pass(days: 90)
        try await check()
        #expect(try await events().contains { $0.kind == .commitmentOverdue } == (expected == .open))
        let evidence = try await bench.log.commitments(.all, after: nil, limit: 1).first?.state.evidence
        #expect(evidence?.paper == (expected == .met ? "b" : nil))
    }

    @Test("a notice that puts answers off keeps no promise")
    func postponement() async throws {
        try await file(paper("a"))
        try await file(
            letter(
                "b", "De vragen (2026Z00001) worden later beantwoord.", date: "2026-02-10",
                oddity: Oddity("postponed", "")))
        #expect(try await states() == [.open])
    }

    @Test(
        "an amendment that takes the sentence out takes the promise back, and one that puts it in again brings it back"
    )
    func amended() async throws {
        try await file(paper("a", order: 1))
        try await file(paper("a", "Dat klopt bij nader inzien niet, en er komt geen brief.", order: 2))
        #expect(try await states() == [.gone])
        try await file(paper("a", order: 3))
        #expect(try await states() == [.open])
    }

    @Test("tells of a new promise by itself only where a watch asks")
    func made() async throws {
        let quiet = try await file(paper("a"))
        #expect(quiet.map(\.kind) == [.answerPublished])
        let events = try await file(
            paper("b", cases: []), paper("c", "Nee, dat is niet zo.", cases: []),
            watches: try watches([.made]))
        #expect(
            events.map(\.kind) == [.answerPublished, .answerPublished, .commitmentMade, .answerPublished])
        let again = try await file(paper("b", cases: [], order: 1), watches: try watches([.made]))
        #expect(again.count == events.count)
    }

    @Test("what a person settled is not told")
    func settled() async throws {
        try await file(paper("a"))
        let id = try #require(try await bench.log.commitments(.all, after: nil, limit: 1).first?.record.id)
        var transaction = Transaction()
        transaction.commitments = [
            .settle(id: id, CommitmentState(.done, since: bench.clock.now), from: [.open])
        ]
        try await bench.log.commit(transaction)
        pass(days: 90)
        try await check()
        #expect(try await states() == [.done])
        #expect(try await events().map(\.kind) == [.answerPublished])
    }

    @Test("an answer says who asked and that it was put off, by the number of the case")
    func history() async throws {
        var asked = letter(
            "kv", "Hoe hoog is de dijk?", date: "2025-11-03", oddity: Oddity("questions-only", ""),
            role: .unanswered)
        asked.document.caseNumbers = ["2026Z00001"]
        asked.document.publication.links = [.init(url: "https://parliament.example/kv")]
        var postponed = letter("uitstel", "De vragen …", date: "2025-12-01", oddity: Oddity("postponed", ""))
        postponed.document.caseNumbers = ["2026Z00001"]
        let events = try await file(asked, postponed, paper("a"), paper("b", cases: ["2026Z00009"], order: 1))
        let json = try events.map { try JSONValue($0) }
        #expect(json.first?["data/asked/id"] == .string("kv"))
        #expect(json.first?["data/asked/date"] == .string("2025-11-03"))
        #expect(json.first?["data/asked/url"] == .string("https://parliament.example/kv"))
        #expect(json.first?["data/postponed/id"] == .string("uitstel"))
        #expect(json.last?["data/asked"] == nil)
    }

    @Test("an answer says who asked by the words of its question, where no number of a case is printed")
    func historyByWords() async throws {
        let asked = letter(
            "kv", "Hoe hoog is de dijk bij Voorbeeldstad op dit\nmoment,1 en welk waterschap gaat daarover?",
            date: "2025-11-03",
            oddity: Oddity("questions-only", ""), role: .unanswered)
        let events = try await file(asked, paper("a", cases: []))
        #expect(try events.map { try JSONValue($0)["data/asked/id"] } == [.string("kv")])
    }

    @Test("an answer that settles what an earlier one of its case put off says so")
    func deferred() async throws {
        var first = paper("a")
        first.document.answers[0].response = .deferred
        var second = paper(
            "b", "De dijk is vier meter hoog en het waterschap gaat erover.", date: "2026-02-20")
        second.document.answers[0].response = .answered
        let events = try await file(first, second)
        let json = try events.map { try JSONValue($0) }
        #expect(json.first?["data/deferred"] == nil)
        #expect(json.last?["data/deferred/id"] == .string("a"))
        #expect(try await states() == [.met])
    }
}
