import Language
import Testing

struct DutchStemTests {
    @Test(
        "brings the forms of a word together",
        arguments: [
            ["missie", "missies"], ["militair", "militaire", "militairen"], ["brief", "brieven", "briefje"],
            ["strategie", "strategieen"], ["maan", "manen"], ["bom", "bommen"], ["reis", "reizen"],
            ["malinees", "malinese"], ["overheid", "overheden"], ["land", "landen", "landje", "landjes"],
            ["lid", "leden"], ["verkiezing", "verkiezingen"], ["proces", "processen"],
            ["bal", "ballen", "balletje"],
            ["analyse", "analyses"], ["premier", "premiers"], ["dochter", "dochters", "dochtertje"],
            ["boom", "bomen", "boompje"], ["school", "scholen"], ["wapen", "wapens"],
            ["evacueren", "evacueert", "evacueerde", "evacueerden", "geevacueerd", "geevacueerde"],
            ["sanctioneren", "sanctioneert", "gesanctioneerd"],
        ])
    func joins(forms: [String]) { #expect(Set(forms.map { DutchStem.stem($0) }).count == 1) }

    @Test(
        "keeps different words apart",
        arguments: [
            ("land", "lans"), ("mali", "malinees"), ("niger", "nigeria"), ("politie", "politiek"),
            ("staat", "stad"),
            ("veilig", "veiligheid"), ("oranje", "oran"), ("vn", "vs"), ("verkeer", "verkeerd"),
            ("geleerde", "leren"),
        ])
    func parts(one: String, other: String) { #expect(DutchStem.stem(one) != DutchStem.stem(other)) }

    @Test(
        "leaves short words, numbers and other scripts alone",
        arguments: ["de", "een", "als", "g5", "2022z23276", "москва", "", "ijs"])
    func keeps(word: String) { #expect(DutchStem.stem(word) == word) }
}
