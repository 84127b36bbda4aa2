/// The words around numbers, folded.
enum AmountWords {
    static let modifiers: Set = [
        "ongeveer", "circa", "ca", "ruim", "bijna", "maximaal", "minimaal", "zeker", "minstens", "hoogstens",
        "zo'n", "rond", "slechts",
    ]

    static let doubleModifiers: Set = [
        "meer dan", "minder dan", "ten minste", "ten hoogste", "in totaal", "naar schatting", "zo n",
    ]

    static let vague: Set = [
        "tientallen", "honderden", "duizenden", "miljoenen", "tienduizenden", "honderdduizenden",
    ]

    /// ISO 4217.
    static let currencies = [
        "euro": "EUR", "euros": "EUR", "eur": "EUR", "dollar": "USD", "dollars": "USD", "usd": "USD",
        "pond": "GBP",
        "pounds": "GBP", "gulden": "NLG", "frank": "CHF", "yen": "JPY", "yuan": "CNY", "roebel": "RUB",
    ]

    static let signs: [Unicode.Scalar: String] = ["€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"]

    static let nationalities: Set = ["amerikaanse", "us", "britse"]

    /// What a number that follows only numbers: `vraag 8`, `artikel 12`.
    static let numbered: Set = [
        "vraag", "vragen", "antwoord", "antwoorden", "artikel", "artikelen", "lid", "pagina", "bladzijde",
        "blz", "hoofdstuk", "paragraaf", "bijlage", "nr", "nrs", "nummer", "nummers", "kamerstuk", "top",
        "fase", "deel", "tabel", "figuur", "punt", "categorie", "januari", "februari", "maart", "april",
        "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "minister",
        "staatssecretaris",
    ]

    /// Things counted whose plural does not show.
    static let units: Set = [
        "procent", "procentpunt", "kilometer", "km", "meter", "hectare", "ton", "kilo", "kilogram",
        "liter", "megawatt", "gigawatt", "euro", "fte", "fulltime", "personeelsleden", "leden",
        "personen", "militairen", "troepen", "burgers", "doden", "slachtoffers", "kinderen", "mensen",
        "man", "percent", "people", "men", "women", "children",
    ]

    /// Words in `-en` and `-s` after a number that are no things.
    static let stops: Set = [
        "en", "van", "tot", "met", "worden", "werden", "hebben", "hadden", "zijn", "waren", "kunnen",
        "konden", "moeten", "moesten", "zullen", "zouden", "mogen", "willen", "wilden", "staan", "gaan",
        "komen", "tussen", "binnen", "buiten", "tegen", "boven", "sinds", "dus", "als", "is", "was",
        "heeft", "dit", "deze", "haar", "ons", "mijn", "open", "eigen", "volgens", "tijdens", "wegens",
        "reeds", "steeds", "alsmede", "hiervan", "daarvan", "samen", "alleen", "eveneens",
        "respectievelijk", "hen", "geen", "ten", "antwoorden", "been", "have", "has", "there", "overseas",
        "meerdere", "alvorens", "vragen", "jaren", "een", "inmiddels", "destijds", "onlangs",
        "vervolgens", "overigens", "tevens", "eens", "anders", "telkens",
    ]
}
