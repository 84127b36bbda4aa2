import Foundation
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

    @Test("every word begins with one of the beginnings of its stem")
    func beginnings() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Deploy/share/bode")
        var words: Set<String> = [
            "missies", "brieven", "briefje", "strategieen", "maan", "manen", "bommen", "reizen", "malinese",
            "overheden", "veiligheden", "landjes", "leden", "kamerleden", "steden", "schepen", "processen",
            "balletje", "dochtertjes", "boompje", "scholen", "wapens", "dieven", "lezen", "bossen", "zeeen",
        ]
        let files = try #require(FileManager.default.enumerator(atPath: root.path))
        for case let file as String in files where file.hasSuffix(".yaml") || file.hasSuffix(".tsv") {
            let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
            words.formUnion(TokenizedText(text).folded)
        }
        #expect(words.count > 2_000)
        for word in words {
            let beginnings = DutchStem.beginnings(of: DutchStem.stem(word))
            #expect(beginnings.contains { word.hasPrefix($0) }, "\(word): \(beginnings)")
        }
    }
}
