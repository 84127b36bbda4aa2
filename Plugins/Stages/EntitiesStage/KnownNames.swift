import Language

/// The names of the lists in a passage, by the word with which they begin.
struct KnownNames: Sequence {
    /// One more than the place in `lists` of the names that begin at each word; 0 where none does.
    private var places: [Int32]
    private var lists: [(word: Int, matches: [PassageNames.Match])] = []

    init(_ matches: [PassageNames.Match], in text: TokenizedText) {
        places = Array(repeating: 0, count: text.tokens.count)
        for match in matches where places.indices.contains(match.tokens.lowerBound) {
            let word = match.tokens.lowerBound
            if places[word] == 0 {
                lists.append((word, [match]))
                places[word] = Int32(truncatingIfNeeded: lists.count)
            } else {
                lists[Int(places[word]) - 1].matches.append(match)
            }
        }
    }

    /// What begins at a word; `nil` where nothing does.
    subscript(_ word: Int) -> [PassageNames.Match]? {
        guard places.indices.contains(word), places[word] != 0 else { return nil }
        return lists[Int(places[word]) - 1].matches
    }

    /// In the order of the text.
    func makeIterator() -> IndexingIterator<[(word: Int, matches: [PassageNames.Match])]> {
        lists.sorted { $0.word < $1.word }.makeIterator()
    }
}
