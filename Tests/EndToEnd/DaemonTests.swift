import Foundation
import PipelineTesting
import Testing

/// The built daemon against servers on loopback.
@Suite(.timeLimit(.minutes(2)))
struct DaemonTests {
    static func answers(_ texts: String...) -> String {
        let blocks = texts.enumerated().map { index, text in
            "<p>Vraag \(index + 1)</p><p>Bent u bekend met zaak \(index + 1)?</p><p>Antwoord \(index + 1)</p><p>\(text)</p>"
        }
        return """
            <!doctype html><html><body><p>Aanhangsel van de Handelingen</p>
            <p>Vragen van het lid Voorbeeld (D66) aan de Minister van Buitenlandse Zaken over Mali.</p>
            <p>Antwoord van Minister Voorbeeld (Buitenlandse Zaken).</p>\(blocks.joined())</body></html>
            """
    }

    func kinds(_ events: [[String: Any]]) -> [String] { events.compactMap { $0["type"] as? String } }

    @Test("what is there is remembered, what is new is told once, an amendment is told as one")
    func way() async throws {
        let room = try Newsroom()
        room.publish(.init(id: "old", title: "Oud", body: Self.answers("Dit was er al.")))
        try room.start()
        try await room.until { room.log.contains("first poll") }

        room.publish(
            .init(id: "new", title: "Nieuw", body: Self.answers("Ja, in Mali.", "Nee, niet in Niger.")))
        try await room.until { try room.events().count == 2 && room.deliveries.count == 2 }
        let events = try room.events()
        #expect(kinds(events) == ["bode.answer.published", "bode.answer.published"])
        let areVerified = room.deliveries.allSatisfy { $0.isVerified }
        #expect(areVerified)
        #expect(Set(room.deliveries.map(\.id)) == Set(events.compactMap { $0["id"] as? String }))
        let data = try #require(events.first?["data"] as? [String: Any])
        #expect(data["publication"] as? String == "urn:example:new")
        #expect(data["answer"] as? String == "Ja, in Mali.")

        // A new look with the same words is nothing; other words in one answer are one amendment.
        room.publish(
            .init(
                id: "new", title: "Nieuw", body: Self.answers("<b>Ja,</b>  in Mali.", "Nee, niet in Niger.")))
        try await room.polls(3)
        room.publish(
            .init(
                id: "new", title: "Nieuw",
                body: Self.answers("Ja, in Mali.", "Nee, dat is uitgesloten in Tsjaad.")))
        try await room.until { try room.events().count == 3 && room.deliveries.count == 3 }
        let amended = try #require(try room.events().last)
        #expect(amended["type"] as? String == "bode.answer.amended")
        #expect(((amended["data"] as? [String: Any])?["numbers"] as? [Int]) == [2])
        try await room.polls(2)
        let after = try room.events()
        #expect(after.count == 3)
        #expect(room.stop() == 0)
    }

    @Test("killed at any time, it loses nothing and writes nothing twice")
    func kills() async throws {
        let room = try Newsroom()
        try room.start()
        try await room.until { room.log.contains("first poll") }
        var expected = 0
        for round in 0..<8 {
            for n in 0..<5 {
                expected += 1
                room.publish(
                    .init(
                        id: "\(round)-\(n)", title: "Brief",
                        body: Self.answers("In ronde \(round) was dit nummer \(n).")))
            }
            // At the start, before anything is polled; and in the midst of delivering, more or less far.
            let reached = expected - 5 + round % 4
            if round > 0 { try await room.until { try room.events().count >= min(reached, expected) } }
            room.stop(with: SIGKILL)
            try room.start()
        }
        try await room.until {
            try room.events().count >= expected && Set(room.deliveries.map(\.id)).count >= expected
        }
        try await room.polls(2)
        let events = try room.events()
        let ids = events.compactMap { $0["id"] as? String }
        #expect(kinds(events).allSatisfy { $0 == "bode.answer.published" })
        let papers = events.compactMap { ($0["data"] as? [String: Any])?["publication"] as? String }
        #expect(Set(papers).count == expected)
        #expect(papers.count == expected, "\(papers.sorted())")
        #expect(Set(ids).count == ids.count)
        #expect(Set(room.deliveries.map(\.id)) == Set(ids))
        #expect(room.stop() == 0)
    }

    @Test("a dead webhook holds up nobody, and gets its events when it is back")
    func deadHook() async throws {
        let room = try Newsroom()
        room.answerHooks(with: 503)
        try room.start("--time-scale", "10")
        try await room.until { room.log.contains("first poll") }
        room.publish(.init(id: "a", title: "A", body: Self.answers("Ja.")))
        try await room.until { try room.events().count == 1 && room.log.contains("503") }
        room.answerHooks(with: 204)
        try await room.until { room.deliveries.count == 1 }
        #expect(room.stop() == 0)
    }

    @Test("a paper that is none is set aside, told to operators, and the rest goes on")
    func oddPaper() async throws {
        let room = try Newsroom()
        try room.start()
        try await room.until { room.log.contains("first poll") }
        room.publish(
            .init(id: "odd", title: "Odd", body: "%PDF-1.4 no more than that", type: "application/pdf"))
        room.publish(.init(id: "good", title: "Good", body: Self.answers("Ja.")))
        try await room.until {
            try room.events().count == 1 && room.events(in: "operations.ndjson").count == 1
        }
        let told = try room.events(in: "operations.ndjson")
        #expect(kinds(told) == ["bode.document.set_aside"])
        let status = try room.command("status", "-c", "\(room.directory)/bode.yaml")
        #expect(status.status == 1)
        #expect(status.output.contains("intake has set a message aside"))

        // What it is and why can be asked; mended, it goes on its way; a stopped daemon's state is read as well.
        let listed = try room.command("aside", "-c", "\(room.directory)/bode.yaml")
        #expect(listed.output.hasPrefix("intake "))
        #expect(listed.output.contains("urn:example:odd"))
        let body = Self.answers("Nu wel.")
        room.server.serve("/papers/odd", body, headers: [("Content-Type", "text/html")])
        #expect(try room.command("aside", "retry", "intake", "-c", "\(room.directory)/bode.yaml").status == 0)
        try await room.until { try room.events().count == 2 }
        let unknown = try room.command("aside", "drop", "nobody", "1", "-c", "\(room.directory)/bode.yaml")
        #expect(unknown.output.contains("there is no reader 'nobody'"))
        #expect(room.stop() == 0)
        let after = try room.command("status", "-c", "\(room.directory)/bode.yaml")
        #expect(after.status == 1 && after.output.contains("! bode is not running"))
    }

    @Test("a second process on the same state ends at once and names the first")
    func second() async throws {
        let room = try Newsroom()
        try room.start()
        try await room.until { room.log.contains("first poll") }
        let other = try room.command("run", "-c", "\(room.directory)/bode.yaml")
        #expect(other.status == 69)
        #expect(other.output.contains("in use by process"))
        #expect(room.stop() == 0)
    }

    @Test("a bad configuration on reload changes nothing, a good one is taken over")
    func reload() async throws {
        let room = try Newsroom()
        try room.start()
        try await room.until { room.log.contains("first poll") }
        let path = "\(room.directory)/bode.yaml"
        let good = try String(contentsOfFile: path, encoding: .utf8)
        try (good + "\nnonsense: 1\n").write(toFile: path, atomically: true, encoding: .utf8)
        room.reload()
        try await room.until { room.log.contains("unknown key 'nonsense'") }
        room.publish(.init(id: "a", title: "A", body: Self.answers("Ja.")))
        try await room.until { try room.events().count == 1 }

        try good.replacingOccurrences(of: "query: '*'", with: "query: 'party:CDA'")
            .write(toFile: path, atomically: true, encoding: .utf8)
        room.reload()
        try await room.until { room.log.contains("new configuration is in force") }
        room.publish(.init(id: "b", title: "B", body: Self.answers("Nee.")))
        try await room.polls(3)
        let after = try room.events()
        #expect(after.count == 1)
        #expect(room.stop() == 0)
    }

    @Test("once polls everything once, delivers it and ends, whatever a sink says")
    func once() async throws {
        let room = try Newsroom()
        room.answerHooks(with: 503)
        let first = try room.command("once", "-c", "\(room.directory)/bode.yaml")
        #expect(first.status == 0, "\(first.output)")
        room.publish(.init(id: "a", title: "A", body: Self.answers("Ja.")))
        let second = try room.command("once", "-c", "\(room.directory)/bode.yaml")
        #expect(second.output.contains("503"))
        #expect(try room.events().count == 1)
        let status = try room.command("status", "--json", "-c", "\(room.directory)/bode.yaml")
        #expect(status.output.contains("\"waiting\":1"))
    }
}
