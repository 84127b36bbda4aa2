/// The words in which Dutch tells dates, folded.
package enum CalendarWords {
    enum Unit {
        case days(Int)
        case months(Int)
    }

    /// By name, from 1.
    package static let months: WordMap<Int> = [
        "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7, "augustus": 8,
        "september": 9, "oktober": 10, "november": 11, "december": 12,
    ]

    static let englishMonths: WordMap<Int> = [
        "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
        "september": 9, "october": 10, "november": 11, "december": 12,
    ]

    /// Short for months, where a day or a year stands beside them.
    static let abbreviations: WordMap<Int> = [
        "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
        "sept": 9, "okt": 10, "nov": 11, "dec": 12,
    ]

    /// The first month of each season, as the weather counts them.
    static let seasons: WordMap<Int> = [
        "voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12,
    ]

    static let ordinals: WordMap<Int> = [
        "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4,
    ]

    static let units: WordMap<Unit> = [
        "jaar": .months(12), "jaren": .months(12), "maand": .months(1), "maanden": .months(1),
        "week": .days(7), "weken": .days(7), "dag": .days(1), "dagen": .days(1), "kwartaal": .months(3),
        "decennium": .months(120), "decennia": .months(120),
    ]

    static func isSingular(_ unit: Word) -> Bool {
        ["jaar", "maand", "week", "kwartaal", "decennium"].contains(unit)
    }

    static let prepositions: WordSet = [
        "in", "sinds", "vanaf", "tot", "voor", "per", "na", "rond", "vorig", "deze", "van", "tussen", "maand",
    ]

    /// Before a season that is a time, in all languages that are read.
    static let beforeSeasons: WordSet = ["het", "de", "in", "na", "voor", "this", "the", "l", "im", "cet"]

    static let seasonPrepositions: WordSet = ["in", "na", "voor", "tegen", "vanaf", "im", "this", "cet"]

    /// Which part of a year words like `begin` name; see ``DateReader``.
    static let parts: WordSet = [
        "begin", "medio", "halverwege", "half", "midden", "eind", "einde", "ultimo", "primo", "q1", "q2",
        "q3",
        "q4",
    ]
    static let windows: WordSet = [
        "afgelopen", "voorbije", "laatste", "komende", "komend", "aankomende", "aankomend", "aanstaande",
        "volgende",
    ]

    static let decades: WordMap<Int> = [
        "twintig": 1920, "dertig": 1930, "veertig": 1940, "vijftig": 1950, "zestig": 1960, "zeventig": 1970,
        "tachtig": 1980, "negentig": 1990,
    ]

    /// Years that begin in another month than January.
    static let otherYears: WordMap<Int> = [
        "schooljaar": 8, "studiejaar": 9, "collegejaar": 9, "vergaderjaar": 9,
    ]

    /// Before or after which something is promised: the last day before, and the months after.
    static let breaks: WordMap<(last: (month: Int, day: Int), after: (first: Int, last: Int))> = [
        "zomer": ((6, 30), (9, 11)), "zomerreces": ((6, 30), (9, 11)), "zomervakantie": ((6, 30), (9, 11)),
        "kerst": ((12, 24), (1, 1)), "kerstmis": ((12, 24), (1, 1)), "kerstreces": ((12, 24), (1, 1)),
        "kerstvakantie": ((12, 24), (1, 1)), "meireces": ((4, 30), (5, 6)), "meivakantie": ((4, 30), (5, 6)),
        "herfstreces": ((10, 15), (10, 11)), "voorjaarsreces": ((2, 15), (3, 3)),
        "krokusreces": ((2, 15), (3, 3)),
    ]

    static let numbers: WordSet = [
        "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
        "vijftien", "twintig", "dertig",
    ]

    private static let beginnings = parts.union(windows).union(months.words)
        .union(englishMonths.words).union(abbreviations.words).union(seasons.words).union(ordinals.words)
        .union(otherYears.words).union(numbers).union(
            [
                "dit", "deze", "vorig", "vorige", "volgend", "volgende", "binnen", "voor", "na", "jaren",
                "week", "prinsjesdag", "academisch", "afgelopen",
            ] as WordSet)

    /// True for a word with which a date expression can begin; most words are none, and are passed over quickly.
    static func canBegin(_ word: Word) -> Bool {
        word.hasDigit || beginnings.contains(word)
    }

    /// True where a date expression may begin at a word, by what stands behind it, where it is one of the small words that
    /// begin most expressions and hardly ever begin one.
    static func mayBegin(at index: Int, in text: TokenizedText) -> Bool {
        let word = text.tokens[index].word
        func follows(_ words: WordSet, within count: Int) -> Bool {
            text.tokens[(index + 1)...].prefix(count).contains { words.contains($0.word) }
        }
        if near.contains(word) { return follows(nearNouns, within: 1) }
        if beforeBreaks.contains(word) { return follows(breakNouns, within: 2) }
        // `Een` and `twee` are only how long ago.
        guard numbers.contains(word) else { return true }
        return text.tokens[(index + 1)...].prefix { $0.gap < .sentence }.contains { $0.word == "geleden" }
    }

    private static let near: WordSet = ["dit", "deze"]
    private static let nearNouns =
        (["jaar", "kalenderjaar", "academisch", "maand", "week", "kwartaal"]
        as WordSet).union(seasons.words).union(otherYears.words)
    private static let beforeBreaks: WordSet = ["voor", "na"]
    private static let breakNouns = WordSet().union(breaks.words)
}
