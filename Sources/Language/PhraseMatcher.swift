/// Finds many phrases in a text in one pass over its words.
///
/// Phrases share a tree whose branches are words, so that the cost of a text hangs on its length and on what it has in
/// common with the phrases, not on their number. A phrase matches whole words only, and never across the end of a sentence.
package struct PhraseMatcher: Sendable {
    /// One place where a phrase stands.
    package struct Match: Hashable, Sendable {
        /// The index of the phrase in the list that the matcher was built from.
        package let phrase: Int
        /// The words it covers, as indices of the text's words.
        package let tokens: Range<Int>

        package init(phrase: Int, tokens: Range<Int>) { (self.phrase, self.tokens) = (phrase, tokens) }
    }

    private struct Node: Sendable {
        var next: [Int32: Int32] = [:]
        var phrases: [Int] = []
    }

    /// What each phrase asks of its words beyond their letters, phrase by phrase.
    private struct Demand: Sendable {
        let widestGap: Token.Gap
        let wantsCapital: Bool
    }

    private let phrases: [Phrase]
    private var demands: [Demand] = []
    /// Where a phrase's demands begin.
    private var firstDemands: [Int] = []
    private var words = WordTable()
    private var nodes = [Node()]
    /// The node of each word that a phrase begins with, by the word's number; 0 for other words.
    private var firsts: [Int32] = []

    package init(_ phrases: [Phrase]) {
        self.phrases = phrases
        for (index, phrase) in phrases.enumerated() {
            firstDemands.append(demands.count)
            for word in phrase.words {
                let wantsCapital = word.hasCapital && phrase.capitals == .initial
                demands.append(Demand(widestGap: max(word.gap, .space), wantsCapital: wantsCapital))
            }
            guard !phrase.words.isEmpty else { continue }
            var node = 0
            for word in phrase.words {
                let id = words.insert(word.pattern)
                if let known = nodes[node].next[id] {
                    node = Int(known)
                } else {
                    nodes.append(Node())
                    nodes[node].next[id] = Int32(truncatingIfNeeded: nodes.count - 1)
                    node = nodes.count - 1
                }
            }
            nodes[node].phrases.append(index)
        }
        firsts = Array(repeating: 0, count: words.count)
        for (id, node) in nodes[0].next { firsts[Int(id)] = node }
        words.seal()
    }

    /// Every place of every phrase, ordered by where it begins, longer ones first; they may overlap.
    package func allMatches(in text: TokenizedText) -> [Match] { allMatches(in: text.scanned) }

    /// Every place of every phrase, ordered by where it begins, longer ones first; they may overlap.
    package func allMatches(in text: ScannedText) -> [Match] {
        var (search, result) = (Search(), [Match]())
        for start in text.words.indices where !words.isUnknown(text.words[start], of: text) {
            find(at: start, before: text.words.count, in: text, &search, &result)
        }
        return result
    }

    /// The longest phrase at the earliest word, and so on behind it: places that do not overlap.
    package func longestMatches(in text: ScannedText) -> [Match] {
        var (search, result, start) = (Search(), [Match](), 0)
        while start < text.words.count {
            if words.isUnknown(text.words[start], of: text) {
                start &+= 1
                continue
            }
            let count = result.count
            find(at: start, before: text.words.count, in: text, &search, &result)
            if result.count > count {
                result.removeSubrange((count + 1)...)
                start = result[count].tokens.upperBound
            } else {
                start += 1
            }
        }
        return result
    }

    /// True where some phrase that passes `isWanted` stands anywhere within these words of a text.
    package func contains(
        _ tokens: Range<Int>, in text: ScannedText, _ isWanted: (_ phrase: Int) -> Bool
    ) -> Bool {
        let tokens = tokens.clamped(to: text.words.indices)
        var (search, result) = (Search(), [Match]())
        for start in tokens where !words.isUnknown(text.words[start], of: text) {
            find(at: start, before: tokens.upperBound, in: text, &search, &result)
        }
        return result.contains { isWanted($0.phrase) }
    }

    // MARK: From one word on

    /// Room that is used anew for every word of a text.
    private struct Search {
        var ids: [Int32] = []
        var open: [(node: Int32, position: Int)] = []
    }

    private func find(
        at start: Int, before end: Int, in text: ScannedText, _ search: inout Search, _ result: inout [Match]
    ) {
        search.ids.removeAll(keepingCapacity: true)
        words.collect(text.words[start], of: text, into: &search.ids)
        guard !search.ids.isEmpty else { return }
        search.open.removeAll(keepingCapacity: true)
        for id in search.ids where firsts[Int(id)] != 0 { search.open.append((firsts[Int(id)], start + 1)) }
        let first = result.count
        while let (node, position) = search.open.popLast() {
            for phrase in nodes[Int(node)].phrases where accepts(phrase, start..<position, of: text) {
                result.append(Match(phrase: phrase, tokens: start..<position))
            }
            guard position < end, !nodes[Int(node)].next.isEmpty else { continue }
            search.ids.removeAll(keepingCapacity: true)
            words.collect(text.words[position], of: text, into: &search.ids)
            for id in search.ids {
                if let next = nodes[Int(node)].next[id] { search.open.append((next, position + 1)) }
            }
        }
        if result.count - first > 1 {
            result[first...].sort { ($0.tokens.upperBound, $1.phrase) > ($1.tokens.upperBound, $0.phrase) }
        }
    }

    /// True where these words of the text, whose letters fit already, fit in gaps and capitals too.
    private func accepts(_ phrase: Int, _ range: Range<Int>, of text: ScannedText) -> Bool {
        var demand = firstDemands[phrase]
        for index in range {
            let word = text.words[index]
            if index > range.lowerBound, word.gap > demands[demand].widestGap { return false }
            if demands[demand].wantsCapital, !word.letterCase.hasCapital { return false }
            demand &+= 1
        }
        return phrases[phrase].capitals != .exact || phrases[phrase].isSpelled(range, of: text)
    }
}
