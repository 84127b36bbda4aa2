import Language
import Testing

struct WordSetTests {
    private let words: WordSet = ["mali", "niger", "éen"]

    @Test func `has its words and no others`() {
        #expect(words.contains(Word("Mali")) && words.contains(Word("NIGER")))
        #expect(!words.contains(Word("mal")) && !words.contains(Word("malis")))
    }

    @Test func `finds letters as it finds words`() {
        #expect(words.contains(Spelling([UInt8]("mali".utf8)[...])))
        #expect(words.contains(Spelling([UInt8]("in mali nu".utf8)[3..<7])))
        #expect(!words.contains(Spelling([UInt8]("in mali nu".utf8)[3..<8])))
    }

    @Test func `finds nothing that is not folded`() { #expect(!words.contains(Word("éen"))) }

    @Test func `has nothing where it is empty`() {
        let none = WordSet()
        #expect(none.isEmpty && !none.contains(Word("mali")) && !none.contains(.empty))
        #expect(!none.contains(Spelling([])))
    }

    @Test(
        "has whatever was put in, and nothing that is nearly so",
        arguments: [
            "", "x", "\u{0}", "0", "aaaaaaaa", "aaaaaaaaa", "αθηνα", "日本", "\u{1F600}",
            String(repeating: "a", count: 100_000), String(repeating: "ж", count: 50_000),
        ])
    func holds(_ odd: String) {
        var set = WordSet(["mali"])
        #expect(!set.contains(Word(folded: odd)))
        set.insert(Word(folded: odd))
        set.insert(Word(folded: odd))
        #expect(set.contains(Word(folded: odd)) && set.contains(Word(folded: "mali")))
        #expect(set.contains(Spelling([UInt8](odd.utf8)[...])))
        #expect(!set.contains(Word(folded: odd + "b")) && !set.contains(Word(folded: "b" + odd)))
    }

    @Test func `tells words of one letter by their length alone`() {
        let lengths = (1...2000).map { String(repeating: "e", count: $0) }
        let even = WordSet(lengths.enumerated().filter { $0.offset % 2 == 1 }.map(\.element))
        for length in lengths {
            #expect(
                even.contains(Word(folded: length)) == (length.utf8.count % 2 == 0), "\(length.utf8.count)")
        }
    }

    @Test func `adds up and takes away`() {
        let two = words.union(["faso"])
        #expect(two.contains(Word("Faso")) && two.contains(Word("Mali")) && !words.contains(Word("Faso")))
        let one = two.subtracting(["mali"])
        #expect(one.contains(Word("Faso")) && !one.contains(Word("Mali")) && two.contains(Word("Mali")))
    }

    @Test func `says of sentences that they have none of its words`() {
        let sentence = WordSignature(TokenizedText("De missie in Mali eindigt.").tokens.map(\.word))
        #expect(words.signature.overlaps(sentence))
        #expect(!WordSet().signature.overlaps(sentence) && !words.signature.overlaps(WordSignature()))
    }

    @Test func `keeps the value of a word that was set last`() {
        var map: WordMap<Int> = ["mali": 1]
        map[Word("Mali")] = 2
        map[Word("Mali")] = nil
        map[.empty, default: 3] += 1
        #expect(map[Word("mali")] == 2 && map[.empty] == 4 && map[Word("niger")] == nil)
        #expect(map[Spelling([UInt8]("mali".utf8)[...])] == 2 && map.values == [2, 4])
    }
}
