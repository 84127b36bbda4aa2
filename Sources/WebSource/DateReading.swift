import Pipeline

/// The parts of a date that is written in some way or other.
struct DateReading {
    /// Seconds since midnight.
    private(set) var timeOfDay: Int64 = 0
    /// Seconds east of UTC.
    private(set) var zone: Int64 = 0

    private var tokens: [DateToken]
    private var month: Int?
    /// What is left for the day: numbers, and the marks before them.
    private var numbers: [(value: Int, digits: Int, mark: Character?)] = []
    private var isKorean = false

    /// Finds the time and the zone; `nil` where they are none.
    init?(_ text: String) {
        guard let tokens = DateToken.tokens(of: text) else { return nil }
        self.tokens = tokens
        isKorean = tokens.contains { $0.word.map(DateWords.korean.contains) ?? false }
        var hasZone = false
        guard takeTime(&hasZone) else { return nil }
        if isKorean, !hasZone { zone = 9 * 3600 }
    }

    // MARK: Time and zone

    /// Takes out `10:14:55.5`, what says which half of the day, and the zone behind it.
    private mutating func takeTime(_ hasZone: inout Bool) -> Bool {
        guard let colon = tokens.firstIndex(of: .mark(":")) else {
            // The time of ISO 8601 without colons stands behind a T.
            guard let place = tokens.firstIndex(of: .word("t")), place + 1 < tokens.count,
                case .number(let value, let digits) = tokens[place + 1], digits == 4 || digits == 6
            else { return true }
            let (hour, minute, second) =
                digits == 4
                ? (value / 100, value % 100, 0) : (value / 10_000, value / 100 % 100, value % 100)
            guard set(hour, minute, second) else { return false }
            tokens.removeSubrange(place...(place + 1))
            return takeZone(at: place, &hasZone)
        }
        guard colon > 0, case .number(let hour, 1...2) = tokens[colon - 1], let minute = number(colon + 1)
        else { return false }
        if isZoneOfDay(colon) {
            // A day of XML Schema is one in whatever zone: `2026-02-01+01:00`.
            tokens.removeSubrange(colon - 2...colon + 1)
            return true
        }
        var (second, end) = (0, colon + 2)
        if mark(end) == ":" {
            guard let read = number(end + 1) else { return false }
            (second, end) = (read, end + 2)
            if mark(end) == "." || mark(end) == ",", isNumber(end + 1) { end += 2 }
        }
        guard mark(end) != ":" else { return false }
        var start = colon - 1
        var hours = hour
        for place in [end, start - 1] {
            guard let word = word(place), let isAfternoon = DateWords.halves[word] else { continue }
            guard hour <= 12 || isAfternoon else { return false }
            hours = hour % 12 + (isAfternoon ? 12 : 0)
            if hour > 12 { hours = hour }
            if place == end { end += 1 } else { start -= 1 }
            break
        }
        if word(start - 1) == "t" { start -= 1 }
        guard set(hours, minute, second) else { return false }
        tokens.removeSubrange(start..<end)
        return takeZone(at: start, &hasZone)
    }

    /// True where what stands around the colon is an offset right behind a whole day.
    private func isZoneOfDay(_ colon: Int) -> Bool {
        guard colon + 2 == tokens.count, let sign = mark(colon - 2) else { return false }
        let numbers = tokens[..<(colon - 2)].count { if case .number = $0 { true } else { false } }
        return (sign == "+" || sign == "-") && numbers == 3
    }

    private mutating func set(_ hour: Int, _ minute: Int, _ second: Int) -> Bool {
        guard hour <= 24, minute <= 59, second <= 60 else { return false }
        timeOfDay = Int64(hour * 3600 + minute * 60 + second)
        return true
    }

    private mutating func takeZone(at start: Int, _ hasZone: inout Bool) -> Bool {
        var end = start
        while mark(end) == "(" { end += 1 }
        // The area of `Etc/GMT`.
        if mark(end + 1) == "/", word(end) != nil { end += 2 }
        if let name = word(end), let minutes = DateWords.zones[name] {
            zone = minutes * 60
            hasZone = true
            end += 1
        }
        if let sign = mark(end), sign == "+" || sign == "-" || sign == "−" {
            guard end + 1 < tokens.count, case .number(let value, let digits) = tokens[end + 1] else {
                return false
            }
            var (hours, minutes) = digits > 2 ? (value / 100, value % 100) : (value, 0)
            end += 2
            if digits <= 2, mark(end) == ":" {
                guard let read = number(end + 1) else { return false }
                (minutes, end) = (read, end + 2)
            }
            guard digits <= 4, hours <= 24, minutes < 60 else { return false }
            if sign != "+" { (hours, minutes) = (-hours, -minutes) }
            zone = Int64(hours * 3600 + minutes * 60)
            hasZone = true
        }
        tokens.removeSubrange(start..<end)
        return true
    }

    // MARK: Day

    /// The day that is left once time and zone are taken out.
    mutating func day() -> CalendarDay? {
        var (hasWeekday, hasRemark) = (false, false)
        var mark: Character?
        for token in tokens {
            switch token {
            case .number(let value, let digits):
                numbers.append((value, digits, mark))
                mark = nil
            case .mark(let character): mark = character
            case .word(let word):
                if let found = DateWords.month(word) {
                    month = found
                } else if !DateWords.korean.contains(word), word != "t", DateWords.zones[word] == nil {
                    if numbers.isEmpty { hasWeekday = true } else { hasRemark = true }
                }
            }
        }
        if let month { return dayOfNamedMonth(month) }
        guard !hasRemark, !hasWeekday || numbers.count == 3 else { return nil }
        return dayInNumbers()
    }

    private func dayOfNamedMonth(_ month: Int) -> CalendarDay? {
        guard numbers.count == 2 else { return nil }
        let isYearFirst = numbers[0].digits > 2 || numbers[0].value > 31
        let (day, year) = isYearFirst ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
        guard day.digits <= 2 else { return nil }
        return CalendarDay(year: Self.whole(year.value, digits: year.digits), month: month, day: day.value)
    }

    private func dayInNumbers() -> CalendarDay? {
        guard let first = numbers.first else { return nil }
        switch (numbers.count, first.digits) {
        case (1, 4) where first.mark == "-":
            return CalendarDay(year: 2000 + first.value / 100, month: first.value % 100, day: 1)
        case (1, 4): return CalendarDay(year: first.value, month: 1, day: 1)
        case (1, 8):
            return CalendarDay(
                year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
        case (1, 7): return Self.ordinal(first.value % 1000, of: first.value / 1000)
        case (1, 6):
            return CalendarDay(
                year: Self.whole(first.value / 10_000, digits: 2), month: first.value / 100 % 100,
                day: first.value % 100)
        case (1, 5): return Self.ordinal(first.value % 1000, of: Self.whole(first.value / 1000, digits: 2))
        case (2, 4) where numbers[1].digits == 3: return Self.ordinal(numbers[1].value, of: first.value)
        case (2, 4): return CalendarDay(year: first.value, month: numbers[1].value, day: 1)
        case (2, 2) where first.mark == "-" && numbers[1].mark == "-":
            return CalendarDay(year: Self.whole(first.value, digits: 2), month: numbers[1].value, day: 1)
        case (3, 4): return CalendarDay(year: first.value, month: numbers[1].value, day: numbers[2].value)
        case (3, 1...2) where numbers[2].digits == 4: return dayBeforeYear()
        case (3, 2) where numbers[1].mark == "-" && numbers[2].digits == 2:
            return CalendarDay(
                year: Self.whole(first.value, digits: 2), month: numbers[1].value, day: numbers[2].value)
        default: return nil
        }
    }

    /// `25-11-2026` and `25.11.2026` begin with the day; `11/25/2026` with the month where it can be no other.
    private func dayBeforeYear() -> CalendarDay? {
        let (first, second, year) = (numbers[0].value, numbers[1].value, numbers[2].value)
        guard numbers[1].mark == "/", first != second else {
            return CalendarDay(year: year, month: second, day: first)
        }
        if first > 12 { return CalendarDay(year: year, month: second, day: first) }
        return second > 12 ? CalendarDay(year: year, month: first, day: second) : nil
    }

    private static func ordinal(_ day: Int, of year: Int) -> CalendarDay? {
        guard (1...366).contains(day),
            let found = CalendarDay(year: year, month: 1, day: 1)?.adding(days: day - 1), found.year == year
        else { return nil }
        return found
    }

    private static func whole(_ number: Int, digits: Int) -> Int {
        switch digits {
        case ...2: number + (number < 50 ? 2000 : 1900)
        case 3: number + 1900
        default: number
        }
    }

    // MARK: Tokens

    private func mark(_ place: Int) -> Character? {
        guard tokens.indices.contains(place), case .mark(let mark) = tokens[place] else { return nil }
        return mark
    }

    private func word(_ place: Int) -> String? {
        tokens.indices.contains(place) ? tokens[place].word : nil
    }

    private func isNumber(_ place: Int) -> Bool {
        guard tokens.indices.contains(place), case .number = tokens[place] else { return false }
        return true
    }

    /// A number of one or two digits.
    private func number(_ place: Int) -> Int? {
        guard tokens.indices.contains(place), case .number(let value, 1...2) = tokens[place] else {
            return nil
        }
        return value
    }
}
