import Pipeline
import Polling
import Testing
import WebSource

@Suite struct TimeWindowTests {
    func time(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

    @Test(
        "opens by the wall clock of its place, summer and winter",
        arguments: [
            // Inside it is open at once.
            ("06:00-22:00", "Europe/Amsterdam", "2026-07-01T04:00:00Z", "2026-07-01T04:00:00Z"),
            ("06:00-22:00", "Europe/Amsterdam", "2026-07-01T03:59:59Z", "2026-07-01T04:00:00Z"),
            ("06:00-22:00", "Europe/Amsterdam", "2026-01-01T04:00:00Z", "2026-01-01T05:00:00Z"),
            ("06:00-22:00", "Europe/Amsterdam", "2026-01-01T21:00:00Z", "2026-01-02T05:00:00Z"),
            ("06:00-22:00", "UTC", "2026-07-01T05:00:00Z", "2026-07-01T06:00:00Z"),
            ("06:00-22:00", "Europe/London", "2026-07-01T04:00:00Z", "2026-07-01T05:00:00Z"),
            ("06:00-24:00", "UTC", "2026-07-01T23:59:59Z", "2026-07-01T23:59:59Z"),
            ("22:00-06:00", "UTC", "2026-07-01T12:00:00Z", "2026-07-01T22:00:00Z"),
            ("22:00-06:00", "UTC", "2026-07-01T01:00:00Z", "2026-07-01T01:00:00Z"),
            // The night in which the clocks go forward, and the one in which they go back.
            ("06:00-22:00", "Europe/Amsterdam", "2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z"),
            ("06:00-22:00", "Europe/Amsterdam", "2026-10-24T22:00:00Z", "2026-10-25T05:00:00Z"),
            // An hour that the clock skips.
            ("02:30-03:00", "Europe/Amsterdam", "2026-03-28T22:00:00Z", "2026-03-29T01:30:00Z"),
        ])
    func opens(_ hours: String, _ zone: String, _ from: String, _ opening: String) throws {
        let clock = try #require(WallClock(named: zone))
        let window = try #require(TimeWindow(hours, clock: clock))
        let found = window.opening(from: try time(from))
        // The hour that does not exist may be read as either of its neighbours.
        #expect(abs(found.since(try time(opening)) / .seconds(1)) <= (hours.hasPrefix("02") ? 3600 : 0))
    }

    @Test(
        "is refused where it is no window",
        arguments: [
            "", "06:00", "6-22", "06:00-25:00", "06:60-22:00", "06:00-06:00", "24:00-06:00",
            "06:00-22:00-23:00", "-",
        ])
    func refuses(_ text: String) { #expect(TimeWindow(text) == nil) }

    @Test("knows zones with Europe's summer time, and no others")
    func zones() {
        #expect(WallClock(named: "Europe/Amsterdam") == .amsterdam)
        #expect(WallClock(named: "Europe/Berlin") == .amsterdam)
        for name in ["Europe/Moscow", "America/New_York", "Amsterdam", "Europe/", ""] {
            #expect(WallClock(named: name) == nil)
        }
    }
}
