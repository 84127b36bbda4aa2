import Pipeline

/// Days and months by name.
extension DateReader {
    /// A month's name, or its abbreviation with or without a point.
    mutating func monthName(abbreviated: Bool) -> Int? {
        let name = word()
        if let month = CalendarWords.months[name] ?? CalendarWords.englishMonths[name] {
            next += 1
            return month
        }
        guard abbreviated, let month = CalendarWords.abbreviations[name] else { return nil }
        next += 1
        if separator(0) == ". " { wordAfterPoint = next }
        return month
    }

    /// `17 juni jl.`, `12 en 13 mei 2023`, `3 tot en met 5 mei`, `28 maart t/m 3 april 2018`, `10 July 2009`.
    mutating func days() -> FoundDate? {
        guard let first = dayNumber() else { return nil }
        var last = first
        let mark = next
        if skip("en") || skipThrough() || skip("tot")
            || text.tokens.indices.contains(next) && text.tokens[next].gap == .hyphen
        {
            if let number = dayNumber() { last = number } else { next = mark }
        }
        guard let month = monthName(abbreviated: true) else { return nil }
        if first == last, let through = through(first, month) { return through }
        guard let (side, year) = yearAfter() else { return FoundDate(date: nil) }
        let end = next
        if first == last, let year, let from = CalendarDay(year: year, month: month, day: first) {
            if skipThrough(), let to = wholeDay(), from < to { return FoundDate(date: .interval(from, to)) }
            next = end
            return FoundDate(date: .day(from))
        }
        func day(_ number: Int, _ year: Int) -> CalendarDay? {
            CalendarDay(year: year, month: month, day: number)
        }
        if let year {
            guard let from = day(first, year), let to = day(last, year) else { return nil }
            return FoundDate(date: from == to ? .day(from) : from < to ? .interval(from, to) : .day(to))
        }
        guard reference != nil else { return FoundDate(date: nil) }
        let candidates = yearsAround.compactMap { day(first, $0) }
        guard let from = choose(candidates, leaning(side)), let to = day(last, from.year) else { return nil }
        return FoundDate(date: from < to ? .interval(from, to) : .day(from))
    }

    private mutating func dayNumber() -> Int? {
        guard let day = digits(0, 1...2), (1...31).contains(day) else { return nil }
        next += 1
        return day
    }

    /// A day with its month and its year.
    private mutating func wholeDay() -> CalendarDay? {
        guard let day = dayNumber(), let month = monthName(abbreviated: true), let year = yearNumber() else {
            return nil
        }
        next += 1
        return CalendarDay(year: year, month: month, day: day)
    }

    /// What follows `28 maart` in `28 maart tot en met 3 april 2018`: the year is told once.
    private mutating func through(_ day: Int, _ month: Int) -> FoundDate? {
        let mark = next
        guard skipThrough(), let to = wholeDay(),
            let from = CalendarDay(year: month > to.month ? to.year - 1 : to.year, month: month, day: day),
            from < to
        else {
            next = mark
            return nil
        }
        return FoundDate(date: .interval(from, to))
    }

    /// `juli dit jaar`, `september 2022`, `mei-juni 2022`, `november 2021 tot en met februari 2022`.
    mutating func month(_ wanted: Side) -> FoundDate? {
        let isDutch = CalendarWords.months[word()] != nil
        guard isDutch || isEnglishMonth || isAbbreviation, let first = monthName(abbreviated: true) else {
            return nil
        }
        let last = lastMonth(after: first)
        let afterMonth = next
        guard var (side, year) = yearAfter() else { return FoundDate(date: nil) }
        if year == nil, next == afterMonth {
            guard isDutch, wanted != .nearest || followsPreposition() else { return nil }
            side = wanted
        }
        if let from = year, first == last, let through = through(monthOf: from, first) { return through }
        if year == nil {
            guard let reference else { return FoundDate(date: nil) }
            let candidates = yearsAround.compactMap {
                CalendarDay(year: $0, month: first, day: min(reference.day, 28))
            }
            year = choose(candidates, leaning(side))?.year
        }
        guard let year else { return nil }
        return FoundDate(date: first == last ? .month(year: year, month: first) : .months(year, first, last))
    }

    private mutating func lastMonth(after first: Int) -> Int {
        let mark = next
        let isJoined = next < text.tokens.count && text.tokens[next].gap == .hyphen
        let isSlashed = next < text.tokens.count && separator(0) == "/"
        if isSlashed { wordAfterPoint = next }
        if isJoined || isSlashed || skip("en") || skipThrough() {
            if let month = CalendarWords.months[word()], month > first {
                next += 1
                return month
            }
            next = mark
        }
        return first
    }

    /// What follows `november 2021` in `november 2021 tot en met februari 2022`.
    private mutating func through(monthOf year: Int, _ month: Int) -> FoundDate? {
        let mark = next
        if skipThrough(), let last = monthName(abbreviated: false), let lastYear = yearNumber(),
            let from = DateValue.month(year: year, month: month).start,
            let to = DateValue.month(year: lastYear, month: last).end, from < to
        {
            next += 1
            return FoundDate(date: .interval(from, to))
        }
        next = mark
        return nil
    }

    /// English months could be verbs (`may`, `march`): only with a capital and a year.
    private var isEnglishMonth: Bool {
        CalendarWords.englishMonths[word()] != nil && yearNumber(1) != nil
            && text.tokens[next].letterCase.hasCapital
    }

    private var isAbbreviation: Bool {
        guard CalendarWords.abbreviations[word()] != nil, next + 1 < text.tokens.count else { return false }
        let year = text.tokens[next + 1].word
        return year.isDigits && year.count == 4 && [" ", ". "].contains(separator(1))
    }

    /// A month alone is a date after `in`, `sinds` and the like, and in `begin september`.
    private func followsPreposition() -> Bool {
        if start < next, CalendarWords.months[text.tokens[start].word] == nil { return true }
        return start > 0 && CalendarWords.prepositions.contains(text.tokens[start - 1].word)
    }

    /// What tells the year after a day or a month; `nil` where it would be told by the paper's date and there is none.
    mutating func yearAfter() -> (side: Side, year: Int?)? {
        if let year = yearNumber() {
            next += 1
            return (.nearest, year)
        }
        if skip("jl") || skip("jongstleden") || skip("ll") || skip("laatstleden")
            || skip("l", ".", then: "l") || skip("j", ".", then: "l")
        {
            endsInAbbreviation = true
            return (.past, nil)
        }
        if skip("aanstaande") || skip("as") { return (.future, nil) }
        if skip("a", ".", then: "s") {
            endsInAbbreviation = true
            return (.future, nil)
        }
        let mark = next
        _ = skip("van")
        if let shift = yearShift() {
            return reference.map { (.nearest, $0.year + shift) }
        }
        next = mark
        return (.nearest, nil)
    }

    /// The side that the words say; else the one that a promise is on.
    private func leaning(_ side: Side) -> Side { side == .nearest && isPromise ? .future : side }
}
