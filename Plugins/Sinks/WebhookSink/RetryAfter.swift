import Pipeline

/// How long a server wants to be left alone (RFC 9110 §10.2.3).
enum RetryAfter {
    /// The longest that a server is given, whatever it says.
    static let most = Duration.seconds(86_400)

    /// Reads seconds or a date; `nil` where it is neither or has passed.
    static func wait(_ text: String, now: Timestamp) -> Duration? {
        let text = text.filter { $0 != "\t" }
        let digits = text.drop { $0 == " " }.prefix { $0 != " " }
        guard digits.isEmpty || !digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            // Too many digits for a number are a long time all the same.
            return limited(.seconds(min(Int64(digits) ?? .max, most.components.seconds)))
        }
        return date(text).flatMap { limited($0.since(now)) }
    }

    private static func limited(_ wait: Duration) -> Duration? { wait > .zero ? min(wait, most) : nil }

    /// Reads the three forms of RFC 9110 §5.6.7, which differ in the order of the same words.
    ///
    ///     Sun, 06 Nov 1994 08:49:37 GMT
    ///     Sunday, 06-Nov-94 08:49:37 GMT
    ///     Sun Nov  6 08:49:37 1994
    static func date(_ text: String) -> Timestamp? {
        let words = text.split { $0 == " " || $0 == "," || $0 == "-" }.dropFirst().map(String.init)
        guard words.count >= 4, let place = words.firstIndex(where: { months.contains($0.lowercased()) }),
            place < 2, let month = months.firstIndex(of: words[place].lowercased()),
            let day = number(words[1 - place], 1...31)
        else { return nil }
        let (clock, yearText) = place == 0 ? (words[2], words[3]) : (words[3], words[2])
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let hour = number(parts[0], 0...23), let minute = number(parts[1], 0...59),
            let second = number(parts[2], 0...60), var year = number(yearText, 0...9999)
        else { return nil }
        if yearText.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
        guard let date = CalendarDay(year: year, month: month + 1, day: day) else { return nil }
        return Timestamp(seconds: date.daysSinceEpoch * 86_400 + Int64(hour * 3600 + minute * 60 + second))
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    private static func number(_ text: String, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            range.contains(number)
        else { return nil }
        return number
    }
}
