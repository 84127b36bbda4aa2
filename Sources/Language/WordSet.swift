/// Words, to be asked whether one of a text is among them.
package struct WordSet: Sendable, ExpressibleByArrayLiteral {
    var index = WordIndex()

    package init() {}

    /// Words that are folded already; others are never found.
    package init(_ words: some Sequence<String>) { for word in words { insert(Word(folded: word)) } }

    package init(arrayLiteral words: String...) { self.init(words) }

    /// Folded words, parted by white space.
    package init(listed words: String) {
        self.init(words.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    package var isEmpty: Bool { index.words.isEmpty }

    /// In the order in which they came.
    package var words: [Word] { index.words }

    /// Which words there may be.
    package private(set) var signature = WordSignature()

    package mutating func insert(_ word: Word) {
        // Most words that are added to a set come again and again.
        if index.insert(word) == index.words.count - 1 { signature.insert(word) }
    }

    /// Gives back the room for words that will not come.
    package mutating func seal() { index.seal() }

    package func contains(_ word: Word) -> Bool { index.place(of: word) != nil }

    package func contains(_ spelling: Spelling) -> Bool { index.place(of: spelling) != nil }

    package func union(_ other: WordSet) -> WordSet {
        var result = self
        for word in other.index.words { result.insert(word) }
        return result
    }

    package func union(_ words: some Sequence<String>) -> WordSet { union(WordSet(words)) }

    package func union(_ words: [Word]) -> WordSet {
        var result = self
        for word in words { result.insert(word) }
        return result
    }

    package func subtracting(_ other: WordSet) -> WordSet {
        var result = WordSet()
        for word in index.words where !other.contains(word) { result.insert(word) }
        return result
    }
}

/// Values by word.
package struct WordMap<Value: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
    package var index = WordIndex()
    package var known: [Value] = []

    package var values: [Value] { known }

    package init() {}

    package init(dictionaryLiteral elements: (String, Value)...) {
        for (word, value) in elements { self[Word(folded: word)] = value }
    }

    /// The value of a word; setting `nil` changes nothing.
    @inlinable
    package subscript(_ word: Word) -> Value? {
        get {
            guard let place = index.place(of: word) else { return nil }
            return known[place]
        }
        set {
            guard let newValue else { return }
            let place = index.insert(word)
            if place == known.count { known.append(newValue) } else { known[place] = newValue }
        }
    }

    package subscript(_ spelling: Spelling) -> Value? { index.place(of: spelling).map { known[$0] } }

    @inlinable
    package subscript(_ word: Word, default other: @autoclosure () -> Value) -> Value {
        get { self[word] ?? other() }
        _modify {
            let place = index.insert(word)
            if place == known.count { known.append(other()) }
            yield &known[place]
        }
    }

    package var words: [Word] { index.words }

    /// Gives back the room for words that will not come.
    package mutating func seal() {
        index.seal()
        known = known.fitted
    }
}

/// Gives each of some words a place, in the order in which they come.
package struct WordIndex: Sendable {
    private(set) var words: [Word] = []
    /// One more than the place of a word, by the lowest bits of its number; 0 where there is none.
    private var slots: [Int32] = []

    /// Slots for each word: most words that are asked for are none of these, and a free slot says so at once.
    private static let spread = 4

    package func place(of word: Word) -> Int? {
        guard !slots.isEmpty else { return nil }
        let last = slots.count &- 1
        var slot = Int(truncatingIfNeeded: word.key) & last
        while slots[slot] != 0 {
            let place = Int(slots[slot]) &- 1
            if words[place] == word { return place }
            slot = (slot &+ 1) & last
        }
        return nil
    }

    package func place(of spelling: Spelling) -> Int? {
        guard !slots.isEmpty else { return nil }
        let last = slots.count &- 1
        var slot = Int(truncatingIfNeeded: spelling.key) & last
        while slots[slot] != 0 {
            let place = Int(slots[slot]) &- 1
            if words[place].key == spelling.key, words[place] == spelling.word { return place }
            slot = (slot &+ 1) & last
        }
        return nil
    }

    package mutating func insert(_ word: Word) -> Int {
        if let known = place(of: word) { return known }
        words.append(word)
        if words.count * Self.spread > slots.count {
            slots = Array(repeating: 0, count: max(16, slots.count * 4))
            for place in words.indices { put(place) }
        } else {
            put(words.count - 1)
        }
        return words.count - 1
    }

    mutating func seal() { words = words.fitted }

    private mutating func put(_ place: Int) {
        let last = slots.count - 1
        var slot = Int(truncatingIfNeeded: words[place].key) & last
        while slots[slot] != 0 { slot = (slot + 1) & last }
        slots[slot] = Int32(truncatingIfNeeded: place + 1)
    }
}
