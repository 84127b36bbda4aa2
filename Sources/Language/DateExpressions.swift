package import Pipeline

/// A date, a period or a term that a text names.
package struct DateExpression: Hashable, Sendable {
    /// Where it stands, in bytes.
    package let range: Range<Int>
    /// The words it takes up.
    package let tokens: Range<Int>
    /// What it means; `nil` where that hangs on the date of a paper that has none.
    package let value: DateValue?
}

extension TokenizedText {
    /// The dates and periods that a text names, in order: in Dutch, and in English, French or German where it is written in that.
    ///
    /// `17 juni jl.`, `mei-juni 2022`, `eerste helft van 2023`, `begin volgend jaar`, `afgelopen juli`, `komende vier jaar`,
    /// `binnen zes weken`. A month without a year is the one nearest to `reference`, the date of the paper, unless a word says
    /// past or future, or the verbs of its sentence do. What is vaguer than that (`de komende jaren`) is left out.
    ///
    /// Beginnings and ends of years are quarters, the middle of one runs from April to September; beginnings and ends of months
    /// are that month. Seasons are those of the weather. `Voor de zomer` and `voor het zomerreces` run from the paper's date to
    /// the end of June, `na de zomer` is the autumn, `voor het kerstreces` ends on 24 December. School years begin in August,
    /// academic ones in September, those of parliament on the third Tuesday of September.
    /// `In het najaar` is the next one unless the verbs tell of the past. `2021-22` in English is a year from April on. A term within a
    /// rule (`volgens artikel 12 binnen zes weken`) has no value: it runs whenever the rule is applied.
    ///
    /// With `promises` the text is known to speak of what is to come: a month without a year is the next one.
    ///
    /// `language` is that of the text, where it is known already.
    package func dates(
        relativeTo reference: CalendarDay?, in language: TextLanguage? = nil,
        inPromises promises: Bool = false
    ) -> [DateExpression] {
        let language = language ?? self.language
        let calendar = ForeignCalendar.of(language)
        var (result, index): ([DateExpression], Int) = ([], 0)
        while index < tokens.count {
            let word = tokens[index].word
            guard CalendarWords.canBegin(word) || (calendar?.canBegin(word) ?? false) else {
                index += 1
                continue
            }
            var reader = DateReader(
                text: self, language: language, reference: reference, start: index, isPromise: promises)
            var found: FoundDate?
            if let calendar, calendar.canBegin(word) {
                found = reader.read(calendar)
            }
            if found == nil, CalendarWords.canBegin(word), CalendarWords.mayBegin(at: index, in: self) {
                found = reader.read()
            }
            guard let found else {
                index += 1
                continue
            }
            let tokens = index..<reader.next
            var range = range(ofTokens: tokens)
            // The point of `jl.` belongs to it.
            if reader.endsInAbbreviation, range.upperBound < bytes.count,
                bytes[range.upperBound] == UInt8(ascii: ".")
            {
                range = range.lowerBound..<range.upperBound + 1
            }
            result.append(DateExpression(range: range, tokens: tokens, value: found.date))
            index = reader.next
        }
        return result
    }
}

/// What a reader found: a date, or an expression whose date cannot be told.
struct FoundDate {
    var date: DateValue?
}
