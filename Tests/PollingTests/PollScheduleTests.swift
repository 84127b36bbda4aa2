import Pipeline
import Polling
import Testing

@Suite struct PollScheduleTests {
    let schedule = PollSchedule(every: .seconds(600))
    let noon = Timestamp(seconds: 1_767_268_800)

    func record(_ change: (inout SourceRecord) -> Void) -> SourceRecord {
        var record = SourceRecord(name: "gazette")
        record.lastAttempt = noon
        change(&record)
        return record
    }

    @Test("polls at once what was never polled")
    func first() throws {
        let due = try #require(schedule.due(after: SourceRecord(name: "gazette"), now: noon, chance: 0.5))
        #expect(due < noon)
    }

    @Test(
        "keeps to its interval within ten per cent, restarts included",
        arguments: [(0.0, 540), (0.5, 600), (1, 660)])
    func interval(_ chance: Double, _ seconds: Int64) throws {
        let due = try #require(schedule.due(after: record { _ in }, now: noon, chance: chance))
        #expect(due == noon.adding(.seconds(seconds)))
    }

    @Test(
        "backs off from a minute to an hour, with jitter",
        arguments: [(1, 60), (2, 120), (4, 480), (7, 3600), (64, 3600)])
    func backsOff(_ failures: Int, _ seconds: Int64) throws {
        let failing = record { $0.failures = failures }
        #expect(
            try #require(schedule.due(after: failing, now: noon, chance: 1)) == noon.adding(.seconds(seconds))
        )
        #expect(
            try #require(schedule.due(after: failing, now: noon, chance: 0))
                == noon.adding(.seconds(seconds / 2)))
    }

    @Test("waits as long as the server asks, and never shorter than its own interval")
    func serverWish() throws {
        let later = record { $0.notBefore = noon.adding(.seconds(9000)) }
        #expect(
            try #require(schedule.due(after: later, now: noon, chance: 0.5)) == noon.adding(.seconds(9000)))
        let sooner = record { $0.notBefore = noon.adding(.seconds(1)) }
        #expect(
            try #require(schedule.due(after: sooner, now: noon, chance: 0.5)) == noon.adding(.seconds(600)))
    }

    @Test("a clock that was set back does not silence a source")
    func setBack() throws {
        let tomorrow = record {
            $0.lastAttempt = noon.adding(.seconds(86_400 * 365))
            $0.notBefore = noon.adding(.seconds(86_400 * 365))
        }
        let due = try #require(schedule.due(after: tomorrow, now: noon, chance: 0.5))
        #expect(due <= noon.adding(PollSchedule.longestServerWait))
        let attempted = record { $0.lastAttempt = noon.adding(.seconds(86_400 * 365)) }
        #expect(schedule.due(after: attempted, now: noon, chance: 0.5) == noon.adding(.seconds(600)))
    }

    @Test("polls no more what is gone")
    func gone() { #expect(schedule.due(after: record { $0.gone = "410" }, now: noon, chance: 0.5) == nil) }
}
