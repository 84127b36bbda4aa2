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

    /// A place in the tree; the root is the first.
    private struct Node: Sendable {
        /// The phrases that end here, in `ends`.
        var ends: Range<Int32> = 0..<0
        var goesOn = false
    }

    /// What each phrase asks of its words beyond their letters, phrase by phrase.
    private struct Demand: Sendable {
        let widestGap: Token.Gap
        let wantsCapital: Bool
        /// Whether the phrase must be spelled as it is written.
        let isExact: Bool
    }

    private let demands: [Demand]
    /// Where a phrase's demands begin.
    private let firstDemands: [Int32]
    /// The phrases that must be spelled as they are written.
    private let exact: [Int32: Phrase]
    private let words: WordTable
    private let nodes: [Node]
    /// The phrases, node by node.
    private let ends: [Int32]
    private let branches: PhraseBranches
    /// The node of each word that a phrase begins with, by the word's number; 0 for other words.
    private let firsts: [Int32]
    /// Whether a word stands in some phrase behind its first, by the word's number.
    private let goesInside: [Bool]
    /// Words with which a phrase begins that may stand in small letters, and those of all phrases.
    private let (smallFirsts, allFirsts): (KeyFilter, KeyFilter)

    package init(_ phrases: [Phrase]) {
        var (demands, firstDemands, exact) = ([Demand](), [Int32](), [Int32: Phrase]())
        var (words, branches, count) = (WordTable(), PhraseBranches(), 1)
        // The node at which each phrase ends; 0 for one without words.
        var last: [Int32] = []
        var (smallFirsts, allFirsts): ([UInt64], [UInt64]) = ([], [])
        var inside: Set<Int32> = []
        for (index, phrase) in phrases.enumerated() {
            firstDemands.append(Int32(truncatingIfNeeded: demands.count))
            if phrase.capitals == .exact { exact[Int32(truncatingIfNeeded: index)] = phrase }
            var node: Int32 = 0
            for (place, word) in phrase.words.enumerated() {
                let wantsCapital = word.hasCapital && phrase.capitals == .initial
                demands.append(
                    Demand(
                        widestGap: max(word.gap, .space), wantsCapital: wantsCapital,
                        isExact: phrase.capitals == .exact))
                if place == 0 {
                    let keys = ([word.pattern.letters] + word.pattern.forms).map { WordKey.of($0.utf8) }
                    allFirsts += keys
                    if !word.hasCapital || phrase.capitals == .ignored { smallFirsts += keys }
                }
                let id = words.insert(word.pattern)
                if place > 0 { inside.insert(id) }
                if let known = branches.node(node, id) {
                    node = known
                } else {
                    let new = Int32(truncatingIfNeeded: count)
                    branches.add(node, id, new)
                    count += 1
                    node = new
                }
            }
            last.append(node)
        }
        var nodes = Array(repeating: Node(), count: count)
        for node in branches.parents { nodes[Int(node)].goesOn = true }
        // Phrases in the order of their nodes, and of one node in their own.
        let order = last.indices.filter { last[$0] != 0 }.sorted { (last[$0], $0) < (last[$1], $1) }
        for (place, phrase) in order.enumerated() {
            let node = Int(last[phrase])
            let from =
                nodes[node].ends.isEmpty ? Int32(truncatingIfNeeded: place) : nodes[node].ends.lowerBound
            nodes[node].ends = from..<Int32(truncatingIfNeeded: place + 1)
        }
        var firsts: [Int32] = Array(repeating: 0, count: words.count)
        for id in firsts.indices { firsts[id] = branches.node(0, Int32(truncatingIfNeeded: id)) ?? 0 }
        goesInside = (0..<words.count).map { inside.contains(Int32(truncatingIfNeeded: $0)) }
        words.seal()
        (self.demands, self.firstDemands) = (demands.fitted, firstDemands.fitted)
        (self.exact, self.words) = (exact, words)
        (self.nodes, self.branches, self.firsts) = (nodes, branches, firsts)
        ends = order.map { Int32(truncatingIfNeeded: $0) }
        (self.smallFirsts, self.allFirsts) = (KeyFilter(smallFirsts), KeyFilter(allFirsts))
    }

    /// True for a word with which a phrase may begin; most begin none, and this look is taken before any other.
    @inline(__always)
    private func mayBegin(_ word: ScannedWord, of text: ScannedText) -> Bool {
        (word.letterCase.hasCapital ? allFirsts : smallFirsts).mayContain(word.key)
            || (!words.isWhole && words.mayBeOpen(word, of: text))
    }

    /// True for a word that may stand in a phrase, first or behind the first.
    @inline(__always)
    func mayMatter(_ word: ScannedWord, in text: ScannedText) -> Bool {
        words.mayBeWhole(word) || (!words.isWhole && words.mayBeOpen(word, of: text))
    }

    /// Every place of every phrase, ordered by where it begins, longer ones first; they may overlap.
    package func allMatches(in text: TokenizedText) -> [Match] { allMatches(in: text.scanned) }

    /// Every place of every phrase, ordered by where it begins, longer ones first; they may overlap.
    package func allMatches(in text: ScannedText) -> [Match] {
        var (search, result) = (Search(), [Match]())
        for start in text.words.indices where mayBegin(text.words[start], of: text) {
            find(at: start, before: text.words.count, in: text, &search, &result)
        }
        return result
    }

    /// The longest phrase at the earliest word, and so on behind it: places that do not overlap.
    package func longestMatches(in text: ScannedText) -> [Match] {
        var (search, result, start) = (Search(), [Match](), 0)
        while start < text.words.count {
            if !mayBegin(text.words[start], of: text) {
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
        for start in tokens where mayBegin(text.words[start], of: text) {
            find(at: start, before: tokens.upperBound, in: text, &search, &result)
        }
        return result.contains { isWanted($0.phrase) }
    }

    // MARK: From one word on

    /// Room that is used anew for every word of a text.
    struct Search {
        fileprivate var ids: [Int32] = []
        fileprivate var open: [(node: Int32, position: Int)] = []
    }

    private func find(
        at start: Int, before end: Int, in text: ScannedText, _ search: inout Search, _ result: inout [Match]
    ) {
        var ids: [Int32] = []
        swap(&ids, &search.ids)
        find(at: start, before: end, in: text, &search, &result) { index, take in
            ids.removeAll(keepingCapacity: true)
            words.collect(text.words[index], of: text, into: &ids)
            for id in ids { take(id) }
        }
        swap(&ids, &search.ids)
    }

    /// Finds the phrases that begin at a word; `patterns` tells the numbers of the patterns that a word fits.
    @inline(__always)
    func find(
        at start: Int, before end: Int, in text: ScannedText, _ search: inout Search,
        _ result: inout [Match], longerThan least: Int = 0,
        _ patterns: (_ index: Int, _ take: (Int32) -> Void) -> Void
    ) {
        let first = result.count
        patterns(start) { id in
            if firsts[Int(id)] != 0 { search.open.append((firsts[Int(id)], start &+ 1)) }
        }
        while let (node, position) = search.open.popLast() {
            for place in nodes[Int(node)].ends where position &- start > least {
                let phrase = ends[Int(place)]
                guard accepts(phrase, start..<position, of: text) else { continue }
                result.append(Match(phrase: Int(phrase), tokens: start..<position))
            }
            guard position < end, nodes[Int(node)].goesOn else { continue }
            patterns(position) { id in
                if let next = branches.node(node, id) { search.open.append((next, position &+ 1)) }
            }
        }
        if result.count - first > 1 {
            result[first...].sort { ($0.tokens.upperBound, $1.phrase) > ($1.tokens.upperBound, $0.phrase) }
        }
    }

    /// Adds the numbers of the patterns that a word fits and the phrases that it may be alone, and says what it is to phrases.
    func judge(
        _ word: ScannedWord, of text: ScannedText, _ ids: inout [Int32], _ alone: inout [Int32]
    ) -> WordMemory.Traits {
        let before = ids.count
        words.collect(word, of: text, into: &ids)
        var traits: WordMemory.Traits = []
        for id in ids[before...] {
            if goesInside[Int(id)] { traits.insert(.isInside) }
            guard firsts[Int(id)] != 0 else { continue }
            traits.insert(.begins)
            let node = nodes[Int(firsts[Int(id)])]
            if node.goesOn { traits.insert(.goesOn) }
            alone += ends[Int(node.ends.lowerBound)..<Int(node.ends.upperBound)]
        }
        if traits.contains(.begins),
            smallFirsts.mayContain(word.key) || (!words.isWhole && words.mayBeOpen(word, of: text))
        {
            traits.insert(.beginsSmall)
        }
        return traits
    }

    /// True where these words of the text, whose letters fit already, fit in gaps and capitals too.
    func accepts(_ phrase: Int32, _ range: Range<Int>, of text: ScannedText) -> Bool {
        var demand = Int(firstDemands[Int(phrase)])
        let isExact = demands[demand].isExact
        for index in range {
            let word = text.words[index]
            if index > range.lowerBound, word.gap > demands[demand].widestGap { return false }
            if demands[demand].wantsCapital, !word.letterCase.hasCapital { return false }
            demand &+= 1
        }
        return !isExact || exact[phrase]?.isSpelled(range, of: text) ?? true
    }
}
