import Pipeline
import PipelineTesting
import Testing

@Suite("The log in memory")
struct MemoryLogTests {
    @Test("keeps every promise of a log", .timeLimit(.minutes(1)), arguments: LogPromise.all)
    func keeps(_ promise: LogPromise) async throws {
        try await expectLogContract([promise]) { clock in
            MemoryLog(clock: clock)
        } reopen: { log, _ in
            try await #require(log as? MemoryLog).reopened()
        }
    }

    @Test("fails commits on demand, and stores nothing of them")
    func fails() async throws {
        let log = MemoryLog(clock: ManualClock())
        let reader = Reader("desk", of: .events)
        try await log.open(reader, from: .oldest)
        let transaction = Transaction(messages: [NewMessage(.events, key: "a", payload: [])])
        await log.failCommits(with: .full("no room"))
        await #expect(throws: LogFailure.full("no room")) { try await log.commit(transaction) }
        await log.failCommits(with: nil)
        try await log.commit(transaction)
        #expect(try await log.claim(9, for: reader, at: Timestamp(seconds: 0)).count == 1)
    }
}
