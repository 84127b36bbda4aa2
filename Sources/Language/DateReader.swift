import Pipeline

/// Reads one date expression from a given word on.
struct DateReader {
    let text: TokenizedText
    let reference: CalendarDay?
    let start: Int
    let language: TextLanguage
    /// True where the text is known to speak of what is to come.
    let isPromise: Bool
    /// The word after what has been read.
    var next: Int
    var endsInAbbreviation = false
    /// A word before which a point ends no sentence: `3 sept. 2022`.
    var wordAfterPoint = -1

    init(
        text: TokenizedText, language: TextLanguage, reference: CalendarDay?, start: Int, isPromise: Bool
    ) {
        (self.text, self.reference, self.start, next) = (text, reference, start, start)
        (self.language, self.isPromise) = (language, isPromise)
    }

    /// Which of the years that a month could be of is meant.
    enum Side { case nearest, past, future }
    /// Which part of a year or a month.
    enum Part: Equatable { case begin, middle, end, first, last, half(Int), quarter(Int), third(Int) }

    mutating func read() -> FoundDate? {
        // What is in the middle of a number or of a compound of letters and digits is no date.
        if start > 0, text.tokens[start].gap == .hyphen, text.tokens[start - 1].letterCase != .none,
            CalendarWords.months[word()] == nil
        {
            return nil
        }
        // What begins with a digit and what does not have hardly a form in common.
        if word().hasDigit {
            return first(of: [
                { $0.numeric() }, { $0.days() }, { $0.part() }, { $0.ago() }, { $0.years() },
            ])
        }
        return first(of: [
            { $0.aroundBreak() }, { $0.decade() }, { $0.monthsOfYear() }, { $0.part() },
            { $0.otherYear() }, { $0.window() }, { $0.month(.nearest) }, { $0.season(.nearest) },
            { $0.relativePeriod() }, { $0.prinsjesdag() }, { $0.weekOfYear() }, { $0.ago() },
            { $0.term() },
        ])
    }

    /// What the first form that fits reads.
    mutating func first(of forms: [(inout DateReader) -> FoundDate?]) -> FoundDate? {
        for form in forms {
            next = start
            endsInAbbreviation = false
            wordAfterPoint = -1
            if let found = form(&self) { return found }
        }
        return nil
    }

    // MARK: Words

    func word(_ offset: Int = 0) -> Word {
        let index = next + offset
        guard index < text.tokens.count else { return .empty }
        // A sentence ends an expression; in its middle only spaces, hyphens and brackets of its own part words.
        if index > start, text.tokens[index].gap > .space, index != wordAfterPoint { return .empty }
        return text.tokens[index].word
    }

    mutating func skip(_ expected: StaticString) -> Bool {
        guard word() == expected else { return false }
        next += 1
        return true
    }

    mutating func skip(_ first: StaticString, _ second: StaticString) -> Bool {
        guard word() == first, word(1) == second else { return false }
        next += 2
        return true
    }

    mutating func skip(_ first: StaticString, _ second: StaticString, _ third: StaticString) -> Bool {
        guard word() == first, word(1) == second, word(2) == third else { return false }
        next += 3
        return true
    }

    /// Skips two words with that mark and nothing else between: `t/m`, `a.s`.
    mutating func skip(_ first: StaticString, _ mark: String, then second: StaticString) -> Bool {
        guard word() == first, next + 1 < text.tokens.count, text.tokens[next + 1].word == second,
            separator(1) == mark
        else { return false }
        next += 2
        return true
    }

    /// `tot en met`, `t/m`.
    mutating func skipThrough() -> Bool { skip("tot", "en", "met") || skip("t", "/", then: "m") }

    func digits(_ offset: Int = 0, _ width: ClosedRange<Int>) -> Int? {
        let word = word(offset)
        return width.contains(word.count) ? word.number : nil
    }

    func yearNumber(_ offset: Int = 0) -> Int? {
        guard let year = digits(offset, 4...4), (1900...2100).contains(year) else { return nil }
        return year
    }

    /// The separator before the word at an offset.
    func separator(_ offset: Int) -> String { text.between(next + offset - 1, next + offset) }

    /// What the verbs around say.
    var tense: DateTense { isPromise ? .future : DateTense(around: start, in: text, language) }

    // MARK: Forms

    /// `2022-12-20`, `20-12-2022`, `20/12/2022`.
    mutating func numeric() -> FoundDate? {
        func number(_ index: Int) -> (value: Int, width: Int)? {
            guard index < text.tokens.count, text.tokens[index].word.count <= 4,
                let value = text.tokens[index].word.number
            else { return nil }
            return (value, text.tokens[index].word.count)
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

    func choose(_ days: [CalendarDay], _ side: Side) -> CalendarDay? {
        guard let today = reference?.daysSinceEpoch else { return nil }
        switch side {
        case .past: return days.last { $0.daysSinceEpoch <= today }
        case .future: return days.first { $0.daysSinceEpoch >= today }
        case .nearest:
            return days.min { abs($0.daysSinceEpoch - today) < abs($1.daysSinceEpoch - today) }
        }
    }

    /// The years in which something without a year may be.
    var yearsAround: ClosedRange<Int> { reference.map { $0.year - 1...$0.year + 1 } ?? 0...0 }

    /// `dit jaar`, `vorig jaar`, `volgend jaar`, as a number of years from now.
    mutating func yearShift() -> Int? {
        for year in ["jaar", "kalenderjaar"] as [StaticString] {
            if skip("dit", year) || skip("het", "lopende", year) || skip("lopend", year) { return 0 }
            if skip("vorig", year) || skip("afgelopen", year) { return -1 }
            if skip("volgend", year) || skip("komend", year) { return 1 }
        }
        return nil
    }
}
