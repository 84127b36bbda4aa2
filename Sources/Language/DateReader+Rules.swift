/// Terms that hold for everyone, and have no date.
extension DateReader {
    /// True where the term that ends here is that of a rule, or runs from something that has no date of its own.
    ///
    /// `De lidstaten doen binnen zes maanden mededeling`, `volgens artikel 12 moet binnen zes weken worden beslist`: it runs
    /// whenever the rule is applied, and not from the day of the paper. Who says what he will do himself tells his own term.
    func isRule(followedBy events: WordSet) -> Bool {
        // `Of this date` is the paper's.
        if events.contains(word()), word(1) != "this" { return true }
        let words = sentence
        guard !words.contains(where: { Self.ownWill.contains($0) }) else { return false }
        return words.contains { Self.binding.contains($0) }
    }

    private static let ownWill: WordSet = [
        "zal", "zullen", "streef", "streeft", "streven", "voornemens", "ik", "will", "intend", "intends", "i",
        "we",
        "je", "nous", "ich", "wir",
    ]
    /// What binds, and whom.
    private static let binding: WordSet = [
        "artikel", "artikelen", "verdrag", "verdragen", "verordening", "richtlijn", "wettelijk", "wettelijke",
        "termijn", "lidstaten", "lidstaat", "verdragspartijen", "partijen", "moet", "moeten", "dient",
        "dienen", "verplicht", "verplichting", "indien", "beslistermijn", "bezwaar", "mag", "mogen", "kan",
        "kunnen",
        "article", "treaty", "convention", "regulation", "directive", "must", "shall", "required",
        "statutory",
        "states", "parties", "traite", "reglement", "doit", "doivent", "artikels", "richtlinie", "muss",
        "mussen", "mitgliedstaaten",
    ]

    /// The folded words of the sentence in which the expression stands, as far as they are looked at.
    private var sentence: [Word] {
        let tokens = text.tokens
        guard tokens.indices.contains(start) else { return [] }
        var (first, end) = (start, start + 1)
        while first > 0, start - first < Self.reach, !tokens[first].startsSentence { first -= 1 }
        while end < tokens.count, end - start < Self.reach, !tokens[end].startsSentence { end += 1 }
        return tokens[first..<end].map(\.word)
    }

    /// Words on either side that are looked at.
    private static let reach = 60
}
