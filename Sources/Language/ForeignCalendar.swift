/// The words in which English, French and German tell dates, folded.
struct ForeignCalendar: Sendable {
    var months: WordMap<Int>
    var seasons: WordMap<Int>
    var ordinals: WordMap<Int>
    var units: WordMap<CalendarWords.Unit>
    /// `year`, to tell `this year` and `end of the year`.
    var yearWords: WordSet
    /// Before or behind what they are about: `last`, `dernier`, `letzten`.
    var past: WordSet
    var future: WordSet
    var present: WordSet
    /// Parts of a year or a month.
    var parts: WordMap<DateReader.Part>
    var halves: WordSet
    var quarters: WordSet
    /// Between the first and the last of a period.
    var joints: WordSet
    /// May stand between a part and what it is of: `end of the year`, `fin de l'année`.
    var links: [WordSequence]
    /// Before what a term is told of: `within`, `innerhalb von`.
    var terms: [WordSequence]
    /// Phrases that end a term: `before the summer recess`.
    var breaks: [(WordSequence, (month: Int, day: Int))]
    /// A whole phrase: `Jahresende`.
    var names: WordMap<DateReader.Part>
    /// `ago`, behind; `il y a` and `vor`, before.
    var ago: [WordSequence]
    var agoStandsBehind: Bool

    private var beginnings: WordSet {
        let words =
            months.words + seasons.words + ordinals.words + parts.words + units.words + names.words
            + NumberWords.foreign.words + (terms + ago + breaks.map(\.0)).compactMap(\.words.first)
        return past.union(future).union(present).union(yearWords).union(Self.quarterNames.words).union(words)
    }

    /// Quarters as tables have them.
    static let quarterNames: WordMap<Int> = ["q1": 1, "q2": 2, "q3": 3, "q4": 4]

    func canBegin(_ word: Word) -> Bool { word.hasDigit || allBeginnings.contains(word) }

    private var allBeginnings = WordSet()

    /// The calendar of a language; `nil` for Dutch, which has a reader of its own.
    static func of(_ language: TextLanguage) -> ForeignCalendar? {
        switch language {
        case .dutch: nil
        case .english: english
        case .french: french
        case .german: german
        }
    }

    private static func numbered(_ names: String) -> WordMap<Int> {
        var result: WordMap<Int> = [:]
        for (index, name) in names.split(separator: " ").enumerated() {
            result[Word(folded: String(name))] = index + 1
        }
        return result
    }

    private func ready() -> ForeignCalendar {
        var result = self
        result.allBeginnings = beginnings
        return result
    }

    private static let english = ForeignCalendar(
        months: CalendarWords.englishMonths,
        seasons: ["spring": 3, "summer": 6, "autumn": 9, "winter": 12],
        ordinals: numbered("first second third fourth"),
        units: [
            "year": .months(12), "years": .months(12), "month": .months(1), "months": .months(1),
            "week": .days(7), "weeks": .days(7), "day": .days(1), "days": .days(1), "decade": .months(120),
            "quarter": .months(3),
        ],
        yearWords: ["year"], past: ["last", "past", "previous"], future: ["next", "coming"],
        present: ["this"],
        parts: [
            "early": .begin, "beginning": .begin, "start": .begin, "mid": .middle, "middle": .middle,
            "late": .end, "end": .end,
        ],
        halves: ["half"], quarters: ["quarter"], joints: ["and", "to", "until", "through"],
        links: [["of", "the"], ["of"], ["in"]], terms: [["within"]],
        breaks: [
            (["before", "the", "summer", "recess"], (7, 31)), (["before", "the", "summer"], (6, 30)),
            (["before", "the", "christmas", "recess"], (12, 24)), (["before", "christmas"], (12, 24)),
        ],
        names: [:], ago: [["ago"]], agoStandsBehind: true
    ).ready()

    private static let french = ForeignCalendar(
        months: numbered(
            "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"),
        seasons: ["printemps": 3, "ete": 6, "automne": 9, "hiver": 12],
        ordinals: [
            "premier": 1, "premiere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3,
            "quatrieme": 4, "dernier": 4,
        ],
        units: [
            "an": .months(12), "ans": .months(12), "annee": .months(12), "annees": .months(12),
            "mois": .months(1), "semaine": .days(7), "semaines": .days(7), "jour": .days(1),
            "jours": .days(1), "trimestre": .months(3), "semestre": .months(6),
        ],
        yearWords: ["annee", "an"],
        past: ["dernier", "derniere", "dernieres", "derniers", "passe", "passee", "ecoule"],
        future: ["prochain", "prochaine", "prochaines", "prochains"], present: ["cette", "ce"],
        parts: ["debut": .begin, "mi": .middle, "fin": .end],
        halves: ["semestre", "moitie"], quarters: ["trimestre"], joints: ["et", "au", "a", "jusqu"],
        links: [["de", "l"], ["du", "mois", "de"], ["du", "mois", "d"], ["de"], ["du"], ["d"], ["l"]],
        terms: [["delai", "de"], ["d", "ici"], ["sous"]],
        breaks: [
            (["avant", "l", "ete"], (6, 30)), (["avant", "les", "vacances", "d", "ete"], (6, 30)),
            (["avant", "les", "vacances", "parlementaires"], (6, 30)), (["avant", "noel"], (12, 24)),
        ],
        names: [:], ago: [["il", "y", "a"]], agoStandsBehind: false
    ).ready()

    private static let german = ForeignCalendar(
        months: numbered(
            "januar februar marz april mai juni juli august september oktober november dezember"),
        seasons: ["fruhjahr": 3, "fruhling": 3, "sommer": 6, "herbst": 9, "winter": 12],
        ordinals: [
            "ersten": 1, "erste": 1, "erstes": 1, "zweiten": 2, "zweite": 2, "dritten": 3, "dritte": 3,
            "vierten": 4, "vierte": 4,
        ],
        units: [
            "jahr": .months(12), "jahre": .months(12), "jahren": .months(12), "jahres": .months(12),
            "monat": .months(1), "monate": .months(1), "monaten": .months(1), "woche": .days(7),
            "wochen": .days(7), "tage": .days(1), "tagen": .days(1), "quartal": .months(3),
        ],
        yearWords: ["jahr", "jahres"],
        past: ["letzten", "letztes", "letzte", "vergangenen", "vergangene", "vergangenes", "vorigen"],
        future: ["kommenden", "kommende", "kommendes", "nachsten", "nachste", "nachstes"],
        present: ["diesem", "dieses", "diesen", "laufenden"],
        parts: ["anfang": .begin, "mitte": .middle, "ende": .end],
        halves: ["halbjahr", "halbjahrs", "halbjahres", "halfte"], quarters: ["quartal", "quartals"],
        joints: ["und", "bis"], links: [["des"], ["von"], ["im"]],
        terms: [["innerhalb", "von"], ["binnen"], ["innerhalb", "der", "nachsten"]],
        breaks: [
            (["vor", "der", "sommerpause"], (6, 30)), (["vor", "weihnachten"], (12, 24)),
            (["vor", "der", "weihnachtspause"], (12, 24)),
        ],
        names: ["jahresende": .end, "jahresbeginn": .begin, "jahresmitte": .middle], ago: [["vor"]],
        agoStandsBehind: false
    ).ready()
}
