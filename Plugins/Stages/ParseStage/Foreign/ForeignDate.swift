import Pipeline

/// Dates as English, French, German, Italian, Spanish and Portuguese write them, and in figures: `26 October 2009`, `1er mars 2017`, `5. Mai 2010`,
/// `05.12.2017`, `16/01/2017`, `2017-01-16`.
enum ForeignDate {
    /// By the letters that tell each month from the others in all those languages and in Dutch.
    private static let months: [(name: String, month: Int)] = [
        ("janu", 1), ("janv", 1), ("jan", 1), ("febr", 2), ("fevr", 2), ("feb", 2), ("marc", 3), ("mars", 3),
        ("marz", 3), ("maart", 3), ("mrz", 3), ("apr", 4), ("avr", 4), ("may", 5), ("mai", 5), ("mei", 5),
        ("jun", 6), ("juin", 6), ("jul", 7), ("juil", 7), ("aug", 8), ("aout", 8), ("genn", 1), ("ener", 1),
        ("febb", 2), ("fevereiro", 2), ("abril", 4), ("magg", 5), ("giugno", 6), ("luglio", 7), ("agost", 8),
        ("setembro", 9), ("sett", 9), ("setiembre", 9), ("ottobre", 10), ("outubro", 10), ("dic", 12),
        ("sept", 9), ("oct", 10), ("okt", 10), ("nov", 11), ("dec", 12), ("dez", 12),
    ]

    /// The first whole date in `text`.
    static func first(in text: some Sequence<UInt8>) -> CalendarDay? {
        let text = Bytes(text)
        var index = 0
        while index < text.count {
            guard text[index].isDigit else {
                index += 1
                continue
            }
            if let day = read(text, at: index) { return day }
            while index < text.count, text[index].isDigit { index += 1 }
        }
        return nil
    }

    private static func read(_ text: Bytes, at index: Int) -> CalendarDay? {
        var scanner = ByteScanner(text, at: index)
        guard let first = scanner.number() else { return nil }
        if first > 1800, scanner.skip("-"), let month = scanner.number(maximumDigits: 2), scanner.skip("-"),
            let day = scanner.number(maximumDigits: 2)
        {
            return CalendarDay(year: first, month: month, day: day)
        }
        guard (1...31).contains(first) else { return nil }
        let afterDay = scanner
        if scanner.skip("/") || scanner.skip(".") || scanner.skip("-") {
            let mark = text[scanner.position - 1]
            scanner.skipSpaces()
            if let month = scanner.number(maximumDigits: 2), scanner.current == mark {
                scanner.position += 1
                scanner.skipSpaces()
                guard let year = scanner.number(), (1800...2200).contains(year) else { return nil }
                return CalendarDay(year: year, month: month, day: first)
            }
        }
        scanner = afterDay
        _ =
            scanner.skip(".") || scanner.skip("er") || scanner.skip("st") || scanner.skip("nd")
            || scanner.skip("rd") || scanner.skip("th")
        guard scanner.skipSpaces() else { return nil }
        // `24 de junio de 2026`
        if scanner.skipWord("de") { scanner.skipSpaces() }
        let word = Bytes(scanner.rest.prefix { $0.isLetter }.prefix(24))
        let key = word.key
        guard let month = months.first(where: { key.starts(with: $0.name.utf8) })?.month else { return nil }
        scanner.position += word.count
        _ = scanner.skip(".") || scanner.skip(",")
        scanner.skipSpaces()
        if scanner.skipWord("de") { scanner.skipSpaces() }
        guard let year = scanner.number(), (1800...2200).contains(year), scanner.current?.isDigit != true
        else { return nil }
        return CalendarDay(year: year, month: month, day: first)
    }
}
