import Glibc

/// Tells when a process has come to rest after work, which is the time to tidy up.
package struct RestAfterWork: Sendable {
    /// A look at the clock on the wall and at what the process has taken, in seconds since any beginning.
    package struct Look: Sendable {
        let time: Double
        let cpu: Double

        package init(time: Double, cpu: Double) { (self.time, self.cpu) = (time, cpu) }

        package static var now: Look {
            Look(time: seconds(of: CLOCK_MONOTONIC), cpu: seconds(of: CLOCK_PROCESS_CPUTIME_ID))
        }

        private static func seconds(of clock: clockid_t) -> Double {
            var time = timespec()
            clock_gettime(clock, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        }
    }

    /// CPU seconds that are work worth tidying up after.
    private static let work = 0.5
    /// The share of a processor that a process at rest takes at most.
    private static let rest = 0.02

    private var last: Look
    /// CPU seconds when it was last found at rest.
    private var tidied: Double?

    /// What the process did until now, which is its start, is work.
    package init(from look: Look) { last = look }

    /// Whether there was work since the process was last found at rest.
    package var isAwaited: Bool { tidied.map { last.cpu - $0 > Self.work } ?? true }

    /// True where the process has rested since the last look, for the first time after some work.
    package mutating func begins(at look: Look) -> Bool {
        let isResting = look.cpu - last.cpu < Self.rest * (look.time - last.time)
        last = look
        guard isResting, isAwaited else { return false }
        tidied = look.cpu
        return true
    }
}
