import Language

/// The language of a passage, as far as it decides what a capital means.
enum Tongue {
    case dutch, english, french, german

    private static let marks: [(Tongue, [String])] = [
        (
            .dutch,
            ["het", "een", "van", "dat", "zijn", "niet", "ook", "voor", "wordt", "aan", "met", "op", "te"]
        ),
        (.english, ["the", "of", "and", "to", "that", "has", "for", "with", "on", "by", "was", "are"]),
        (
            .french,
            ["la", "les", "des", "du", "est", "et", "une", "dans", "que", "pour", "au", "le", "l", "d"]
        ),
        (
            .german,
            ["der", "die", "das", "und", "ist", "nicht", "den", "von", "auf", "mit", "für", "fur", "sich"]
        ),
    ]

    /// Which of ``marks`` a word is of, by place.
    private static let places: WordMap<[Int]> = {
        var result: WordMap<[Int]> = [:]
        for (place, mark) in marks.enumerated() {
            for word in mark.1 { result[Word(folded: word), default: []].append(place) }
        }
        return result
    }()

    /// What most small words of a text belong to; Dutch where none speaks.
    init(_ text: TokenizedText) {
        var counts = [0, 0, 0, 0]
        for token in text.tokens.prefix(Tongue.longestLook) {
            for place in Tongue.places[token.word] ?? [] { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        self = counts.firstIndex(of: most).map { Tongue.marks[$0].0 } ?? .dutch
    }

    /// How many words are looked at.
    private static let longestLook = 600
}
