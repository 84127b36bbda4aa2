import Pipeline
import PipelineTesting
import Polling
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SharedAlarmsTests {
    let clock = ManualClock()

    /// Who has woken, in order.
    final class Woken: Sendable {
        let names = Mutex<[String]>([])
        func append(_ name: String) { names.withLock { $0.append(name) } }
        var all: [String] { names.withLock { $0 } }
    }

    func settle() async { for _ in 0..<200 { await Task.yield() } }

    @Test("those whose deadlines are within a second are woken by one alarm, none too early")
    func together() async throws {
        let (alarms, woken) = (SharedAlarms(clock), Woken())
        let start = clock.now
        let tasks = [100, 400, 999].map { offset in
            Task {
                try await alarms.sleep(until: start.adding(.seconds(60)).adding(.milliseconds(offset)))
                woken.append("\(offset)")
            }
        }
        while clock.sleepers == 0 { await Task.yield() }
        await settle()
        #expect(clock.sleepers == 1)
        clock.advance(by: .milliseconds(60_999))
        await settle()
        #expect(woken.all.isEmpty)
        clock.advance(by: .milliseconds(1))
        for task in tasks { try await task.value }
        #expect(woken.all.count == 3)
    }

    @Test(
        "a short sleep is put off by less than a long one, and the shortest not at all",
        arguments: [(1.9, 1.9), (2.1, 2.125), (4.2, 4.25), (9.1, 9.5), (20.1, 21), (3600, 3600)])
    func delays(_ wanted: Double, _ given: Double) async throws {
        let (alarms, woken) = (SharedAlarms(clock), Woken())
        let deadline = clock.now.adding(.milliseconds(Int64((wanted * 1000).rounded())))
        let task = Task {
            try await alarms.sleep(until: deadline)
            woken.append("")
        }
        while clock.sleepers == 0 { await Task.yield() }
        clock.advance(by: .milliseconds(Int64((given * 1000).rounded()) - 1))
        await settle()
        #expect(woken.all.isEmpty)
        clock.advance(by: .milliseconds(1))
        try await task.value
    }

    @Test("where the one who keeps the watch is cancelled another takes it over, and each can be cancelled")
    func cancelled() async throws {
        let alarms = SharedAlarms(clock)
        let deadline = clock.now.adding(.seconds(60))
        var tasks: [Task<Void, any Error>] = []
        for _ in 0..<4 {
            tasks.append(Task { try await alarms.sleep(until: deadline) })
            // The first keeps the watch.
            while clock.sleepers == 0 { await Task.yield() }
            await settle()
        }
        for index in [3, 0, 1] {
            tasks[index].cancel()
            await #expect(throws: CancellationError.self) { try await tasks[index].value }
            while clock.sleepers == 0 { await Task.yield() }
        }
        clock.advance(by: .seconds(60))
        try await tasks[2].value
        #expect(clock.sleepers == 0)
    }

    @Test("a deadline that has passed is no sleep, and a cancelled task never sleeps")
    func atOnce() async throws {
        let alarms = SharedAlarms(clock)
        try await alarms.sleep(until: clock.now)
        try await alarms.sleep(until: Timestamp(milliseconds: .min))
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await alarms.sleep(until: clock.now.adding(.seconds(60)))
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.sleepers == 0)
    }
}
