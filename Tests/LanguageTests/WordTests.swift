import Language
import Testing

struct WordTests {
    /// A word of so many letters, each unlike those beside it.
    private static func letters(_ count: Int) -> String {
        String((0..<count).map { Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8($0 * 7 % 23))) })
    }

    @Test("keeps all letters of a word of up to 32", arguments: 0...32)
    func keeps(_ count: Int) {
        let word = Word(folded: Self.letters(count))
        #expect(word.letters == Self.letters(count) && word.count == count)
        #expect(word.isEmpty == (count == 0))
    }

    @Test("keeps the first sixteen letters of a longer one, and the last", arguments: [33, 40, 1000])
    func cuts(_ count: Int) {
        let word = Word(folded: Self.letters(count))
        #expect(word.count == count)
        #expect(word.letters == String(Self.letters(count).prefix(16) + Self.letters(count).suffix(16)))
    }

    @Test("is the same from a text as from a list", arguments: 1...70)
    func agrees(_ count: Int) {
        let letters = Self.letters(count)
        for text in [letters, "De \(letters) is", "\(letters.uppercased()), ja"] {
            let text = TokenizedText(text)
            #expect(text.tokens.contains { $0.word == Word(folded: letters) })
            #expect(text.folded.contains(letters))
        }
        #expect(Spelling([UInt8]("x\(letters)y".utf8)[1...count]).word == Word(folded: letters))
    }

    @Test("is another as soon as one letter is, wherever that stands", arguments: 1...40)
    func differs(_ count: Int) {
        let word = Word(folded: Self.letters(count))
        for place in 0..<count {
            var other = Array(Self.letters(count).utf8)
            other[place] ^= 1
            #expect(word != Word(folded: String(decoding: other, as: UTF8.self)))
        }
        #expect(word != Word(folded: Self.letters(count + 1)))
        #expect(word != Word(folded: Self.letters(count - 1)))
    }

    @Test func `compares with what is written in the program`() {
        let word = Word(folded: "onderzoek")
        #expect(word == "onderzoek" && word != "onderzoeken" && word != "onderzoe" && word != "onderzoec")
        #expect(["zaak", "onderzoek"].contains(word) && !["zaak", "onder"].contains(word))
        #expect(!["zaak"].contains(Word?.none) && Word.empty == "" && Word.empty != "a")
        #expect(word.hasPrefix("onder") && word.hasPrefix("") && !word.hasPrefix("zoek"))
        #expect(!word.hasPrefix("onderzoeken") && !word.hasSuffix("vooronderzoek"))
        #expect(word.hasSuffix("zoek") && word.hasSuffix("") && !word.hasSuffix("onder"))
        #expect(word.begins(with: Word(folded: "onder")) && !word.begins(with: Word(folded: "onderzoeken")))
    }

    @Test("knows beginnings and ends of words of any length", arguments: 1...70)
    func parts(_ count: Int) {
        let (word, letters) = (Word(folded: Self.letters(count)), Self.letters(count))
        for part in 1...16 {
            // The first letters, the last, and what differs from either in its last letter or its first.
            var (first, last) = (Array(letters.utf8.prefix(part)), Array(letters.utf8.suffix(part)))
            let whole = [first, last]
            first[first.count - 1] ^= 1
            last[0] ^= 1
            for text in whole + [first, last] {
                let text = String(decoding: text, as: UTF8.self)
                #expect(
                    WordBeginnings([text]).contains(beginningOf: word) == letters.hasPrefix(text), "\(text)")
                #expect(WordEnds([text]).contains(endOf: word) == letters.hasSuffix(text), "\(text)")
            }
        }
    }

    @Test func `asks that letters stand before an end`() {
        let ends: WordEnds = ["raad", "adviesraad"]
        #expect(ends.first(of: Word("adviesraad"), leaving: 2) == 0)
        #expect(ends.first(of: Word("raad"), leaving: 0) == nil && ends.first(of: Word("raad")) == 0)
    }

    @Test func `reads the number that its digits make`() {
        #expect(Word("007").number == 7 && Word("2024").number == 2024)
        #expect(Word("12a").number == nil && Word("mali").number == nil && Word.empty.number == nil)
        #expect(Word("99999999999999999999").number == nil)
        #expect(Word(String(repeating: "9", count: 40)).isDigits)
        #expect(Word("2e").hasDigit && !Word("2e").isDigits && !Word("e2").hasDigit)
    }

    @Test func `tells what stands between two words`() {
        let text = TokenizedText("Mali, Niger (VN) en «Tsjaad»")
        #expect(text.isBetween(0, 1, ", ") && !text.isBetween(0, 1, ",") && !text.isBetween(1, 2, ", "))
        #expect(text.isBetween(1, 2, endingWith: UInt8(ascii: "(")) && text.isBetween(3, 4, " «"))
        #expect(!text.isBetween(-1, 0, "") && !text.isBetween(4, 5, "»") && !text.isBetween(1, 1, ""))
        #expect(!text.isBetween(0, 9, endingWith: UInt8(ascii: ">")))
    }
}
