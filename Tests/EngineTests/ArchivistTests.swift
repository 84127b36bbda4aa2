import Engine
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ArchivistTests {
    let bench = Bench()

    func archivist(_ query: String) throws -> Archivist {
        let watch = WatchSet.Watch(name: "watch", query: try Query(query), sinks: ["desk"])
        return Archivist(
            bench.surroundings, watches: WatchSet([watch]), writer: EventWriter(source: "urn:test"),
            events: bench.events)
    }

    func file(_ papers: ReadPaper...) async throws {
        var transaction = Transaction()
        transaction.messages = papers.map {
            NewMessage(
                .documents, key: $0.document.publication.identity.rawValue, payload: JSONText.encode($0))
        }
        try await bench.log.commit(transaction)
    }

    func paper(_ id: String, _ answers: String..., quiet: Announcement.Quiet? = nil) -> ReadPaper {
        var document = Document(
            publication: bench.publication(id, text: "Brief"), text: PaperText(lines: [], format: .plain))
        for (index, text) in answers.enumerated() {
            document.answers.append(Answer(numbers: [index + 1], question: "Wat nu?", answer: text))
        }
        return ReadPaper(document, quiet: quiet, seen: bench.clock.now)
    }

    func events(after query: String, _ papers: ReadPaper...) async throws -> [Event] {
        try await bench.log.open(Archivist.reader, from: .oldest)
        for paper in papers { try await file(paper) }
        let archivist = try archivist(query)
        try await bench.running({ () async throws(LogFailure) in try await archivist.run() }) {
            try await bench.until { try await bench.log.backlog(of: Archivist.reader) == Backlog() }
        }
        return try await bench.messages(in: .events).map { try JSONText.decode(Event.self, from: $0.payload) }
    }

    @Test("makes an event of each answer that a watch wants, and archives them all")
    func published() async throws {
        let events = try await events(after: "Mali", paper("a", "Ja, in Mali.", "Nee, in Ghana."))
        #expect(events.map(\.kind) == [.answerPublished])
        #expect(events.first?.sinks == ["desk"])
        let archived = try await bench.log.archived(under: ["a"])
        #expect(archived.first?.answers.count == 2)
    }

    @Test("what is archived, what is told of it and that it was read are one commit")
    func isOneCommit() async throws {
        try await bench.log.open(Archivist.reader, from: .oldest)
        try await file(paper("a", "Ja, in Mali."))
        await bench.log.failCommits(with: .full("no room"), after: 1)
        let archivist = try archivist("Mali")
        try await bench.running({ () async throws(LogFailure) in try await archivist.run() }) {
            try await bench.until { try await bench.log.backlog(of: Archivist.reader) == Backlog() }
            #expect(try await bench.messages(in: .events).count == 1)
            #expect(try await bench.log.archived(under: ["a"]).count == 1)
        }
    }

    @Test("sees in one batch that the second state of a paper amends the first")
    func batch() async throws {
        let events = try await events(
            after: "*", paper("a", "Ja, zeker wel."), paper("a", "Ja, zeker wel."),
            paper("a", "Nee, dat is uitgesloten."))
        #expect(events.map(\.kind) == [.answerPublished, .answerAmended])
    }

    @Test("tells those who heard of an answer that it no longer says what they wanted")
    func nolonger() async throws {
        let events = try await events(
            after: "Mali", paper("a", "Het kabinet blijft in Mali."),
            paper("a", "Het kabinet gaat naar huis toe."))
        #expect(events.map(\.kind) == [.answerPublished, .answerAmended])
        // Where the former text matched, the new one says something else.
        #expect(events.map { $0.json.contains(#""matches""#) } == [true, false])
    }

    @Test("archives what is quiet, and tells of its later change")
    func quiet() async throws {
        let events = try await events(
            after: "*", paper("a", "Ja, zeker wel.", quiet: .baseline), paper("a", "Nee, dat is uitgesloten.")
        )
        #expect(events.map(\.kind) == [.answerAmended])
    }

    @Test("an older state that comes late changes nothing, not even after a withdrawal")
    func late() async throws {
        func at(_ order: Int64, _ paper: ReadPaper) -> ReadPaper {
            var paper = paper
            paper.order = order
            return paper
        }
        var gone = paper("a")
        gone.document.publication.isWithdrawn = true
        let events = try await events(
            after: "*", at(1, paper("a", "Ja, zeker wel.")), at(5, gone),
            at(3, paper("a", "Nee, dat is uitgesloten.")))
        #expect(events.map(\.kind) == [.answerPublished, .answerWithdrawn])
        #expect(try await bench.log.archived(under: ["a"]).first?.isWithdrawn == true)
    }

    @Test(
        "a watch for a kind of paper hears that one was withdrawn, though the tombstone names no kind",
        arguments: [true, false])
    func withdrawnKind(isAnnounced: Bool) async throws {
        let kind = "Antwoord schriftelijke vragen"
        var published = paper("a", "Ja, zeker wel.")
        // Else the paper alone says it.
        if isAnnounced { published.document.publication.kind = kind }
        published.document.kind = kind
        var gone = paper("a")
        gone.document.publication.isWithdrawn = true
        let events = try await events(after: "kind:antwoord", published, gone)
        #expect(events.map(\.kind) == [.answerPublished, .answerWithdrawn])
    }

    @Test("a watch for a source hears what becomes of a paper that another source shows as well")
    func otherSource() async throws {
        var other = paper("b", "Ja, zeker wel.")
        (other.document.publication.source, other.document.publication.aliases) = ("parliament", ["a"])
        var gone = paper("a")
        gone.document.publication.isWithdrawn = true
        let events = try await events(after: "source:gazette", paper("a", "Ja, zeker wel."), other, gone)
        #expect(events.map(\.kind) == [.answerPublished, .answerWithdrawn])
    }

    @Test(
        "a watch for a source hears of an amendment that only another source shows, however often that came in between"
    )
    func amendedElsewhere() async throws {
        func other(_ answer: String) -> ReadPaper {
            var other = paper("b", answer)
            (other.document.publication.source, other.document.publication.aliases) = ("parliament", ["a"])
            return other
        }
        let events = try await events(
            after: "source:gazette", paper("a", "Ja, zeker wel."), other("Ja, zeker wel."),
            other("Nee, dat is uitgesloten."))
        #expect(events.map(\.kind) == [.answerPublished, .answerAmended])
    }

    @Test("a site that moves to HTTPS has no new papers for it")
    func movedToTLS() async throws {
        let events = try await events(
            after: "*", paper("http://papers.example/1", "Ja, zeker wel."),
            paper("https://papers.example/1", "Ja, zeker wel."),
            paper("https://papers.example/2", "Ja, zeker wel."),
            paper("http://papers.example/2", "Ja, zeker wel."))
        #expect(events.map(\.subject) == ["http://papers.example/1#1", "https://papers.example/2#1"])
    }

    @Test("what cannot be read is set aside, and operators hear of it; the rest of the batch is not")
    func unreadable() async throws {
        try await bench.log.commit(
            Transaction(messages: [NewMessage(.documents, key: "x", payload: Array("no JSON".utf8))]))
        let events = try await withUnreadable(paper("a", "Ja."))
        #expect(Set(events.map(\.kind)) == [.answerPublished, .documentSetAside])
        let told = try #require(events.first { $0.kind == .documentSetAside })
        #expect(told.sinks == ["ops"] && told.subject == "x")
        #expect(try await bench.log.asides(of: Archivist.reader, limit: 9).map(\.message.key) == ["x"])
    }

    private func withUnreadable(_ paper: ReadPaper) async throws -> [Event] {
        try await bench.log.open(Archivist.reader, from: .oldest)
        try await file(paper)
        let archivist = try archivist("*")
        try await bench.running({ () async throws(LogFailure) in try await archivist.run() }) {
            try await bench.until { try await bench.log.backlog(of: Archivist.reader).ready == 0 }
        }
        return try await bench.messages(in: .events).map { try JSONText.decode(Event.self, from: $0.payload) }
    }
}
