import Pipeline
import PipelineTesting
import Polling
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PollRoomTests {
    private let clock = ManualClock()
    private let room: PollRoom

    init() { room = PollRoom(clock: clock) }

    @Test("lets so many polls in at the same time, and the others as those leave, in their order")
    func places() async throws {
        var inside: [PollRoom.Place] = []
        for _ in 0..<PollRoom.places { inside.append(try #require(await room.enter())) }
        var waiting: [Started<Bool>] = []
        for number in 1...3 {
            waiting.append(Started { [room] in await room.enter() != nil })
            try await untilLine(has: number)
        }
        // Given back twice, a place lets in one.
        for _ in 0..<2 { room.leave(inside[0]) }
        try await untilLine(has: 2)
        try await wait(until: "the first is in") { try waiting[0].value != nil }
        room.leave(inside[1])
        try await wait(until: "the second is in") { try waiting[1].value != nil }
        #expect(room.waiting == 1)
        #expect(try waiting[2].value == nil)
        room.leave(inside[2])
        try await wait(until: "the last is in") { try waiting[2].value != nil }
    }

    @Test("who waits long for a server leaves the place to others, and who has brought something does not")
    func patience() async throws {
        for number in 0..<PollRoom.places {
            let place = try #require(await room.enter())
            if number > 0 { room.fill(place) }
        }
        let waiting = (0..<2).map { _ in Started { [room] in await room.enter() != nil } }
        try await untilLine(has: 2)
        try await untilWatched()
        clock.advance(by: PollRoom.patience)
        try await untilLine(has: 1)
        // The first one's place is taken now by one that asks; that one is given up in turn.
        try await untilWatched()
        clock.advance(by: PollRoom.patience)
        for task in waiting {
            try await wait(until: "it is let in") { try task.value != nil }
        }
    }

    @Test(
        "nobody loses a place by what the clock does while nobody waits, and all that brought something keep theirs"
    )
    func filled() async throws {
        var inside: [PollRoom.Place] = []
        for _ in 0..<PollRoom.places { inside.append(try #require(await room.enter())) }
        for place in inside { room.fill(place) }
        let waiting = Started { [room] in await room.enter() != nil }
        try await untilLine(has: 1)
        clock.advance(by: .seconds(3600))
        #expect(clock.sleepers == 0)
        #expect(room.waiting == 1)
        room.leave(inside[7])
        try await wait(until: "it is let in") { try waiting.value != nil }
    }

    @Test("who gives up gets no place, and takes none from those behind", arguments: [0, 1, 2])
    func cancelling(leaving: Int) async throws {
        var inside: [PollRoom.Place] = []
        for _ in 0..<PollRoom.places { inside.append(try #require(await room.enter())) }
        for place in inside { room.fill(place) }
        var waiting: [Started<Bool>] = []
        for number in 0..<3 {
            waiting.append(Started { [room] in await room.enter() != nil })
            try await untilLine(has: number + 1)
        }
        waiting[leaving].cancel()
        try await wait(until: "who gives up goes") { try waiting[leaving].value != nil }
        #expect(try waiting[leaving].value == false)
        for place in inside.prefix(2) { room.leave(place) }
        for number in 0..<3 where number != leaving {
            try await wait(until: "number \(number) is let in") { try waiting[number].value == true }
        }
    }

    @Test("who is cancelled before asks for no place")
    func cancelled() async throws {
        let asking = Started { [room] in
            while !Task.isCancelled { await Task.yield() }
            return await room.enter() == nil
        }
        asking.cancel()
        try await wait(until: "it has given up") { try asking.value == true }
        #expect(room.waiting == 0)
    }

    private func untilLine(has count: Int) async throws {
        try await wait(until: "\(count) wait in line") { room.waiting == count }
    }

    private func untilWatched() async throws {
        try await wait(until: "somebody looks after those in line") { clock.sleepers > 0 }
    }
}
