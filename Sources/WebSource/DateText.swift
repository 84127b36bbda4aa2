package import Pipeline

/// The dates that feeds and HTTP servers write.
package enum DateText {
    /// Reads RFC 3339, RFC 822 with its successors, RFC 850 and asctime; `nil` for what is no date.
    ///
    /// Weekdays are not looked at, seconds and zone may be missing (UTC then), years may have two digits, and obsolete
    /// zones count as RFC 2822 says.
    package static func timestamp(_ text: String) -> Timestamp? {
        guard text.utf8.count <= longest else { return nil }
        let text = text.singleLine()
        return Timestamp(rfc3339: text) ?? rfc822(text)
    }

    /// Longest text that is taken for a date, in bytes.
    private static let longest = 128

    private static func rfc822(_ text: String) -> Timestamp? {
        var (day, month, year): (Int?, Int?, Int?)
        var (seconds, zone): (Int64?, Int64) = (nil, 0)
        for token in tokens(text) {
            if token.contains(":") {
                guard seconds == nil, let time = timeOfDay(token) else { return nil }
                seconds = time
            } else if let sign = token.utf8.first, sign == 0x2B || sign == 0x2D,
                let offset = numericZone(token)
            {
                zone = offset
            } else if let number = Int(token), number >= 0 {
                if day == nil, token.utf8.count <= 2 {
                    day = number
                } else {
                    guard year == nil else { return nil }
                    year = wholeYear(number, digits: token.utf8.count)
                }
            } else if month == nil, let found = months.firstIndex(of: token.prefix(3).lowercased()) {
                month = found + 1
            } else if let offset = namedZones[token.uppercased()] {
                zone = offset * 60
            }
        }
        guard let day, let month, let year, let date = CalendarDay(year: year, month: month, day: day) else {
            return nil
        }
        return Timestamp(seconds: date.daysSinceEpoch * 86_400 + (seconds ?? 0) - zone)
    }

    /// Words and numbers; `06-Nov-94` is three.
    private static func tokens(_ text: String) -> [Substring] {
        text.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" }.flatMap { token in
            token.utf8.first.map { (0x30...0x39).contains($0) } == true
                ? token.split(separator: "-") : [token]
        }
    }

    private static func timeOfDay(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map {
            Int64($0.prefix { $0 != "." })
        }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1],
            (0...24).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        guard parts.count == 3 else { return hour * 3600 + minute * 60 }
        guard let second = parts[2], (0...60).contains(second) else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds east of UTC that `+0130` says.
    private static func numericZone(_ text: Substring) -> Int64? {
        guard text.utf8.count == 5, let number = Int64(text.dropFirst()), number >= 0 else { return nil }
        let offset = (number / 100) * 3600 + (number % 100) * 60
        return text.hasPrefix("-") ? -offset : offset
    }

    private static func wholeYear(_ number: Int, digits: Int) -> Int {
        switch digits {
        case ...2: number + (number < 50 ? 2000 : 1900)
        case 3: number + 1900
        default: number
        }
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Minutes east of UTC.
    private static let namedZones: [String: Int64] = [
        "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420,
        "MDT": -360, "PST": -480, "PDT": -420, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "MET": 60,
        "CEST": 120,
        "MEST": 120, "EET": 120, "EEST": 180,
    ]
}
