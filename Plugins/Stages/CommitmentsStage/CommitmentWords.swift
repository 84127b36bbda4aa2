/// The words of promises, folded.
enum CommitmentWords {
    static let will: Set = ["zal", "zullen", "voornemens"]
    static let become: Set = ["wordt", "worden"]
    static let parliament: Set = ["kamer", "u"]
    static let receives: Set = ["ontvangt"]
    static let informing: Set = [
        "informeren", "geinformeerd", "berichten", "toesturen", "toezenden", "toegezonden", "toegestuurd",
        "sturen",
        "zenden", "toekomen", "aanbieden", "aangeboden", "rapporteren", "gerapporteerd", "inlichten",
        "ingelicht",
        "ontvangen", "terugkomen", "voorleggen", "voorgelegd", "delen", "gedeeld", "verstrekken", "verstrekt",
    ]
    static let informed: Set = [
        "geinformeerd", "ingelicht", "toegezonden", "toegestuurd", "aangeboden", "gestuurd", "gezonden",
        "gerapporteerd", "voorgelegd",
    ]

    static let explaining: Set = [
        "ingaan", "ingegaan", "toelichten", "toegelicht", "uiteenzetten", "schetsen", "opgenomen", "opnemen",
        "meegenomen", "meenemen", "beschrijven", "beschreven",
    ]
    /// What says that a paper is yet to come.
    static let coming: Set = [
        "aangekondigde", "toekomstige", "komende", "volgende", "aanstaande", "toegezegde",
    ]
    /// What a paper will do with a subject.
    static let treatments: [[Set<String>]] = [
        [["komt", "komen"], ["orde"]], [["komt", "komen"], ["uiting"]], [["gaat", "gaan"], ["in"]],
        [["wordt", "worden"], ["ingegaan", "opgenomen", "meegenomen", "uitgewerkt"]],
    ]

    static let actors: Set = [
        "nederland", "kabinet", "minister", "staatssecretaris", "regering", "ik", "wij",
    ]
    static let speakers: Set = ["kabinet", "minister", "staatssecretaris", "regering"]
    /// Definite acts, which want a term.
    static let acts: Set = [
        "bezoek", "bezoeken", "evalueren", "evaluatie", "publiceren", "starten", "openen", "indienen",
        "invoeren",
        "uitbreiden", "organiseren", "leveren", "afronden",
    ]
    /// Acts whose end is their term.
    static let endings: Set = ["beeindigen", "stopzetten", "stoppen", "intrekken", "opheffen"]
    static let spending: Set = ["investeert", "investeren", "reserveert", "besteedt"]
    /// What makes a promise none.
    static let doubts: Set = ["bereid", "overweegt", "overwegen", "zou", "zouden"]
}
