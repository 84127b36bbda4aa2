import Pipeline
import Testing

@Suite struct JSONTextTests {
    @Test(
        "escapes what acts on lines or terminals, and nothing else",
        arguments: [
            ("a\u{1B}b", #""a\u001bb""#), ("a\u{7F}b", #""a\u007fb""#), ("\u{85}", #""\u0085""#),
            ("\u{2028}x\u{2029}", #""\u2028x\u2029""#), ("\u{202E}", #""\u202e""#),
            ("\u{2066}", #""\u2066""#),
            ("\u{61C}", #""\u061c""#), ("\u{FEFF}", #""\ufeff""#), ("é “ja” €", "\"é “ja” €\""),
            ("\u{A0}—ﬁ؟😀", "\"\u{A0}—ﬁ؟😀\""), ("a/b", "\"a/b\""),
        ])
    func escapes(_ text: String, _ json: String) {
        #expect(JSONText.string(text) == json)
        #expect((try? JSONText.decode(String.self, from: JSONText.encode(text))) == text)
    }

    @Test("writes keys in order, so that the same value is the same bytes")
    func order() { #expect(JSONText.string(["b": 1, "a": 2]) == #"{"a":2,"b":1}"#) }

    @Test(
        "puts any text on one line, and cuts it",
        arguments: [("a\nb\r\u{1B}c", "a b  c"), ("abcdefgh", "abcdef…")])
    func oneLine(_ text: String, _ line: String) { #expect(text.onOneLine(limit: 6) == line) }
}
