import Language
import Testing

struct PartTableTests {
    private static let words = ["raad", "raads", "kamer", "kamers", "aaaa", "aaaaaaaa", "zaïre"]

    private func table(backwards: Bool, _ words: [String] = words) -> PartTable {
        var table = PartTable(backwards: backwards)
        for word in words { table.append([UInt8](word.utf8)) }
        table.seal()
        return table
    }

    /// The words that these letters begin or end with, as the table and as a look at each says.
    private func compare(_ text: String, _ range: Range<Int>? = nil, backwards: Bool) {
        let (letters, table) = ([UInt8](text.utf8), table(backwards: backwards))
        let range = range ?? letters.indices
        let part = letters[range]
        var found: [String] = []
        table.visit(letters, range) { place, length in
            #expect(Self.words[place].utf8.count == length)
            found.append(Self.words[place])
        }
        let expected = Self.words.filter {
            backwards ? part.reversed().starts(with: $0.utf8.reversed()) : part.starts(with: $0.utf8)
        }
        #expect(found == expected.sorted { $0.utf8.count < $1.utf8.count }, "\(text) \(range)")
        #expect(table.contains(letters, range) == expected.contains { $0.utf8.elementsEqual(part) })
    }

    @Test(
        "finds what begins and ends a word, the shortest first",
        arguments: [
            "", "r", "raa", "raad", "raads", "raadskamer", "kamersraad", "staatsraad", "zaïrekamer",
            "kamerzaïre",
            "aaa", "aaaa", "aaaaaaa", "aaaaaaaa", "aaaaaaaaa", "рааdraad", "日本日本", "\u{0}\u{0}\u{0}\u{0}",
        ])
    func visits(_ text: String) {
        compare(text, backwards: false)
        compare(text, backwards: true)
    }

    @Test func `looks at no letter beyond the range`() {
        for range in [6..<10, 6..<9, 6..<11, 10..<10, 0..<15] {
            compare("staatsraadsheer", range, backwards: false)
            compare("staatsraadsheer", range, backwards: true)
        }
    }

    @Test func `bears a word of any length`() {
        for letter in ["a", "x", "é"] {
            let long = String(repeating: letter, count: 100_000)
            compare(long, backwards: false)
            compare(long, backwards: true)
        }
        let long = String(repeating: "a", count: 10_000)
        let table = table(backwards: true, [long])
        #expect(
            table.contains([UInt8](long.utf8), 0..<10_000) && !table.contains([UInt8](long.utf8), 1..<10_000))
    }

    @Test func `has no words where it is empty`() {
        for table in [PartTable(backwards: false), table(backwards: true, [])] {
            #expect(!table.contains([UInt8]("raad".utf8), 0..<4))
            table.visit([UInt8]("raad".utf8), 0..<4) { _, _ in Issue.record("found a word") }
        }
    }
}
