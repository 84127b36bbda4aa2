import Foundation
import Testing

/// The paper, where it is at hand beside the repository.
private enum RealPaper {
    static let text: String? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.deletingLastPathComponent().appending(path: "shared/documents/sahel-2022.txt")
        return try? String(contentsOf: file, encoding: .utf8)
    }()
}

/// A real paper of 63 answers on its way from the feed to the desk; skipped where the real papers are not at hand.
@Suite(
    .timeLimit(.minutes(2)),
    .enabled(if: RealPaper.text != nil, "the real papers are not beside the repository"))
struct RealPaperTests {
    @Test("each answer becomes one event, an hour of polling adds none, and one edit is one amendment")
    func hour() async throws {
        let text = try #require(RealPaper.text)
        let room = try Newsroom(query: "theme:sahel OR *", every: "60s")
        try room.start("--time-scale", "600")
        try await room.until { room.log.contains("first poll") }
        room.publish(.init(id: "vso", title: "Verslag", body: text, type: "text/plain; charset=utf-8"))
        try await room.until { try room.events().count == 63 && room.deliveries.count == 63 }

        // Sixty polls are an hour of the daemon's time.
        try await room.polls(60)
        let events = try room.events()
        #expect(events.count == 63)
        #expect(Set(room.deliveries.map(\.id)) == Set(events.compactMap { $0["id"] as? String }))
        let areVerified = room.deliveries.allSatisfy { $0.isVerified }
        #expect(areVerified)
        let numbers = events.compactMap { ($0["data"] as? [String: Any])?["numbers"] as? [Int] }
        #expect(numbers.flatMap { $0 }.sorted() == Array(1...63))

        let edited = text.replacingOccurrences(
            of: "ongeveer duizend leden", with: "ongeveer tweeduizend leden")
        try #require(edited != text)
        room.publish(.init(id: "vso", title: "Verslag", body: edited, type: "text/plain; charset=utf-8"))
        try await room.until { room.deliveries.count == 64 }
        try await room.polls(5)
        let after = try room.events()
        #expect(after.count == 64)
        #expect(after.last?["type"] as? String == "bode.answer.amended")
        #expect((after.last?["data"] as? [String: Any])?["numbers"] as? [Int] == [22])
        #expect(room.stop() == 0)
    }
}
