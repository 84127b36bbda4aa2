import Language
import Testing

struct TermFinderTests {
    private static let phrases = [
        "Burkina", "Burkina Faso", "Faso", "migratie*", "*strategie", "*vn*", "de Sahel", "in de Sahel",
        "missie",
    ]

    /// Without those that are open at both ends, most words are rejected before anything is known of them.
    private static let closedPhrases = phrases.filter { $0 != "*vn*" }

    private func finder(_ phrases: [String] = Self.phrases) -> TermFinder {
        var parts = CompoundParts()
        parts.add(["migratie", "migraties"], id: 0)
        parts.add(["missie"], id: 1)
        parts.seal()
        return TermFinder(
            phrases.compactMap { Phrase($0, capitals: .asWritten(in: $0)) }, parts: parts)
    }

    private func found(_ text: String, _ memory: inout WordMemory, _ finder: TermFinder) -> [String] {
        var found: [String] = []
        finder.visit(ScannedText(text), &memory) { places in
            for place in places { found.append("\(place.isWhole) \(place.id) \(place.words)") }
        }
        return found.sorted()
    }

    /// What the matcher finds without a memory.
    private func matches(_ text: String, _ finder: TermFinder) -> [String] {
        finder.matcher.allMatches(in: ScannedText(text)).map { "true \($0.phrase) \($0.tokens)" }.sorted()
    }

    private static let texts = [
        "", "x", "\u{0}", "missie", "In Burkina Faso, en in burkina faso.", "in de Sahel. De sahel",
        "MISSIE Missie",
        "migratiestrategie VN-missie kvnk", "de de de de Sahel", String(repeating: "a", count: 10_000),
        String(repeating: "a ", count: 5000), "日本語の質問 ééé Ouagadougou\u{AD}missie",
    ]

    @Test(
        "finds phrases as the matcher does, whatever it read before", arguments: texts,
        [phrases, closedPhrases])
    func agrees(_ text: String, _ phrases: [String]) {
        let finder = finder(phrases)
        var memory = WordMemory()
        for other in Self.texts + Self.texts.reversed() { _ = found(other, &memory, finder) }
        let known = found(text, &memory, finder)
        #expect(known.filter { $0.hasPrefix("true") } == matches(text, finder))
        var fresh = WordMemory()
        let anew = found(text, &fresh, finder)
        #expect(known == anew)
    }

    @Test func `finds parts of compounds`() {
        for finder in [finder(), finder(Self.closedPhrases)] {
            var memory = WordMemory()
            for _ in 0..<2 {
                let places = found("trainingsmissies migratiestromen trainingsmissie", &memory, finder)
                #expect(places.contains("false 0 1..<2") && places.contains("false 1 2..<3"))
            }
        }
    }

    @Test func `tells words of the same beginning and end apart`() {
        let finder = finder()
        var memory = WordMemory()
        _ = found("missie missiess missi missieen burkinafaso burkina-faso", &memory, finder)
        let places = found("missie missiess missi", &memory, finder)
        #expect(places == ["true 8 0..<1"])
    }

    @Test func `goes on when its memory is full`() {
        let finder = finder()
        var memory = WordMemory()
        for round in 0..<3 {
            let many = (0..<20_000).map { "w\(round)x\($0)" }.joined(separator: " ")
            let (all, few) = (
                found("missie \(many) missie Burkina Faso", &memory, finder),
                found("missie Burkina Faso", &memory, finder)
            )
            #expect(all.count == 5 && few.count == 4)
        }
    }
}
