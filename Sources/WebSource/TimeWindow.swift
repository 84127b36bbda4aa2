package import Pipeline

/// Hours of the day by the clock of a place, such as those in which a source is polled: `06:00-22:00`.
package struct TimeWindow: Hashable, Sendable {
    /// Minutes after midnight; a window whose end is before its start goes over midnight.
    private let start: Int64
    private let end: Int64
    private let clock: WallClock

    /// Reads `text`; `nil` where it is no window, or an empty one.
    package init?(_ text: String, clock: WallClock = .amsterdam) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minutes)
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end, start < 1440 else {
            return nil
        }
        (self.start, self.end, self.clock) = (start, end, clock)
    }

    /// Minutes of `06:00`; 1440 of `24:00`.
    private static func minutes(_ text: Substring) -> Int64? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int64(String(decoding: Array(parts[0]), as: UTF8.self)),
            let minute = Int64(String(decoding: Array(parts[1]), as: UTF8.self)),
            minute < 60, hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    /// `time` where the window is open then, else when it opens next.
    package func opening(from time: Timestamp) -> Timestamp {
        let wall = clock.reading(at: time)
        let midnight = Timestamp(seconds: wall.day.daysSinceEpoch * 86_400)
        let minute = Int64(wall.since(midnight) / .seconds(60))
        let isOpen = start < end ? (start..<end).contains(minute) : minute >= start || minute < end
        if isOpen { return time }
        let day = minute < start ? midnight : midnight.adding(.seconds(86_400))
        return max(time, clock.time(at: day.adding(.seconds(start * 60))))
    }
}
