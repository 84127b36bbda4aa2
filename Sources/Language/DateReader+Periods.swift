import Pipeline

/// Parts of years and months, seasons, windows around the paper's date, and years.
extension DateReader {
    /// `begin 2024`, `eind juni 2023`, `eerste helft van 2023`, `derde kwartaal van dit jaar`, `Q2 2024`.
    mutating func part() -> FoundDate? {
        guard let part = partName() else { return nil }
        _ = skip("van")
        if let year = yearNumber() {
            next += 1
            return FoundDate(date: whole(part, year))
        }
        if skip("het", "jaar") || skip("het", "kalenderjaar") {
            return FoundDate(date: reference.flatMap { whole(part, $0.year) })
        }
        if let shift = yearShift() {
            return FoundDate(date: reference.flatMap { whole(part, $0.year + shift) })
        }
        if skip("komend", "jaar") { return FoundDate(date: reference.flatMap { whole(part, $0.year + 1) }) }
        if let month = month(.nearest) { return month }
        return season(.nearest)
    }

    mutating func partName() -> Part? {
        let names: [String: Part] = [
            "begin": .begin, "medio": .middle, "halverwege": .middle, "eind": .end, "einde": .end,
            "q1": .quarter(1), "q2": .quarter(2), "q3": .quarter(3), "q4": .quarter(4),
        ]
        if let part = names[word()] {
            next += 1
            return part
        }
        guard let ordinal = CalendarWords.ordinals[word()] else { return nil }
        switch word(1) {
        case "helft" where ordinal < 3:
            next += 2
            return .half(ordinal)
        case "kwartaal":
            next += 2
            return .quarter(ordinal)
        default: return nil
        }
    }

    private func whole(_ part: Part, _ year: Int) -> DateValue? {
        switch part {
        case .begin: .months(year, 1, 3)
        case .middle: .months(year, 4, 9)
        case .end: .months(year, 10, 12)
        case .half(let number): .months(year, number * 6 - 5, number * 6)
        case .quarter(let number): .months(year, number * 3 - 2, number * 3)
        }
    }

    /// `voorjaar 2023`, `komende zomer`.
    mutating func season(_ side: Side) -> FoundDate? {
        guard let first = CalendarWords.seasons[word()] else { return nil }
        next += 1
        _ = skip("van")
        if let year = yearNumber() {
            next += 1
            return FoundDate(date: .months(year, first, first + 2))
        }
        if let shift = yearShift() {
            return FoundDate(date: reference.flatMap { .months($0.year + shift, first, first + 2) })
        }
        guard side != .nearest else { return nil }
        guard let reference else { return FoundDate(date: nil) }
        let candidates = (reference.year - 1...reference.year + 1).compactMap {
            CalendarDay(year: $0, month: first, day: 1)
        }
        return FoundDate(date: choose(candidates, side).flatMap { .months($0.year, first, first + 2) })
    }

    /// `afgelopen juli`, `komende zomer`, `afgelopen vijf jaar`, `komende twee maanden`, `afgelopen jaar`.
    mutating func window() -> FoundDate? {
        let side: Side
        switch word() {
        case "afgelopen", "voorbije", "laatste": side = .past
        case "komende", "komend", "aankomende", "aanstaande", "volgende": side = .future
        default: return nil
        }
        let isLast = word() == "laatste"
        next += 1
        if !isLast, let month = month(side) { return month }
        if !isLast, let season = season(side) { return season }
        let count = Numeral(at: next, in: text)
        if let count, text.tokens[next].gap <= .space { next = count.tokens.upperBound }
        guard let months = CalendarWords.units[word()],
            count != nil || (!isLast && CalendarWords.isSingular(word()))
        else { return nil }
        next += 1
        return FoundDate(date: reference.flatMap { stretch(from: $0, months, count?.value ?? 1, side) })
    }

    /// `binnen zes weken`, `over twee maanden`: a term from the paper's date on.
    mutating func term() -> FoundDate? {
        guard skip("binnen"), let count = Numeral(at: next, in: text), text.tokens[next].gap <= .space else {
            return nil
        }
        next = count.tokens.upperBound
        guard let months = CalendarWords.units[word()] else { return nil }
        next += 1
        return FoundDate(date: reference.flatMap { stretch(from: $0, months, count.value, .future) })
    }

    private func stretch(
        from day: CalendarDay, _ unit: CalendarWords.Unit, _ count: Double, _ side: Side
    ) -> DateValue? {
        guard count > 0, count <= 1000, let whole = Int(exactly: count.rounded()) else { return nil }
        let sign = side == .past ? -whole : whole
        let other =
            switch unit {
            case .days(let days): Optional(day.adding(days: days * sign))
            case .months(let months): DateValue.adding(months: months * sign, to: day)
            }
        return other.map { $0 < day ? .interval($0, day) : .interval(day, $0) }
    }

    /// `2022`, `2014-2019`, `2021–2022`.
    mutating func years() -> FoundDate? {
        guard let first = yearNumber() else { return nil }
        next += 1
        if next < text.tokens.count, ["-", "–", "/", " - ", " – "].contains(separator(0)),
            Numeral.isDigits(text.tokens[next].folded), let last = Int(text.tokens[next].folded),
            last > first, last <= 2100, let from = DateValue.year(first).start,
            let to = DateValue.year(last).end
        {
            next += 1
            return FoundDate(date: .interval(from, to))
        }
        // `2022Z123`, `2022-446` and `2022 nr.` are numbers of papers, `2016/679` that of a law of the Union.
        if next < text.tokens.count, Numeral.isDigits(text.tokens[next].folded),
            text.tokens[next].gap == .hyphen
                || (separator(0) == "/" && text.tokens[next].folded.utf8.count > 2)
        {
            return nil
        }
        return FoundDate(date: .year(first))
    }
}
