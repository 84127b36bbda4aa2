import Pipeline

/// Reads one date expression from a given word on.
struct DateReader {
    let text: TokenizedText
    let reference: CalendarDay?
    let start: Int
    /// The word after what has been read.
    var next: Int
    private(set) var endsInAbbreviation = false

    init(text: TokenizedText, reference: CalendarDay?, start: Int) {
        (self.text, self.reference, self.start, next) = (text, reference, start, start)
    }

    /// Which of the years that a month could be of is meant.
    enum Side { case nearest, past, future }
    /// Which part of a year or a month.
    enum Part: Equatable { case begin, middle, end, half(Int), quarter(Int) }

    mutating func read() -> FoundDate? {
        // What is in the middle of a number or of a compound of letters and digits is no date.
        if start > 0, text.tokens[start].gap == .hyphen, text.tokens[start - 1].letterCase != .none,
            CalendarWords.months[word()] == nil
        {
            return nil
        }
        let forms: [(inout DateReader) -> FoundDate?] = [
            { $0.numeric() }, { $0.days() }, { $0.part() }, { $0.window() }, { $0.month(.nearest) },
            { $0.season(.nearest) }, { $0.relativeYear() }, { $0.years() }, { $0.term() },
        ]
        for form in forms {
            next = start
            endsInAbbreviation = false
            if let found = form(&self) { return found }
        }
        return nil
    }

    // MARK: Words

    func word(_ offset: Int = 0) -> String {
        let index = next + offset
        guard index < text.tokens.count else { return "" }
        // A sentence ends an expression; in its middle only spaces, hyphens and brackets of its own part words.
        if index > start, text.tokens[index].gap > .space { return "" }
        return text.tokens[index].folded
    }

    mutating func skip(_ words: String...) -> Bool {
        for (offset, expected) in words.enumerated() where word(offset) != expected { return false }
        next += words.count
        return true
    }

    func digits(_ offset: Int = 0, _ width: ClosedRange<Int>) -> Int? {
        let word = word(offset)
        guard Numeral.isDigits(word), width.contains(word.utf8.count) else { return nil }
        return Int(word)
    }

    func yearNumber(_ offset: Int = 0) -> Int? {
        guard let year = digits(offset, 4...4), (1900...2100).contains(year) else { return nil }
        return year
    }

    /// The separator before the word at an offset.
    func separator(_ offset: Int) -> String { text.between(next + offset - 1, next + offset) }

    // MARK: Forms

    /// `2022-12-20`, `20-12-2022`, `20/12/2022`.
    private mutating func numeric() -> FoundDate? {
        func number(_ index: Int) -> (value: Int, width: Int)? {
            guard index < text.tokens.count, Numeral.isDigits(text.tokens[index].folded),
                text.tokens[index].folded.utf8.count <= 4, let value = Int(text.tokens[index].folded)
            else { return nil }
            return (value, text.tokens[index].folded.utf8.count)
        }
        guard let first = number(next), let second = number(next + 1), let third = number(next + 2),
            second.width <= 2, ["-", "/", "."].contains(separator(1)), separator(2) == separator(1)
        else { return nil }
        let day =
            first.width == 4
            ? CalendarDay(year: first.value, month: second.value, day: third.value)
            : third.width == 4 ? CalendarDay(year: third.value, month: second.value, day: first.value) : nil
        guard let day, (1900...2100).contains(day.year) else { return nil }
        next += 3
        return FoundDate(date: .day(day))
    }

    /// `17 juni jl.`, `12 en 13 mei 2023`, `3 tot en met 5 mei`, `10 July 2009`.
    private mutating func days() -> FoundDate? {
        guard let first = digits(0, 1...2), (1...31).contains(first) else { return nil }
        next += 1
        var last = first
        let mark = next
        if skip("en") || skip("tot", "en", "met") || skip("t", "m") || skip("tot")
            || text.tokens.indices.contains(next)
                && text.tokens[next].gap == .hyphen
        {
            if let number = digits(0, 1...2), (1...31).contains(number) {
                last = number
                next += 1
            } else {
                next = mark
            }
        }
        guard let month = CalendarWords.months[word()] ?? CalendarWords.englishMonths[word()] else {
            return nil
        }
        next += 1
        guard let (side, year) = yearAfter() else { return FoundDate(date: nil) }
        func day(_ number: Int, _ year: Int) -> CalendarDay? {
            CalendarDay(year: year, month: month, day: number)
        }
        if let year {
            guard let from = day(first, year), let to = day(last, year) else { return nil }
            return FoundDate(date: from == to ? .day(from) : from < to ? .interval(from, to) : .day(to))
        }
        guard let reference else { return FoundDate(date: nil) }
        let candidates = (reference.year - 1...reference.year + 1).compactMap { day(first, $0) }
        guard let from = choose(candidates, side), let to = day(last, from.year) else { return nil }
        return FoundDate(date: from < to ? .interval(from, to) : .day(from))
    }

    /// `juli dit jaar`, `september 2022`, `mei-juni 2022`.
    mutating func month(_ wanted: Side) -> FoundDate? {
        guard let first = CalendarWords.months[word()] ?? englishMonth() else { return nil }
        let isEnglish = CalendarWords.months[word()] == nil
        next += 1
        var last = first
        let mark = next
        let isJoined = next < text.tokens.count && text.tokens[next].gap == .hyphen
        if isJoined || skip("en") || skip("tot", "en", "met") {
            if let month = CalendarWords.months[word()], month > first {
                last = month
                next += 1
            } else {
                next = mark
            }
        }
        let afterMonth = next
        guard var (side, year) = yearAfter() else { return FoundDate(date: nil) }
        if year == nil, next == afterMonth {
            guard !isEnglish, wanted != .nearest || followsPreposition() else { return nil }
            side = wanted
        }
        if year == nil {
            guard let reference else { return FoundDate(date: nil) }
            let candidates = (reference.year - 1...reference.year + 1).compactMap {
                CalendarDay(year: $0, month: first, day: min(reference.day, 28))
            }
            year = choose(candidates, side)?.year
        }
        guard let year else { return nil }
        return FoundDate(date: first == last ? .month(year: year, month: first) : .months(year, first, last))
    }

    /// English months could be verbs (`may`, `march`): only with a capital and a year.
    private func englishMonth() -> Int? {
        guard let month = CalendarWords.englishMonths[word()], yearNumber(1) != nil,
            text.tokens[next].letterCase.hasCapital
        else { return nil }
        return month
    }

    /// True after `in`, `sinds`, `eind` and the like, where a bare month is surely one.
    private func followsPreposition() -> Bool {
        if start < next, CalendarWords.months[text.tokens[start].folded] == nil { return true }
        return start > 0 && CalendarWords.prepositions.contains(text.tokens[start - 1].folded)
    }

    /// What tells the year after a day or a month; `nil` where it would be told by the paper's date and there is none.
    private mutating func yearAfter() -> (side: Side, year: Int?)? {
        if let year = yearNumber() {
            next += 1
            return (.nearest, year)
        }
        if skip("jl") || skip("jongstleden") || skip("ll") || skip("laatstleden") {
            endsInAbbreviation = true
            return (.past, nil)
        }
        if skip("aanstaande") || skip("as") {
            return (.future, nil)
        }
        // `a.s.` is two words with a point between.
        if next + 1 < text.tokens.count, text.tokens[next].folded == "a", text.tokens[next + 1].folded == "s",
            separator(1) == "."
        {
            next += 2
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

    func choose(_ days: [CalendarDay], _ side: Side) -> CalendarDay? {
        guard let today = reference?.daysSinceEpoch else { return nil }
        switch side {
        case .past: return days.last { $0.daysSinceEpoch <= today }
        case .future: return days.first { $0.daysSinceEpoch >= today }
        case .nearest:
            return days.min { abs($0.daysSinceEpoch - today) < abs($1.daysSinceEpoch - today) }
        }
    }

    /// `dit jaar`, `vorig jaar`, `volgend jaar`, as a number of years from now.
    mutating func yearShift() -> Int? {
        if skip("dit", "jaar") { return 0 }
        if skip("vorig", "jaar") { return -1 }
        if skip("volgend", "jaar") { return 1 }
        return nil
    }

    /// `volgend jaar`; `dit jaar`.
    private mutating func relativeYear() -> FoundDate? {
        guard let shift = yearShift() else { return nil }
        return FoundDate(date: reference.map { .year($0.year + shift) })
    }
}
