/// Whether a sentence tells of what was or of what is to come, by its verbs.
package enum DateTense {
    case past, future, unknown

    private static let futureVerbs: WordSet = [
        "zal", "zullen", "zult", "wordt", "worden", "ontvangt", "volgt", "verwacht", "verwachting", "streef",
        "streeft", "streven", "voornemens", "will", "shall", "intend", "intends", "plans", "wird", "werden",
        "sera", "seront", "compte",
    ]
    private static let pastVerbs: WordSet = [
        "heb", "heeft", "hebben", "had", "hadden", "werd", "werden", "was", "waren", "has", "have", "were",
        "hat", "haben", "hatte", "wurde", "wurden", "war", "waren", "ete", "avait", "ont", "etait",
    ]

    /// The past of Dutch verbs whose form is nothing else.
    private static let dutchPast: WordSet = [
        "sprak", "spraken", "bezocht", "bezochten", "kwam", "kwamen", "ging", "gingen", "vond", "vonden",
        "gaf", "gaven", "bleek", "bleken", "stond", "stonden", "deed", "deden", "begon", "begonnen",
        "kreeg", "kregen", "bracht", "brachten", "ontving", "ontvingen", "schreef", "schreven", "hield",
        "hielden", "liet", "lieten", "zond", "zonden", "besloot", "besloten", "verscheen", "verschenen",
        "bood", "boden", "reisde", "reisden", "startte", "opende", "meldde", "informeerde", "tekende",
        "stelde", "stelden", "maakte", "maakten", "ondertekende", "ontmoette", "kondigde", "presenteerde",
    ]

    /// True for the past of a Dutch verb, as it stands in a main clause: `sprak`, `opende`.
    package static func isDutchPast(_ word: Word) -> Bool { dutchPast.contains(word) }

    /// Words on either side that are looked at.
    private static let reach = 60

    /// The tense of the sentence in which the word at `index` stands.
    init(around index: Int, in text: TokenizedText, _ language: TextLanguage) {
        let tokens = text.tokens
        guard tokens.indices.contains(index) else {
            self = .unknown
            return
        }
        var (start, end) = (index, index + 1)
        while start > 0, index - start < Self.reach, !tokens[start].startsSentence { start -= 1 }
        while end < tokens.count, end - index < Self.reach, !tokens[end].startsSentence { end += 1 }
        let isDutch = language == .dutch
        var sawPast = false
        var (isPassive, sawParticiple) = (false, false)
        for token in tokens[start..<end] {
            let word = token.word
            // `Werden` is past in Dutch and future in German.
            if Self.futureVerbs.contains(word), !(isDutch && word == "werden") {
                self = .future
                return
            }
            if Self.pastVerbs.contains(word), isDutch || word != "werden" { sawPast = true }
            // `Besloten` and `bezocht` are participles too, and these stand beside a verb that tells the tense.
            if isDutch, Self.isDutchPast(word) { sawPast = true }
            if word == "is" || word == "zijn" { isPassive = true }
            if word.hasPrefix("ge") && (word.hasSuffix("d") || word.hasSuffix("t") || word.hasSuffix("en")) {
                sawParticiple = true
            }
        }
        self = sawPast || (isPassive && sawParticiple) ? .past : .unknown
    }
}
