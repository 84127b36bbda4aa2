import Language
import Testing

struct PhraseMatcherTests {
    /// What is found where the longest phrase at the earliest word wins, and no two overlap.
    private func found(_ phrases: [Phrase?], in text: String) -> [String] {
        let text = TokenizedText(text)
        var (end, found): (Int, [String]) = (0, [])
        for match in PhraseMatcher(phrases.compactMap(\.self)).allMatches(in: text)
        where match.tokens.lowerBound >= end {
            end = match.tokens.upperBound
            found.append(text.text(in: text.range(ofTokens: match.tokens)))
        }
        return found
    }

    @Test func `prefers the longest phrase`() {
        let phrases = ["Burkina", "Burkina Faso", "Faso"].map { Phrase($0) }
        #expect(found(phrases, in: "In Burkina Faso, en in Burkina.") == ["Burkina Faso", "Burkina"])
    }

    @Test func `reports every place on request`() {
        let text = TokenizedText("Burkina Faso")
        let matcher = PhraseMatcher(["Burkina", "Faso", "Burkina Faso"].compactMap { Phrase($0) })
        #expect(matcher.allMatches(in: text).map(\.phrase) == [2, 0, 1])
    }

    @Test func `takes hyphens, spaces and line ends for the same, and no punctuation`() {
        let phrases = [Phrase("Liptako-Gourma")]
        let text = "liptako gourma, Liptako-\nGourma, Liptako. Gourma, Liptako, Gourma"
        #expect(found(phrases, in: text) == ["liptako gourma", "Liptako-\nGourma"])
        #expect(found([Phrase("Volksgezondheid, Welzijn")], in: "Volksgezondheid, welzijn").count == 1)
    }

    @Test(
        "opens words at asterisks",
        arguments: [
            ("migratie*", ["migratiestromen", "Migratie"]),
            ("*strategie", ["veiligheidsstrategie", "strategie"]),
            ("*strateg*", ["veiligheidsstrategie", "strategie", "strategische"]),
            ("strategie", ["strategie"]),
        ])
    func opens(pattern: String, expected: [String]) {
        let text = "migratiestromen veiligheidsstrategie strategie strategische Migratie immigratie"
        #expect(Set(found([Phrase(pattern)], in: text)) == Set(expected))
    }

    @Test func `opens words inside phrases`() {
        #expect(found([Phrase("duurzame* ontwikkelings*")], in: "duurzame ontwikkelingsdoelen").count == 1)
    }

    @Test func `minds capitals where it is told to`() {
        let text = "who WHO Who het westen het Westen HET WESTEN"
        #expect(found([Phrase("WHO", capitals: .exact)], in: text) == ["WHO"])
        #expect(found([Phrase("Westen", capitals: .initial)], in: text) == ["Westen", "WESTEN"])
        #expect(found([Phrase("WHO", capitals: .exact)], in: "W\u{AD}HO").count == 1)
    }

    @Test(arguments: ["", "*", "a*", "-", "*b"])
    func `refuses phrases that would match anything`(pattern: String) { #expect(Phrase(pattern) == nil) }

    @Test(.timeLimit(.minutes(1))) func `costs little more for ten thousand phrases`() {
        let phrases = (0..<10_000).compactMap { Phrase("woord\($0 % 97) deel\($0) slot\($0)*") }
        let matcher = PhraseMatcher(phrases + [Phrase("deel7 slot7")].compactMap(\.self))
        let text = TokenizedText(String(repeating: "woord1 deel7 slot7 zomaar iets ", count: 5000))
        #expect(matcher.allMatches(in: text).count == 5000)
    }
}
