/// The term of a promise as people write it.
///
/// A period with a name is told by it (`in het derde kwartaal van 2023`); of any other its last day is what matters
/// (`uiterlijk 30 juni 2023`).
struct AlertTerm {
    private let words: AlertWords

    init(_ words: AlertWords) { self.words = words }

    /// What `due` says; it is ISO 8601: a day, a month, a year, or an interval of two of these.
    func text(_ due: String) -> String {
        let ends = due.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if ends.count == 2, let start = CalendarDay(ends[0]), let end = CalendarDay(ends[1]),
            let named = named(from: start, to: end)
        {
            return named
        }
        let last = ends.last ?? due
        if let year = year(last) {
            return ends.count > 1 ? "\(words.dueBy) \(words.yearEnd) \(year)" : "in \(year)"
        }
        if let month = month(last) { return "\(words.dueBy) \(month)" }
        return "\(words.dueBy) \(words.day(last))"
    }

    /// `2023`.
    private func year(_ text: String) -> Int? {
        text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// `2023-01`.
    private func month(_ text: String) -> String? {
        guard text.utf8.count == 7, let day = CalendarDay(text + "-01") else { return nil }
        return "\(words.months[(day.month - 1) % words.months.count]) \(day.year)"
    }

    /// Quarters, halves, seasons and whole years.
    private func named(from start: CalendarDay, to end: CalendarDay) -> String? {
        guard start.day == 1, end.day == CalendarDay.length(ofMonth: end.month, in: end.year) else {
            return nil
        }
        if start.month == 12, end.month == 2, end.year == start.year + 1 {
            return words.period(.season(3), "\(start.year)/\(end.year)")
        }
        guard start.year == end.year else { return nil }
        let year = String(start.year)
        switch (start.month, end.month) {
        case (1, 12): return "in \(year)"
        case (1, 6), (7, 12): return words.period(.half(start.month / 7), year)
        case (1, 3), (4, 6), (7, 9), (10, 12): return words.period(.quarter(start.month / 3), year)
        case (3, 5), (6, 8), (9, 11): return words.period(.season(start.month / 3 - 1), year)
        case (4, 9): return words.period(.middle, year)
        default: return nil
        }
    }
}

/// A part of a year that has a name; numbers begin at 0.
enum AlertPeriod {
    case half(Int)
    case quarter(Int)
    /// From spring on.
    case season(Int)
    case middle
}
