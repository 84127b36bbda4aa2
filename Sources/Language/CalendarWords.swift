
/// The words in which Dutch tells dates, folded.
enum CalendarWords {
    enum Unit {
        case days(Int)
        case months(Int)
    }

    static let months: [String: Int] = [
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
}
