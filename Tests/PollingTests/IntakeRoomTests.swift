import Pipeline
import PipelineTesting
import Polling
import Testing

@Suite(.timeLimit(.minutes(1)))
struct IntakeRoomTests {
    let bench = PollingBench()

    @Test("hands out what room there is, and no more until intake has taken some")
    func room() async throws {
        try await bench.open()
        let room = IntakeRoom(before: PollingBench.intake, log: bench.log, clock: bench.clock)
        #expect(try await room.take(upTo: 20) == 20)
        #expect(try await room.take(upTo: 20) == IntakeRoom.mostWaiting - 20)
        try await fill()
        let waiting = Task { try await room.take(upTo: 8) }
        while bench.clock.sleepers == 0 { await Task.yield() }
        _ = try await bench.take()
        bench.clock.advance(by: .seconds(1))
        #expect(try await waiting.value == 8)
    }

    @Test("who gives up while others wait gets nothing, and holds up nobody", arguments: [0, 1, 2])
    func line(leaving: Int) async throws {
        try await bench.open()
        try await fill()
        let room = IntakeRoom(before: PollingBench.intake, log: bench.log, clock: bench.clock)
        let waiting = (0..<3).map { _ in Task { try await room.take(upTo: 8) } }
        while bench.clock.sleepers == 0 { await Task.yield() }
        waiting[leaving].cancel()
        #expect(try await waiting[leaving].value == 0)
        _ = try await bench.take()
        for place in waiting.indices where place != leaving {
            let one = waiting[place]
            let done = Task { try await one.value }
            while bench.clock.sleepers > 0 {
                bench.clock.advance(by: .seconds(1))
                await Task.yield()
            }
            #expect(try await done.value == 8)
        }
    }

    private func fill() async throws {
        try await bench.append((0..<IntakeRoom.mostWaiting).map { bench.paper($0) }, to: .publications)
    }
}
