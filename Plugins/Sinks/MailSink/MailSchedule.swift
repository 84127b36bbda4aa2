import Pipeline
import WebSource

/// When mail may go out.
struct MailSchedule: Sendable {
    /// How often alerts are collected in one mail; `nil` where each goes out by itself.
    let digest: MailSink.Digest?
    private let clock: WallClock
    /// Minutes after midnight.
    private let minute: Int64
    /// Days after Monday.
    private let weekday: Int64
    /// The hours that are not quiet; `nil` where all are.
    private let open: TimeWindow?

    private static let defaultMinute: Int64 = 7 * 60

    init(_ options: MailSink.Options) throws(InvalidOptions) {
        digest = options.digest
        var clock = WallClock.amsterdam
        if let name = options.timeZone {
            guard let known = WallClock(named: name) else {
                throw InvalidOptions(
                    "time_zone",
                    "'\(name.onOneLine(limit: 60))' is not known; write UTC or a zone with Europe's summer time, such as Europe/Amsterdam"
                )
            }
            clock = known
        }
        self.clock = clock
        if let quiet = options.quiet {
            let ends = quiet.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let window = TimeWindow("\(ends[1])-\(ends[0])", clock: clock) else {
                throw InvalidOptions("quiet", "'\(quiet.onOneLine(limit: 40))' is no window like 22:00-07:00")
            }
            open = window
        } else {
            open = nil
        }
        if let at = options.at {
            guard digest == .daily || digest == .weekly else {
                throw InvalidOptions("at", "goes with digest: daily or weekly")
            }
            guard let minute = Self.minute(at) else {
                throw InvalidOptions("at", "'\(at.onOneLine(limit: 40))' is no time like 07:30")
            }
            self.minute = minute
        } else {
            minute = Self.defaultMinute
        }
        guard options.on == nil || digest == .weekly else {
            throw InvalidOptions("on", "goes with digest: weekly")
        }
        let days = MailSink.Weekday.allCases
        weekday = options.on.flatMap { days.firstIndex(of: $0) }.map(Int64.init) ?? 0
    }

    private static func minute(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int64(parts[0]),
            let minute = Int64(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    /// `now` where mail may go out, else when quiet hours end.
    func opening(from now: Timestamp) -> Timestamp { open?.opening(from: now) ?? now }

    /// When the next digest is due, strictly after `now`.
    func nextDigest(after now: Timestamp) -> Timestamp {
        let wall = clock.reading(at: now)
        let day = wall.day.daysSinceEpoch
        switch digest {
        case nil: return now
        case .hourly:
            let hour: Int64 = 3_600_000
            let (begun, _) = now.milliseconds.quotientAndRemainder(dividingBy: hour)
            return opening(from: Timestamp(milliseconds: (begun + 1) * hour))
        case .daily: return candidate(near: day, every: 1, after: now)
        case .weekly:
            // The first of January 1970 was a Thursday, three days after a Monday.
            let ahead = (weekday - (day + 3) % 7 + 7) % 7
            return candidate(near: day + ahead, every: 7, after: now)
        }
    }

    /// The first after `now` of the digests of every so many days; that of the one before may wait for quiet hours to end.
    private func candidate(near day: Int64, every days: Int64, after now: Timestamp) -> Timestamp {
        [day - days, day].lazy.map(candidate).first { $0 > now } ?? candidate(on: day + days)
    }

    /// When a digest goes out on that day, which may be when quiet hours end.
    private func candidate(on day: Int64) -> Timestamp {
        opening(from: clock.time(at: Timestamp(seconds: day * 86_400 + minute * 60)))
    }
}
