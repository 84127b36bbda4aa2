/// Finds known words as parts of compounds: `migratie` in `migratiestromen`, `strategie` in `grondstoffenstrategie`.
///
/// Dutch and German write compounds as one word, so that a list of words can never name them all. A known word counts as a
/// part where it begins or ends the compound and what is left is a word too: another known one, a common one
/// (``CompoundWords``), or something long enough that begins and ends as words do. Between the two may stand `s`, `e`, `en`,
/// `n` or `es`. What is left is judged by its ends because no list has all words: `commissie` holds no mission, since `com` is
/// no word, and `handeling` no trade, since `-ing` only makes another word of it.
package struct CompoundParts: Sendable {
    private var beginnings = PartTable(backwards: false)
    private var ends = PartTable(backwards: true)
    /// The ids of what shares its letters, by the place in the tables.
    private var ids: [[Int]] = []
    private var places: [String: Int] = [:]

    /// A shorter word is part of too many others; four letters want a common word beside them.
    private static let (shortest, short) = (4, 4)
    /// The shortest compound that is looked at.
    private static let shortestCompound = 7
    /// What is left must be this long where no list knows it.
    private static let longRest = 6

    package init() {}

    /// Adds the forms of one word, folded.
    package mutating func add(_ forms: [String], id: Int) {
        for form in forms where form.utf8.count >= Self.shortest {
            if let place = places[form] {
                ids[place].append(id)
            } else {
                let place = ids.count
                places[form] = place
                ids.append([id])
                let letters = Array(form.utf8)
                beginnings.append(letters)
                ends.append(letters)
            }
        }
    }

    /// Makes it ready; what is only needed to add words goes.
    package mutating func seal() {
        places = [:]
        beginnings.seal()
        ends.seal()
    }

    /// Calls `found` with each word that is a part of a text's word and not all of it, with the place of the text's word and
    /// with how many letters the part has.
    package func visit(_ text: ScannedText, _ found: (_ index: Int, _ id: Int, _ letters: Int) -> Void) {
        for (index, word) in text.words.enumerated() {
            visit(word, of: text) { found(index, $0, $1) }
        }
    }

    /// True for a word that may have a known one as a part, by its first letters and its last.
    @inline(__always)
    func mayHaveParts(_ word: ScannedWord, of text: ScannedText) -> Bool {
        word.length >= Self.shortestCompound
            && (beginnings.mayBegin(text.folded, word.foldedRange)
                || ends.mayBegin(text.folded, word.foldedRange))
    }

    /// Calls `found` with each word that is a part of this one and not all of it, and with how many letters it has.
    func visit(_ word: ScannedWord, of text: ScannedText, _ found: (_ id: Int, _ letters: Int) -> Void) {
        let (letters, range) = (text.folded, word.foldedRange)
        guard range.count >= Self.shortestCompound else { return }
        beginnings.visit(letters, range) { place, length in
            let start = range.lowerBound + length
            guard start < range.upperBound,
                isHead(letters, start..<range.upperBound, isShort: length <= Self.short)
            else { return }
            for id in ids[place] { found(id, length) }
        }
        ends.visit(letters, range) { place, length in
            let end = range.upperBound - length
            guard end > range.lowerBound,
                isModifier(letters, range.lowerBound..<end, isShort: length <= Self.short)
            else { return }
            for id in ids[place] { found(id, length) }
        }
    }

    // MARK: What is left

    private func isHead(_ letters: [UInt8], _ rest: Range<Int>, isShort: Bool) -> Bool {
        for link in Self.links where letters[rest].starts(with: link) {
            let rest = rest.dropFirst(link.count)
            guard rest.count > 2 else { continue }
            if CompoundWords.contains(letters[rest]) { return true }
            if ends.contains(letters, rest) { return true }
            if !isShort, rest.count >= Self.longRest, !CompoundWords.isDerivation(letters[rest]) {
                return true
            }
        }
        return false
    }

    private func isModifier(_ letters: [UInt8], _ rest: Range<Int>, isShort: Bool) -> Bool {
        for link in Self.links where letters[rest].reversed().starts(with: link.reversed()) {
            let rest = rest.dropLast(link.count)
            guard rest.count > 2 else { continue }
            if CompoundWords.contains(letters[rest]) { return true }
            if beginnings.contains(letters, rest) { return true }
            if !isShort, rest.count >= Self.longRest, !CompoundWords.isPrefix(letters[rest]) { return true }
        }
        return false
    }

    private static let links: [[UInt8]] = ["", "s", "en", "e", "n", "es"].map { Array($0.utf8) }
}
