import Language

/// The language of a passage, as far as it decides what a capital means.
enum Tongue {
    case dutch, english, french, german

    static let marks: [(Tongue, [String])] = [
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

    /// The role of its small words.
    var mark: WordRoles {
        switch self {
        case .dutch: .dutch
        case .english: .english
        case .french: .french
        case .german: .german
        }
    }

    /// What most small words of a text belong to, by the roles of its words; Dutch where none speaks.
    init(_ roles: [WordRoles]) {
        var (dutch, english, french, german) = (0, 0, 0, 0)
        for word in roles.prefix(Tongue.longestLook) {
            if word.isDisjoint(with: [.dutch, .english, .french, .german]) { continue }
            if word.contains(.dutch) { dutch += 1 }
            if word.contains(.english) { english += 1 }
            if word.contains(.french) { french += 1 }
            if word.contains(.german) { german += 1 }
        }
        let most = max(dutch, english, french, german)
        self = most == dutch ? .dutch : most == english ? .english : most == french ? .french : .german
    }

    /// How many words are looked at.
    private static let longestLook = 600
}
