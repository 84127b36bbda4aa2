/// Puts in spaces that were lost where lines were joined: `hetInternationaal`, `hiervan?Deelt`.
///
/// Only where the next word's capital shows the joint, and what stands before it is a word of the paper or of the language:
/// `daaromniet` shows none and is left. Names such as `GroenLinks` are one word.
enum LostSpaces {
    /// Words that are often the last of a line.
    private static let small: Set<String> = [
        "de", "het", "een", "van", "in", "op", "aan", "bij", "voor", "met", "door", "uit", "naar", "over",
        "tot",
        "om", "te", "en", "of", "als", "dat", "die", "dit", "deze", "er", "is", "zijn", "was", "werd",
        "wordt",
        "worden", "niet", "ook", "maar", "dan", "nog", "wel", "al", "ik", "we", "wij", "u", "uw", "mijn",
        "onze",
        "hun", "haar", "kan", "kunnen", "heeft", "hebben", "had", "zal", "zou", "moet", "onder", "tussen",
        "tegen", "na", "sinds", "tijdens", "binnen", "buiten", "per", "via", "volgens", "zoals", "omdat",
        "wanneer", "waar", "waarin", "waarbij", "hoe", "wat", "welke", "alle", "andere", "meer", "veel",
        "geen",
        "daarom", "door", "heb", "ben", "mede", "namens", "tevens", "zowel", "hierbij", "daarbij", "sprake",
    ]

    /// How many joints a paper must have before it is taken for one that lost spaces.
    private static let fewest = 2

    /// Mends `lines`, and returns the joints that were parted.
    static func mend(_ lines: inout [PaperLine]) -> [String] {
        var candidates: [(line: Int, place: Int)] = []
        for (index, line) in lines.enumerated() where hasSeam(line.text) {
            forEachWord(line.text) { _, joint in if let joint { candidates.append((index, joint)) } }
        }
        guard candidates.count >= fewest else { return [] }
        let words = words(before: candidates, in: lines)
        let certain = candidates.filter { isCertain(lines[$0.line].text, $0.place, words) }
        guard certain.count >= fewest else { return [] }
        var edits: [Int: [LineEdit]] = [:]
        var parted: [String] = []
        for (index, place) in certain {
            let text = lines[index].text
            let start = text[place - 1].isLetter ? place : place - 1
            parted.append(Bytes(text[wordStart(text, start)..<wordEnd(text, place)]).string)
            edits[index, default: []].append(.space(before: place))
        }
        for (index, edits) in edits { lines[index].apply(edits) }
        return parted
    }

    /// Tells `body` of each word of `text`, and of the joint in it where it has one.
    private static func forEachWord(_ text: Bytes, _ body: (Range<Int>, Int?) -> Void) {
        var start = 0
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x20 { end += 1 }
            body(start..<end, end - start > 2 ? joint(text, start..<end) : nil)
            start = end + 1
        }
    }

    /// Which of the words that may end at a joint the paper has elsewhere.
    private static func words(before joints: [(line: Int, place: Int)], in lines: [PaperLine]) -> WantedWords
    {
        var words = WantedWords()
        for joint in joints {
            let text = lines[joint.line].text
            let left = Bytes(text[wordStart(text, joint.place)..<joint.place])
            if isLikely(left), !small.contains(left.string), left.count > 3 { words.want(left) }
        }
        guard !words.isEmpty else { return words }
        for line in lines {
            forEachWord(line.text) { range, joint in
                guard joint == nil, range.count < 32,
                    words.isLikely(in: line.text, from: range.lowerBound, upTo: range.upperBound)
                else { return }
                let word = line.text[range]
                words.see(Bytes(word.filter(\.isLetter).map(\.asciiLowercased)))
            }
        }
        return words
    }

    /// Whether a capital stands right behind a small letter or the end of a sentence, as it does in every joint.
    private static func hasSeam(_ text: Bytes) -> Bool {
        var before: UInt8 = 0
        for byte in text {
            if byte.isASCIIUppercase,
                before.isASCIILowercase || before == 0x21 || before == 0x2E || before == 0x3F
            {
                return true
            }
            before = byte
        }
        return false
    }

    /// Where in the word a small letter, or the end of a sentence, meets a capital; `nil` where it does not, or where the word
    /// is an address.
    private static func joint(_ text: Bytes, _ word: Range<Int>) -> Int? {
        let joint = word.dropFirst(2).first { place in
            guard text[place].isASCIIUppercase else { return false }
            let before = text[place - 1]
            return before.isASCIILowercase || before == 0x3F || before == 0x21
                || before == 0x2E && place - 3 >= word.lowerBound && text[place - 2].isASCIILowercase
                    && text[place - 3].isASCIILowercase
        }
        guard let joint, text[word.lowerBound] != 0x68 || !text[word].has("http"),
            !text[word].contains(0x40), !text[word].contains(0x2F), !text[word].has("www.")
        else { return nil }
        return joint
    }

    private static func isCertain(_ text: Bytes, _ place: Int, _ words: WantedWords) -> Bool {
        if text[place - 1] == 0x3F || text[place - 1] == 0x21 { return true }
        if text[place - 1] == 0x2E {
            return wordEnd(text, place) - place > 1 || place + 1 < text.count && text[place + 1] == 0x20
        }
        let start = wordStart(text, place)
        let left = Bytes(text[start..<place])
        guard isLikely(left) else { return false }
        return small.contains(left.string) || left.count > 3 && words.has(left) == true
    }

    private static func isLikely(_ left: Bytes) -> Bool {
        left.count > 1 && left.allSatisfy(\.isASCIILowercase)
    }

    private static func wordStart(_ text: Bytes, _ place: Int) -> Int {
        var start = place
        while start > 0, text[start - 1].isWordByte { start -= 1 }
        return start
    }

    private static func wordEnd(_ text: Bytes, _ place: Int) -> Int {
        var end = place
        while end < text.count, text[end].isWordByte { end += 1 }
        return end
    }
}
