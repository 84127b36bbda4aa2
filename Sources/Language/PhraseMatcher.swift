/// Finds many phrases in a text in one pass over its words.
///
/// Phrases share a tree whose branches are words, so that the cost of a text hangs on its length and on what it has in
/// common with the phrases, not on their number. A phrase matches whole words only, and never across the end of a sentence.
package struct PhraseMatcher: Sendable {
    /// One place where a phrase stands.
    package struct Match: Hashable, Sendable {
        /// The index of the phrase in the list that the matcher was built from.
        package let phrase: Int
        /// The words it covers, as indices of the text's tokens.
        package let tokens: Range<Int>
    }

    private struct Node {
        var next: [Int: Int] = [:]
        var phrases: [Int] = []
    }

    private let phrases: [Phrase]
    private var words = WordTable()
    private var nodes = [Node()]

    package init(_ phrases: [Phrase]) {
        self.phrases = phrases
        for (index, phrase) in phrases.enumerated() where !phrase.words.isEmpty {
            var node = 0
            for word in phrase.words {
                let id = words.insert(word.pattern)
                if let known = nodes[node].next[id] {
                    node = known
                } else {
                    nodes.append(Node())
                    nodes[node].next[id] = nodes.count - 1
                    node = nodes.count - 1
                }
            }
            nodes[node].phrases.append(index)
        }
    }

    /// Every place of every phrase, ordered by where it begins, longer ones first; they may overlap.
    package func allMatches(in text: TokenizedText) -> [Match] {
        allMatches(in: text, within: text.tokens.indices)
    }

    private func allMatches(in text: TokenizedText, within range: Range<Int>) -> [Match] {
        let ids = text.tokens[range].map { words.ids(of: $0.folded) }
        let base = range.lowerBound
        var result: [Match] = []
        for start in range where !ids[start - base].isEmpty {
            let first = result.count
            var open = [(node: 0, position: start)]
            while let (node, position) = open.popLast() {
                for phrase in nodes[node].phrases
                where position > start && phrases[phrase].accepts(start..<position, of: text) {
                    result.append(Match(phrase: phrase, tokens: start..<position))
                }
                guard position < range.upperBound else { continue }
                for id in ids[position - base] {
                    if let next = nodes[node].next[id] { open.append((next, position + 1)) }
                }
            }
            if result.count - first > 1 {
                result[first...].sort {
                    ($0.tokens.upperBound, $1.phrase) > ($1.tokens.upperBound, $0.phrase)
                }
            }
        }
        return result
    }

    /// True where some phrase that passes `isWanted` stands anywhere within these words of a text.
    package func contains(
        _ tokens: Range<Int>, in text: TokenizedText, _ isWanted: (_ phrase: Int) -> Bool
    ) -> Bool {
        allMatches(in: text, within: tokens).contains { isWanted($0.phrase) }
    }
}
