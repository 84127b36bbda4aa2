import Engine
import Foundation
import Host
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct IntakeTests {
    let bench = Bench()

    func intake(
        inHand: InHand = InHand(path: "/dev/null"), others: [String: any Source] = [:],
        papers: @escaping @Sendable (Publication) throws(FetchFailure) -> String = {
            publication throws(FetchFailure) in
            publication.title
        }
    ) -> Intake {
        Intake(
            bench.surroundings,
            workshop: Workshop(
                sources: others.merging(["gazette": ScriptedSource(papers: papers)]) { $1 },
                stages: StageRunner(stages: [LineStage()], lanes: 2)),
            read: { original throws(PaperFailure) in
                let text = String(decoding: original.bytes, as: UTF8.self)
                guard text != "scan" else { throw PaperFailure("a scan without text") }
                guard text != "pdf" else { throw PaperFailure("no pdftotext", isPermanent: false) }
                return PaperText(lines: text.split(separator: "/").map { .init(String($0)) }, format: .plain)
            },
            keep: { original throws(LogFailure) in
                if original.bytes == Array("EIO".utf8) { throw .broken("EIO") }
                return OriginalReference(sha256: "00", mediaType: original.mediaType, url: original.url)
            },
            inHand: inHand,
            events: OperationalEvents(writer: EventWriter(source: "urn:test"), sinks: ["ops"]))
    }

    func open() async throws { try await bench.log.open(Intake.reader, from: .oldest) }

    @Test("a publication becomes a document with its answers")
    func reads() async throws {
        try await open()
        try await bench.announce(bench.publication("a", text: "Ja./Nee."), quiet: .baseline)
        let intake = intake()
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await !bench.messages(in: .documents).isEmpty }
        }
        let paper = try JSONText.decode(
            ReadPaper.self, from: try #require(try await bench.messages(in: .documents).first).payload)
        #expect(paper.document.answers.map(\.answer) == ["Ja.", "Nee."])
        #expect(paper.document.original?.sha256 == "00")
        #expect(paper.quiet == .baseline)
        #expect(try await bench.log.backlog(of: Intake.reader) == Backlog())
    }

    @Test(
        "a paper that cannot be handled is set aside with the reason, and operators hear of it; the rest goes on",
        arguments: [("scan", "a scan without text"), ("bad", "a bad line"), ("refused", "not allowed")])
    func setsAside(_ text: String, _ reason: String) async throws {
        try await open()
        try await bench.announce(bench.publication("odd", text: text), bench.publication("good", text: "Ja."))
        let intake = intake { publication throws(FetchFailure) in
            if publication.title == "refused" { throw .permanent("not allowed") }
            return publication.title
        }
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until {
                let asides = try await bench.log.asides(of: Intake.reader, limit: 9)
                let documents = try await bench.messages(in: .documents)
                return asides.count == 1 && documents.count == 1
            }
        }
        let aside = try #require(try await bench.log.asides(of: Intake.reader, limit: 9).first)
        #expect(aside.message.key == "odd")
        #expect(aside.reason.contains(reason))
        let event = try JSONText.decode(
            Event.self, from: try #require(try await bench.messages(in: .events).first).payload)
        #expect(event.kind == .documentSetAside)
        #expect(event.sinks == ["ops"])
        #expect(event.json.contains(reason))
    }

    @Test(
        "what cannot be read and what came from a source that is gone are set aside and told, and what follows goes on"
    )
    func unreadable() async throws {
        try await open()
        try await bench.log.commit(
            Transaction(messages: [NewMessage(.publications, key: "torn", payload: Array("{".utf8))]))
        try await bench.announce(
            bench.publication("left", text: "Ja.", source: "old"), bench.publication("good", text: "Ja."))
        let intake = intake()
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until {
                let asides = try await bench.log.asides(of: Intake.reader, limit: 9)
                let documents = try await bench.messages(in: .documents)
                return asides.count == 2 && documents.count == 1
            }
        }
        let asides = try await bench.log.asides(of: Intake.reader, limit: 9)
        #expect(
            Set(asides.map { "\($0.message.key): \($0.reason)" }) == [
                "torn: the stored announcement cannot be read",
                "left: its source 'old' is no longer configured",
            ])
        #expect(try await bench.messages(in: .documents).map(\.key) == ["good"])
        let told: [Event] = try await bench.messages(in: .events).map {
            try JSONText.decode(from: $0.payload)
        }
        #expect(Set(told.map(\.subject)) == ["torn", "left"])
        #expect(told.allSatisfy { $0.kind == .documentSetAside && $0.sinks == ["ops"] })
    }

    @Test(
        "a paper is set aside once the process died of it too often, and tried before that",
        arguments: [(8, nil), (9, "was in hand 10 times when the process was killed")] as [(Int, String?)])
    func deadly(_ kills: Int, _ reason: String?) async throws {
        let path = NSTemporaryDirectory() + "/bode-intake-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await open()
        try await bench.announce(bench.publication("odd", text: "Ja."))
        let sequence = try #require(try await bench.messages(in: .publications).first).sequence
        try Data("\(sequence) 0 \(kills)\n".utf8).write(to: URL(fileURLWithPath: path))
        let intake = intake(inHand: InHand(path: path))
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until {
                let asides = try await bench.log.asides(of: Intake.reader, limit: 9)
                let documents = try await bench.messages(in: .documents)
                return asides.count + documents.count == 1
            }
        }
        #expect(
            try await bench.log.asides(of: Intake.reader, limit: 9).first?.reason
                == reason.map { "this paper \($0)" })
        #expect(InHand(path: path).suspects.isEmpty)
    }

    @Test("a paper that is not there yet is tried again after a minute or so, not before")
    func waits() async throws {
        try await open()
        try await bench.announce(bench.publication("late", text: "Ja."))
        let start = bench.clock.now
        let clock = bench.clock
        let intake = intake { publication throws(FetchFailure) in
            guard clock.now.since(start) >= .seconds(48) else { throw .temporary("404") }
            return publication.title
        }
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await bench.log.backlog(of: Intake.reader).waiting == 1 }
            let due = try #require(try await bench.log.backlog(of: Intake.reader).nextDue)
            #expect((48...72).contains(due.since(start) / .seconds(1)))
            bench.clock.advance(by: .seconds(73))
            try await bench.until { try await bench.messages(in: .documents).count == 1 }
        }
    }

    @Test("a paper without answers goes on its way, and is told of")
    func noAnswers() async throws {
        try await open()
        try await bench.announce(bench.publication("blank", text: ""))
        let intake = intake()
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await bench.messages(in: .documents).count == 1 }
        }
        #expect(
            bench.said.all.contains {
                $0.0 == .warning && $0.1.contains("no answers were found in paper blank")
            })
    }

    @Test("a withdrawn publication passes without being fetched")
    func withdrawn() async throws {
        try await open()
        var gone = bench.publication("gone", text: "")
        gone.isWithdrawn = true
        try await bench.announce(gone)
        let intake = intake { _ throws(FetchFailure) in throw .permanent("must not be asked") }
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await bench.messages(in: .documents).count == 1 }
        }
        #expect(try await bench.log.backlog(of: Intake.reader).setAside == 0)
    }

    @Test("a source whose server hangs holds up no other, however many papers of it wait")
    func isolates() async throws {
        try await open()
        let hanging = HangingSource()
        try await bench.announce(
            (0..<100).map { bench.publication("slow-\($0)", text: "\($0)", source: "slow") })
        try await bench.announce(bench.publication("quick", text: "Ja."))
        let intake = intake(others: ["slow": hanging])
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await bench.messages(in: .documents).map(\.key) == ["quick"] }
            #expect(hanging.papers.count == 3)
            bench.stop.stop()
            hanging.letGo()
        }
    }

    @Test("what waits in memory is claimable again after a stop")
    func releases() async throws {
        try await open()
        let hanging = HangingSource()
        try await bench.announce((0..<9).map { bench.publication("\($0)", text: "\($0)", source: "slow") })
        let intake = intake(others: ["slow": hanging])
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { hanging.papers.count == 3 }
            bench.stop.stop()
            hanging.letGo()
        }
        #expect(try await bench.log.claim(99, for: Intake.reader, at: bench.clock.now).count == 6)
    }

    @Test("a newer announcement of a publication waits until the older one is done")
    func keepsOrder() async throws {
        try await open()
        let hanging = HangingSource()
        try await bench.announce(
            bench.publication("same", text: "old", source: "slow"),
            bench.publication("same", text: "new", source: "slow"),
            bench.publication("other", text: "other", source: "slow"))
        let intake = intake(others: ["slow": hanging])
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { hanging.papers.count == 2 }
            #expect(Set(hanging.papers) == ["old", "other"])
            hanging.letGo()
            try await bench.until { try await bench.messages(in: .documents).count == 3 }
        }
    }

    @Test("while there is no room a paper is not fetched again, and the lack is told once")
    func waitsForRoom() async throws {
        try await open()
        try await bench.announce(bench.publication("a", text: "Ja."))
        await bench.log.failCommits(with: .full("64 MiB"))
        let counter = Counter()
        let intake = intake { publication throws(FetchFailure) in
            counter.add()
            return publication.title
        }
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            for _ in 0..<5 {
                try await bench.until { bench.clock.sleepers > 0 }
                bench.clock.advance(by: .seconds(60))
            }
            await bench.log.failCommits(with: nil)
            try await bench.until {
                bench.clock.advance(by: .seconds(60))
                return try await bench.messages(in: .documents).count == 1
            }
        }
        #expect(counter.count == 1)
        #expect(bench.said.all.count { $0.1.contains("waiting for room") } == 1)
        #expect(bench.said.all.count { $0.1.contains("there is room again") } == 1)
    }

    @Test("a disk that fails ends the intake at once, though other lanes have nothing to do")
    func brokenDisk() async throws {
        try await open()
        try await bench.announce(bench.publication("a", text: "EIO"))
        let intake = intake()
        await #expect(throws: LogFailure.broken("EIO")) { try await intake.run() }
    }

    @Test("a paper that only lacks a program to read it with waits, and is not set aside")
    func lacksProgram() async throws {
        try await open()
        try await bench.announce(bench.publication("a", text: "pdf"))
        let intake = intake()
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { try await bench.log.backlog(of: Intake.reader).waiting == 1 }
        }
        #expect(try await bench.log.backlog(of: Intake.reader).setAside == 0)
    }

    @Test("a paper that comes while another source hangs is not kept waiting")
    func listens() async throws {
        try await open()
        let hanging = HangingSource()
        try await bench.announce(bench.publication("slow", text: "a", source: "slow"))
        let intake = intake(others: ["slow": hanging])
        try await bench.running({ () async throws(LogFailure) in try await intake.run() }) {
            try await bench.until { hanging.papers.count == 1 }
            for _ in 0..<100 { await Task.yield() }
            try await bench.announce(bench.publication("quick", text: "Ja."))
            try await bench.until { try await bench.messages(in: .documents).map(\.key) == ["quick"] }
            bench.stop.stop()
            hanging.letGo()
        }
    }

    @Test("a log that fails while the last papers are finished is told as well")
    func failsLate() async throws {
        try await open()
        let hanging = HangingSource()
        try await bench.announce(bench.publication("a", text: "Ja.", source: "slow"))
        let intake = intake(others: ["slow": hanging])
        let running = Task { try await intake.run() }
        try await bench.until { !hanging.papers.isEmpty }
        await bench.log.failCommits(with: .broken("the disk"))
        bench.stop.stop()
        for _ in 0..<1000 { await Task.yield() }
        hanging.letGo()
        await #expect(throws: LogFailure.broken("the disk")) { try await running.value }
    }
}
