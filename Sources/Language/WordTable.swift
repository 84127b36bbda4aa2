/// Gives every word pattern a number, and tells which patterns a word of a text fits.
struct WordTable: Sendable {
    private var exact: [String: Int] = [:]
    private var beginnings = LetterTree()
    private var ends = LetterTree()
    private var insides = LetterTree()
    private var count = 0

    /// The number of a pattern; the same for the same pattern.
    mutating func insert(_ pattern: WordPattern) -> Int {
        let letters = pattern.letters.utf8
        let known =
            switch (pattern.isOpenBefore, pattern.isOpenAfter) {
            case (false, false): exact.updateIfAbsent(pattern.letters, count)
            case (false, true): beginnings.insert(letters, count)
            case (true, false): ends.insert(letters.reversed(), count)
            case (true, true): insides.insert(letters, count)
            }
        if known == count { count += 1 }
        return known
    }

    /// The numbers of the patterns that fit a folded word.
    func ids(of word: String) -> [Int] {
        var result: [Int] = []
        if let id = exact[word] { result.append(id) }
        if !beginnings.isEmpty { beginnings.collect(word.utf8, into: &result) }
        if !ends.isEmpty { ends.collect(word.utf8.reversed(), into: &result) }
        if !insides.isEmpty {
            var rest = Substring(word).utf8
            var found: [Int] = []
            while !rest.isEmpty {
                insides.collect(rest, into: &found)
                rest.removeFirst()
            }
            for id in found where !result.contains(id) { result.append(id) }
        }
        return result
    }
}

extension [String: Int] {
    fileprivate mutating func updateIfAbsent(_ key: String, _ value: Int) -> Int {
        if let known = self[key] { return known }
        self[key] = value
        return value
    }
}

/// A tree of letters that finds every stored beginning of a word in one walk.
private struct LetterTree: Sendable {
    /// Children by `node * 256 + letter`.
    private var next: [Int: Int] = [:]
    private var ids: [Int?] = [nil]

    var isEmpty: Bool { next.isEmpty }

    mutating func insert(_ letters: some Sequence<UInt8>, _ id: Int) -> Int {
        var node = 0
        for letter in letters {
            let key = node << 8 | Int(letter)
            if let known = next[key] {
                node = known
            } else {
                ids.append(nil)
                next[key] = ids.count - 1
                node = ids.count - 1
            }
        }
        let known = ids[node] ?? id
        ids[node] = known
        return known
    }

    func collect(_ letters: some Sequence<UInt8>, into result: inout [Int]) {
        var node = 0
        for letter in letters {
            guard let child = next[node << 8 | Int(letter)] else { return }
            node = child
            if let id = ids[node] { result.append(id) }
        }
    }
}
