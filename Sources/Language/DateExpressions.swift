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
    /// The dates and periods that Dutch text names, in order; also days and months in English.
    ///
    /// `17 juni jl.`, `mei-juni 2022`, `eerste helft van 2023`, `begin volgend jaar`, `afgelopen juli`, `komende vier jaar`,
    /// `binnen zes weken`. A month without a year is the one nearest to `reference`, the date of the paper, unless a word says
    /// past or future. What is vaguer than that (`de komende jaren`) is left out. Beginnings and ends of years are quarters,
    /// the middle of one runs from April to September; beginnings and ends of months are that month.
    package func dates(relativeTo reference: CalendarDay?) -> [DateExpression] {
        var (result, index): ([DateExpression], Int) = ([], 0)
        while index < tokens.count {
            var reader = DateReader(text: self, reference: reference, start: index)
            guard CalendarWords.canBegin(tokens[index].folded), let value = reader.read() else {
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
            result.append(DateExpression(range: range, tokens: tokens, value: value.date))
            index = reader.next
        }
        return result
    }
}

/// What a reader found: a date, or an expression whose date cannot be told.
struct FoundDate {
    var date: DateValue?
}
