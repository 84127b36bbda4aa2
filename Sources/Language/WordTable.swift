/// Gives every word pattern a number, and tells which patterns a word of a text fits.
///
/// Whole words lie in one flat table by the number of their letters, so that a word that nobody looks for costs one look.
struct WordTable: Sendable {
    private var known: [WordPattern: Int32] = [:]
    private var slots: [Slot] = []
    /// The numbers of all whole words; far smaller than the table.
    private var filter = KeyFilter([UInt64]())
    private var beginnings = LetterTree()
    private var ends = LetterTree()
    private var insides = LetterTree()
    /// True where all patterns are whole words.
    private(set) var isWhole = false

    private struct Slot: Sendable {
        var key: UInt64 = 0
        /// One more than the first of its entries; 0 where the slot is free.
        var entry: Int32 = 0
    }

    /// What a whole word stands for; words of one key are chained.
    private struct Entry: Sendable {
        /// Where its letters stand in `letters`.
        let start, end: Int32
        let id: Int32
        let next: Int32
    }
    private var entries: [Entry] = []
    private var letters: [UInt8] = []

    /// The number of a pattern; the same for the same pattern.
    mutating func insert(_ pattern: WordPattern) -> Int32 {
        if let id = known[pattern] { return id }
        let id = Int32(truncatingIfNeeded: known.count)
        known[pattern] = id
        let letters = Array(pattern.letters.utf8)
        switch (pattern.isOpenBefore, pattern.isOpenAfter) {
        case (false, false): for form in Set([pattern.letters] + pattern.forms) { add(Array(form.utf8), id) }
        case (false, true): beginnings.insert(letters, id)
        case (true, false): ends.insert(letters.reversed(), id)
        case (true, true): insides.insert(letters, id)
        }
        return id
    }

    /// How many patterns there are.
    var count: Int { known.count }

    /// What is only needed to add patterns goes.
    mutating func seal() {
        known = [:]
        (entries, letters) = (entries.fitted, letters.fitted)
        filter = KeyFilter(slots.lazy.filter { $0.entry != 0 }.map(\.key))
        isWhole = beginnings.isEmpty && ends.isEmpty && insides.isEmpty
    }

    private mutating func add(_ letters: [UInt8], _ id: Int32) {
        if (entries.count + 1) * 2 > slots.count { grow() }
        let key = WordKey.of(letters)
        var place = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[place].entry != 0, slots[place].key != key { place = (place + 1) & (slots.count - 1) }
        let start = self.letters.count
        self.letters += letters
        entries.append(
            Entry(
                start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: self.letters.count),
                id: id,
                next: slots[place].entry))
        slots[place] = Slot(key: key, entry: Int32(truncatingIfNeeded: entries.count))
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: max(64, old.count * 2))
        for slot in old where slot.entry != 0 {
            var place = Int(truncatingIfNeeded: slot.key) & (slots.count - 1)
            while slots[place].entry != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }

    private func isSpelled(_ entry: Entry, _ word: ScannedWord, of text: ScannedText) -> Bool {
        let (start, place) = (Int(entry.start), word.foldedRange.lowerBound)
        guard Int(entry.end) &- start == word.foldedRange.count else { return false }
        for offset in 0..<word.foldedRange.count {
            if letters[start &+ offset] != text.folded[place &+ offset] { return false }
        }
        return true
    }

    /// True where a pattern that is a whole word may fit a word.
    @inline(__always)
    func mayBeWhole(_ word: ScannedWord) -> Bool { filter.mayContain(word.key) }

    /// True where a pattern that is open at an end may fit a word.
    func mayBeOpen(_ word: ScannedWord, of text: ScannedText) -> Bool {
        let range = word.foldedRange
        let letters = text.folded
        return !insides.isEmpty && range.count > 1 || beginnings.mayBegin(letters, range)
            || ends.mayBegin(letters, range, backwards: true)
    }

    /// Adds the numbers of the patterns that fit a word.
    func collect(_ word: ScannedWord, of text: ScannedText, into result: inout [Int32]) {
        if !slots.isEmpty, filter.mayContain(word.key) {
            var place = Int(truncatingIfNeeded: word.key) & (slots.count &- 1)
            while slots[place].entry != 0 {
                if slots[place].key == word.key {
                    var entry = slots[place].entry
                    while entry != 0 {
                        let candidate = entries[Int(entry) - 1]
                        if isSpelled(candidate, word, of: text) {
                            result.append(candidate.id)
                        }
                        entry = candidate.next
                    }
                    break
                }
                place = (place &+ 1) & (slots.count &- 1)
            }
        }
        if !beginnings.isEmpty { beginnings.collect(text.folded, word.foldedRange, into: &result) }
        if !ends.isEmpty { ends.collectBackwards(text.folded, word.foldedRange, into: &result) }
        if !insides.isEmpty {
            let first = result.count
            for start in word.foldedRange {
                let before = result.count
                insides.collect(text.folded, start..<word.foldedRange.upperBound, into: &result)
                for index in (before..<result.count).reversed()
                where result[first..<before].contains(result[index]) {
                    result.remove(at: index)
                }
            }
        }
    }
}
