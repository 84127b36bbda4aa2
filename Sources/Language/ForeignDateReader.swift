import Pipeline

/// Dates in English, French and German.
extension DateReader {
    mutating func read(_ calendar: ForeignCalendar) -> FoundDate? {
        if start > 0, text.tokens[start].gap == .hyphen, text.tokens[start - 1].letterCase != .none,
            calendar.parts[text.tokens[start].word] == nil, calendar.months[word()] == nil
        {
            return nil
        }
        return first(of: [
            { $0.numeric() }, { $0.day(calendar) }, { $0.beforeBreak(calendar) }, { $0.part(calendar) },
            { $0.relative(calendar) }, { $0.window(calendar) }, { $0.monthOrSeason(calendar) },
            { $0.term(calendar) }, { $0.ago(calendar) }, { $0.years(calendar) },
        ])
    }

    mutating func skip(anyOf phrases: [WordSequence]) -> Bool {
        phrases.contains { skip($0) }
    }

    mutating func skip(_ phrase: WordSequence) -> Bool {
        for (offset, expected) in phrase.words.enumerated() where word(offset) != expected { return false }
        next += phrase.words.count
        return true
    }

    mutating func skip(_ words: WordSet) -> Bool {
        guard words.contains(word()) else { return false }
        next += 1
        return true
    }

    // MARK: Days and months

    /// A day's number: `3`, `3rd`, `1er`, `3.`.
    private mutating func ordinalDay() -> Int? {
        let word = word()
        guard word.hasDigit, word.count <= 4 else { return nil }
        let digits = word.letters.utf8.prefix { (0x30...0x39).contains($0) }
        let rest = word.letters.utf8.dropFirst(digits.count)
        guard (1...2).contains(digits.count), let day = Int(String(decoding: Array(digits), as: UTF8.self)),
            (1...31).contains(day),
            rest.isEmpty
                || ["st", "nd", "rd", "th", "er"].contains(String(decoding: Array(rest), as: UTF8.self))
        else { return nil }
        next += 1
        if next < text.tokens.count, [". ", ".\u{A0}"].contains(separator(0)) { wordAfterPoint = next }
        return day
    }

    mutating func monthName(_ calendar: ForeignCalendar) -> Int? {
        guard let month = calendar.months[word()] else { return nil }
        next += 1
        return month
    }

    /// `3 March 2022`, `March 3, 2022`, `1er juillet 2018`, `3. bis 7. Mai 2021`, `12 août dernier`.
    private mutating func day(_ calendar: ForeignCalendar) -> FoundDate? {
        if let month = monthName(calendar), let day = ordinalDay() {
            if next < text.tokens.count, separator(0) == ", " { wordAfterPoint = next }
            guard let year = yearNumber() else { return nil }
            next += 1
            return CalendarDay(year: year, month: month, day: day).map { FoundDate(date: .day($0)) }
        }
        next = start
        guard let first = ordinalDay() else { return nil }
        var last = first
        let mark = (next, wordAfterPoint)
        if skip(calendar.joints) || next < text.tokens.count && text.tokens[next].gap == .hyphen {
            if let day = ordinalDay() { last = day } else { (next, wordAfterPoint) = mark }
        }
        guard let month = monthName(calendar) else { return nil }
        guard let (side, year) = yearAfter(calendar) else { return FoundDate(date: nil) }
        func day(_ number: Int, _ year: Int) -> CalendarDay? {
            CalendarDay(year: year, month: month, day: number)
        }
        let from: CalendarDay?
        if let year {
            from = day(first, year)
        } else {
            guard reference != nil else { return FoundDate(date: nil) }
            from = choose(yearsAround.compactMap { day(first, $0) }, side)
        }
        guard let from, let to = day(last, from.year) else { return nil }
        return FoundDate(date: from < to ? .interval(from, to) : .day(from))
    }

    private mutating func yearAfter(_ calendar: ForeignCalendar) -> (side: Side, year: Int?)? {
        if let year = yearNumber() {
            next += 1
            return (.nearest, year)
        }
        if skip(calendar.past) { return (.past, nil) }
        if skip(calendar.future) { return (.future, nil) }
        let mark = next
        _ = skip(anyOf: calendar.links)
        if let shift = yearShift(calendar) { return reference.map { (.nearest, $0.year + shift) } }
        next = mark
        return (isPromise ? .future : .nearest, nil)
    }

    /// `March 2022`, `spring 2024`, `novembre prochain`, `last July`, `April and September 2022`.
    private mutating func monthOrSeason(_ calendar: ForeignCalendar) -> FoundDate? {
        var side: Side?
        if skip(calendar.past) { side = .past } else if skip(calendar.future) { side = .future }
        let isThis = side == nil && skip(calendar.present)
        if let first = calendar.seasons[word()] {
            next += 1
            _ = skip(anyOf: calendar.links)
            if let year = yearNumber() {
                next += 1
                return FoundDate(date: DateValue.season(first, year))
            }
            if isThis { return FoundDate(date: reference.flatMap { DateValue.season(first, $0.year) }) }
            if skip(calendar.past) { side = .past } else if skip(calendar.future) { side = .future }
            return season(first, side ?? .nearest)
        }
        guard let first = monthName(calendar) else { return nil }
        var last = first
        let mark = next
        if skip(calendar.joints) || next < text.tokens.count && text.tokens[next].gap == .hyphen {
            if let month = monthName(calendar), month > first { last = month } else { next = mark }
        }
        let afterMonth = next
        guard var (after, year) = yearAfter(calendar) else { return FoundDate(date: nil) }
        if year == nil {
            guard after != .nearest || side != nil else { return nil }
            if next == afterMonth { after = side ?? after }
            guard side != nil || next > afterMonth || isPromise else { return nil }
            guard let reference else { return FoundDate(date: nil) }
            let candidates = yearsAround.compactMap {
                CalendarDay(year: $0, month: first, day: min(reference.day, 28))
            }
            year = choose(candidates, after)?.year
        }
        guard let year else { return nil }
        return FoundDate(date: first == last ? .month(year: year, month: first) : .months(year, first, last))
    }

    // MARK: Parts and years

    /// `end of 2023`, `early 2024`, `fin juin 2019`, `premier semestre 2020`, `vierten Quartal 2022`, `Jahresende`.
    private mutating func part(_ calendar: ForeignCalendar) -> FoundDate? {
        if let part = calendar.names[word()] {
            next += 1
            if let year = yearNumber() {
                next += 1
                return FoundDate(date: whole(part, year))
            }
            return FoundDate(date: reference.flatMap { whole(part, $0.year) })
        }
        guard let part = partName(calendar) else { return nil }
        _ = skip(anyOf: calendar.links)
        if let year = yearNumber() {
            next += 1
            return FoundDate(date: whole(part, year))
        }
        if let shift = yearShift(calendar) {
            return FoundDate(date: reference.flatMap { whole(part, $0.year + shift) })
        }
        if skip(calendar.yearWords) { return FoundDate(date: reference.flatMap { whole(part, $0.year) }) }
        guard let month = monthName(calendar), let year = yearNumber() else { return nil }
        next += 1
        return FoundDate(date: .month(year: year, month: month))
    }

    private mutating func partName(_ calendar: ForeignCalendar) -> Part? {
        if let part = calendar.parts[word()] {
            next += 1
            return part
        }
        if let number = ForeignCalendar.quarterNames[word()] {
            next += 1
            return .quarter(number)
        }
        guard let ordinal = calendar.ordinals[word()] else { return nil }
        next += 1
        if ordinal < 3, skip(calendar.halves) { return .half(ordinal) }
        return skip(calendar.quarters) ? .quarter(ordinal) : nil
    }

    /// `next year`, `cette année`, `année dernière`, `kommenden Jahr`, as a number of years from now.
    mutating func yearShift(_ calendar: ForeignCalendar) -> Int? {
        let mark = next
        for (words, shift) in [(calendar.present, 0), (calendar.past, -1), (calendar.future, 1)]
        where skip(words) {
            if skip(calendar.yearWords) { return shift }
            next = mark
        }
        guard skip(calendar.yearWords) else { return nil }
        if skip(calendar.past) { return -1 }
        if skip(calendar.future) { return 1 }
        next = mark
        return nil
    }

    /// `this year`, `last month`, `mois prochain`.
    private mutating func relative(_ calendar: ForeignCalendar) -> FoundDate? {
        if let shift = yearShift(calendar) {
            return FoundDate(date: reference.map { .year($0.year + shift) })
        }
        for (words, shift) in [(calendar.present, 0), (calendar.past, -1), (calendar.future, 1)] {
            next = start
            guard skip(words) || unitName(calendar) != nil && skip(words), next > start else { continue }
            if next == start + 1 {
                guard let unit = unitName(calendar) else { continue }
                return FoundDate(date: reference.flatMap { DateValue.period(unit, shift, from: $0) })
            }
            next = start
            guard let unit = unitName(calendar) else { continue }
            next += 1
            return FoundDate(date: reference.flatMap { DateValue.period(unit, shift, from: $0) })
        }
        return nil
    }

    /// The singular unit that stands here, by its Dutch name.
    private mutating func unitName(_ calendar: ForeignCalendar) -> String? {
        guard calendar.units[word()] != nil, let name = Self.dutchUnits[word()] else { return nil }
        next += 1
        return name
    }

    private static let dutchUnits: WordMap<String> = [
        "month": "maand", "week": "week", "quarter": "kwartaal", "mois": "maand", "semaine": "week",
        "trimestre": "kwartaal", "monat": "maand", "woche": "week", "quartal": "kwartaal",
    ]
}
