import Pipeline
import Polling
import Testing
import WebSource

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
        "keeps to its interval and up to ten per cent more, restarts included",
        arguments: [(0.0, 600), (0.5, 630), (1, 660)])
    func interval(_ chance: Double, _ seconds: Int64) throws {
        let due = try #require(schedule.due(after: record { _ in }, now: noon, chance: chance))
        #expect(due == noon.adding(.seconds(seconds)))
    }

    @Test(
        "backs off from a minute to an hour, with full jitter and never under a minute",
        arguments: [(1, 120), (2, 240), (4, 960), (7, 3600), (64, 3600)])
    func backsOff(_ failures: Int, _ seconds: Int64) throws {
        let failing = record { $0.failures = failures }
        #expect(
            try #require(schedule.due(after: failing, now: noon, chance: 1)) == noon.adding(.seconds(seconds))
        )
        #expect(
            try #require(schedule.due(after: failing, now: noon, chance: 0))
                == noon.adding(.seconds(60)))
    }

    @Test(
        "a server that denies what is asked for is left alone for up to a day",
        arguments: [(1, 120), (7, 7680), (11, 86_400), (64, 86_400)])
    func denied(_ failures: Int, _ seconds: Int64) throws {
        let denied = record { ($0.failures, $0.isDenied) = (failures, true) }
        #expect(schedule.due(after: denied, now: noon, chance: 1) == noon.adding(.seconds(seconds)))
        #expect(schedule.due(after: denied, now: noon, chance: 0) == noon.adding(.seconds(60)))
    }

    @Test(
        "what is polled every second backs off from a second to a minute",
        arguments: [(1, 1, 2), (3, 1, 8), (64, 1, 60)])
    func shortInterval(_ failures: Int, _ least: Int64, _ most: Int64) throws {
        let schedule = PollSchedule(every: .seconds(1))
        let failing = record { $0.failures = failures }
        #expect(schedule.due(after: failing, now: noon, chance: 0) == noon.adding(.seconds(least)))
        #expect(schedule.due(after: failing, now: noon, chance: 1) == noon.adding(.seconds(most)))
    }

    @Test(
        "a network that is back after hours finds every source asked within two intervals",
        arguments: [60, 900, 3600])
    func outage(_ every: Int64) throws {
        let schedule = PollSchedule(every: .seconds(every))
        for failures in [1, 5, 60] {
            let failing = record {
                $0.failures = failures
                $0.unreachableSince = noon
            }
            for chance in [0.0, 1] {
                let due = try #require(schedule.due(after: failing, now: noon, chance: chance))
                #expect(due >= noon.adding(.seconds(60)))
                #expect(due < noon.adding(.seconds(2 * every)))
            }
        }
    }

    @Test(
        "outside its hours it waits for the next opening, spread over five minutes",
        arguments: [
            ("12:50-14:00", 600), ("06:00-22:00", 600), ("14:00-15:00", 3600), ("06:00-13:00", 61_200),
            ("22:00-06:00", 32_400), ("23:00-13:30", 600),
        ])
    func window(_ hours: String, _ wait: Int64) throws {
        // Noon in UTC is one o'clock in Amsterdam in winter.
        var schedule = schedule
        let window = try #require(TimeWindow(hours))
        schedule.window = window
        let due = schedule.due(after: record { _ in }, now: noon, chance: 0)
        #expect(due == noon.adding(.seconds(wait)))
        let late = try #require(schedule.due(after: record { _ in }, now: noon, chance: 1))
        #expect(late <= noon.adding(.seconds(wait + 300)))
        let first = try #require(schedule.due(after: SourceRecord(name: "new"), now: noon, chance: 0))
        #expect(first <= noon || first == noon.adding(.seconds(wait)), "the first poll keeps to them too")
    }

    @Test("waits as long as the server asks, and never shorter than its own interval")
    func serverWish() throws {
        let later = record { $0.notBefore = noon.adding(.seconds(9000)) }
        #expect(
            try #require(schedule.due(after: later, now: noon, chance: 0.5)) == noon.adding(.seconds(9000)))
        let sooner = record { $0.notBefore = noon.adding(.seconds(1)) }
        #expect(
            try #require(schedule.due(after: sooner, now: noon, chance: 0.5)) == noon.adding(.seconds(630)))
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
        #expect(schedule.due(after: attempted, now: noon, chance: 0.5) == noon.adding(.seconds(630)))
    }

    @Test("polls no more what is gone")
    func gone() { #expect(schedule.due(after: record { $0.gone = "410" }, now: noon, chance: 0.5) == nil) }
}
