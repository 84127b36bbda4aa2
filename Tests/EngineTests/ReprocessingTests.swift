import Engine
import Host
import Pipeline
import PipelineTesting
import Synchronization
import Testing

@Suite("Reprocessing", .timeLimit(.minutes(1)))
struct ReprocessingTests {
    let bench = Bench()
    private let originals = Originals()

    /// What stored originals say, by hash.
    private final class Originals: Sendable {
        private let texts = Mutex<[String: String]>([:])
        subscript(hash: String) -> String? { texts.withLock { $0[hash] } }
        func keep(_ text: String?, as hash: String) { texts.withLock { $0[hash] = text } }
    }

    /// One answer a line; filed under `theme`.
    private struct FilingStage: Stage {
        static let name = "filing"
        struct Options: Decodable, Sendable {}
        let theme: String

        init(theme: String) { self.theme = theme }
        init(_ options: Options, data: any DataFiles) throws(InvalidOptions) { theme = "" }

        func process(_ document: Document) throws(StageFailure) -> Document {
            var document = try LineStage().process(document)
            for index in document.answers.indices {
                document.answers[index].themes = [ThemeMatch(id: theme, score: 1, evidence: [])]
            }
            return document
        }
    }

    private func reprocessing(theme: String = "old", parts separator: Character = "/") -> Reprocessing {
        Reprocessing(
            log: bench.log, clock: bench.clock,
            stages: StageRunner(stages: [FilingStage(theme: theme)], lanes: 1),
            read: { original throws(PaperFailure) in
                let text = String(decoding: original.bytes, as: UTF8.self)
                guard text != "scan" else { throw PaperFailure("a scan without text") }
                return PaperText(
                    lines: text.split(separator: separator).map { .init(String($0)) }, format: .plain)
            },
            recall: { [originals] in originals[$0.sha256].map { Array($0.utf8) } })
    }

    /// Files papers as the intake would have, and lets the archivist read all of it.
    private func file(_ papers: ReadPaper...) async throws {
        try await bench.log.open(Archivist.reader, from: .oldest)
        var transaction = Transaction()
        transaction.messages = papers.map {
            NewMessage(.documents, key: $0.document.publication.entryID, payload: JSONText.encode($0))
        }
        try await bench.log.commit(transaction)
        let stop = StopSignal()
        let watch = WatchSet.Watch(name: "all", query: try Query("*"), sinks: ["desk"])
        let archivist = Archivist(
            Surroundings(log: bench.log, clock: bench.clock, stop: stop) { _, _ in },
            watches: WatchSet([watch]), writer: EventWriter(source: "urn:test"), events: bench.events)
        let task = Task { try? await archivist.run() }
        try await bench.until { try await bench.log.backlog(of: Archivist.reader) == Backlog() }
        stop.stop()
        await task.value
    }

    private func paper(
        _ id: String, _ text: String, quiet: Announcement.Quiet? = nil, order: Int64 = 1,
        published: CalendarDay? = nil, source: String = "gazette", hasOriginal: Bool = true
    ) throws -> ReadPaper {
        originals.keep(text, as: "hash-\(id)")
        var publication = bench.publication(id, text: "Brief", source: source)
        publication.published = published.map { Timestamp(seconds: $0.daysSinceEpoch * 86_400) }
        let document = Document(
            publication: publication,
            original: hasOriginal ? OriginalReference(sha256: "hash-\(id)", mediaType: nil, url: "") : nil,
            text: PaperText(lines: text.split(separator: "/").map { .init(String($0)) }, format: .plain))
        return ReadPaper(
            try FilingStage(theme: "old").process(document), quiet: quiet, seen: bench.clock.now, order: order
        )
    }

    private func archived(_ id: String) async throws -> ArchivedPublication {
        try #require(try await bench.log.archived(under: [Identifier(rawValue: id)]).first)
    }

    private func eventKinds() async throws -> [Event.Kind] {
        try await bench.messages(in: .events).map {
            try JSONText.decode(Event.self, from: $0.payload).kind
        }
    }

    private func waiting() async throws -> Int { try await bench.log.backlog(of: Archivist.reader).ready }

    @Test("files what a better reading found, and tells nobody")
    func filesSilently() async throws {
        try await file(paper("a", "Ja, in Mali.;Nee, in Ghana."), paper("b", "Dat is zo."))
        let before = try await eventKinds()
        let slice = try await reprocessing(parts: ";").slice(.init())
        #expect(slice.isLast && slice.read == 2 && slice.changes.map(\.paper) == ["a"])
        #expect(slice.changes.first?.added == 1 && slice.changes.first?.changed == 1)
        try await file()
        #expect(try await archived("a").answers.map(\.answer.answer) == ["Ja, in Mali.", "Nee, in Ghana."])
        #expect(try await eventKinds() == before)
        // Once it is filed, there is nothing to change.
        #expect(try await reprocessing(parts: ";").slice(.init()).changes.isEmpty)
    }

    @Test("keeps in mind which answers were told, so that a later amendment is")
    func keepsWhatWasTold() async throws {
        try await file(
            paper("a", "Ja, in Mali.;Nee, in Ghana."), paper("b", "Stil.;Nog stiller.", quiet: .baseline))
        _ = try await reprocessing(parts: ";").slice(.init())
        try await file()
        #expect(try await archived("a").answers.map(\.isAnnounced) == [true, false])
        #expect(try await archived("b").answers.map(\.isAnnounced) == [false, false])
        let before = try await eventKinds().count
        try await file(paper("a", "Nee, helemaal nergens meer./Nee, in Ghana.", order: 2))
        #expect(try await eventKinds().dropFirst(before) == [.answerAmended])
    }

    @Test("tells watches where it is asked to")
    func announces() async throws {
        try await file(paper("a", "Ja, in Mali.;Nee, in Ghana.", quiet: .baseline))
        _ = try await reprocessing(parts: ";").slice(.init(announces: true))
        try await file()
        #expect(try await Set(eventKinds()) == [.answerPublished, .answerAmended])
    }

    @Test("a dry run says the same and stores nothing")
    func dryRun() async throws {
        try await file(paper("a", "Ja."))
        let dry = try await reprocessing(theme: "new").slice(.init(isDry: true))
        #expect(dry.changes.first?.themes == 1)
        #expect(try await waiting() == 0)
        #expect(try await reprocessing(theme: "new").slice(.init()).changes == dry.changes)
        #expect(try await waiting() == 1)
    }

    @Test("a state that comes in between stands")
    func newerStateStands() async throws {
        try await file(paper("a", "Ja, in Mali.;Nee, in Ghana."))
        _ = try await reprocessing(parts: ";").slice(.init())
        try await file(paper("a", "Geheel iets anders.", order: 2))
        // The paper that was read again was filed first, and the new state over it.
        #expect(try await archived("a").answers.first?.answer.answer == "Geheel iets anders.")
        let old = try paper("a", "Weer het oude.", order: 1)
        try await file(old)
        #expect(try await archived("a").answers.first?.answer.answer == "Geheel iets anders.")
    }

    @Test("reads only what was asked for, and no withdrawn paper")
    func chooses() async throws {
        var gone = try paper("gone", "Weg.")
        gone.document.publication.isWithdrawn = true
        gone.document.answers = []
        gone.order = 2
        try await file(
            paper("old", "Oud.", published: CalendarDay("2020-01-01")),
            paper("new", "Nieuw.", published: CalendarDay("2022-12-20")),
            paper("other", "Anders.", published: CalendarDay("2022-12-21"), source: "other"),
            paper("gone", "Weg."), gone)
        let since = Reprocessing.Request(since: CalendarDay("2022-12-20"))
        #expect(try await reprocessing(theme: "new").slice(since).changes.map(\.paper) == ["new", "other"])
        let ofSource = Reprocessing.Request(source: "other")
        #expect(try await reprocessing(theme: "new").slice(ofSource).changes.map(\.paper) == ["other"])
    }

    @Test("tells what cannot be read again, and leaves it as it is")
    func tellsFailures() async throws {
        try await file(
            paper("a", "Ja."), paper("b", "Nee."), paper("c", "Ach.", hasOriginal: false), paper("d", "Zo."))
        originals.keep(nil, as: "hash-a")
        originals.keep("scan", as: "hash-b")
        let slice = try await reprocessing(theme: "new").slice(.init())
        #expect(
            slice.failures.map(\.paper) == ["a", "b"] && slice.failures.last?.reason == "a scan without text")
        #expect(slice.withoutOriginal == 1 && slice.changes.map(\.paper) == ["d"])
        #expect(try await archived("b").answers.map(\.answer.answer) == ["Nee."])
    }

    @Test("goes through the archive in slices, each behind the one before")
    func slices() async throws {
        for first in stride(from: 0, to: 80, by: 20) {
            for number in first..<first + 20 { try await file(paper("urn:\(number)", "Ja.")) }
        }
        var (request, read, slices) = (Reprocessing.Request(isDry: true), 0, 0)
        while true {
            let slice = try await reprocessing(theme: "new").slice(request)
            read += slice.read
            slices += 1
            guard !slice.isLast else { break }
            request.after = slice.next
        }
        #expect(read == 80 && slices == 3)
    }

    @Test("waits for the archive to catch up before it gives it more")
    func waitsForTheArchive() async throws {
        try await file(paper("a", "Ja."))
        var transaction = Transaction()
        transaction.messages = (0..<256).map { NewMessage(.documents, key: "\($0)", payload: []) }
        try await bench.log.commit(transaction)
        let slice = try await reprocessing(theme: "new").slice(.init())
        #expect(slice.read == 0 && !slice.isLast && slice.next == nil)
    }

    // MARK: With a stage outside the process

    private func outside(theme: String = "old") -> Reprocessing {
        Reprocessing(
            log: bench.log, clock: bench.clock,
            stages: StageRunner(
                Route([.inside(FilingStage(theme: theme)), .outside("similar"), .inside(NotingStage())]),
                lanes: 1),
            read: { original throws(PaperFailure) in
                PaperText(
                    lines: String(decoding: original.bytes, as: UTF8.self).split(separator: "/").map {
                        .init(String($0))
                    }, format: .plain)
            },
            recall: { [originals] in originals[$0.sha256].map { Array($0.utf8) } })
    }

    /// Says how an answer responds.
    private struct NotingStage: Stage {
        static let name = "noting"
        struct Options: Decodable, Sendable {}
        init() {}
        init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

        func process(_ document: Document) throws(StageFailure) -> Document {
            var document = document
            for index in document.answers.indices { document.answers[index].response = .answered }
            return document
        }
    }

    @Test("a dry run does not ask a stage outside the process, and takes nothing of what it said for gone")
    func dryOutside() async throws {
        var read = try paper("a", "Ja, in Mali.")
        read.document = try NotingStage().process(read.document).marked()
        try await file(read)
        let slice = try await outside().slice(.init(isDry: true))
        #expect(slice.read == 1 && slice.changes.isEmpty && slice.sentOn == 1)
        #expect(try await bench.messages(in: .stage("similar")).isEmpty)
        let changed = try await outside(theme: "new").slice(.init(isDry: true))
        #expect(changed.changes.first?.themes == 1)
    }

    @Test("every paper goes to the first stage outside the process, and from there on in silence")
    func passesOutside() async throws {
        try await file(paper("a", "Ja, in Mali."))
        let before = try await eventKinds()
        let slice = try await outside().slice(.init())
        #expect(slice.sentOn == 1)
        let message = try #require(try await bench.messages(in: .stage("similar")).first)
        let sent = try JSONText.decode(ReadPaper.self, from: message.payload)
        #expect(sent.passed == ["filing"] && sent.quiet == .held && sent.order == 1)
        #expect(sent.document.answers.map(\.response) == [nil])
        let reader = StageReader(
            bench.surroundings, stage: ScriptedOutsideStage(),
            workshop: Workshop(
                sources: [:],
                stages: StageRunner(
                    Route([.inside(FilingStage(theme: "old")), .outside("similar"), .inside(NotingStage())]),
                    lanes: 1)),
            inHand: InHand(path: "/dev/null"),
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: []))
        try await bench.running({ () async throws(LogFailure) in try await reader.run() }) {
            try await bench.until { try await waiting() == 1 }
        }
        try await file()
        let answer = try #require(try await archived("a").answers.first?.answer)
        #expect(answer.annotations?.map(\.kind) == ["seen"] && answer.response == .answered)
        #expect(try await eventKinds() == before)
    }
}
