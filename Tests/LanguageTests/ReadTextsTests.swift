import Language
import Testing

struct ReadTextsTests {
    private static let texts = [
        "", "x", "één", "e\u{301}e\u{301}n", "De missie in Mali.", String(repeating: "a", count: 300_000),
        String(repeating: "a", count: 299_999) + "b", "\u{0}\u{0}", "a\u{327}\u{301}", "a\u{301}\u{327}",
    ]

    @Test("reads a text as it is read alone, whatever stands beside it", arguments: texts)
    func reads(_ text: String) {
        let alone = TokenizedText(text)
        ReadTexts.$current.withValue(ReadTexts()) {
            for _ in 0..<2 {
                for other in Self.texts {
                    _ = ScannedText.shared(other)
                    _ = TokenizedText.shared(other)
                }
                #expect(TokenizedText.shared(text).bytes == alone.bytes)
                #expect(TokenizedText.shared(text).tokens == alone.tokens)
                #expect(ScannedText.shared(text).words.map(\.range) == alone.tokens.map(\.range))
            }
        }
    }

    @Test func `tells many texts of one length apart`() {
        ReadTexts.$current.withValue(ReadTexts()) {
            for _ in 0..<2 {
                for number in 100...200 {
                    #expect(TokenizedText.shared("vraag \(number)").folded.last == "\(number)")
                }
            }
        }
    }

    @Test func `reads where nobody shares`() { #expect(TokenizedText.shared("Mali").tokens.count == 1) }
}
