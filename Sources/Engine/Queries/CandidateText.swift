import Language
import Pipeline

/// One text of a candidate, with its words numbered so that comparing two is comparing two numbers.
struct CandidateText: Sendable {
    let passage: Passage
    let tokens: [Token]
    /// The number of each word's stem and of its folded form.
    let stems: [Int]
    let words: [Int]

    init(_ passage: Passage, of answer: Answer, numbering vocabulary: inout Vocabulary) {
        self.passage = passage
        let text = TokenizedText(answer.text(of: passage))
        tokens = text.tokens
        var (stems, words): ([Int], [Int]) = ([], [])
        stems.reserveCapacity(tokens.count)
        words.reserveCapacity(tokens.count)
        for folded in text.folded {
            let word = vocabulary.number(folded)
            words.append(word)
            stems.append(vocabulary.stem(of: word))
        }
        (self.stems, self.words) = (stems, words)
    }
}

/// The words of a candidate, each once.
struct Vocabulary: Sendable {
    private var numbers: [String: Int] = [:]
    private var stems: [String: Int] = [:]
    private var stemOfWord: [Int] = []
    /// The words in the order of their bytes, to find beginnings in; filled by ``sort()``.
    private var sorted: [(letters: [UInt8], number: Int)] = []

    mutating func number(_ folded: String) -> Int {
        if let known = numbers[folded] { return known }
        let stem = DutchStem.stem(folded)
        let stemNumber = stems[stem] ?? stems.count
        stems[stem] = stemNumber
        let number = stemOfWord.count
        stemOfWord.append(stemNumber)
        numbers[folded] = number
        return number
    }

    /// Every stem, and every word in its folded form.
    var allStems: some Sequence<String> { stems.keys }
    var allWords: some Sequence<[UInt8]> { sorted.lazy.map(\.letters) }

    func stem(of word: Int) -> Int { stemOfWord[word] }

    mutating func sort() {
        sorted = numbers.map { (Array($0.key.utf8), $0.value) }
            .sorted { $0.letters.lexicographicallyPrecedes($1.letters) }
    }

    func number(ofStem stem: String) -> Int? { stems[stem] }

    /// The numbers of the words that begin with `letters`.
    func words(beginningWith letters: [UInt8]) -> Set<Int> {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = low + (high - low) / 2
            if sorted[middle].letters.lexicographicallyPrecedes(letters) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return Set(sorted[low...].prefix { $0.letters.starts(with: letters) }.map(\.number))
    }
}
