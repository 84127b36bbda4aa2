import Pipeline

/// Parts of years and months, seasons, windows around the paper's date, and years.
extension DateReader {
    /// `begin 2024`, `eind juni 2023`, `eerste helft van 2023`, `derde kwartaal van dit jaar`, `Q2 2024`.
    mutating func part() -> FoundDate? {
        guard let part = partName() else { return nil }
        let mark = next
        _ = skip("van")
        if let year = yearNumber() {
            next += 1
            return FoundDate(date: whole(part, year))
        }
        if skip("het", "jaar") || skip("het", "kalenderjaar") || skip("het", "lopende", "jaar") {
            return FoundDate(date: reference.flatMap { whole(part, $0.year) })
        }
        if let shift = yearShift() {
            return FoundDate(date: reference.flatMap { whole(part, $0.year + shift) })
        }
        switch part {
        case .begin, .middle, .end:
            if let decade = decade(part) { return decade }
        default: break
        }
        if let month = month(.nearest) {
            guard case .last = part, let last = month.date?.end else { return month }
            return FoundDate(date: .day(last))
        }
        if let season = season(.nearest) { return season }
        next = mark
        return coming(part)
    }

    /// `in het tweede kwartaal`, where the sentence says that it is to come.
    private func coming(_ part: Part) -> FoundDate? {
        switch part {
        case .begin, .middle, .end, .first, .last: return nil
        case .half, .quarter, .third:
            guard tense == .future, let reference else { return nil }
            let values = yearsAround.compactMap { whole(part, $0) }
            return values.first { ($0.end ?? reference) > reference }.map { FoundDate(date: $0) }
        }
    }

    private static let partNames: WordMap<Part> = [
        "begin": .begin, "medio": .middle, "halverwege": .middle, "midden": .middle, "half": .middle,
        "eind": .end, "einde": .end, "primo": .first, "ultimo": .last,
        "q1": .quarter(1), "q2": .quarter(2), "q3": .quarter(3), "q4": .quarter(4),
    ]

    mutating func partName() -> Part? {
        if let part = Self.partNames[word()] {
            next += 1
            return part
        }
        guard let first = CalendarWords.ordinals[word()] ?? (word() == "laatste" ? 0 : nil) else {
            return nil
        }
        next += 1
        // `eerste en tweede kwartaal`: from the first to the last.
        var last = first
        if skip("en") || skip("of") || skipThrough() {
            guard let ordinal = CalendarWords.ordinals[word()], ordinal > first else { return nil }
            last = ordinal
            next += 1
        }
        if word() == "helft", first < 3 { return unit(.half(first == 0 ? 2 : first)) }
        if word() == "halfjaar", first < 3 { return unit(.half(first == 0 ? 2 : first)) }
        if word() == "half", word(1) == "jaar", first < 3 {
            next += 1
            return unit(.half(first == 0 ? 2 : first))
        }
        if word() == "kwartaal" {
            if (first, last) == (1, 2) { return unit(.half(1)) }
            if (first, last) == (3, 4) { return unit(.half(2)) }
            return first == last ? unit(.quarter(first == 0 ? 4 : first)) : nil
        }
        if word() == "tertiaal", first < 4 { return unit(.third(first == 0 ? 3 : first)) }
        return nil
    }

    private mutating func unit(_ part: Part) -> Part {
        next += 1
        return part
    }

    func whole(_ part: Part, _ year: Int) -> DateValue? {
        switch part {
        case .begin: .months(year, 1, 3)
        case .middle: .months(year, 4, 9)
        case .end: .months(year, 10, 12)
        case .first: DateValue.year(year).start.map { .day($0) }
        case .last: DateValue.year(year).end.map { .day($0) }
        case .half(let number): .months(year, number * 6 - 5, number * 6)
        case .quarter(let number): .months(year, number * 3 - 2, number * 3)
        case .third(let number): .months(year, number * 4 - 3, number * 4)
        }
    }

    /// `voorjaar 2023`, `komende zomer`, `winter 2021/2022`; `het najaar` where the sentence says that it is to come.
    mutating func season(_ side: Side) -> FoundDate? {
        guard let first = CalendarWords.seasons[word()] else { return nil }
        next += 1
        _ = skip("van")
        if let year = yearNumber() {
            next += 1
            if first == 12, next < text.tokens.count, ["-", "–", "/"].contains(separator(0)),
                text.tokens[next].word.number == year + 1
            {
                next += 1
            }
            return FoundDate(date: DateValue.season(first, year))
        }
        if let shift = yearShift() {
            return FoundDate(date: reference.flatMap { DateValue.season(first, $0.year + shift) })
        }
        return season(first, side)
    }

    /// The season that begins in that month, without a year.
    func season(_ first: Int, _ side: Side) -> FoundDate? {
        var side = side
        if side == .nearest {
            guard start > 0, CalendarWords.beforeSeasons.contains(text.tokens[start - 1].word) else {
                return nil
            }
            // Parliament counts in springs and autumns; summers and winters are weather too.
            let isSession = first == 3 || first == 9
            switch tense {
            case .future: side = .future
            case .unknown where isSession && followsSeasonPreposition: side = .future
            case .unknown, .past: return nil
            }
        }
        guard let reference else { return FoundDate(date: nil) }
        let values = yearsAround.compactMap { DateValue.season(first, $0) }
        return FoundDate(
            date: side == .past
                ? values.last { ($0.start ?? reference) <= reference }
                : values.first { ($0.end ?? reference) > reference })
    }

    /// `In het najaar`, `tegen de herfst`: the season is when, and not what is spoken of.
    private var followsSeasonPreposition: Bool {
        text.tokens[max(0, start - 2)..<start].contains {
            CalendarWords.seasonPrepositions.contains($0.word)
        }
    }

    /// `afgelopen juli`, `komende zomer`, `afgelopen vijf jaar`, `komende twee maanden`, `afgelopen jaar`.
    mutating func window() -> FoundDate? {
        let side: Side
        switch word() {
        case "afgelopen", "voorbije", "laatste": side = .past
        case "komende", "komend", "aankomende", "aankomend", "aanstaande", "volgende": side = .future
        default: return nil
        }
        let (isLast, isNext) = (word() == "laatste", word() == "volgende")
        next += 1
        if !isLast, let found = month(side) ?? season(side) ?? otherYear(side) ?? prinsjesdag(side) {
            return found
        }
        let count = count()
        guard let unit = CalendarWords.units[word()],
            count != nil || (!isLast && !isNext && CalendarWords.isSingular(word()))
        else { return nil }
        next += 1
        return FoundDate(date: reference.flatMap { Self.stretch(from: $0, unit, count ?? 1, side) })
    }

    /// `zes`, `anderhalf`, `half`, `twee à drie`: of two the last.
    mutating func count() -> Double? {
        if skip("anderhalf") { return 1.5 }
        if skip("half") { return 0.5 }
        guard !word().isEmpty, let count = Numeral(at: next, in: text) else { return nil }
        next = count.tokens.upperBound
        let mark = next
        if skip("a") || skip("tot") || skip("of"), !word().isEmpty,
            let last = Numeral(at: next, in: text), last.value > count.value
        {
            next = last.tokens.upperBound
            return last.value
        }
        next = mark
        return count.value
    }

    /// `binnen zes weken`: a term from the paper's date on.
    mutating func term() -> FoundDate? {
        guard skip("binnen"), let count = count(), let unit = CalendarWords.units[word()] else { return nil }
        next += 1
        guard !isRule(followedBy: Self.eventsOfTerms) else { return FoundDate(date: nil) }
        return FoundDate(date: reference.flatMap { Self.stretch(from: $0, unit, count, .future) })
    }

    private static let eventsOfTerms: WordSet = ["na", "nadat", "vanaf", "gerekend"]

    static func stretch(
        from day: CalendarDay, _ unit: CalendarWords.Unit, _ count: Double, _ side: Side
    ) -> DateValue? {
        guard count > 0, count <= 1000 else { return nil }
        func signed(_ size: Int) -> Int? {
            Int(exactly: (count * Double(size)).rounded()).map { side == .past ? -$0 : $0 }
        }
        let other: CalendarDay? =
            switch unit {
            case .days(let days): signed(days).map { day.adding(days: $0) }
            case .months(let months): signed(months).flatMap { DateValue.adding(months: $0, to: day) }
            }
        return other.map { $0 < day ? .interval($0, day) : .interval(day, $0) }
    }

    /// `2022`, `2014-2019`, `2021–2022`, `2021/22`, `2014 tot en met 2019`.
    mutating func years() -> FoundDate? {
        guard let first = yearNumber() else { return nil }
        next += 1
        if let last = lastYear(after: first), let from = DateValue.year(first).start,
            let to = DateValue.year(last).end
        {
            return FoundDate(date: .interval(from, to))
        }
        // `2022Z123`, `2022-446` and `2022 nr.` are numbers of papers, `2016/679` that of a law of the Union.
        if next < text.tokens.count, text.tokens[next].word.isDigits,
            text.tokens[next].gap == .hyphen
                || (separator(0) == "/" && text.tokens[next].word.count > 2)
        {
            return nil
        }
        // `Kamerstuk 29 521, nr. 2022` and `artikel 2022` are numbered so.
        if start > 0, text.tokens[start].gap <= .punctuation,
            ["nr", "nrs", "artikel", "art", "vraag", "nummer"].contains(text.tokens[start - 1].word)
        {
            return nil
        }
        return FoundDate(date: .year(first))
    }

    /// The second of two years that are joined.
    mutating func lastYear(after first: Int, joinedBy words: WordSet = []) -> Int? {
        let mark = next
        if skipThrough() || skip(words) {
            if let last = yearNumber(), last > first {
                next += 1
                return last
            }
            next = mark
            return nil
        }
        guard next < text.tokens.count, ["-", "–", "/", " - ", " – "].contains(separator(0)),
            let last = text.tokens[next].word.number
        else { return nil }
        // `2021/22`, but no number of a paper.
        let isShort = text.tokens[next].word.count == 2 && last == (first + 1) % 100
        guard isShort || (last > first && last <= 2100) else { return nil }
        next += 1
        return isShort ? first + 1 : last
    }
}
