import Pipeline
import Testing

@Suite("Words at the ends of lines that are lost")
struct ParseWordsTests {
    private func answer(_ text: String) throws -> Document {
        try parse("Vraag 1\nKlopt dat?\nAntwoord 1\n\(text)")
    }

    @Test(
        "are rejoined as Dutch would",
        arguments: [
            ("De gasleve-ringszekerheid", "De gasleveringszekerheid"), ("in Neder-land", "in Nederland"),
            ("de VN-militairen", "de VN-militairen"), ("de mbo-instellingen", "de mbo-instellingen"),
            ("de zij-instroom", "de zij-instroom"), ("oud-minister Smit", "oud-minister Smit"),
            ("domein-en ketenpartners", "domein- en ketenpartners"), ("het Kamer-stuk", "het Kamerstuk"),
            ("het www.de-krant-van.nl/haven-vol", "het www.de-krant-van.nl/haven-vol"),
        ])
    func rejoins(_ written: String, _ meant: String) throws {
        // Two joints show that the paper lost the ends of its lines.
        let document = try answer("Zie hetInternationaal Hof.Deze brief over \(written) is vanNederland.")
        #expect(
            document.answer(1)?.answer
                == "Zie het Internationaal Hof. Deze brief over \(meant) is van Nederland.")
        #expect(document.codes == ["words-glued"])
    }

    @Test("are left where the paper lost none")
    func leavesOthers() throws {
        let text =
            "De privacy-regels van GroenLinks-PvdA, YouTube en het Midden-Oosten gelden, bijv.ook hier."
        #expect(try answer(text).answer(1)?.answer == text)
    }

    @Test("are told by the word that the paper has without a hyphen")
    func knowsWords() throws {
        // A line longer than any page is wide has lost the ends of others.
        let rest = String(repeating: " Dat geldt ook voor de komende jaren.", count: 4)
        let document = try answer(
            "Wij ondersteunen dit en blijven het ondersteu-nen, met cao-overleg." + rest)
        #expect(
            document.answer(1)?.answer
                == "Wij ondersteunen dit en blijven het ondersteunen, met cao-overleg." + rest)
    }
}
