import Language
import Testing

struct CompoundPartsTests {
    private static let words = [
        "migratie", "veiligheid", "strategie", "grondstof", "missie", "handel", "militair", "vluchteling",
        "olie", "sanctie",
        "migrant", "verkiezing", "emissie", "asiel",
    ]

    /// The words that are parts of a compound, sorted.
    private func parts(_ compound: String) -> [String] {
        var index = CompoundParts()
        for (id, word) in Self.words.enumerated() {
            index.add([word] + Inflection.forms(of: word, in: .dutch), id: id)
        }
        index.seal()
        var found: Set<String> = []
        guard !ScannedText(compound).words.isEmpty else { return [] }
        index.visit(ScannedText(compound)) { _, id, _ in found.insert(Self.words[id]) }
        return found.sorted()
    }

    @Test(
        "hears what a compound is made of",
        arguments: [
            ("veiligheidsinzet", ["veiligheid"]), ("migratiestromen", ["migratie"]),
            ("grondstoffenstrategie", ["grondstof", "strategie"]), ("vluchtelingenkampen", ["vluchteling"]),
            ("arbeidsmigranten", ["migrant"]), ("trainingsmissies", ["missie"]), ("olieprijs", ["olie"]),
            ("Sanctiepakketten", ["sanctie"]), ("presidentsverkiezingen", ["verkiezing"]),
            ("veiligheidsstrategieën", ["strategie", "veiligheid"]), ("migratie\u{AD}beleid", ["migratie"]),
            ("emissiehandel", ["emissie", "handel"]), ("asielprocedure", ["asiel"]),
        ])
    func hears(compound: String, expected: [String]) { #expect(parts(compound) == expected) }

    @Test(
        "takes no other word for a compound",
        arguments: [
            "commissie", "commissies", "transmissie", "permissie", "handeling", "handelingen",
            "onderhandelen",
            "behandeling", "militairistisch", "sanctionering", "migratie", "missie", "oliver", "sancties",
            "emissies",
            "", "x", "migrantisme",
        ])
    func parts(no word: String) { #expect(parts(word) == []) }
}
