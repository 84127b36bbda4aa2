import Pipeline

/// The term of a promise as an ISO 8601 date, month, year or interval.
enum CommitmentTerm {
    /// Papers reach feeds some days after they are sent; a promise is overdue once these have passed.
    static let grace = 3

    /// The last day of a term; `nil` where it is none.
    static func lastDay(of term: String) -> CalendarDay? {
        let end = term.split(separator: "/").last.map(String.init) ?? term
        if let day = CalendarDay(end) { return day }
        let parts = end.split(separator: "-").compactMap { Int($0) }
        switch parts.count {
        case 1 where end.utf8.count == 4: return CalendarDay(year: parts[0], month: 12, day: 31)
        case 2 where (1...12).contains(parts[1]):
            return CalendarDay(
                year: parts[0], month: parts[1], day: CalendarDay.length(ofMonth: parts[1], in: parts[0]))
        default: return nil
        }
    }

    /// Promises whose term ended before that day are overdue on `today`.
    static func overdue(on today: CalendarDay) -> CalendarDay { today.adding(days: -grace) }
}
