import Foundation
import PipelineTesting
import ProgramTesting
import Testing

/// The program as its operator uses it.
@Suite(.timeLimit(.minutes(2)))
struct OperatingTests {
    private func answers(_ texts: String...) -> String {
        let blocks = texts.enumerated().map { index, text in
            "<p>Vraag \(index + 1)</p><p>Bent u bekend met zaak \(index + 1)?</p><p>Antwoord \(index + 1)</p><p>\(text)</p>"
        }
        return """
            <!doctype html><html><body><p>Aanhangsel van de Handelingen</p>
            <p>Vragen van het lid Voorbeeld (D66) aan de Minister van Buitenlandse Zaken over Mali.</p>
            \(blocks.joined())</body></html>
            """
    }

    /// A room with one paper told, whose desk refuses.
    private func roomWithOnePaper() async throws -> Newsroom {
        let room = try Newsroom()
        room.answerHooks(with: 503)
        try room.start()
        try await room.until { room.log.contains("first poll") }
        room.publish(
            .init(
                id: "new", title: "Antwoord over Mali",
                body: answers("Ja, in Gao zijn wapens gevonden.", "Nee, niet in Niger.")))
        try await room.until { try room.events().count == 2 && room.log.contains("503") }
        return room
    }

    private func run(
        _ room: Newsroom, _ arguments: String...
    ) async throws -> (status: Int32, output: String) {
        try await ProgramTesting.run(
            [Newsroom.program] + arguments + ["-c", "\(room.directory)/bode.yaml"])
    }

    @Test("what was published is found by its words, while the daemon runs and when it is stopped")
    func search() async throws {
        let room = try await roomWithOnePaper()
        for _ in 0..<2 {
            let found = try await run(room, "search", "wapen")
            #expect(found.status == 0)
            #expect(found.output.contains("Antwoord over Mali · 1"))
            #expect(found.output.contains("Ja, in Gao zijn [wapens] gevonden."))
            #expect(found.output.contains("asked by Voorbeeld (D66)"))
            #expect(try await run(room, "search", "olifant").output.contains("no answer matches, in 1 paper"))
            #expect(
                try await run(room, "search", "niger", "--since", "2030-01-01").output.contains("no answer"))
            #expect(try await run(room, "search", "(niger").status == 64)
            let tested = try await run(room, "watch", "test", "party:D66", "--since", "7d")
            #expect(tested.output.contains("2 alerts would have come"))
            room.stop()
        }
    }

    @Test("a paper's story tells where it was seen, who was told, and what the receiver said")
    func show() async throws {
        let room = try await roomWithOnePaper()
        let event = try #require(try room.events().first?["id"] as? String)
        for name in ["urn:example:new", room.server.url("/papers/new"), "urn:example:new#1", event] {
            let story = try await run(room, "show", name)
            #expect(story.status == 0, "\(story.output)")
            for line in [
                "Antwoord over Mali", "at parliament", "fetch and stages: done", "#2  announced", event,
                "sink/alerts: done at 20", "sink/desk: waiting until 20", "answered 503", "stored",
            ] {
                #expect(story.output.contains(line), "\(name): \(line) is not in\n\(story.output)")
            }
        }
        let unknown = try await run(room, "show", "kst-1-1")
        #expect(unknown.status == 69)
        #expect(unknown.output.contains("nothing here is called 'kst-1-1'"))
    }

    @Test("a replay brings a new sink what it missed, and a file nothing that it has unless told to")
    func replay() async throws {
        let room = try await roomWithOnePaper()
        try room.edit {
            $0.replacingOccurrences(of: "sinks: [alerts, desk]", with: "sinks: [alerts, desk, late]")
                + "\n  late: {kind: file, path: late.ndjson}\n"
        }
        #expect(
            try await run(room, "reload").output == "in force; changed: housekeeping, sink/late, watch all\n")
        let first = try await run(room, "replay", "--sink", "late", "--since", "1h")
        #expect(first.output.contains("2 events go to sink late once more"))
        try await room.until { try room.events(in: "late.ndjson").count == 2 }
        let ids = try room.events(in: "late.ndjson").compactMap { $0["id"] as? String }
        #expect(try ids == room.events().compactMap { $0["id"] as? String })

        let again = try await run(room, "replay", "--sink", "late", "--since", "1h")
        #expect(again.output.contains("0 events go to sink late once more, 2 that it has"))
        _ = try await run(room, "replay", "--sink", "late", "--since", "1h", "--again", "--watch", "all")
        try await room.until { try room.events(in: "late.ndjson").count == 4 }
        // What waits for the desk is not doubled, and nobody else hears of it.
        #expect(
            try await run(room, "replay", "--sink", "desk", "--since", "1h").output.contains("0 events go"))
        #expect(try room.events().count == 2)
        #expect(
            try await run(room, "replay", "--sink", "lat", "--since", "1h").output.contains(
                "did you mean 'late'?"))
    }

    @Test("a sink can be tried, and its receiver's answer is told")
    func sinks() async throws {
        let room = try await roomWithOnePaper()
        let refused = try await run(room, "sinks", "test", "desk")
        #expect(refused.status == 1)
        #expect(refused.output.contains("answered 503"))
        room.answerHooks(with: 204)
        #expect(try await run(room, "sinks", "test", "desk").status == 0)
        #expect(try await run(room, "sinks", "test", "operations").status == 0)
        try await room.until {
            try room.events(in: "operations.ndjson").last?["type"] as? String == "bode.sink.test"
        }
        #expect(try await run(room, "sinks").output.contains("webhook"))
    }

    @Test("a reload says what changed, and where the new configuration is wrong")
    func reload() async throws {
        let room = try await roomWithOnePaper()
        #expect(try await run(room, "reload").output == "in force; nothing changed\n")
        try room.edit { $0.replacingOccurrences(of: "kind: feed", with: "kind: feet") }
        let refused = try await run(room, "reload")
        #expect(refused.status == 78)
        #expect(refused.output.contains("bode.yaml:4:"))
        #expect(try await run(room, "check").output == refused.output)
        try room.edit { $0.replacingOccurrences(of: "kind: feet", with: "kind: feed") }
        // A secret is no part of the configuration's text, and counts all the same.
        try "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldY".write(
            toFile: "\(room.directory)/desk.secret", atomically: true, encoding: .utf8)
        #expect(try await run(room, "reload").output == "in force; changed: sink/desk\n")
        room.stop()
        #expect(try await run(room, "reload").status == 69)
    }

    @Test("alert rules and dashboard ask for no metric that is not there")
    func monitoring() async throws {
        let room = try await roomWithOnePaper()
        room.answerHooks(with: 204)
        try await room.until { room.deliveries.count == 2 }
        let metrics = try await run(room, "metrics").output
        let there = Set(
            metrics.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
                String($0.prefix { $0 != "{" && $0 != " " })
            })
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Deploy/monitoring")
        var asked: Set<String> = []
        for file in ["bode.rules.yml", "bode-dashboard.json"] {
            let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
            let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
            asked.formUnion(
                words.filter { $0.hasPrefix("bode_") || $0.hasPrefix("process_") }.map(String.init))
        }
        #expect(asked.count > 20)
        // What this machine may not tell of its clock is left out, and what is there only with programs outside the process.
        let elsewhere: Set = [
            "bode_clock_synchronised", "bode_stage_disabled", "bode_plugin_restarts_total",
        ]
        #expect(asked.subtracting(there).subtracting(elsewhere).isEmpty)
    }

    @Test("a message that was set aside is shown whole")
    func aside() async throws {
        let room = try Newsroom()
        try room.start()
        try await room.until { room.log.contains("first poll") }
        room.publish(.init(id: "odd", title: "Odd", body: "%PDF-1.4 no more", type: "application/pdf"))
        try await room.until { try room.events(in: "operations.ndjson").count == 1 }
        let listed = try await run(room, "aside").output
        let number = try #require(listed.split(separator: " ").dropFirst().first.map(String.init))
        let shown = try await run(room, "aside", "show", number)
        #expect(shown.output.contains("\"entryID\": \"urn:example:odd\""))
        #expect(shown.output.contains("about   urn:example:odd"))
        for name in ["urn:example:odd", "odd", room.server.url("/papers/odd")] {
            #expect(try await run(room, "show", name).output.contains("set aside"), "\(name)")
        }
        let retried = try await run(room, "aside", "retry", number)
        #expect(retried.output == "1 message is tried again\n")
        let story = try await run(room, "show", "urn:example:odd")
        #expect(story.output.contains("bode.document.set_aside"))
    }

    @Test("a stopped daemon wants a person, and a sink that failed when it stopped is not said to do well")
    func stopped() async throws {
        let room = try await roomWithOnePaper()
        room.stop(with: SIGKILL)
        let status = try await run(room, "status")
        #expect(status.status == 1)
        #expect(status.output.contains("! bode is not running"))
        #expect(status.output.contains("! sink/desk keeps failing: since 20"))
        #expect(status.output.contains("failing since 20"))
        #expect(!status.output.contains("All is well"))
        #expect(try await run(room, "sinks").status == 1)
    }

    @Test("a paper's story does not speak of events where no watch asked for its answers")
    func unasked() async throws {
        let room = try Newsroom(query: "olifant")
        try room.start()
        try await room.until { room.log.contains("first poll") }
        room.publish(.init(id: "new", title: "Antwoord over Mali", body: answers("Ja.", "Nee.")))
        try await room.until {
            try await run(room, "search", "mali OR *").output.contains("urn:example:new#2")
        }
        let story = try await run(room, "show", "urn:example:new").output
        #expect(story.contains("#1  matched no watch"))
        #expect(!story.contains("announced") && !story.contains("any more"), "\(story)")
    }

    @Test("a theme that there is not is said, with the nearest, where a query asks for it")
    func misspelt() async throws {
        let room = try Newsroom(query: "theme:sahel")
        #expect(try await run(room, "check").status == 0)
        try room.edit { $0.replacingOccurrences(of: "theme:sahel", with: "theme:sahle") }
        let refused = try await run(room, "check")
        #expect(refused.status == 78)
        #expect(refused.output.contains("bode.yaml:6:"))
        #expect(refused.output.contains("there is no theme 'sahle'; did you mean 'sahel'?"))
        #expect(try await run(room, "watch", "test", "theme:sahle").status == 64)
        #expect(try await run(room, "search", "theme:sahle").output.contains("did you mean 'sahel'?"))
    }

    @Test("health says that an event waits too long, and that it waits no more")
    func undelivered() async throws {
        let room = try Newsroom(every: "5m")
        room.answerHooks(with: 503)
        // An hour passes in six seconds.
        try room.start("--time-scale", "600")
        try await room.until { room.log.contains("first poll") }
        #expect(try await run(room, "status").status == 0)
        room.publish(.init(id: "new", title: "Antwoord", body: answers("Ja.")))
        try await room.until { try await run(room, "status").output.contains("! sink/desk has waited since") }
        #expect(try await run(room, "status").status == 1)
        let age = try await run(room, "metrics").output.split(separator: "\n")
            .first { $0.hasPrefix("bode_queue_oldest_age_seconds{reader=\"sink/desk\"}") }
            .flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
        #expect(try #require(age) > 900)
        room.answerHooks(with: 204)
        try await room.until { try await run(room, "status").status == 0 }
        #expect(try await run(room, "status").output.contains("All is well."))
    }
}
