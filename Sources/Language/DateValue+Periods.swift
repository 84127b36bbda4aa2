import Pipeline

/// Periods by their rules.
extension DateValue {
    /// Three months from the first of `first` on; the winter ends in the next year.
    static func season(_ first: Int, _ year: Int) -> DateValue? {
        guard first > 10 else { return .months(year, first, first + 2) }
        guard let start = CalendarDay(year: year, month: first, day: 1),
            let end = DateValue.month(year: year + 1, month: (first + 1) % 12 + 1).end
        else { return nil }
        return .interval(start, end)
    }

    /// Twelve months from the first of a month on.
    static func yearFrom(_ month: Int, _ year: Int) -> DateValue? {
        guard let start = CalendarDay(year: year, month: month, day: 1),
            let next = CalendarDay(year: year + 1, month: month, day: 1)
        else { return nil }
        return .interval(start, next.adding(days: -1))
    }

    /// A year of parliament, from the day of the budget on.
    static func session(_ year: Int) -> DateValue? {
        guard let start = budgetDay(year), let next = budgetDay(year + 1) else { return nil }
        return .interval(start, next.adding(days: -1))
    }

    /// The third Tuesday of September, on which the government presents its budget (article 65 of the Dutch constitution).
    static func budgetDay(_ year: Int) -> CalendarDay? {
        guard let last = CalendarDay(year: year, month: 9, day: 21) else { return nil }
        // 15 to 21 September hold one Tuesday.
        return last.adding(days: -((weekday(last) + 6) % 7))
    }

    /// 0 for Monday; 1970-01-01 was a Thursday.
    private static func weekday(_ day: CalendarDay) -> Int {
        let rest = Int((day.daysSinceEpoch &+ 3) % 7)
        return rest < 0 ? rest + 7 : rest
    }

    static func monday(of day: CalendarDay) -> CalendarDay { day.adding(days: -weekday(day)) }

    /// The month, the week or the quarter `shift` from the one of `day`.
    static func period(_ unit: String, _ shift: Int, from day: CalendarDay) -> DateValue? {
        switch unit {
        case "week":
            let monday = monday(of: day).adding(days: shift * 7)
            return .interval(monday, monday.adding(days: 6))
        case "maand":
            guard let first = CalendarDay(year: day.year, month: day.month, day: 1),
                let other = adding(months: shift, to: first)
            else { return nil }
            return .month(year: other.year, month: other.month)
        default:
            let month = (day.month - 1) / 3 * 3 + 1
            guard let first = CalendarDay(year: day.year, month: month, day: 1),
                let other = adding(months: shift * 3, to: first)
            else { return nil }
            return .months(other.year, other.month, other.month + 2)
        }
    }

    /// That many years, months, weeks or days ago, as exact as the unit.
    static func past(_ count: Int, _ unit: CalendarWords.Unit, before day: CalendarDay) -> DateValue? {
        switch unit {
        case .days(let size): .day(day.adding(days: -count * size))
        case .months(12): day.year > count ? .year(day.year - count) : nil
        case .months(120): day.year > count * 10 ? .year(day.year - count * 10) : nil
        case .months(let size):
            adding(months: -count * size, to: day).map { .month(year: $0.year, month: $0.month) }
        }
    }
}
