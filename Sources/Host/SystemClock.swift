import Glibc
package import Pipeline

/// The wall clock, or one that runs faster for trials.
package struct SystemClock: Clock {
    private let scale: Double
    private let wallAtStart: Timestamp
    private let start: ContinuousClock.Instant

    /// No single sleep is longer, so that a wall clock that jumps is noticed.
    private static let longestNap = Duration.seconds(15)
    /// Far from where the arithmetic of time would overflow.
    private static let longestSleep = Duration.seconds(100 * 365 * 86_400)

    /// - Parameter scale: how many seconds pass in one; 1 is the wall clock itself.
    package init(scale: Double = 1) {
        self.scale = max(1, scale)
        wallAtStart = SystemClock.wall
        start = .now
    }

    package var now: Timestamp {
        guard scale > 1 else { return SystemClock.wall }
        return wallAtStart.adding((ContinuousClock.now - start) * scale)
    }

    /// Returns once the deadline has come, or as much time has passed as was left: a wall clock that is set back by a day
    /// must not silence anybody for a day.
    package func sleep(until deadline: Timestamp) async throws {
        let end = ContinuousClock.now + min(deadline.since(now), SystemClock.longestSleep) / scale
        while true {
            let left = min(deadline.since(now), (end - .now) * scale)
            guard left > .zero else { return try Task.checkCancellation() }
            try await Task.sleep(for: max(.milliseconds(1), min(left / scale, SystemClock.longestNap)))
        }
    }

    private static var wall: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000)
    }
}
