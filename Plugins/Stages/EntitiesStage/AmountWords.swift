import Language

/// The words around numbers, folded.
enum AmountWords {
    static let modifiers: WordSet = [
        "ongeveer", "circa", "ca", "ruim", "bijna", "maximaal", "minimaal", "zeker", "minstens", "hoogstens",
        "zo'n", "rond", "slechts", "tenminste", "krap",
        "approximately", "nearly", "almost", "environ", "presque", "rund", "etwa", "knapp",
    ]

    private static let doubleModifiers: [(String, String)] = [
        ("meer", "dan"), ("minder", "dan"), ("ten", "minste"), ("ten", "hoogste"), ("in", "totaal"),
        ("naar", "schatting"), ("zo", "n"),
        ("more", "than"), ("less", "than"), ("at", "least"), ("at", "most"), ("up", "to"), ("plus", "de"),
        ("moins", "de"), ("au", "moins"),
        ("mehr", "als"), ("weniger", "als"), ("bis", "zu"),
    ]

    /// By their second word, which stands right before the number.
    private static let firstModifiers: WordMap<WordSet> = {
        var result: WordMap<WordSet> = [:]
        for (first, second) in doubleModifiers {
            result[Word(folded: second), default: []].insert(Word(folded: first))
        }
        return result
    }()

    static func isModifier(_ first: Word, _ second: Word) -> Bool {
        firstModifiers[second]?.contains(first) ?? false
    }

    /// Words with which an amount can begin, beside numbers.
    static let beginnings = vague.union(["enkele", "vele", "meerdere"] as WordSet).union(
        betweens.words)

    static let vague: WordSet = [
        "tientallen", "honderden", "duizenden", "miljoenen", "tienduizenden", "honderdduizenden", "miljarden",
    ]

    /// ISO 4217.
    static let currencies: WordMap<String> = [
        "euro": "EUR", "euros": "EUR", "eur": "EUR", "dollar": "USD", "dollars": "USD", "usd": "USD",
        "pond": "GBP", "pounds": "GBP", "gbp": "GBP", "gulden": "NLG", "frank": "CHF", "chf": "CHF",
        "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "roebel": "RUB", "roebels": "RUB", "roepie": "INR",
        "roepies": "INR", "zloty": "PLN", "forint": "HUF", "hryvnia": "UAH", "naira": "NGN", "shekel": "ILS",
        "livres": "GBP",
    ]

    /// Names of currencies that several countries have: whose it is says which.
    static let sharedCurrencies: WordMap<WordMap<String>> = [
        "dollar": dollars, "dollars": dollars, "kronen": crowns, "kroon": crowns,
        "frank": ["zwitserse": "CHF", "belgische": "BEF"], "rand": ["afrikaanse": "ZAR"],
        "lira": ["turkse": "TRY"], "real": ["braziliaanse": "BRL"], "won": ["koreaanse": "KRW"],
        "pond": ["britse": "GBP", "egyptische": "EGP"],
    ]
    private static let dollars: WordMap<String> = [
        "amerikaanse": "USD", "us": "USD", "canadese": "CAD", "australische": "AUD", "surinaamse": "SRD",
    ]
    private static let crowns: WordMap<String> = [
        "deense": "DKK", "noorse": "NOK", "zweedse": "SEK", "tsjechische": "CZK", "ijslandse": "ISK",
    ]

    static let signs: [Unicode.Scalar: String] = ["€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"]
    /// Before a number they say what a sign does.
    static let codes: Set = ["EUR", "USD", "GBP", "CHF", "JPY", "CNY", "CAD", "AUD", "SEK", "NOK", "DKK"]

    /// Multiples that are glued to a number behind a sign: `£450m`.
    static let gluedMultiples: WordMap<Double> = [
        "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mio": 1e6, "bn": 1e9, "b": 1e9, "mrd": 1e9, "mld": 1e9,
    ]

    static let nationalities = WordSet().union(sharedCurrencies.values.flatMap(\.words))

    /// Between the two numbers of a range; `en` only after `tussen`.
    static let joints: WordSet = ["tot", "a", "of", "to", "or", "ou", "bis", "oder"]
    static let betweens: WordMap<Word> = [
        "tussen": Word(folded: "en"), "between": Word(folded: "and"), "entre": Word(folded: "et"),
        "zwischen": Word(folded: "und"),
    ]

    /// What a number that follows only numbers: `vraag 8`, `artikel 12`.
    static let numbered: WordSet = [
        "vraag", "vragen", "antwoord", "antwoorden", "artikel", "artikelen", "lid", "pagina", "bladzijde",
        "blz", "hoofdstuk", "paragraaf", "bijlage", "nr", "nrs", "nummer", "nummers", "kamerstuk", "top",
        "fase", "deel", "tabel", "figuur", "punt", "categorie", "januari", "februari", "maart", "april",
        "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "minister",
        "staatssecretaris", "question", "questions", "article", "section", "page", "frage", "fragen",
        "artikels", "seite",
    ]

    /// Things counted whose plural does not show.
    static let units: WordSet = [
        "procent", "procentpunt", "kilometer", "km", "meter", "hectare", "ton", "kilo", "kilogram",
        "liter", "megawatt", "gigawatt", "euro", "fte", "fulltime", "personeelsleden", "leden",
        "personen", "militairen", "troepen", "burgers", "doden", "slachtoffers", "kinderen", "mensen",
        "man", "percent", "people", "men", "women", "children", "prozent", "hopitaux",
    ]

    /// Words in `-en` and `-s` after a number that are no things.
    static let stops: WordSet = [
        "en", "van", "tot", "met", "worden", "werden", "hebben", "hadden", "zijn", "waren", "kunnen",
        "konden", "moeten", "moesten", "zullen", "zouden", "mogen", "willen", "wilden", "staan", "gaan",
        "komen", "tussen", "binnen", "buiten", "tegen", "boven", "sinds", "dus", "als", "is", "was",
        "heeft", "dit", "deze", "haar", "ons", "mijn", "open", "eigen", "volgens", "tijdens", "wegens",
        "reeds", "steeds", "alsmede", "hiervan", "daarvan", "samen", "alleen", "eveneens",
        "respectievelijk", "hen", "geen", "ten", "antwoorden", "been", "have", "has", "there", "overseas",
        "meerdere", "alvorens", "krijgen", "kregen", "geven", "gaven", "nemen", "maken", "maakten", "doen",
        "deden",
        "zien", "zagen", "blijven", "bleven", "vinden", "vonden", "werken", "werkten", "liggen", "vallen",
        "houden", "vragen", "jaren", "een", "inmiddels", "destijds", "onlangs",
        "vervolgens", "overigens", "tevens", "eens", "anders", "telkens",
        "as", "this", "its", "across", "les", "des", "dans", "sans", "plus", "depuis", "pas", "mais",
    ]

    /// Stretches of time are terms, and times how often; neither is a count.
    static let times: WordSet = [
        "jaren", "maanden", "weken", "dagen", "uren", "minuten", "keren", "years", "months", "weeks", "days",
        "hours", "times", "ans", "annees", "mois", "jours", "heures", "fois", "jahre", "jahren", "monate",
        "monaten", "wochen", "tage", "tagen", "uhr",
    ]
}
