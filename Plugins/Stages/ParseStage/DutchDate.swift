import Pipeline

/// Dates as Dutch writes them: `18 november 2024`, and `9 december jl.` without a year.
struct DutchDate {
    var day: CalendarDay
    /// Where it stands.
    var range: Range<Int>

    private static let months = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november",
        "december",
    ]

    /// A day and its month, and where they stand.
    typealias DayMonth = (day: Int, month: Int, range: Range<Int>)

    /// The dates in `text` that have a day, a month and a year.
    static func all(in text: Bytes) -> [DutchDate] { all(of: dayMonths(in: text), in: text) }

    /// Those of `days`, which stand in `text`, that a year follows.
    static func all(of days: [DayMonth], in text: Bytes) -> [DutchDate] {
        days.compactMap { found in
            var scanner = ByteScanner(text, at: found.range.upperBound)
            scanner.skipSpaces()
            guard let year = scanner.number(), (1800...2200).contains(year), scanner.current?.isDigit != true,
                let day = CalendarDay(year: year, month: found.month, day: found.day)
            else { return nil }
            return DutchDate(day: day, range: found.range.lowerBound..<scanner.position)
        }
    }

    /// Those of `days`, which stand in `text`, that are said to be past and have no year, as in `9 december jl.`.
    static func recent(of days: [DayMonth], in text: Bytes) -> [(month: Int, day: Int)] {
        days.compactMap { found in
            var scanner = ByteScanner(text, at: found.range.upperBound)
            scanner.skipSpaces()
            guard scanner.skip("jl") || scanner.skip("jongstleden") || scanner.skip("j.l.") else {
                return nil
            }
            return (found.month, found.day)
        }
    }

    /// The days in `text` that a month follows.
    static func dayMonths(in text: Bytes) -> [DayMonth] {
        var found: [DayMonth] = []
        var index = 0
        while index < text.count {
            guard text[index].isDigit else {
                index += 1
                continue
            }
            var scanner = ByteScanner(text, at: index)
            let start = index
            while index < text.count, text[index].isDigit { index += 1 }
            guard let day = scanner.number(maximumDigits: 2), (1...31).contains(day), scanner.skipSpaces()
            else { continue }
            let month = months.firstIndex { name in
                var ahead = scanner
                // A year that lost its space still follows: `november2024`.
                guard ahead.skip(name), ahead.current?.isLetter != true else { return false }
                scanner = ahead
                return true
            }
            if let month { found.append((day, month + 1, start..<scanner.position)) }
        }
        return found
    }
}

/// Works out when a paper was written that does not say so.
enum InferredDate {
    /// How long before the paper a day without a year may lie.
    private static let reach: Int64 = 60

    /// The latest full date that the text looks back on, moved on by days without a year that follow it closely.
    static func find(in document: Document) -> CalendarDay? {
        var full: [CalendarDay] = []
        var recent: [(month: Int, day: Int)] = []
        let texts =
            document.answers.flatMap { [$0.question, $0.answer] }
            + document.remarks.filter { $0.role != .footnote }.map(\.text)
        for text in texts {
            let bytes = Bytes(text.utf8)
            // `3 november 2010` is English and German too, in which nothing tells a day ahead from one that is past.
            let days = DutchDate.dayMonths(in: bytes)
            guard !days.isEmpty, DutchProse.isLikely(bytes) else { continue }
            full += DutchDate.all(of: days, in: bytes)
                .filter { !isTerm(bytes, before: $0.range.lowerBound) }.map(\.day)
            recent += DutchDate.recent(of: days, in: bytes)
        }
        guard let latest = full.max() else { return nil }
        let moved = recent.flatMap { day in
            [latest.year, latest.year + 1].compactMap {
                CalendarDay(year: $0, month: day.month, day: day.day)
            }
        }.filter { (0...reach).contains($0.daysSinceEpoch - latest.daysSinceEpoch) }
        return moved.max() ?? latest
    }

    /// Whether the date is one that something lasts until or begins at, which may lie ahead.
    private static func isTerm(_ text: Bytes, before position: Int) -> Bool {
        let before = text[max(0, position - 24)..<position].trimmed
        return [
            "tot", "tot en met", "t/m", "uiterlijk", "voor", "v\u{F3}\u{F3}r", "vanaf", "per", "na",
            "met ingang van",
        ].contains { word in
            Bytes(before).ends(withFolded: " " + word)
                || Bytes(before).ends(withFolded: word) && before.count == word.utf8.count
        }
    }
}
