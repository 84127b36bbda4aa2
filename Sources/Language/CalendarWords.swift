/// The words in which Dutch tells dates, folded.
package enum CalendarWords {
    enum Unit {
        case days(Int)
        case months(Int)
    }

    /// By name, from 1.
    package static let months: [String: Int] = [
        "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8,
        "september": 9, "oktober": 10, "november": 11, "december": 12,
    ]

    static let englishMonths: [String: Int] = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12,
    ]

    /// The first month of each season, as the weather counts them.
    static let seasons = ["voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9]

    static let ordinals = [
        "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4,
    ]

    static let units: [String: Unit] = [
        "jaar": .months(12), "jaren": .months(12), "maand": .months(1), "maanden": .months(1),
        "week": .days(7), "weken": .days(7), "dag": .days(1), "dagen": .days(1), "kwartaal": .months(3),
    ]

    static func isSingular(_ unit: String) -> Bool { ["jaar", "maand", "week", "kwartaal"].contains(unit) }

    static let prepositions: Set = [
        "in", "sinds", "vanaf", "tot", "voor", "per", "na", "rond", "vorig", "deze", "van", "tussen",
    ]

    /// Which part of a year words like `begin` name; see ``DateReader``.
    static let parts: Set = ["begin", "medio", "halverwege", "eind", "einde", "q1", "q2", "q3", "q4"]
    static let windows: Set = [
        "afgelopen", "voorbije", "laatste", "komende", "komend", "aankomende", "aanstaande", "volgende",
    ]

    private static let beginnings: Set<String> = parts.union(windows).union(months.keys).union(
        englishMonths.keys
    )
    .union(seasons.keys).union(ordinals.keys).union(["dit", "vorig", "volgend", "binnen"])

    /// True for a word with which a date expression can begin; most words are none, and are passed over quickly.
    static func canBegin(_ word: String) -> Bool {
        guard let first = word.utf8.first else { return false }
        return (0x30...0x39).contains(first) || beginnings.contains(word)
    }
}
