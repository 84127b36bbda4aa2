import Engine
import Foundation
import Host
import Pipeline
import PipelineTesting
import Synchronization
import Testing

/// A stage outside the process that answers as told, and keeps what it is given.
final class ScriptedOutsideStage: OutsideStage {
    typealias Script = @Sendable (_ document: Document, _ isAlone: Bool) async -> OutsideOutcome

    private struct State {
        var given: [(name: String, isAlone: Bool)] = []
        var inHand = 0
        var mostInHand = 0
        var disabled: String?
        var isStopped = false
    }

    let name: String
    let window: Int
    let isRequired: Bool
    private let state = Mutex(State())
    private let script: Script

    init(
        _ name: String = "similar", window: Int = 4, isRequired: Bool = true,
        _ script: @escaping Script = { document, _ in .processed(document.marked()) }
    ) {
        (self.name, self.window, self.isRequired, self.script) = (name, window, isRequired, script)
    }

    var given: [(name: String, isAlone: Bool)] { state.withLock { $0.given } }
    var mostInHand: Int { state.withLock { $0.mostInHand } }
    var isStopped: Bool { state.withLock { $0.isStopped } }
    func disable(_ reason: String) { state.withLock { $0.disabled = reason } }

    func process(_ document: Document, alone: Bool) async -> OutsideOutcome {
        let disabled = state.withLock { state in
            state.given.append((document.publication.entryID, alone))
            state.inHand += 1
            state.mostInHand = max(state.mostInHand, state.inHand)
            return state.disabled
        }
        defer { state.withLock { $0.inHand -= 1 } }
        if let disabled { return .disabled(reason: disabled) }
        return await script(document, alone)
    }

    var condition: OutsideCondition {
        get async {
            state.withLock { state in
                state.disabled.map { .disabled(since: Timestamp(seconds: 0), reason: $0) } ?? .running
            }
        }
    }
    func resume() async { state.withLock { $0.disabled = nil } }
    func stop() async { state.withLock { $0.isStopped = true } }
}

extension Document {
    /// With an annotation on every answer.
    func marked(_ stage: String = "similar") -> Document {
        var document = self
        for index in document.answers.indices {
            document.answers[index].annotations =
                (document.answers[index].annotations ?? []) + [
                    Annotation(stage: stage, kind: "seen", text: "gezien")
                ]
        }
        return document
    }
}

/// Files each answer, and traps on nothing.
struct FilingStage: Stage {
    static let name = "filing"
    struct Options: Decodable, Sendable {}

    init() {}
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for index in document.answers.indices {
            document.answers[index].themes =
                (document.answers[index].themes ?? []) + [ThemeMatch(id: "filed", score: 1, evidence: [])]
        }
        return document
    }
}

/// Like ``LineStage``, of the paper's text alone.
struct ReadingStage: Stage {
    static let name = "reading"
    static let needsText = true
    struct Options: Decodable, Sendable {}

    init() {}
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}

    func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        document.answers = []
        return try LineStage().process(document)
    }
}

@Suite("Stages outside the process", .timeLimit(.minutes(1)))
struct StageReaderTests {
    let bench = Bench()

    private func workshop(_ steps: [Route.Step]) -> Workshop {
        Workshop(
            sources: ["gazette": ScriptedSource { publication throws(FetchFailure) in publication.title }],
            stages: StageRunner(Route(steps), lanes: 2))
    }

    private func intake(_ workshop: Workshop) -> Intake {
        Intake(
            bench.surroundings, workshop: workshop,
            read: { original throws(PaperFailure) in
                let text = String(decoding: original.bytes, as: UTF8.self)
                return PaperText(lines: text.split(separator: "/").map { .init(String($0)) }, format: .plain)
            },
            keep: { original throws(LogFailure) in
                OriginalReference(sha256: "00", mediaType: original.mediaType, url: original.url)
            },
            inHand: InHand(path: "/dev/null"), events: events)
    }

    private var events: OperationalEvents {
        OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: ["ops"])
    }

    private func reader(
        _ stage: ScriptedOutsideStage, _ workshop: Workshop, inHand: InHand = InHand(path: "/dev/null")
    ) -> StageReader {
        StageReader(bench.surroundings, stage: stage, workshop: workshop, inHand: inHand, events: events)
    }

    /// Puts papers of one answer each into a topic.
    private func put(_ names: String..., in stage: String = "similar", passed: [String]? = ["lines"])
        async throws
    {
        var transaction = Transaction()
        transaction.messages = names.map { name in
            var document = Document(
                publication: bench.publication(name, text: "Brief"),
                text: PaperText(lines: [], format: .plain))
            document.answers = [Answer(numbers: [1], question: "Wat?", answer: "Ja.")]
            let paper = ReadPaper(document, quiet: nil, seen: bench.clock.now, order: 1, passed: passed)
            return NewMessage(.stage(stage), key: name, payload: JSONText.encode(paper))
        }
        try await bench.log.commit(transaction)
    }

    private func papers(in topic: Topic = .documents) async throws -> [ReadPaper] {
        try await bench.messages(in: topic).map { try JSONText.decode(from: $0.payload) }
    }

    private func operators() async throws -> [Event] {
        try await bench.messages(in: .events).map { try JSONText.decode(from: $0.payload) }
    }

    private func backlog(of stage: String = "similar") async throws -> Backlog {
        try await bench.log.backlog(of: StageReader.reader(of: stage))
    }

    /// Runs the reader of a stage beside the test.
    private func serving(
        _ stage: ScriptedOutsideStage, _ steps: [Route.Step] = [.outside("similar")],
        _ test: () async throws -> Void
    ) async throws {
        let reader = reader(stage, workshop(steps))
        try await bench.log.open(StageReader.reader(of: stage.name), from: .oldest)
        try await bench.running({ () async throws(LogFailure) in try await reader.run() }, test)
    }

    // MARK: The way

    @Test("a paper goes through stages in the process and outside it in the order of the configuration")
    func order() async throws {
        let steps: [Route.Step] = [
            .inside(LineStage()), .outside("similar"), .inside(FilingStage()), .outside("contacts"),
        ]
        let workshop = workshop(steps)
        try await bench.log.open(Intake.reader, from: .oldest)
        try await bench.announce(bench.publication("a", text: "Ja./Nee."), quiet: .baseline)
        let (intake, bench) = (intake(workshop), bench)
        let similar = reader(ScriptedOutsideStage(), workshop)
        let contacts = reader(
            ScriptedOutsideStage("contacts") { document, _ in
                // What stands before it has run, and runs here no more.
                .processed(
                    document.answers.allSatisfy { $0.themes?.count == 1 }
                        ? document.marked("contacts") : document)
            }, workshop)
        let others = Task {
            async let one: Void = similar.run()
            async let two: Void = contacts.run()
            _ = try await (one, two)
        }
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await !bench.messages(in: .documents).isEmpty }
        }
        try await others.value
        let paper = try #require(try await papers().first)
        #expect(paper.passed == ["lines", "similar", "filing", "contacts"])
        #expect(paper.document.answers.map(\.answer) == ["Ja.", "Nee."])
        #expect(
            paper.document.answers.allSatisfy { $0.annotations?.map(\.stage) == ["similar", "contacts"] })
        #expect(paper.document.answers.allSatisfy { $0.themes?.map(\.id) == ["filed"] })
        #expect(paper.quiet == .baseline)
        #expect(try await papers(in: .stage("similar")).first?.passed == ["lines"])
    }

    @Test("without a stage outside the process nothing about the way travels")
    func plain() async throws {
        let workshop = workshop([.inside(LineStage())])
        try await bench.log.open(Intake.reader, from: .oldest)
        try await bench.announce(bench.publication("a", text: "Ja."))
        let intake = intake(workshop)
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await !bench.messages(in: .documents).isEmpty }
        }
        let message = try #require(try await bench.messages(in: .documents).first)
        #expect(!String(decoding: message.payload, as: UTF8.self).contains("passed"))
    }

    @Test("a withdrawn paper passes every stage by")
    func tombstone() async throws {
        let workshop = workshop([.inside(LineStage()), .outside("similar")])
        try await bench.log.open(Intake.reader, from: .oldest)
        var gone = bench.publication("gone", text: "")
        gone.isWithdrawn = true
        try await bench.announce(gone)
        let intake = intake(workshop)
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await bench.messages(in: .documents).count == 1 }
        }
        #expect(try await bench.messages(in: .stage("similar")).isEmpty)
    }

    @Test(
        "a stage that came into the configuration meanwhile runs, one that was passed does not, and text is not missed"
    )
    func changedRoute() async throws {
        try await put("a", passed: ["lines", "filing"])
        try await put("b", passed: ["lines"])
        let steps: [Route.Step] = [
            .inside(ReadingStage()), .inside(LineStage()), .outside("similar"), .inside(FilingStage()),
        ]
        try await serving(ScriptedOutsideStage(window: 1), steps) {
            try await bench.until { try await bench.messages(in: .documents).count == 2 }
        }
        let papers = try await papers()
        #expect(papers.map(\.document.answers.count) == [1, 1])
        let themes = Dictionary(
            uniqueKeysWithValues: papers.map {
                ($0.document.publication.entryID, $0.document.answers[0].themes?.count ?? 0)
            })
        #expect(themes == ["a": 0, "b": 1])
    }

    @Test("what waits for a stage that is configured no more goes on without it")
    func drains() async throws {
        try await put("a", "b")
        let reader = StageReader(
            bench.surroundings, draining: "similar",
            workshop: workshop([.inside(LineStage()), .inside(FilingStage())]),
            inHand: InHand(path: "/dev/null"), events: events)
        try await bench.running({ () async throws(LogFailure) in try await reader.run() }) {
            try await bench.until { try await bench.messages(in: .documents).count == 2 }
        }
        let papers = try await papers()
        #expect(
            papers.allSatisfy {
                $0.passed == ["lines", "filing"] && $0.document.answers[0].themes?.count == 1
            })
        #expect(try await backlog() == Backlog())
    }

    // MARK: Outcomes

    @Test("gives a stage as many papers at a time as it wants, and no more")
    func window() async throws {
        try await put("a", "b", "c", "d", "e", "f", "g")
        let gate = StopSignal()
        let stage = ScriptedOutsideStage(window: 3) { document, _ in
            await gate.wait()
            return .processed(document)
        }
        try await serving(stage) {
            try await bench.until { stage.given.count == 3 }
            gate.stop()
            try await bench.until { try await bench.messages(in: .documents).count == 7 }
        }
        #expect(stage.mostInHand == 3)
        #expect(stage.isStopped)
    }

    @Test("a paper is given again when the stage wants it, and set aside after about a day of that")
    func retries() async throws {
        try await put("a")
        let stage = ScriptedOutsideStage { _, _ in .retry(after: .seconds(3600), reason: "the server is away")
        }
        try await serving(stage) {
            for hour in 1...24 {
                try await bench.until { try await backlog().waiting == 1 }
                #expect(stage.given.count == hour)
                bench.clock.advance(by: .seconds(3600))
            }
            try await bench.until { try await backlog().setAside == 1 }
        }
        let aside = try #require(
            try await bench.log.asides(of: StageReader.reader(of: "similar"), limit: 1).first)
        #expect(aside.reason == "similar: the server is away, 25 times")
        #expect(try await operators().map(\.kind) == [.documentSetAside])
    }

    @Test("a paper of which the stage says that it can do nothing is set aside, and operators hear of it")
    func setsAside() async throws {
        try await put("odd", "good")
        let stage = ScriptedOutsideStage { document, _ in
            document.publication.entryID == "odd"
                ? .setAside(reason: "no such language") : .processed(document)
        }
        try await serving(stage) {
            try await bench.until {
                let backlog = try await backlog()
                return backlog.setAside == 1 && backlog.ready == 0
            }
        }
        let aside = try #require(
            try await bench.log.asides(of: StageReader.reader(of: "similar"), limit: 1).first)
        #expect(aside.message.key == "odd" && aside.reason == "similar: no such language")
        let event = try #require(try await operators().first)
        #expect(event.kind == .documentSetAside && event.json.contains("no such language"))
    }

    @Test("what cannot be read is set aside before it comes to the stage, and operators hear of it")
    func unreadable() async throws {
        try await bench.log.commit(
            Transaction(
                messages: [NewMessage(.stage("similar"), key: "x", payload: Array("no JSON".utf8))]))
        try await put("good")
        try await serving(ScriptedOutsideStage()) {
            try await bench.until { try await backlog().ready == 0 }
        }
        #expect(try await backlog().setAside == 1)
        let event = try #require(try await operators().first)
        #expect(event.kind == .documentSetAside && event.subject == "x")
    }

    @Test(
        "the paper that a stage dies of is found among others, and set aside the third time it dies with it alone"
    )
    func deadly() async throws {
        try await put("a", "b", "deadly", "d")
        let started = Counter()
        let stage = ScriptedOutsideStage(window: 4) { document, isAlone in
            // The first four die together, as one program does.
            guard !isAlone else {
                return document.publication.entryID == "deadly"
                    ? .lost(reason: "it ended with signal 11", wasAlone: true) : .processed(document)
            }
            started.add()
            while started.count < 4 { await Task.yield() }
            return .lost(reason: "it ended with signal 11", wasAlone: false)
        }
        let clock = bench.clock
        try await serving(stage) {
            try await bench.until { try await backlog().waiting == 1 }
            clock.advance(by: .seconds(7))
            try await bench.until { stage.given.count { $0.name == "deadly" } == 3 }
            try await bench.until { try await backlog().waiting == 1 }
            clock.advance(by: .seconds(40))
            try await bench.until { try await backlog().setAside == 1 }
        }
        #expect(try await Set(papers().map(\.document.publication.entryID)) == ["a", "b", "d"])
        #expect(stage.given.filter { $0.name == "deadly" }.map(\.isAlone) == [false, true, true, true])
        #expect(stage.given.filter { $0.name == "a" }.map(\.isAlone) == [false, true])
        let aside = try #require(
            try await bench.log.asides(of: StageReader.reader(of: "similar"), limit: 1).first)
        #expect(aside.reason.contains("signal 11, 3 times"))
    }

    @Test(
        "papers wait for a required stage while it is disabled; operators hear of that once, and of its recovery"
    )
    func holds() async throws {
        try await put("a", "b")
        let stage = ScriptedOutsideStage()
        stage.disable("died ten times in ten minutes")
        try await serving(stage) {
            try await bench.until { try await !operators().isEmpty }
            #expect(try await bench.messages(in: .documents).isEmpty)
            #expect(try await backlog().ready == 2)
            await stage.resume()
            try await bench.until {
                bench.clock.advance(by: .seconds(1))
                return try await bench.messages(in: .documents).count == 2
            }
            try await bench.until { try await operators().count == 2 }
        }
        #expect(try await operators().map(\.kind) == [.stageDisabled, .stageRecovered])
        #expect(bench.said.all.count { $0.0 == .error } == 1)
        #expect(bench.said.all.contains { $0.1.contains("bode stage resume similar") })
    }

    @Test("recovery is told after a restart of the daemon as well")
    func recoversLater() async throws {
        try await put("a")
        let broken = ScriptedOutsideStage()
        broken.disable("died ten times in ten minutes")
        try await serving(broken) { try await bench.until { try await !operators().isEmpty } }
        let (stop, whole) = (StopSignal(), ScriptedOutsideStage())
        let reader = StageReader(
            Surroundings(log: bench.log, clock: bench.clock, stop: stop) { _, _ in }, stage: whole,
            workshop: workshop([.outside("similar")]), inHand: InHand(path: "/dev/null"), events: events)
        let task = Task { try await reader.run() }
        try await bench.until { try await operators().count == 2 }
        stop.stop()
        try await task.value
        #expect(try await operators().map(\.kind) == [.stageDisabled, .stageRecovered])
    }

    @Test("papers go on without an optional stage while it is disabled, and say so")
    func goesOn() async throws {
        try await put("a")
        let stage = ScriptedOutsideStage(isRequired: false)
        stage.disable("it refuses its options")
        try await serving(stage) {
            try await bench.until { try await !bench.messages(in: .documents).isEmpty }
        }
        let paper = try #require(try await papers().first)
        #expect(paper.document.oddities.map(\.code) == ["stage-missed"])
        #expect(paper.document.oddities.first?.detail.contains("similar") == true)
        #expect(paper.passed == ["lines", "similar"])
        #expect(try await operators().map(\.kind) == [.stageDisabled])
    }

    @Test("what is in hand at a stop goes back as it was, without an attempt")
    func stops() async throws {
        try await put("a")
        let stop = bench.stop
        let stage = ScriptedOutsideStage { _, _ in
            await stop.wait()
            return .lost(reason: "it ended", wasAlone: true)
        }
        try await serving(stage) { try await bench.until { !stage.given.isEmpty } }
        let log = await bench.log.reopened()
        let claims = try await log.claim(9, for: StageReader.reader(of: "similar"), at: bench.clock.now)
        #expect(claims.map(\.attempt) == [1])
        #expect(try await bench.messages(in: .documents).isEmpty)
    }

    @Test("a paper that a stage of the process traps on is set aside here as well")
    func trap() async throws {
        let path = NSTemporaryDirectory() + "/bode-stage-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await put("a", "b")
        let sequence = try #require(try await bench.messages(in: .stage("similar")).first).sequence
        try Data("\(sequence) 3\n".utf8).write(to: URL(fileURLWithPath: path))
        let workshop = workshop([.outside("similar"), .inside(FilingStage())])
        let reader = reader(ScriptedOutsideStage(), workshop, inHand: InHand(path: path))
        for one in [Intake.reader, StageReader.reader(of: "similar")] {
            try await bench.log.open(one, from: .oldest)
        }
        let intake = intake(workshop)
        try await bench.running({ () async throws(LogFailure) in
            async let one: Void = intake.run()
            do {
                try await reader.run()
                try await one
            } catch { throw (error as? LogFailure) ?? .broken("\(error)") }
        }) {
            try await bench.until {
                let backlog = try await backlog()
                return backlog.setAside == 1 && backlog.ready == 0
            }
        }
        let aside = try await bench.log.asides(of: StageReader.reader(of: "similar"), limit: 1).first
        #expect(aside?.reason.contains("this paper ended the process 3 times") == true)
        #expect(try await papers().map(\.document.publication.entryID) == ["b"])
        #expect(InHand(path: path).suspects.isEmpty)
    }
}
