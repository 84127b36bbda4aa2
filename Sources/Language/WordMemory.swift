/// What a ``TermFinder`` knows of words that it met: most words of a text it met before, and judging one costs far more than
/// recognising it.
///
/// It goes from text to text, and begins anew when it is full: a text of words that never come again costs what judging
/// and remembering them costs, and the room is given back with the next. Most of those are rejected by a few bits, and these
/// are not remembered the first time.
package struct WordMemory: Sendable {
    /// What is known of one word.
    struct Knowledge: Sendable {
        fileprivate let key: UInt64
        /// Where its letters stand in `letters`.
        fileprivate let start: Int32
        fileprivate let length: Int32
        /// Its patterns, the phrases that it may be alone, and its parts, in the lists of these.
        let patterns, phrases, parts: Range<Int32>
        let traits: Traits
    }

    /// What is asked of every word of a text, most of which have none.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        /// A phrase may begin with it, and one that wants no capital may.
        static let begins = Traits(rawValue: 1), beginsSmall = Traits(rawValue: 2)
        /// It may be a phrase by itself, and begin a longer one.
        static let isPhrase = Traits(rawValue: 4), goesOn = Traits(rawValue: 8)
        /// It stands in some phrase behind the first word.
        static let isInside = Traits(rawValue: 16)
        static let hasParts = Traits(rawValue: 32)
    }

    /// A known word that is a part of another, and how many letters it has.
    struct Part: Sendable {
        let id: Int32
        let length: Int32
    }

    private(set) var known: [Knowledge] = []
    private var letters: [UInt8] = []
    /// One more than the place of a word, by the lowest bits of its number; 0 where there is none.
    private var slots: [Int32] = []
    private(set) var patterns: [Int32] = []
    private(set) var phrases: [Int32] = []
    private(set) var parts: [Part] = []
    /// For each word of the text at hand, where it stands in ``known``, -1 where it does not, and its traits.
    private(set) var places: [(place: Int32, traits: Traits)] = []

    /// Which words that are nothing to anyone came before.
    private var seen: [UInt64] = Array(repeating: 0, count: Self.seenPlaces / 64)
    private var seenCount = 0

    /// Four places for each word that they may hold.
    private static let seenPlaces = 1 << 16
    private static let mostWords = 1 << 14
    private static let mostLetters = 1 << 18
    private static let mostFindings = 1 << 16
    /// Two slots for each word at least.
    private static let slotCount = 1 << 15
    /// Places kept for the next text; those of a longer one are given back.
    private static let mostPlaces = 1 << 16

    package init() { forget() }

    private mutating func forget() {
        // A text that went far beyond what is kept leaves no room behind.
        let isUsual = known.capacity <= 2 * Self.mostWords
        known.removeAll(keepingCapacity: isUsual)
        letters.removeAll(keepingCapacity: isUsual)
        patterns.removeAll(keepingCapacity: isUsual)
        phrases.removeAll(keepingCapacity: isUsual)
        parts.removeAll(keepingCapacity: isUsual)
        slots = Array(repeating: 0, count: Self.slotCount)
    }

    private var isFull: Bool {
        known.count >= Self.mostWords || letters.count >= Self.mostLetters
            || patterns.count &+ phrases.count &+ parts.count >= Self.mostFindings
    }

    /// Recognises the words of a text; `judge` says of a new one what there is to know, and adds to the lists.
    ///
    /// Words that do not pass `mayMatter` are nothing to anyone, and are remembered only when they come again.
    mutating func recognise(
        _ text: ScannedText, _ mayMatter: (ScannedWord) -> Bool,
        _ judge: (ScannedWord, _ patterns: inout [Int32], _ phrases: inout [Int32], inout [Part]) -> Traits
    ) {
        if isFull { forget() }
        var places: [(place: Int32, traits: Traits)] = []
        swap(&places, &self.places)
        places.removeAll(keepingCapacity: places.capacity <= Self.mostPlaces)
        places.reserveCapacity(text.words.count)
        let last = Self.slotCount &- 1
        for word in text.words {
            var (slot, place) = (Int(truncatingIfNeeded: word.key) & last, Int32(-1))
            while slots[slot] != 0 {
                let candidate = slots[slot] &- 1
                if known[Int(candidate)].key == word.key, isSpelled(known[Int(candidate)], word, text) {
                    place = candidate
                    break
                }
                slot = (slot &+ 1) & last
            }
            if place < 0, !mayMatter(word), isNew(word) {
                places.append((-1, []))
                continue
            }
            if place < 0 { place = learn(word, in: text, at: slot, judge) }
            places.append((place, known[Int(place)].traits))
        }
        self.places = places
    }

    /// Whether a word whose number is the same has the same letters.
    @inline(__always)
    private func isSpelled(_ candidate: Knowledge, _ word: ScannedWord, _ text: ScannedText) -> Bool {
        let (length, start) = (Int(candidate.length), Int(candidate.start))
        let range = word.foldedRange
        guard length == range.count else { return false }
        if length <= WordKey.exactLength { return true }
        return unsafe LetterBlock.areEqual(
            letters.span.bytes, at: start, text.folded.span.bytes, at: range.lowerBound, count: length)
    }

    /// False for a word that may have come before; a bit for each tells, and all are taken back when they are many.
    private mutating func isNew(_ word: ScannedWord) -> Bool {
        let place = Int(truncatingIfNeeded: word.key &>> 24) & (Self.seenPlaces &- 1)
        let bit = UInt64(1) &<< UInt64(truncatingIfNeeded: place & 63)
        guard seen[place &>> 6] & bit == 0 else { return false }
        if seenCount == Self.mostWords {
            seen = Array(repeating: 0, count: Self.seenPlaces / 64)
            seenCount = 0
        }
        seen[place &>> 6] |= bit
        seenCount += 1
        return true
    }

    /// The place of a new word.
    @inline(never)
    private mutating func learn(
        _ word: ScannedWord, in text: ScannedText, at slot: Int,
        _ judge: (ScannedWord, _ patterns: inout [Int32], _ phrases: inout [Int32], inout [Part]) -> Traits
    ) -> Int32 {
        let isKept = !isFull
        let (start, firstPart) = (letters.count, parts.count)
        let (firstPattern, firstPhrase) = (patterns.count, phrases.count)
        var traits = judge(word, &patterns, &phrases, &parts)
        if phrases.count > firstPhrase { traits.insert(.isPhrase) }
        if parts.count > firstPart { traits.insert(.hasParts) }
        if isKept { letters += text.folded[word.foldedRange] }
        known.append(
            Knowledge(
                key: word.key, start: Int32(truncatingIfNeeded: start),
                length: Int32(truncatingIfNeeded: letters.count - start),
                patterns: Self.range(firstPattern, patterns.count),
                phrases: Self.range(firstPhrase, phrases.count), parts: Self.range(firstPart, parts.count),
                traits: traits))
        // What comes when it is full is known for this text alone, place by place.
        if isKept { slots[slot] = Int32(truncatingIfNeeded: known.count) }
        return Int32(truncatingIfNeeded: known.count - 1)
    }

    private static func range(_ start: Int, _ end: Int) -> Range<Int32> {
        Int32(truncatingIfNeeded: start)..<Int32(truncatingIfNeeded: end)
    }
}
