import Language

/// Promises in German.
struct GermanPromises: PromiseRules {
    let speakers: WordSet = [
        "bundesregierung", "bundesministerium", "regierung", "bundesminister", "bundesministerin",
    ]

    private static let actors: WordSet = [
        "bundesregierung", "bundesministerium", "regierung", "bundesminister", "bundesministerin",
        "deutschland", "ich",
        "wir", "bund", "landesregierung", "bundeskanzler", "bundeskanzlerin", "ministerium",
    ]
    private static let others: WordSet = [
        "kommission", "europaische", "lander", "eu", "vereinten", "rat", "polizei", "unternehmen", "bahn",
        "gemeinden",
        "kommunen", "behorde", "behorden",
    ]
    private static let telling: WordSet = [
        "unterrichten", "informieren", "berichten", "vorlegen", "vorgelegt", "veroffentlichen",
        "veroffentlicht",
        "nachgereicht", "ubermitteln", "ubermittelt", "zuleiten", "zugeleitet", "evaluieren", "evaluiert",
        "ubersenden",
        "nachreichen", "mitteilen", "beantworten", "unterrichtet", "informiert", "einbringen", "bekanntgeben",
    ]
    private static let parliament: WordSet = [
        "bundestag", "bundestages", "parlament", "ausschuss", "landtag", "abgeordneten", "bundesrat",
    ]
    private static let standing: WordSet = [
        "weiterhin", "setzt", "pruft", "konnte", "wurde", "wurden", "bereit",
    ]

    func promises(_ sentence: Sentence, isDue: Bool) -> Bool {
        guard !sentence.isQuestion else { return false }
        let isForeign = sentence.words.prefix(5).contains { Self.others.contains($0) }
        guard !isForeign else { return false }
        let isGovernment = sentence.contains(anyOf: Self.actors)
        if isGovernment, sentence.contains([["sagt", "sage", "sagen"], ["zu"]], within: 10) { return true }
        // `Stellt … bereit` is an act, and `bereit` alone is not.
        if isGovernment, isDue,
            sentence.contains([["stellt", "stellen"], ["bereit", "verfugung"]], within: 20)
        {
            return true
        }
        guard !sentence.contains(anyOf: Self.standing) else { return false }
        let isFuture = sentence.contains(anyOf: [
            "wird", "werden", "werde", "beabsichtigt", "plant", "strebt",
        ])
        guard isFuture else {
            return isGovernment && isDue && sentence.contains(anyOf: ["investiert", "gewahrt"])
        }
        if sentence.contains(anyOf: Self.telling) {
            return isGovernment || sentence.contains(anyOf: Self.parliament)
                || sentence.contains(anyOf: ["nachgereicht"])
        }
        return isGovernment && isDue && !sentence.contains(anyOf: ["verwiesen", "gefuhrt"])
    }

    func postpones(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: Self.telling)
            || sentence.contains([["sagt", "sage", "sagen"], ["zu"]], within: 10)
    }
}
