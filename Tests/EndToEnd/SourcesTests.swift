import Foundation
import PipelineTesting
import Synchronization
import Testing

/// What operators see of sources, with the built daemon.
@Suite(.timeLimit(.minutes(5)))
struct SourcesTests {
    func today() -> String {
        let format = DateFormatter()
        (format.dateFormat, format.timeZone) = ("yyyy-MM-dd", TimeZone(identifier: "UTC"))
        return format.string(from: Date())
    }

    /// A newsroom whose one source is `parliament`.
    func newsroom(_ parliament: Parliament, start: Int = 0) throws -> Newsroom {
        let room = try Newsroom()
        let source = """
              parliament: {kind: syncfeed, url: "\(parliament.server.url("/SyncFeed/2.0"))", start: "\(start)", every: 1s, \
            insecure_http: true, allow: ["\(parliament.server.allow)"]}
            """
        try room.edit { text in
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("  parliament:") ? source : String($0) }.joined(separator: "\n")
        }
        return room
    }

    @Test(
        "a replay of old papers alerts nobody, is one event for operators, and the new paper behind it is one alert"
    )
    func flood() async throws {
        // The Tweede Kamer once stamped 25,806 anew in one go; so many take a while without optimisation.
        let count = ProcessInfo.processInfo.environment["BODE_FLOOD"].flatMap { Int($0) } ?? 2_000
        let parliament = Parliament()
        let room = try newsroom(parliament)
        try room.start()
        try await room.until { room.log.contains("first poll") }
        parliament.publish(count, date: "2009-05-12")
        parliament.publish(1, date: today())
        try await room.until { try room.events().count == 1 }
        let alert = try #require(try room.events().first)
        let title = ((alert["data"] as? [String: Any])?["document"] as? [String: Any])?["title"] as? String
        #expect(title == "Brief \(count + 1)")
        try await room.until { try !room.events(in: "operations.ndjson").isEmpty }
        let told = try room.events(in: "operations.ndjson").compactMap { $0["type"] as? String }
        #expect(told == ["bode.source.flood"])
        #expect(parliament.fetched <= 101, "the others are fetched a hundred an hour")
        let sources = try room.command("sources", "-c", "\(room.directory)/bode.yaml")
        #expect(sources.output.contains("\(count - 100) papers of a flood put off"))
        #expect(room.stop() == 0)
    }

    @Test("operators hear of a paper that the disk has changed while it waited, and find it in the lists")
    func damaged() async throws {
        let parliament = Parliament()
        let room = try newsroom(parliament)
        try room.start()
        try await room.until { room.log.contains("first poll") }
        parliament.publish(300, date: "2009-05-12")
        try await room.until { try room.events(in: "operations.ndjson").count == 1 }
        #expect(room.stop() == 0)

        let database = URL(fileURLWithPath: "\(room.directory)/state/bode.db")
        var bytes = try Data(contentsOf: database)
        let place = try #require(bytes.range(of: Data("Brief 110".utf8)))
        bytes[place.lowerBound] ^= 1
        try bytes.write(to: database)

        try room.start()
        try await room.until { try room.events(in: "operations.ndjson").count == 2 }
        let told = try room.events(in: "operations.ndjson").compactMap { $0["type"] as? String }
        #expect(told == ["bode.source.flood", "bode.document.set_aside"])
        #expect(room.log.contains("its checksum does not match"))
        let path = "\(room.directory)/bode.yaml"
        let listed = try room.command("aside", "-c", path)
        #expect(listed.output.contains("flood/parliament"), "\(listed.output)")
        #expect(
            try room.command("status", "-c", path).output.contains("source parliament has a paper set aside"))
        #expect(room.stop() == 0)
        #expect(try room.command("aside", "-c", path).output == listed.output)
    }

    @Test(
        "the past is brought without an alert, by a command alone and with a daemon; the polls stay where they are"
    )
    func backfill() async throws {
        let parliament = Parliament()
        let room = try newsroom(parliament, start: 400)
        parliament.publish(40, date: "2026-11-01")
        let path = "\(room.directory)/bode.yaml"
        let alone = try room.command("sources", "backfill", "parliament", "--since", "2026-11-01", "-c", path)
        #expect(alone.status == 0, "\(alone.output)")
        #expect(alone.output.contains("40 papers that were not known"))
        #expect(parliament.fetched == 40)

        try room.start()
        try await room.until { room.log.contains("first poll") }
        parliament.publish(3, date: today())
        try await room.until { try room.events().count == 3 }
        let asked = try room.command(
            "sources", "backfill", "parliament", "--since", "2026-10-01", "--announce", "-c", path)
        #expect(asked.status == 0, "\(asked.output)")
        try await room.until {
            try room.command("sources", "--json", "-c", path).output.contains("\"finished\"")
        }
        let events = try room.events()
        #expect(events.count == 3)
        let unknown = try room.command("sources", "backfill", "nobody", "--since", "2026-11-01", "-c", path)
        #expect(unknown.status == 69)
        #expect(
            try room.command("sources", "backfill", "parliament", "--since", "ooit", "-c", path).status == 64)
        #expect(room.stop() == 0)
    }

    @Test(
        "a feed that is gone is polled again when an operator says so, and probe tells what it answers meanwhile"
    )
    func gone() async throws {
        let room = try Newsroom()
        let path = "\(room.directory)/bode.yaml"
        room.publish(.init(id: "a", title: "Een brief", body: DaemonTests.answers("Ja.")))
        try room.start()
        try await room.until { room.log.contains("first poll") }
        let probe = try room.command("sources", "probe", "parliament", "-c", path)
        #expect(probe.status == 0)
        for part in [
            "GET http://", "  200, ", "content-type: application/atom+xml", "1 publications", "Een brief",
        ] {
            #expect(probe.output.contains(part), "\(probe.output)")
        }
        let metrics = try room.command("metrics", "-c", path)
        #expect(
            metrics.output.contains("\nbode_source_last_success_timestamp_seconds{source=\"parliament\"} "))

        room.answerFeed(with: 410)
        try await room.until { try room.events(in: "operations.ndjson").count == 1 }
        #expect(try room.command("sources", "-c", path).status == 1)
        #expect(try room.command("sources", "probe", "parliament", "-c", path).status == 1)
        room.answerFeed(with: 200)
        #expect(room.stop() == 0)
        #expect(try room.command("sources", "resume", "parliament", "-c", path).status == 0)
        try room.start()
        try await room.until { try room.events(in: "operations.ndjson").count == 2 }
        let told = try room.events(in: "operations.ndjson").compactMap { $0["type"] as? String }
        #expect(told == ["bode.source.gone", "bode.source.recovered"])
        #expect(try room.command("sources", "-c", path).status == 0)
        #expect(room.stop() == 0)
    }
}
