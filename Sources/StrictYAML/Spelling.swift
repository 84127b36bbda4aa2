/// Finds the word that a misspelled one was meant to be.
package enum Spelling {
    /// `; did you mean 'every'?` where one of `words` is near; nothing otherwise.
    package static func suggestion(for word: String, among words: [String]) -> String {
        nearest(to: word, among: words).map { "; did you mean '\($0)'?" } ?? ""
    }

    /// The nearest of `words` within two edits, or a third of the word's length if that is less; `nil` where none is near.
    static func nearest(to word: String, among words: [String]) -> String? {
        // A key of absurd length is near to nothing, and comparing it would cost its length squared.
        guard word.utf8.count <= 64 else { return nil }
        let limit = min(2, max(1, word.utf8.count / 3))
        var best: (word: String, distance: Int)?
        for candidate in words where candidate.utf8.count <= 64 {
            let distance = distance(normal(word), normal(candidate))
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    private static func normal(_ word: String) -> [UInt8] {
        word.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var current = [row + 1]
            for column in other.indices {
                let isSame = one[row] == other[column]
                var best = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            (beforeLast, last) = (last, current)
        }
        return last[other.count]
    }
}
