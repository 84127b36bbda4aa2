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
        if let time = usual(text.utf8.span) { return time }
        guard text.utf8.count <= longest else { return nil }
        let text = text.singleLine()
        guard let time = Timestamp(rfc3339: text) ?? read(text), limits.contains(time) else { return nil }
        return time
    }

    /// Reads the two forms that nearly every feed has, and in them the one way to write them that nearly every program has:
    /// `2026-11-25T10:14:55Z` and `Wed, 25 Nov 2026 10:14:55 GMT`; `nil` for all others.
    package static func usual(_ text: Swift.Span<UInt8>) -> Timestamp? {
        switch text.count {
        case 20:
            guard text[4] == 0x2D, text[7] == 0x2D, text[10] == UInt8(ascii: "T"),
                text[19] == UInt8(ascii: "Z"),
                let century = text.number(at: 0), let year = text.number(at: 2),
                let month = text.number(at: 5), let day = text.number(at: 8)
            else { return nil }
            return time(text, at: 11, of: CalendarDay(year: century * 100 + year, month: month, day: day))
        case 29:
            guard text[3] == 0x2C, text[4] == 0x20, text[7] == 0x20, text[11] == 0x20, text[16] == 0x20,
                text[25] == 0x20, text[26] == UInt8(ascii: "G"), text[27] == UInt8(ascii: "M"),
                text[28] == UInt8(ascii: "T"), text.isWord(at: 0), text.isWord(at: 8),
                let day = text.number(at: 5), let century = text.number(at: 12),
                let year = text.number(at: 14),
                let month = month(text, at: 8)
            else { return nil }
            return time(text, at: 17, of: CalendarDay(year: century * 100 + year, month: month, day: day))
        default: return nil
        }
    }

    private static func time(_ text: Swift.Span<UInt8>, at index: Int, of day: CalendarDay?) -> Timestamp? {
        guard let day, text[index + 2] == 0x3A, text[index + 5] == 0x3A, let hour = text.number(at: index),
            let minute = text.number(at: index + 3), let second = text.number(at: index + 6),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return Timestamp(seconds: day.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second))
    }

    private static func month(_ text: Swift.Span<UInt8>, at index: Int) -> Int? {
        for month in 0..<12
        where text[index] == months[3 * month] && text[index + 1] == months[3 * month + 1]
            && text[index + 2] == months[3 * month + 2]
        { return month + 1 }
        return nil
    }

    private static let months = Array("JanFebMarAprMayJunJulAugSepOctNovDec".utf8)

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

extension Swift.Span<UInt8> {
    /// A number of two digits.
    fileprivate func number(at index: Int) -> Int? {
        let (tens, ones) = (self[index] &- 0x30, self[index + 1] &- 0x30)
        return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
    }

    /// Whether three letters stand there.
    fileprivate func isWord(at index: Int) -> Bool {
        for place in index..<index + 3 where !(0x61...0x7A).contains(self[place] | 0x20) { return false }
        return true
    }
}
