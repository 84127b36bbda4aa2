import Engine
import Host
import ParseStage
import Pipeline
import PipelineTesting
import Testing

/// Papers on their way from their announcements to events: what is one publication, and what is told of it.
@Suite(.timeLimit(.minutes(1)))
struct IdentityTests {
    let bench = Bench()

    /// Announced papers with their texts; each group is announced at once, and the next when all of it is archived.
    func events(of groups: [[(Publication, PaperText)]]) async throws -> [Event] {
        try await bench.log.open(Intake.reader, from: .oldest)
        try await bench.log.open(Archivist.reader, from: .oldest)
        let watch = WatchSet.Watch(name: "all", query: try Query("*"), sinks: ["desk"])
        let archivist = Archivist(
            bench.surroundings, watches: WatchSet([watch]), writer: EventWriter(source: "urn:test"),
            events: bench.events)
        let texts = Dictionary(
            groups.joined().map { ("\($0.0.entryID) \($0.0.source)", $0.1) }, uniquingKeysWith: { $1 })
        let source = ScriptedSource { publication throws(FetchFailure) in
            "\(publication.entryID) \(publication.source)"
        }
        let intake = Intake(
            bench.surroundings,
            workshop: Workshop(
                sources: ["parliament": source, "gazette": source],
                stages: StageRunner(stages: [try ParseStage(data: NoData())], lanes: 1)),
            read: { original throws(PaperFailure) in
                texts[String(decoding: original.bytes, as: UTF8.self)]
                    ?? PaperText(lines: [], format: .plain)
            },
            keep: { original throws(LogFailure) in
                OriginalReference(sha256: "00", mediaType: original.mediaType, url: original.url)
            },
            inHand: InHand(path: "/dev/null"),
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: []))
        let filing = Task { try await archivist.run() }
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            for group in groups {
                bench.clock.advance(by: .seconds(60))
                try await bench.announce(group.map(\.0))
                try await bench.until {
                    let waiting = try await bench.log.backlog(of: Intake.reader).ready
                    return try await waiting + bench.log.backlog(of: Archivist.reader).ready == 0
                }
            }
        }
        try await filing.value
        return try await bench.messages(in: .events).map { try JSONText.decode(Event.self, from: $0.payload) }
    }

    func announced(
        _ identity: Identifier, by source: String = "parliament", aliases: Identifier...
    ) -> Publication {
        Publication(
            source: source, entryID: identity.rawValue, identity: identity, aliases: aliases,
            title: "Antwoord over droogte in Burkina Faso")
    }

    func archived(under name: Identifier) async throws -> [ArchivedPublication] {
        try await bench.log.archived(under: [name])
    }

    /// Two papers with their texts, in either order, and at the same time.
    static let orders: [[[Int]]] = [[[0], [1]], [[1], [0]], [[0, 1]], [[1, 0]]]

    @Test("an advance copy under an id of its own and the typeset paper are one paper", arguments: orders)
    func printedNumber(_ order: [[Int]]) async throws {
        let papers = [
            (announced("urn:uuid:7c2f", aliases: "2024Z18294"), OnePaper.advance),
            (
                announced("ah-tk-20242025-594", by: "gazette", aliases: "https://gazette.example/594"),
                OnePaper.typeset
            ),
        ]
        let events = try await events(of: order.map { $0.map { papers[$0] } })
        #expect(events.map(\.kind) == Array(repeating: .answerPublished, count: 3))
        let found = try await archived(under: "urn:uuid:7c2f")
        #expect(found.map(\.answers.count) == [3])
        #expect(try await archived(under: "https://gazette.example/594") == found)
    }

    @Test("neither feed gives a number, and the papers print one", arguments: orders)
    func numberInHead(_ order: [[Int]]) async throws {
        let papers = [
            (announced("urn:uuid:7c2f"), OnePaper.advance),
            (announced("https://gazette.example/p/4711", by: "gazette"), OnePaper.typeset),
        ]
        let events = try await events(of: order.map { $0.map { papers[$0] } })
        #expect(events.count == 3)
        #expect(try await archived(under: "ah-tk-20242025-594").count == 1)
    }

    @Test("two feeds without a number, one paper with its case alone", arguments: orders)
    func caseNumber(_ order: [[Int]]) async throws {
        var text = OnePaper.advance
        text.lines.removeFirst()
        let papers = [
            (announced("urn:uuid:7c2f"), text),
            (announced("https://gazette.example/p/4711", by: "gazette"), text),
        ]
        #expect(try await events(of: order.map { $0.map { papers[$0] } }).count == 3)
    }

    @Test("an interim identifier that is replaced by another is still the same paper", arguments: orders)
    func interim(_ order: [[Int]]) async throws {
        let papers = [
            (announced("kst-1027687"), OnePaper.consultation),
            (announced("kst-29237-178", by: "gazette", aliases: "kst-1027687"), OnePaper.consultation),
        ]
        let events = try await events(of: order.map { $0.map { papers[$0] } })
        #expect(events.map(\.kind) == [.answerPublished])
        #expect(try await archived(under: "kst-1027687").count == 1)
    }

    @Test(
        "an interim identifier without a hint at the other is matched by dossier and number, or by its words")
    func interimWithoutAlias() async throws {
        var headless = OnePaper.consultation
        headless.lines.removeFirst(5)
        for (interim, text) in [("kst-1027687", OnePaper.consultation), ("kst-1027690", headless)] {
            let test = IdentityTests()
            let papers = [
                (announced(Identifier(rawValue: interim)), text),
                (announced("kst-29237-178", by: "gazette"), OnePaper.consultation),
            ]
            let events = try await test.events(of: papers.map { [$0] })
            #expect(events.map(\.kind) == [.answerPublished], "\(interim)")
        }
    }

    @Test("two papers that turn out to be one become one, and the archive keeps one")
    func absorbed() async throws {
        let (first, second) = (announced("urn:uuid:1"), announced("https://gazette.example/1", by: "gazette"))
        let joined = announced("urn:uuid:1", aliases: "https://gazette.example/1")
        var bare = OnePaper.advance
        bare.lines.removeFirst(3)
        let events = try await events(of: [[(first, bare)], [(second, bare)], [(joined, bare)]])
        #expect(events.count == 6, "until something says that they are one, they are two")
        let found = try await archived(under: "https://gazette.example/1")
        #expect(found.map(\.id) == ["urn:uuid:1"])
        #expect(found.map(\.answers.count) == [3])
    }

    @Test("the questions, their answer and a later answer in the same case are three papers")
    func sameCase() async throws {
        let events = try await events(of: [
            [(announced("urn:question", aliases: "2024Z18294"), OnePaper.questions)],
            [(announced("urn:answer", aliases: "2024Z18294"), OnePaper.advance)],
            [(announced("urn:supplement", aliases: "2024Z18294"), OnePaper.supplement)],
        ])
        #expect(events.map(\.kind) == Array(repeating: .answerPublished, count: 4))
        for name: Identifier in ["urn:question", "urn:answer", "urn:supplement"] {
            #expect(try await archived(under: name).map(\.id) == [name])
        }
    }

    @Test("papers with other final numbers stay apart, whatever they say")
    func otherNumbers() async throws {
        let events = try await events(of: [
            [(announced("ah-tk-20242025-101", aliases: "2024Z18294"), OnePaper.questions)],
            [(announced("ah-tk-20242025-102", aliases: "2024Z18294"), withoutHead(OnePaper.advance))],
            [(announced("ah-tk-20242025-103", aliases: "2024Z18294"), withoutHead(OnePaper.advance))],
        ])
        #expect(events.count == 6)
    }

    private func withoutHead(_ text: PaperText) -> PaperText {
        var text = text
        text.lines.removeFirst(3)
        return text
    }

    @Test("what is typeset is no amendment, and what was changed is one")
    func amended() async throws {
        var changed = OnePaper.typeset
        let place = try #require(changed.lines.firstIndex { $0.text.contains("2,7 miljoen") })
        changed.lines[place].text = "3,1 miljoen mensen dit jaar hulp nodig. Nederland draagt 14 mil-"
        let events = try await events(of: [
            [(announced("urn:uuid:7c2f"), OnePaper.advance)],
            [(announced("ah-tk-20242025-594", by: "gazette"), OnePaper.typeset)],
            [(announced("ah-tk-20242025-594", by: "gazette"), changed)].map { paper, text in
                var paper = paper
                paper.entryID += "?v=2"
                return (paper, text)
            },
        ])
        #expect(events.map(\.kind) == Array(repeating: .answerPublished, count: 3) + [.answerAmended])
    }
}
