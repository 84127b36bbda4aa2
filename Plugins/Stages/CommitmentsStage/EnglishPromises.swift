import Language

/// Promises in English.
struct EnglishPromises: PromiseRules {
    let speakers: WordSet = ["government", "department", "secretary", "minister", "ministers", "ministry"]

    private static let actors: WordSet = [
        "i", "we", "government", "department", "secretary", "minister", "ministers", "ministry", "friend",
        "uk",
        "treasury", "kingdom", "hmg", "officials",
    ]
    private static let others: WordSet = [
        "agency", "commission", "council", "regulator", "police", "authority", "authorities", "board",
        "trust",
        "they", "it", "he", "she", "company", "companies", "committee", "court", "university", "ofcom",
        "ofgem",
    ]
    private static let will: WordSet = [
        "will", "shall", "intend", "intends", "expect", "expects", "aim", "aims", "plan", "plans",
    ]
    private static let telling: WordSet = [
        "write", "inform", "update", "report", "respond", "reply", "publish", "lay", "statement", "set",
        "announce",
        "return", "provide", "share", "review", "evaluate", "consult", "introduce", "present", "confirm",
        "notify",
        "deposit", "release",
    ]
    private static let told: WordSet = [
        "published", "placed", "laid", "sent", "provided", "announced", "deposited", "informed", "updated",
        "reviewed", "evaluated", "shared", "notified",
    ]
    private static let parliament: WordSet = [
        "house", "houses", "parliament", "library", "member", "members", "committee", "lord", "lords", "lady",
        "peer", "response", "hon",
    ]
    private static let standing: WordSet = [
        "continue", "continues", "remain", "keep", "monitor", "could", "would", "may",
    ]

    func promises(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.isQuestion, !sentence.contains(anyOf: Self.standing),
            !sentence.contains(["will", "shall"], before: "not")
        else { return false }
        if governs(sentence) {
            if sentence.contains(anyOf: Self.telling) || places(sentence) { return true }
            if isDue { return true }
        }
        let pledges: WordSet = ["commit", "commits", "committed", "undertake", "pledge", "promise"]
        if sentence.contains([pledges, ["to"]], within: 2) {
            return isDue
                || sentence.words.contains { word in
                    Self.telling.contains(word)
                        || word.hasSuffix("ing")
                            && Self.telling.contains(Word(folded: String(word.letters.dropLast(3))))
                }
        }
        return sentence.contains([["will"], ["be"], Self.told], within: 3)
            && (sentence.contains(anyOf: Self.parliament) || isDue) && !sentence.contains(anyOf: Self.others)
    }

    func postpones(_ sentence: Sentence) -> Bool {
        places(sentence)
            || sentence.words.contains {
                Self.telling.contains($0) || Self.told.contains($0) || $0 == "commit"
            }
    }

    /// `I will place a copy in the Library`.
    private func places(_ sentence: Sentence) -> Bool {
        sentence.contains([["place", "put"], ["library"]], within: 8)
    }

    /// True where the government is the nearest subject before `will`.
    private func governs(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        return words.indices.contains { index in
            guard Self.will.contains(words[index]) else { return false }
            let subject = words[..<index].suffix(9).last {
                Self.actors.contains($0) || Self.others.contains($0)
            }
            // `Secretary of State will`; but `the Committee's report will` is another's.
            return subject.map { Self.actors.contains($0) } ?? false
        }
    }
}
