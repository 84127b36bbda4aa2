import ParseStage
import Testing

struct ByteSearchTests {
    /// Where a word first stands, by a look at every place.
    private func place(of literal: String, in text: ArraySlice<UInt8>) -> Range<Int>? {
        let wanted = Array(literal.utf8)
        guard !wanted.isEmpty, text.count >= wanted.count else { return nil }
        return (text.startIndex...text.endIndex - wanted.count).lazy.map { $0..<$0 + wanted.count }.first {
            text[$0].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } == wanted
        }
    }

    private static let texts = [
        "", "x", "Vraag", "VRAAG 1", "Antwoord op vraag 1, vraag 2", "vraa vraagvraag", "zzzzzzzzvraag",
        "@rAaG`[{",
        String(repeating: "v", count: 70), String(repeating: " ", count: 17), "coördinatie, coÖrdinatie",
        "日本語の質問",
        "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{80}", "1234567vraag", "12345678vraag", "123456789vraa",
    ]

    @Test("finds a word where it stands first, whatever its case", arguments: texts)
    func finds(_ text: String) {
        let bytes = [UInt8](text.utf8)
        for literal in ["vraag", "v", "vv", "raag", " ", "  ", "1", "ö", "質問", "{", "\u{0}", "zzzzzzzzz", ""]
        {
            // From every place on, so that every step of eight bytes begins everywhere once.
            for start in 0...bytes.count {
                for end in Set([start, (start + bytes.count) / 2, bytes.count]) {
                    let part = bytes[start..<end]
                    #expect(
                        part.firstRange(of: literal) == place(of: literal, in: part),
                        "\(literal) \(start) \(end)")
                    #expect(part.has(literal) == (place(of: literal, in: part) != nil))
                }
            }
        }
    }

    @Test func `finds the last word of a long text`() {
        let long = [UInt8](repeating: 0x76, count: 100_000) + [UInt8]("Vraag".utf8)
        #expect(long[...].firstRange(of: "vraag") == 100_000..<100_005)
        #expect(long.dropLast().firstRange(of: "vraag") == nil)
    }

    @Test func `looks for a byte between two places only`() {
        let bytes = [UInt8]("aBcdefghijklmnopqrstuvwxyb".utf8)
        #expect(bytes[...].firstPlace(of: 0x62, from: 0, upTo: 26) == 1)
        #expect(bytes[...].firstPlace(of: 0x62, from: 2, upTo: 25) == nil)
        #expect(bytes[...].firstPlace(of: 0x62, from: 2, upTo: 26) == 25)
        #expect(bytes[...].firstPlace(of: 0x42, from: 2, upTo: 26) == nil)
        #expect(bytes[3...].firstPlace(of: 0x62, from: 3, upTo: 26) == 25)
        #expect(bytes[...].firstPlace(of: 0x61, from: 0, upTo: 0) == nil)
    }

    @Test("sees two spaces side by side", arguments: 0...24)
    func seesGaps(_ length: Int) {
        #expect(![UInt8](repeating: 0x78, count: length).hasWideGap)
        #expect([UInt8](repeating: 0x20, count: length).hasWideGap == (length > 1))
        #expect(![UInt8](repeating: 0xA0, count: length).hasWideGap)
        let alternating = (0..<length).map { $0 % 2 == 0 ? UInt8(0x20) : 0x21 }
        #expect(!alternating.hasWideGap)
        for place in 0..<max(0, length - 1) {
            var bytes = [UInt8](repeating: 0x78, count: length)
            bytes[place] = 0x20
            #expect(!bytes.hasWideGap)
            bytes[place + 1] = 0x20
            #expect(bytes.hasWideGap, "at \(place)")
        }
    }
}
