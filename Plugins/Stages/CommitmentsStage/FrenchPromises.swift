import Language

/// Promises in French.
struct FrenchPromises: PromiseRules {
    let speakers: WordSet = ["gouvernement", "ministre", "ministres", "secretaire"]

    private static let actors: WordSet = [
        "je", "j", "nous", "gouvernement", "ministre", "ministres", "secretaire", "belgique",
        "administration", "france",
        "etat", "cabinet",
    ]
    private static let others: WordSet = [
        "commission", "europeenne", "ue", "onu", "sncb", "infrabel", "police", "regions", "region", "commune",
        "communes",
        "conseil", "autorite", "entreprise", "societe", "union",
    ]
    private static let parliament: WordSet = [
        "parlement", "chambre", "senat", "assemblee", "vous", "membre", "membres", "deputes", "competente",
    ]
    /// The stems of what is told, before the endings of the future.
    private static let stems = [
        "transmettr", "informer", "presenter", "soumettr", "enverr", "communiquer", "reviendr", "publier",
        "evaluer",
        "repondr", "tiendr", "fournir", "remettr", "deposer", "fer", "rendr",
    ]
    private static let told: WordBeginnings = [
        "transmis", "present", "communiqu", "soumis", "publi", "evalu", "envoy", "inform", "remis", "depos",
        "fourni",
    ]
    private static let telling = WordSet(
        stems.flatMap { stem in ["ai", "a", "ons", "ont"].map { stem + $0 } })

    func promises(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.isQuestion else { return false }
        if sentence.contains([["m", "s", "nous"], ["engage", "engageons"], ["a"]], within: 0) {
            return true
        }
        let isOwn = sentence.words.prefix(3).contains { ["je", "j", "nous"].contains($0) }
        let isForeign = !isOwn && sentence.words.prefix(6).contains { Self.others.contains($0) }
        guard !isForeign else { return false }
        let named = sentence.contains(anyOf: Self.parliament)
        let isGovernment = sentence.contains(anyOf: Self.actors)
        if sentence.contains(["sera", "seront"], before: Self.told), named || isDue { return true }
        guard isGovernment || sentence.words.prefix(2).contains(where: { ["il", "elle"].contains($0) }) else {
            return false
        }
        if tells(sentence), named || isDue { return isGovernment || isDue }
        if tells(sentence), sentence.contains(anyOf: ["je", "j", "nous"]) { return true }
        return isDue && sentence.words.contains(where: isFuture)
            && !sentence.contains(anyOf: ["continuera", "restera"])
    }

    func postpones(_ sentence: Sentence) -> Bool {
        tells(sentence) || sentence.contains(["sera", "seront"], before: Self.told)
            || sentence.contains([["m", "s", "nous"], ["engage", "engageons"], ["a"]], within: 0)
    }

    private func tells(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: Self.telling)
    }

    /// The future of the first and the third person, but `pourra` and `devra`.
    private func isFuture(_ word: Word) -> Bool {
        guard word.count > 5,
            !["pourra", "devra", "pourront", "devront", "extra", "contra"].contains(word)
        else { return false }
        return Self.futureEnds.contains(endOf: word)
    }

    private static let futureEnds: WordEnds = [
        "erai", "irai", "drai", "trai", "era", "ira", "dra", "tra", "erons", "irons", "eront", "iront",
    ]
}
