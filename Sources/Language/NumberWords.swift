/// Dutch numbers written as one word, folded: `vijf`, `tweeendertig`, `driehonderdtwintig`, `tweeduizend`.
enum NumberWords {
    /// Longer words are no numbers that anyone writes.
    private static let longest = 60

    private static let simple: WordMap<Int> = [
        "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
        "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
        "zeventien": 17, "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30, "veertig": 40,
        "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90, "honderd": 100,
        "duizend": 1000,
    ]

    /// Words of English, French and German for small numbers, folded.
    static let foreign: WordMap<[TextLanguage: Int]> = {
        let words: [(TextLanguage, String)] = [
            (
                .english,
                "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                    + " seventeen eighteen nineteen twenty"
            ),
            (
                .french,
                "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
            ),
            (
                .german,
                "eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf"
            ),
        ]
        var result: WordMap<[TextLanguage: Int]> = [
            "thirty": [.english: 30], "forty": [.english: 40], "fifty": [.english: 50],
            "hundred": [.english: 100],
            "vingt": [.french: 20], "trente": [.french: 30], "cent": [.french: 100], "une": [.french: 1],
            "ein": [.german: 1], "eine": [.german: 1], "einem": [.german: 1], "einer": [.german: 1],
            "zwanzig": [.german: 20], "a": [.english: 1],
        ]
        for (language, list) in words {
            for (index, word) in list.split(separator: " ").enumerated() {
                result[Word(folded: String(word)), default: [:]][language] = index + 1
            }
        }
        return result
    }()

    /// True for a long word that may be a number, or a number and a half.
    static func mayBeCompound(_ word: Word) -> Bool {
        guard firstLetters.contains(UInt16(truncatingIfNeeded: word.head)) else { return false }
        // Of a longer one the middle is not known here.
        return word.count > Word.longest || isCompound(Array(word.letters.utf8)) || isHalf(word)
    }

    /// The words that are numbers by themselves, and a half, in all languages.
    static let all = (["half", "anderhalf", "anderhalve", "halve"] as WordSet).union(
        simple.words + foreign.words)

    /// The first two letters of all numbers that are words of their own, the first one lowest: what a long word begins with
    /// that is a number, as `eenentwintig`, `tweehonderd` and `drieenhalf` do.
    private static let firstLetters: [UInt16] = [
        "ee", "tw", "dr", "vi", "ze", "ac", "ne", "ti", "el", "de", "ve", "ho", "du", "ta",
    ].map { UInt16(truncatingIfNeeded: Word(folded: $0).head) }

    /// True where letters have `honderd` or `duizend` in them or end in `tig`, as all numbers of several words do.
    private static func isCompound(_ letters: some Sequence<UInt8>) -> Bool {
        var last: UInt64 = 0
        for letter in letters {
            last = (last << 8 | UInt64(letter)) & 0xFF_FFFF_FFFF_FFFF
            if last == hundred || last == thousand { return true }
        }
        return last & 0xFF_FFFF == ten
    }

    private static func isHalf(_ word: Word) -> Bool {
        word.tail & 0xFFFF_FFFF == Word.tail(of: "half".utf8)
            || word.tail & 0xFF_FFFF_FFFF == Word.tail(of: "halve".utf8)
    }

    // Letters as numbers, the last one lowest.
    private static let hundred = Word.tail(of: "honderd".utf8)
    private static let thousand = Word.tail(of: "duizend".utf8)
    private static let ten = Word.tail(of: "tig".utf8)

    /// The value of a word of that language, or of Dutch; `nil` where it is no number.
    static func value(_ word: Spelling, in language: TextLanguage) -> Int? {
        if language != .dutch, let value = foreign[word]?[language] { return value }
        return value(word)
    }

    /// The value of a word; `nil` where it is no number.
    static func value(_ word: Spelling) -> Int? {
        let length = word.count
        guard length > 2, length <= longest else { return nil }
        if let value = simple[word] { return value }
        // The shortest compounds are `eenentwintig` and `tweehonderd`.
        return length < 9 || !isCompound(word.letters) ? nil : compound(word.letters)
    }

    private static func value(_ word: ArraySlice<UInt8>) -> Int? { value(Spelling(word)) }

    private static func compound(_ word: ArraySlice<UInt8>) -> Int? {
        for (name, size) in [("duizend", 1000), ("honderd", 100)] {
            guard let place = firstRange(of: Array(name.utf8), in: word) else { continue }
            let (before, after) = (word[..<place.lowerBound], word[place.upperBound...])
            guard let count = before.isEmpty ? 1 : value(before), count < size * 10 else { return nil }
            guard !after.isEmpty else { return count * size }
            // `honderdentien`, but `duizendeneen` and `honderdeen` too.
            let rest = value(after) ?? (after.starts(with: "en".utf8) ? value(after.dropFirst(2)) : nil)
            guard let rest, rest < size else { return nil }
            return count * size + rest
        }
        guard word.suffix(3).elementsEqual("tig".utf8) else { return nil }
        // `tweeendertig`: the unit, `en`, and the ten.
        for split in word.indices.dropFirst(3) where word[split...].starts(with: "en".utf8) {
            if let unit = value(word[..<split]), unit < 10, let ten = value(word[(split + 2)...]), ten >= 20,
                ten < 100,
                ten.isMultiple(of: 10)
            {
                return unit + ten
            }
        }
        return nil
    }

    private static func firstRange(of name: [UInt8], in word: ArraySlice<UInt8>) -> Range<Int>? {
        guard word.count >= name.count else { return nil }
        for start in word.startIndex...(word.endIndex - name.count) where word[start...].starts(with: name) {
            return start..<start + name.count
        }
        return nil
    }
}
