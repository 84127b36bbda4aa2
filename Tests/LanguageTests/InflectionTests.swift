import Language
import Testing

struct InflectionTests {
    @Test(
        "makes the Dutch forms of a word",
        arguments: [
            ("missie", ["missies"]), ("bom", ["bommen"]), ("maan", ["manen"]),
            ("brief", ["brieven", "briefje"]),
            ("reis", ["reizen"]), ("overheid", ["overheden"]), ("strategie", ["strategieen"]),
            ("proces", ["processen"]), ("militair", ["militaire", "militairen"]), ("corrupt", ["corrupte"]),
            ("lid", ["leden"]), ("kamerlid", ["kamerleden"]), ("hoofdstad", ["hoofdsteden"]),
            ("museum", ["musea"]),
            ("dorp", ["dorpje", "dorpjes"]), ("wapen", ["wapens"]), ("asielzoeker", ["asielzoekers"]),
            ("investering", ["investeringen"]), ("grof", ["grove"]),
            (
                "sanctioneren",
                ["sanctioneert", "sanctioneerde", "sanctioneerden", "gesanctioneerd", "gesanctioneerde"]
            ),
        ])
    func dutch(word: String, expected: [String]) {
        let forms = Inflection.forms(of: word, in: .dutch)
        #expect(Set(expected).subtracting(forms) == [])
        #expect(!forms.contains(word))
    }

    @Test func `does not make a verb of a noun that has one`() {
        #expect(!Inflection.forms(of: "handel", in: .dutch).contains("handelen"))
    }

    @Test(
        "makes the forms of other languages",
        arguments: [
            (Inflection.Language.english, "refugee", ["refugees"]), (.english, "atrocity", ["atrocities"]),
            (.english, "smuggle", ["smuggles", "smuggled", "smuggling"]), (.english, "coup", ["coups"]),
            (.french, "commercial", ["commerciaux", "commerciales"]), (.french, "refugie", ["refugies"]),
            (.french, "malien", ["maliens", "malienne"]), (.german, "wahl", ["wahlen"]),
            (.german, "russisch", ["russische", "russischen", "russischer"]),
            (.german, "mission", ["missionen"]),
        ])
    func others(language: Inflection.Language, word: String, expected: [String]) {
        #expect(Set(expected).subtracting(Inflection.forms(of: word, in: language)) == [])
    }

    @Test(
        "leaves numbers, short words and other scripts alone", arguments: ["g5", "vn", "2022", "москва", ""])
    func keeps(word: String) {
        for language in Inflection.Language.allCases {
            #expect(Inflection.forms(of: word, in: language) == [])
        }
    }

    @Test func `lets a phrase stand for the forms of its words`() {
        let matcher = PhraseMatcher(
            [Phrase("militaire missie", inflectedIn: .dutch), Phrase("Missie", inflectedIn: .dutch)]
                .compactMap(\.self))
        #expect(matcher.allMatches(in: TokenizedText("de militaire missies")).map(\.phrase) == [0])
        #expect(matcher.allMatches(in: TokenizedText("MISSIE")).map(\.phrase) == [1])
    }
}
