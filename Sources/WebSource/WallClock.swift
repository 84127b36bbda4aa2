package import Pipeline

/// The time that clocks on the wall show, where summer time is that of the European Union since 1996: from the last Sunday of
/// March to the last Sunday of October, both at 01:00 UTC.
package struct WallClock: Hashable, Sendable {
    /// Ahead of UTC in winter.
    package let winter: Duration
    /// Whether there is summer time, an hour ahead of winter's.
    package let hasSummer: Bool

    package static let utc = WallClock(winter: .zero, hasSummer: false)
    package static let amsterdam = WallClock(winter: .seconds(3600), hasSummer: true)

    private init(winter: Duration, hasSummer: Bool) { (self.winter, self.hasSummer) = (winter, hasSummer) }

    /// The clock of a zone by its name in the IANA database; `nil` for one that follows other rules.
    package init?(named name: String) {
        if name == "UTC" {
            self = .utc
            return
        }
        guard name.hasPrefix("Europe/") else { return nil }
        let city = String(name.dropFirst("Europe/".count))
        guard let hours = Self.hours.first(where: { $0.cities.contains(city) })?.ahead else { return nil }
        self.init(winter: .seconds(3600 * hours), hasSummer: true)
    }

    private static let hours: [(ahead: Int64, cities: Set<String>)] = [
        (0, ["Dublin", "Lisbon", "London"]),
        (
            1,
            [
                "Amsterdam", "Berlin", "Bratislava", "Brussels", "Budapest", "Copenhagen", "Ljubljana",
                "Luxembourg",
                "Madrid", "Malta", "Oslo", "Paris", "Prague", "Rome", "Stockholm", "Vienna", "Warsaw",
                "Zagreb", "Zurich",
            ]
        ),
        (2, ["Athens", "Bucharest", "Helsinki", "Kyiv", "Riga", "Sofia", "Tallinn", "Vilnius"]),
    ]

    /// What the clock shows at `time`, as if that were UTC.
    package func reading(at time: Timestamp) -> Timestamp {
        let isSummer = hasSummer && Self.isSummer(time, hour: 1)
        return time.adding(isSummer ? winter + .seconds(3600) : winter)
    }

    /// When the clock shows `wall`.
    ///
    /// The hour that does not exist in March and the one that comes twice in October count as summer time.
    package func time(at wall: Timestamp) -> Timestamp {
        let begins = 1 + winter / .seconds(3600)
        let isSummer = hasSummer && Self.isSummer(wall, hour: Int64(begins), extra: 1)
        return wall.adding(.zero - (isSummer ? winter + .seconds(3600) : winter))
    }

    /// Whether `time` lies between the two Sundays, from that hour to that hour and `extra` more.
    private static func isSummer(_ time: Timestamp, hour: Int64, extra: Int64 = 0) -> Bool {
        let year = time.day.year
        guard let start = lastSunday(of: 3, in: year), let end = lastSunday(of: 10, in: year) else {
            return false
        }
        return time >= start.adding(.seconds(hour * 3600))
            && time < end.adding(.seconds((hour + extra) * 3600))
    }

    private static func lastSunday(of month: Int, in year: Int) -> Timestamp? {
        guard let last = CalendarDay(year: year, month: month, day: 31) else { return nil }
        // The first of January 1970 was a Thursday, four days after a Sunday.
        let weekday = (last.daysSinceEpoch % 7 + 7 + 4) % 7
        return Timestamp(seconds: (last.daysSinceEpoch - weekday) * 86_400)
    }
}
