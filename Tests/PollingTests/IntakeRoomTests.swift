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
        let first = Started { [try await room.take(upTo: 20), try await room.take(upTo: 20)] }
        try await wait(until: "there is room at once") { try first.value != nil }
        #expect(try first.value == [20, IntakeRoom.mostWaiting - 20])
        try await fill()
        let next = Started { try await room.take(upTo: 8) }
        try await wait(until: "who finds no room sleeps") { bench.clock.sleepers > 0 }
        #expect(try next.value == nil)
        _ = try await bench.take()
        bench.clock.advance(by: .seconds(1))
        try await wait(until: "there is room again") { try next.value != nil }
        #expect(try next.value == 8)
    }

    @Test("who gives up while others wait gets nothing, and holds up nobody", arguments: [0, 1, 2])
    func line(leaving: Int) async throws {
        try await bench.open()
        try await fill()
        let room = IntakeRoom(before: PollingBench.intake, log: bench.log, clock: bench.clock)
        let waiting = (0..<3).map { _ in Started { try await room.take(upTo: 8) } }
        try await wait(until: "one of them sleeps") { bench.clock.sleepers > 0 }
        waiting[leaving].cancel()
        try await wait(until: "who gives up goes") { try waiting[leaving].value != nil }
        #expect(try waiting[leaving].value == 0)
        _ = try await bench.take()
        for place in waiting.indices where place != leaving {
            try await wait(until: "number \(place) gets room after number \(leaving) gave up") {
                bench.clock.advance(by: .seconds(1))
                return try waiting[place].value != nil
            }
            #expect(try waiting[place].value == 8)
        }
    }

    private func fill() async throws {
        try await bench.append((0..<IntakeRoom.mostWaiting).map { bench.paper($0) }, to: .publications)
    }
}
