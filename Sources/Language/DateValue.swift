package import Pipeline

/// A day, a month, a year or a stretch of days.
package enum DateValue: Hashable, Sendable {
    case day(CalendarDay)
    case month(year: Int, month: Int)
    case year(Int)
    case interval(CalendarDay, CalendarDay)

    /// ISO 8601: `2022-06-17`, `2022-06`, `2022`, `2023-01-01/2023-06-30`.
    package var iso: String {
        switch self {
        case .day(let day): "\(day)"
        case .month(let year, let month): "\(Self.padded(year, 4))-\(Self.padded(month, 2))"
        case .year(let year): Self.padded(year, 4)
        case .interval(let start, let end): "\(start)/\(end)"
        }
    }

    /// The first day that it covers.
    package var start: CalendarDay? {
        switch self {
        case .day(let day): day
        case .month(let year, let month): CalendarDay(year: year, month: month, day: 1)
        case .year(let year): CalendarDay(year: year, month: 1, day: 1)
        case .interval(let start, _): start
        }
    }

    /// The last day that it covers.
    package var end: CalendarDay? {
        switch self {
        case .day(let day): day
        case .month(let year, let month):
            CalendarDay(year: year, month: month, day: CalendarDay.length(ofMonth: month, in: year))
        case .year(let year): CalendarDay(year: year, month: 12, day: 31)
        case .interval(_, let end): end
        }
    }

    /// From the first day of one month to the last of another; `nil` where that runs backwards or out of the calendar.
    static func months(_ year: Int, _ first: Int, _ last: Int) -> DateValue? {
        guard let start = DateValue.month(year: year, month: first).start,
            let end = DateValue.month(year: year, month: last).end, start <= end
        else { return nil }
        return .interval(start, end)
    }

    /// The day `months` later or earlier; the last of the month where that month is shorter.
    static func adding(months: Int, to day: CalendarDay) -> CalendarDay? {
        guard abs(months) < 120_000 else { return nil }
        let index = day.year * 12 + day.month - 1 + months
        guard index >= 12 else { return nil }
        let (year, month) = (index / 12, index % 12 + 1)
        return CalendarDay(
            year: year, month: month, day: min(day.day, CalendarDay.length(ofMonth: month, in: year)))
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
