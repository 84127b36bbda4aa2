import Pipeline
import PipelineTesting
import Polling
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SharedAlarmsTests {
    let clock = ManualClock()

    private func settle() async { for _ in 0..<200 { await Task.yield() } }

    /// Somebody who sleeps so many milliseconds from now, and has begun to: nobody else is asleep before.
    private func first(_ alarms: SharedAlarms, _ milliseconds: Int64) async throws -> Started<Bool> {
        let sleeper = sleeper(alarms, milliseconds)
        try await wait(until: "the first keeps the watch") { clock.sleepers == 1 }
        return sleeper
    }

    private func sleeper(_ alarms: SharedAlarms, _ milliseconds: Int64) -> Started<Bool> {
        let deadline = clock.now.adding(.milliseconds(milliseconds))
        return Started {
            try await alarms.sleep(until: deadline)
            return true
        }
    }

    private func expectCancelled(_ sleeper: Started<Bool>) async throws {
        try await wait(until: "it hears that it is cancelled") {
            do { return try sleeper.value != nil } catch { return true }
        }
        #expect(throws: CancellationError.self) { try sleeper.value }
    }

    @Test("those whose deadlines are within a second are woken by one alarm, none too early")
    func together() async throws {
        let alarms = SharedAlarms(clock)
        let sleepers = [try await first(alarms, 60_100)] + [60_400, 60_999].map { sleeper(alarms, $0) }
        await settle()
        #expect(clock.sleepers == 1)
        clock.advance(by: .milliseconds(60_999))
        await settle()
        for sleeper in sleepers { #expect(try sleeper.value == nil) }
        clock.advance(by: .milliseconds(1))
        try await wait(until: "all are woken") { try sleepers.allSatisfy { try $0.value != nil } }
    }

    @Test(
        "a short sleep is put off by less than a long one, and the shortest not at all",
        arguments: [
            (1.9, 1.9), (2.1, 2.125), (4.2, 4.25), (9.1, 9.5), (20.1, 21), (3600, 3600), (3600.1, 3601),
        ])
    func delays(_ wanted: Double, _ given: Double) async throws {
        let sleeper = try await first(SharedAlarms(clock), Int64((wanted * 1000).rounded()))
        clock.advance(by: .milliseconds(Int64((given * 1000).rounded()) - 1))
        await settle()
        #expect(try sleeper.value == nil)
        clock.advance(by: .milliseconds(1))
        try await wait(until: "it wakes") { try sleeper.value != nil }
    }

    @Test("where the one who keeps the watch is cancelled another takes it over, and each can be cancelled")
    func cancelled() async throws {
        let alarms = SharedAlarms(clock)
        var sleepers = [try await first(alarms, 60_000)]
        for _ in 0..<3 {
            sleepers.append(sleeper(alarms, 60_000))
            await settle()
        }
        for index in [3, 0, 1] {
            sleepers[index].cancel()
            try await expectCancelled(sleepers[index])
            try await wait(until: "somebody keeps the watch") { clock.sleepers == 1 }
        }
        clock.advance(by: .seconds(60))
        try await wait(until: "the last one wakes") { try sleepers[2].value != nil }
        #expect(clock.sleepers == 0)
    }

    @Test("where nobody is left to keep the watch, whoever comes next does")
    func alone() async throws {
        let alarms = SharedAlarms(clock)
        let former = try await first(alarms, 60_000)
        former.cancel()
        try await expectCancelled(former)
        let next = try await first(alarms, 60_000)
        clock.advance(by: .seconds(60))
        try await wait(until: "the next one wakes") { try next.value != nil }
    }

    @Test(
        "a deadline that has passed is no sleep, and a cancelled task never sleeps, on its own or with others"
    )
    func atOnce() async throws {
        let alarms = SharedAlarms(clock)
        try await alarms.sleep(until: clock.now)
        try await alarms.sleep(until: Timestamp(milliseconds: .min))
        let early = doomed(alarms)
        try await expectCancelled(early)
        #expect(clock.sleepers == 0)
        let other = try await first(alarms, 60_000)
        let late = doomed(alarms)
        try await expectCancelled(late)
        clock.advance(by: .seconds(60))
        try await wait(until: "the other one wakes") { try other.value != nil }
    }

    /// Somebody who is cancelled before going to sleep for a minute.
    private func doomed(_ alarms: SharedAlarms) -> Started<Bool> {
        let deadline = clock.now.adding(.seconds(60))
        return Started {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await alarms.sleep(until: deadline)
            return true
        }
    }
}
