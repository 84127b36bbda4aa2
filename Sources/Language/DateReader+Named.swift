import Pipeline

/// Periods and days with a name of their own: decades, school years, weeks, recesses, the day of the budget.
extension DateReader {
    /// `jaren negentig`, `jaren ’90 van de vorige eeuw`, and a part of it.
    mutating func decade(_ part: Part? = nil) -> FoundDate? {
        let mark = next
        guard skip("jaren"), next < text.tokens.count else {
            next = mark
            return nil
        }
        let number = text.tokens[next].word
        let first: Int
        if let named = CalendarWords.decades[word()] {
            first = named
        } else if number.count == 2, let short = number.number, short.isMultiple(of: 10), short >= 20,
            [" ", " '", " ’", " ‘"].contains(separator(0))
        {
            first = 1900 + short
        } else {
            next = mark
            return nil
        }
        next += 1
        if word(3) == "eeuw", skip("van", "de", "vorige") { next += 1 }
        let years =
            switch part {
            case .begin: first...first + 3
            case .middle: first + 4...first + 6
            case .end: first + 7...first + 9
            default: first...first + 9
            }
        guard let from = DateValue.year(years.lowerBound).start, let to = DateValue.year(years.upperBound).end
        else { return nil }
        return FoundDate(date: .interval(from, to))
    }

    /// `eerste drie maanden van 2019`.
    mutating func monthsOfYear() -> FoundDate? {
        let isLast = word() == "laatste"
        guard isLast || word() == "eerste" else { return nil }
        next += 1
        guard let count = count().flatMap({ Int(exactly: $0) }), (2...11).contains(count), skip("maanden")
        else {
            return nil
        }
        _ = skip("van")
        guard let year = yearNumber() else { return nil }
        next += 1
        return FoundDate(date: isLast ? .months(year, 13 - count, 12) : .months(year, 1, count))
    }

    /// `schooljaar 2021/2022`, `academisch jaar 2021-2022`, `vergaderjaar 2021–2022`; `komend schooljaar`, `dit studiejaar`.
    mutating func otherYear() -> FoundDate? {
        if skip("dit") { return otherYear(.nearest) }
        if skip("vorig") { return otherYear(.past) }
        if skip("volgend") { return otherYear(.future) }
        guard let (month, isSession) = otherYearName() else { return nil }
        guard let first = yearNumber() else { return nil }
        next += 1
        guard lastYear(after: first) == first + 1 else { return nil }
        return FoundDate(date: isSession ? .session(first) : .yearFrom(month, first))
    }

    private mutating func otherYearName() -> (month: Int, isSession: Bool)? {
        if skip("academisch", "jaar") { return (9, false) }
        guard let month = CalendarWords.otherYears[word()] else { return nil }
        defer { next += 1 }
        return (month, word() == "vergaderjaar")
    }

    /// The school year in which the paper was written, the one before or the one after.
    mutating func otherYear(_ side: Side) -> FoundDate? {
        let mark = next
        guard let (month, isSession) = otherYearName(), !isSession else {
            next = mark
            return nil
        }
        guard let reference else { return FoundDate(date: nil) }
        let running = reference.month >= month ? reference.year : reference.year - 1
        let year =
            switch side {
            case .past: running - 1
            case .nearest: running
            case .future: running + 1
            }
        return FoundDate(date: .yearFrom(month, year))
    }

    /// `dit jaar`, `volgend jaar`, `vorige maand`, `deze week`, `volgend kwartaal`, `dit najaar`, `vorige zomer`.
    mutating func relativePeriod() -> FoundDate? {
        if let shift = yearShift() { return FoundDate(date: reference.map { .year($0.year + shift) }) }
        let shift: Int
        switch word() {
        case "dit", "deze": shift = 0
        case "vorig", "vorige": shift = -1
        case "volgend", "volgende": shift = 1
        default: return nil
        }
        next += 1
        if let first = CalendarWords.seasons[word()] {
            next += 1
            guard let reference else { return FoundDate(date: nil) }
            if shift == 0 { return FoundDate(date: DateValue.season(first, reference.year)) }
            guard shift > 0 else { return season(first, .past) }
            let values = yearsAround.compactMap { DateValue.season(first, $0) }
            return FoundDate(date: values.first { ($0.start ?? reference) > reference })
        }
        let unit = word()
        guard ["maand", "week", "kwartaal"].contains(unit) else { return nil }
        next += 1
        return FoundDate(date: reference.flatMap { DateValue.period(unit.letters, shift, from: $0) })
    }

    /// The third Tuesday of September.
    mutating func prinsjesdag(_ side: Side = .nearest) -> FoundDate? {
        guard skip("prinsjesdag") else { return nil }
        if let year = yearNumber() {
            next += 1
            return FoundDate(date: DateValue.budgetDay(year).map { .day($0) })
        }
        if let shift = yearShift() {
            return FoundDate(
                date: reference.flatMap { DateValue.budgetDay($0.year + shift) }.map { .day($0) })
        }
        guard reference != nil else { return FoundDate(date: nil) }
        let side = side == .nearest && isPromise ? .future : side
        return FoundDate(
            date: choose(yearsAround.compactMap(DateValue.budgetDay), side).map { .day($0) })
    }

    /// `week 12 van 2023`.
    mutating func weekOfYear() -> FoundDate? {
        guard skip("week"), let week = digits(0, 1...2), (1...53).contains(week) else { return nil }
        next += 1
        _ = skip("van")
        guard let year = yearNumber(), let fourth = CalendarDay(year: year, month: 1, day: 4) else {
            return nil
        }
        next += 1
        // The week of 4 January is the first (ISO 8601).
        let monday = DateValue.monday(of: fourth).adding(days: (week - 1) * 7)
        return FoundDate(date: .interval(monday, monday.adding(days: 6)))
    }

    /// `twee jaar geleden`, `drie maanden geleden`: as exact as its unit.
    mutating func ago() -> FoundDate? {
        guard let count = count(), let whole = Int(exactly: count), (1...200).contains(whole),
            let unit = CalendarWords.units[word()]
        else { return nil }
        next += 1
        guard skip("geleden") else { return nil }
        return FoundDate(date: reference.flatMap { DateValue.past(whole, unit, before: $0) })
    }

    /// `voor de zomer`, `voor het kerstreces`, `na de zomer van 2023`.
    mutating func aroundBreak() -> FoundDate? {
        let isBefore = word() == "voor"
        guard isBefore || word() == "na" else { return nil }
        next += 1
        _ = skip("de") || skip("het")
        guard let (last, after) = CalendarWords.breaks[word()] else { return nil }
        next += 1
        let mark = next
        _ = skip("van")
        var year = yearNumber()
        if year != nil {
            next += 1
        } else if let shift = yearShift() {
            year = reference.map { $0.year + shift }
        } else {
            next = mark
        }
        // What was before the last summer is too vague to note.
        guard year != nil || tense != .past else { return nil }
        guard let reference else { return FoundDate(date: nil) }
        if isBefore {
            let ends = (year.map { $0...$0 } ?? yearsAround).compactMap {
                CalendarDay(year: $0, month: last.month, day: last.day)
            }
            guard let end = ends.first(where: { $0 >= reference }) else { return nil }
            return FoundDate(date: .interval(reference, end))
        }
        let values = (year.map { $0...$0 } ?? yearsAround).compactMap { year -> DateValue? in
            after.first == after.last
                ? .month(year: year, month: after.first) : .months(year, after.first, after.last)
        }
        return values.first { ($0.end ?? reference) > reference }.map { FoundDate(date: $0) }
    }
}
