import Language

/// The list of names in which a mention stands: `Senegal, Mali, Ghana en Togo`.
struct NameList {
    /// The other items of the list, as ranges of the text's words.
    private(set) var others: [Range<Int>] = []

    /// Longer lists are not followed further.
    private static let limit = 30
    /// An item of more words is a clause, not a name.
    private static let itemLength = 4
    private static let longestJoint = 6
    private static let joints: WordSet = [
        "en", "of", "and", "or", "alsook", "et", "ou", "und", "oder",
    ]

    init(around match: Range<Int>, in text: ScannedText) {
        var next = match.upperBound
        while others.count < Self.limit, let item = Self.item(after: next, in: text) {
            others.append(item)
            next = item.upperBound
        }
        next = match.lowerBound
        while others.count < Self.limit, let item = Self.item(before: next, in: text) {
            others.append(item)
            next = item.lowerBound
        }
    }

    private static func isJoint(_ index: Int, in text: ScannedText) -> Bool {
        let word = text.words[index]
        return word.letterCase == .lower && word.length <= longestJoint
            && joints.contains(text.spelling(index))
    }

    private static func item(after end: Int, in text: ScannedText) -> Range<Int>? {
        let tokens = text.words
        var start = end
        guard start < tokens.count, tokens[start].gap != .sentence else { return nil }
        let isParted = tokens[start].gap == .punctuation
        let isJoined = isJoint(start, in: text)
        guard isParted || isJoined else { return nil }
        if isJoined { start += 1 }
        var stop = start
        while stop < tokens.count, stop - start < itemLength, tokens[stop].letterCase.hasCapital,
            stop == start || tokens[stop].gap <= .space
        {
            stop += 1
        }
        return stop > start ? start..<stop : nil
    }

    private static func item(before start: Int, in text: ScannedText) -> Range<Int>? {
        let tokens = text.words
        guard start > 0, start < tokens.count, tokens[start].gap != .sentence else { return nil }
        var stop = start
        if isJoint(stop - 1, in: text) {
            stop -= 1
        } else if tokens[start].gap != .punctuation {
            return nil
        }
        var first = stop
        while first > 0, stop - first < itemLength, tokens[first - 1].letterCase.hasCapital,
            first == stop || tokens[first].gap <= .space
        {
            first -= 1
        }
        return first < stop ? first..<stop : nil
    }
}
