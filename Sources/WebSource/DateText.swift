package import Pipeline

/// The dates that feeds and HTTP servers write.
package enum DateText {
    /// Reads a moment; `nil` for what is no date, or could be one day as well as another.
    ///
    /// That is RFC 3339 and the rest of ISO 8601 (a month or a year alone, ordinal days, no hyphens), RFC 822 with its
    /// successors, RFC 850, asctime, and dates with the month in words of the languages in ``DateWords`` or in numbers.
    /// Weekdays are not looked at, seconds and zone may be missing (UTC then), years may have two digits, and obsolete
    /// zones count as RFC 2822 says.
    package static func timestamp(_ text: String) -> Timestamp? {
        guard text.utf8.count <= longest else { return nil }
        let text = text.singleLine()
        guard let time = Timestamp(rfc3339: text) ?? read(text), limits.contains(time) else { return nil }
        return time
    }

    /// Longest text that is taken for a date, in bytes.
    private static let longest = 128

    /// Years 1 to 9999, the only ones that RFC 3339 can write.
    private static let limits =
        Timestamp(milliseconds: -62_135_596_800_000)...Timestamp(milliseconds: 253_402_300_799_999)

    private static func read(_ text: String) -> Timestamp? {
        guard var reading = DateReading(text) else { return nil }
        guard let day = reading.day() else { return nil }
        return Timestamp(seconds: day.daysSinceEpoch * 86_400 + reading.timeOfDay - reading.zone)
    }
}
