import Language
import Testing

struct TokenizedTextTests {
    private func words(_ text: String) -> [String] { TokenizedText(text).folded }

    @Test(
        "finds the words",
        arguments: [
            ("VN-militairen", ["vn", "militairen"]), ("China’s", ["china", "s"]),
            ("'s-Gravenhage", ["s", "gravenhage"]),
            ("mili\u{AD}tairen", ["militairen"]), ("mili\u{AD}\ntairen", ["militairen"]),
            ("mili-\n  tairen", ["militairen"]), ("mili-\r\ntairen", ["militairen"]),
            ("VN-\nmilitairen", ["vn", "militairen"]), ("Liptako-\nGourma", ["liptako", "gourma"]),
            ("in-\nen uitvoer", ["in", "en", "uitvoer"]), ("alinea-\n\ntwee", ["alinea", "twee"]),
            ("€ 2,8 miljard", ["2", "8", "miljard"]), ("D66, G5", ["d66", "g5"]), ("", []), ("…–\u{AD}", []),
            ("\u{301}", []), ("a\u{200B}b", ["ab"]), ("e\u{301}cole", ["ecole"]), ("slot-", ["slot"]),
        ])
    func finds(text: String, expected: [String]) { #expect(words(text) == expected) }

    @Test func `says where each word stands in bytes`() {
        let text = TokenizedText("‘Coördinatie’ – mili\u{AD}\ntair")
        #expect(text.tokens.map { text.text(in: $0.range) } == ["Coördinatie", "mili\u{AD}\ntair"])
    }

    @Test func `tells what parts the words`() {
        let gaps = TokenizedText("Noord- en Zuid-Mali, China’s (inzet) rol. Nieuw").tokens.map(\.gap)
        #expect(
            gaps == [
                .sentence, .space, .space, .hyphen, .punctuation, .apostrophe, .punctuation, .punctuation,
                .sentence,
            ])
    }

    @Test(
        "parts sentences",
        arguments: [
            ("De brief van mevr. Jansen (nr. 5) komt. Dan volgt meer!  En dan? Ja.", 4),
            ("Kop zonder punt\n\nAlinea", 2), ("Dat is 3.5 procent", 1), ("J. de Vries en M. Smit", 1),
            ("o.a. Mali en d.w.z. niet", 1), ("Punten:\n• een\n• twee", 3), ("dit... en verder", 1), ("", 0),
        ])
    func sentences(text: String, count: Int) { #expect(TokenizedText(text).sentences.count == count) }

    @Test(
        "tells capitals",
        arguments: [
            ("mali", Token.LetterCase.lower), ("Mali", .capitalised), ("VN", .upper), ("G5", .upper),
            ("IJmuiden", .mixed),
            ("2022", .none), ("É", .capitalised), ("eHealth", .mixed),
        ])
    func capitals(word: String, expected: Token.LetterCase) {
        #expect(TokenizedText(word).tokens.first?.letterCase == expected)
    }

    @Test func `keeps every word on the borders of characters`() {
        var state: UInt64 = 7
        let alphabet: [Unicode.Scalar] = [
            "a", "É", "ß", "\u{AD}", "-", "\n", " ", "\u{301}", "’", ".", "😀", "ﬁ", "E", "7", "\u{200B}",
        ]
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let tokenized = TokenizedText(String(text))
            var end = 0
            for token in tokenized.tokens {
                #expect(token.range.lowerBound >= end && !token.range.isEmpty)
                end = token.range.upperBound
                #expect(end <= tokenized.bytes.count)
                #expect(!tokenized.text(in: token.range).unicodeScalars.contains("\u{FFFD}"))
            }
        }
    }
}
