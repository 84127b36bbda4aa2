import Language
import Testing

struct FoldingTests {
    @Test(
        "takes off case and accents",
        arguments: [
            ("Ouagadougou", "ouagadougou"), ("Ivoriaansé", "ivoriaanse"), ("ÅLAND", "aland"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"), ("Æsir œuvre", "aesir oeuvre"), ("ĳs", "ijs"), ("ﬁnanciën", "financien"),
            ("e\u{301}e\u{308}n", "een"), ("Hawaiʻi", "hawaiʻi"), ("ΑΘΗΝΑ", "αθηνα"), ("n°", "n°"),
        ])
    func folds(text: String, expected: String) { #expect(Folding.fold(text) == expected) }

    @Test func `folds nothing twice`() {
        for value in UInt32(0)...0x2FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = Folding.fold(String(scalar))
            #expect(Folding.fold(once) == once, "U+\(String(value, radix: 16))")
        }
    }
}
