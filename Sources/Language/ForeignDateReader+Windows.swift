import Pipeline

/// Windows and terms around the paper's date, and years, in English, French and German.
extension DateReader {
    /// `next two years`, `past 12 months`, `cinq dernières années`, `kommenden drei Jahren`.
    mutating func window(_ calendar: ForeignCalendar) -> FoundDate? {
        var side: Side?
        if skip(calendar.past) { side = .past } else if skip(calendar.future) { side = .future }
        guard let count = foreignCount() else { return nil }
        if side == nil {
            if skip(calendar.past) { side = .past } else if skip(calendar.future) { side = .future }
        }
        guard let side, let unit = calendar.units[word()] else { return nil }
        next += 1
        return FoundDate(date: reference.flatMap { Self.stretch(from: $0, unit, count, side) })
    }

    mutating func foreignCount() -> Double? {
        guard !word().isEmpty, let count = Numeral(at: next, in: text, language: language) else {
            return nil
        }
        next = count.tokens.upperBound
        return count.value
    }

    mutating func term(_ calendar: ForeignCalendar) -> FoundDate? {
        guard skip(anyOf: calendar.terms), let count = foreignCount(), let unit = calendar.units[word()]
        else {
            return nil
        }
        next += 1
        guard !isRule(followedBy: Self.foreignEvents) else { return FoundDate(date: nil) }
        return FoundDate(date: reference.flatMap { Self.stretch(from: $0, unit, count, .future) })
    }

    private static let foreignEvents: WordSet = [
        "of", "after", "from", "following", "apres", "suivant", "nach", "ab",
    ]

    mutating func ago(_ calendar: ForeignCalendar) -> FoundDate? {
        if !calendar.agoStandsBehind { guard skip(anyOf: calendar.ago) else { return nil } }
        guard let count = foreignCount(), let whole = Int(exactly: count), (1...200).contains(whole),
            let unit = calendar.units[word()]
        else { return nil }
        next += 1
        if calendar.agoStandsBehind { guard skip(anyOf: calendar.ago) else { return nil } }
        return FoundDate(date: reference.flatMap { DateValue.past(whole, unit, before: $0) })
    }

    mutating func beforeBreak(_ calendar: ForeignCalendar) -> FoundDate? {
        for (phrase, end) in calendar.breaks where skip(phrase) {
            guard let reference else { return FoundDate(date: nil) }
            let ends = yearsAround.compactMap { CalendarDay(year: $0, month: end.month, day: end.day) }
            return ends.first { $0 >= reference }.map { FoundDate(date: .interval(reference, $0)) }
        }
        return nil
    }

    /// `2021-22` in British papers: one year, from April to March, or from September where it is one of schools.
    private mutating func financialYear(from first: Int) -> DateValue? {
        guard language == .english, next < text.tokens.count,
            ["-", "–", "/"].contains(separator(0)), text.tokens[next].word.count == 2,
            text.tokens[next].word.number == (first + 1) % 100
        else { return nil }
        let before = text.tokens[max(0, start - 2)..<start].map(\.word)
        // `Calendar years 2021-22` are two.
        guard !(["years"].contains(before.last)) else { return nil }
        next += 1
        let isOfSchools = ["year"].contains(before.last) && ["academic", "school"].contains(before.first)
        return .yearFrom(isOfSchools ? 9 : 4, first)
    }

    private static let ands: WordSet = ["and", "et", "und"]

    mutating func years(_ calendar: ForeignCalendar) -> FoundDate? {
        guard let first = yearNumber() else { return nil }
        next += 1
        if let year = financialYear(from: first) { return FoundDate(date: year) }
        if let last = lastYear(
            after: first, joinedBy: calendar.joints.subtracting(Self.ands)),
            let from = DateValue.year(first).start, let to = DateValue.year(last).end
        {
            return FoundDate(date: .interval(from, to))
        }
        next = start
        return years()
    }
}
