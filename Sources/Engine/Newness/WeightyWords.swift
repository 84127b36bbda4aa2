/// Words in small letters whose change is never a matter of spelling: they deny, count, or name a time.
enum WeightyWords {
    static let all: Set<ArraySlice<UInt8>> = Set(
        (denials + numbers + times).map { ArraySlice($0.utf8) })

    private static let denials = [
        "niet", "geen", "nooit", "niets", "niemand", "nergens", "noch", "zonder", "wel", "ja", "nee", "neen",
        "not",
        "no", "never", "none", "nor", "without", "yes", "cannot", "pas", "aucun", "aucune", "jamais", "sans",
        "oui",
        "non",
    ]

    /// Without "één", which folds to the article.
    private static let numbers = [
        "nul", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
        "twaalf",
        "dertien", "veertien", "vijftien", "twintig", "dertig", "veertig", "vijftig", "honderd", "duizend",
        "miljoen", "miljard", "half", "helft", "dubbele", "eerste", "tweede", "derde", "vierde", "one", "two",
        "three",
        "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "thousand", "million", "billion",
    ]

    private static let times = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november",
        "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
        "gisteren",
        "morgen", "voorjaar", "zomer", "najaar", "winter",
    ]
}
