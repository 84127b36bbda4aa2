import Foundation
import Testing

/// What is kept of a sink that was removed, and how a state is backed up, damaged and brought back.
@Suite(.timeLimit(.minutes(2)))
struct KeepingTests {
    private static func paper(_ number: Int) -> Newsroom.Paper {
        Newsroom.Paper(
            id: "paper-\(number)", title: "Answers to written questions, number \(number)",
            body: DaemonTests.answers("Ja, bericht \(number) is bij het kabinet bekend."))
    }

    /// A newsroom whose daemon has told of papers and was stopped.
    private func newsroom(papers: Range<Int>) async throws -> Newsroom {
        let newsroom = try Newsroom()
        try newsroom.start()
        try await newsroom.until { newsroom.log.contains("first poll") }
        for number in papers { newsroom.publish(Self.paper(number)) }
        try await newsroom.until { try newsroom.events().count >= papers.count }
        #expect(newsroom.stop() == 0)
        return newsroom
    }

    @Test func `what a removed sink has left is kept, told of, and given up only when somebody says so`()
        async throws
    {
        let newsroom = try await newsroom(papers: 0..<2)
        let configuration = "\(newsroom.directory)/bode.yaml"
        let refused = try newsroom.command("prune", "-c", configuration, "--retire", "sink/desk")
        #expect(refused.status == 69 && refused.output.contains("no reader that was taken out"))
        try newsroom.edit {
            $0.replacingOccurrences(of: "sinks: [alerts, desk]", with: "sinks: [alerts]")
                .split(separator: "\n").filter { !$0.hasPrefix("  desk:") }.joined(separator: "\n") + "\n"
        }
        let kept = try newsroom.command("prune", "-c", configuration)
        #expect(kept.status == 0 && kept.output.contains("kept for sink/desk until"))
        let given = try newsroom.command("prune", "-c", configuration, "--retire", "sink/desk")
        #expect(given.status == 0 && given.output.contains("sink/desk is given up"))
        #expect(try !newsroom.command("prune", "-c", configuration).output.contains("sink/desk"))
    }

    @Test
    func `a damaged state is refused, named by verify, and replaced by its backup, which repeats nothing`()
        async throws
    {
        let newsroom = try await newsroom(papers: 0..<3)
        let (configuration, state) = ("\(newsroom.directory)/bode.yaml", "\(newsroom.directory)/state")
        let backup = "\(newsroom.directory)/backup"
        #expect(try newsroom.command("backup", "-c", configuration, backup).status == 0)
        #expect(try newsroom.command("verify", "-c", configuration, "--backup", backup).status == 0)

        let database = URL(fileURLWithPath: "\(state)/bode.db")
        var bytes = try Data(contentsOf: database)
        bytes.replaceSubrange(4096..<bytes.count, with: Data(count: bytes.count - 4096))
        try bytes.write(to: database)
        try newsroom.start()
        #expect(newsroom.waitUntilExit() == 70)
        #expect(newsroom.log.contains("bode restore"))
        #expect(try Data(contentsOf: database) == bytes)
        let verdict = try newsroom.command("verify", "-c", configuration)
        #expect(verdict.status == 1 && verdict.output.contains("Not all is whole"))

        #expect(try newsroom.command("restore", "-c", configuration, backup).status == 0)
        let told = try newsroom.events().count
        try newsroom.start()
        newsroom.publish(Self.paper(9))
        try await newsroom.until { try newsroom.events().count > told }
        #expect(newsroom.stop() == 0)
        #expect(try newsroom.events().count == told + 1)
        #expect(try newsroom.command("verify", "-c", configuration).status == 0)
    }
}
