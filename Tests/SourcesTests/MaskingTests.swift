import Testing
import WebSource

@Suite struct MaskingTests {
    @Test(
        "what opens doors is masked in an address",
        arguments: [
            ("https://a.org/api?apikey=SECRET&page=2", "https://a.org/api?apikey=***&page=2"),
            ("https://a.org/api?page=2&access_token=SECRET", "https://a.org/api?page=2&access_token=***"),
            ("https://me:SECRET@a.org/x", "https://***@a.org/x"),
            ("https://a.org/feed?page=2", "https://a.org/feed?page=2"),
            ("https://a.org/x@y?api_key=", "https://a.org/x@y?api_key=***"),
            ("https://a.org/log?$skiptoken=7&keyword=gas", "https://a.org/log?$skiptoken=7&keyword=gas"),
            ("no address", "no address"),
        ])
    func addresses(_ url: String, _ masked: String) { #expect(Masking.url(url) == masked) }

    @Test("and in a text that names addresses")
    func texts() {
        let text = "it says: https://a.org/?key=SECRET answers 410 Gone"
        #expect(Masking.text(text) == "it says: https://a.org/?key=*** answers 410 Gone")
    }

    @Test(
        "and in headers",
        arguments: [
            ("Authorization", "***"), ("X-Api-Key", "***"), ("Cookie", "***"), ("Accept", "SECRET"),
            ("If-None-Match", "SECRET"),
        ])
    func headers(_ name: String, _ value: String) { #expect(Masking.header(name, "SECRET") == value) }
}
