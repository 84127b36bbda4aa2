package import Pipeline

/// The wall clock of the Netherlands, by which its official data are dated without saying so.
///
/// The schema of the Tweede Kamer calls these times UTC, and the data show that they are not. Summer time is that of the
/// European Union since 1996: from the last Sunday of March to the last Sunday of October, both at 01:00 UTC.
package enum AmsterdamTime {
    /// Reads a time with an offset as it stands, and one without as Amsterdam's; a day alone is its midnight there.
    ///
    /// The hour that does not exist in March and the one that comes twice in October count as summer time.
    package static func timestamp(_ text: some StringProtocol) -> Timestamp? {
        guard let wall = Timestamp(rfc3339: text) else { return nil }
        // With an offset of its own, the text means the same wherever it is read.
        guard let elsewhere = Timestamp(rfc3339: text, localOffset: winter), elsewhere != wall else {
            return wall
        }
        return wall.adding(.zero - offset(at: wall))
    }

    private static let winter = Duration.seconds(3600)
    private static let summer = Duration.seconds(7200)

    private static func offset(at wall: Timestamp) -> Duration {
        let year = wall.day.year
        guard let start = lastSunday(of: 3, in: year), let end = lastSunday(of: 10, in: year) else {
            return winter
        }
        return wall >= start.adding(.seconds(2 * 3600)) && wall < end.adding(.seconds(3 * 3600))
            ? summer : winter
    }

    /// Midnight by the wall clock.
    private static func lastSunday(of month: Int, in year: Int) -> Timestamp? {
        guard let last = CalendarDay(year: year, month: month, day: 31) else { return nil }
        // The first of January 1970 was a Thursday, four days after a Sunday.
        let weekday = (last.daysSinceEpoch % 7 + 7 + 4) % 7
        return Timestamp(seconds: (last.daysSinceEpoch - weekday) * 86_400)
    }
}
