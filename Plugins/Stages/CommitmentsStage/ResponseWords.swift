import Language

/// The words by which an answer says what it does with its question, folded.
struct ResponseWords: Sendable {
    /// What an answer refers to.
    var papers: WordSet
    /// First words of a referral.
    var openings: WordSet
    var referrals: [[WordSet]]
    /// What says that nothing is said, and how far its words may stand apart.
    var unable: [(words: [WordSet], gap: Int)]
    /// What only leads up to a promise.
    var pointers: WordSet
    /// What says that something is not finished.
    var pending: [[WordSet]]
    /// What a sentence has that only speaks of the paper referred to.
    var empty: [[WordSet]] = []
    /// Of what a paper is cited by.
    var citations: WordSet = []

    static func of(_ language: TextLanguage) -> ResponseWords {
        switch language {
        case .dutch: dutch
        case .english: english
        case .french: french
        case .german: german
        }
    }

    private static let dutch: ResponseWords = {
        let nothing: WordSet = ["geen", "niet", "niets"]
        let telling: WordSet = [
            "inschatting", "uitspraken", "uitspraak", "mededelingen", "bevestigen", "vooruitlopen", "ingaan",
            "oordeel", "antwoord", "beantwoorden", "toelichting", "aangeven", "zeggen", "cijfers",
            "voorspellen", "uitlatingen", "beoordelen", "treden", "speculeren", "openbaren", "verstrekken",
        ]
        let data: WordSet = [
            "verklaring", "gegevens", "informatie", "cijfers", "inzicht", "overzicht", "registratie",
        ]
        return ResponseWords(
            papers: [
                "antwoord", "antwoorden", "beantwoording", "vraag", "vragen", "kamerstuk", "brief",
                "kamerbrief",
                "verslag", "rapport", "bijlage", "kamervragen", "kamerstukken", "handelingen",
            ],
            openings: ["zie", "hiervoor", "kortheidshalve"],
            referrals: [
                [["verwijs", "verwijzen", "verwijst"], ["naar"]], [["verwezen"]],
                [["zij", "word", "wordt"], ["verwezen"]],
            ],
            unable: [
                (
                    [
                        ["kan", "kunnen", "wil", "doe", "doet", "doen", "kunt", "valt", "wens"], nothing,
                        telling,
                    ], 6
                ),
                ([data, ["ontbreekt", "ontbreken"]], 4),
                (
                    [
                        ["niet"],
                        [
                            "bekend", "bijgehouden", "geregistreerd", "beschikbaar", "voorhanden",
                            "inzichtelijk",
                        ],
                    ], 3
                ),
                ([["geen"], data, ["beschikbaar", "bekend", "bijgehouden", "voorhanden"]], 6),
                (
                    [
                        ["beschik", "beschikt", "beschikken", "heb", "heeft", "hebben"], ["niet", "geen"],
                        data,
                    ], 4
                ),
                ([["lopende", "lopend"], ["onderzoek", "onderzoeken"], nothing], 6),
                ([["ga", "gaat", "treed", "treedt"], ["niet"], ["in"], ["op"]], 1),
                ([["is"], ["niet"], ["aan"], ["mij", "het", "de"]], 0),
            ],
            pointers: [
                "erkent", "onderschrijft", "hierin", "voortbouwend", "begrijp", "begrijpt", "begrijpen",
                "dank",
                "zorgen", "aandacht",
            ],
            pending: [
                [
                    ["moment", "momenteel"],
                    ["onderzoek", "onderzocht", "gewerkt", "uitgewerkt", "overleg", "bezien"],
                ],
                [["momenteel"], ["wordt"]], [["onderzoek"], ["loopt", "lopen", "gaande"]],
                [["onderzoek", "overleg", "gesprekken"], ["nog"]],
            ],
            empty: [
                [["niets"], ["toe"], ["voegen"]],
                [
                    ["hierin", "daarin", "waarin", "hieraan", "daaraan", "hierop", "daarop"],
                    [
                        "ingegaan", "ingaat", "toegelicht", "uiteengezet", "beschreven", "beantwoord",
                        "vermeld",
                        "staat", "staan", "geschetst", "besteed", "aangegeven", "ga", "gaat", "vindt",
                        "opgenomen",
                        "uitgelegd",
                    ],
                ],
                [["geldt", "gelden"], ["ook", "eveneens", "onverkort"]], [["kennisgenomen"]],
                [["eerder", "al", "reeds"], ["beantwoord", "toegelicht"]],
                [["dezelfde", "hetzelfde", "gelijkluidende"], ["vraag", "vragen", "antwoord"]],
                [["niet", "ongewijzigd"], ["gewijzigd", "veranderd", "ongewijzigd"]],
            ],
            citations: [
                "aanhangsel", "vergaderjaar", "nr", "nrs", "kamerstuk", "kamerstukken", "tk", "ii", "i",
            ])
    }()

    private static let english = ResponseWords(
        papers: [
            "answer", "answers", "reply", "question", "questions", "statement", "letter", "report",
            "response",
        ],
        openings: ["see"],
        referrals: [[["refer"], ["to"]], [["referred"], ["to"]]],
        unable: [
            (
                [
                    ["not"],
                    ["held", "available", "collected", "recorded", "collated", "possible", "appropriate"],
                ], 4
            ),
            ([["not"], ["hold"]], 0), ([["disproportionate"], ["cost"]], 0),
            ([["not", "cannot"], ["comment", "speculate", "prejudge", "confirm"]], 3),
            ([["no"], ["information", "data", "records"], ["held", "available", "kept"]], 4),
            ([["inappropriate"], ["to"]], 0),
        ],
        pointers: ["recognise", "recognises", "understand", "grateful", "thank"],
        pending: [
            [["currently"], ["considering", "reviewing", "consulting"]],
            [["under"], ["consideration", "review"]],
        ],
        empty: [
            [["nothing"], ["add"]], [["remains", "still"], ["position", "case"]], [["applies"], ["here"]],
        ],
        citations: ["hc", "hl", "uin", "hansard", "column", "official"])

    private static let french = ResponseWords(
        papers: ["reponse", "reponses", "question", "questions", "lettre", "rapport", "annexe"],
        openings: ["voir"],
        referrals: [[["renvoie", "renvoyons", "renvoyer", "refere"], ["a", "au", "aux"]], [["renvoye"]]],
        unable: [
            ([["ne", "n"], ["dispose", "disposent", "disposons"], ["pas"]], 1),
            ([["pas"], ["disponible", "disponibles", "possible", "connu", "connus"]], 3),
            ([["ne"], ["appartient", "m"], ["pas", "appartient"]], 2),
            ([["aucune"], ["donnee", "information", "statistique"]], 1),
            ([["peux", "peut", "puis"], ["pas"], ["prononcer", "commenter", "communiquer"]], 4),
        ],
        pointers: ["comprends", "reconnait", "conscient"],
        pending: [[["actuellement"], ["examen", "cours", "analyse"]], [["en"], ["cours"]]])

    private static let german = ResponseWords(
        papers: [
            "antwort", "antworten", "frage", "fragen", "vorbemerkung", "drucksache", "bundestagsdrucksache",
        ],
        openings: ["siehe"],
        referrals: [[["wird", "werden", "sei"], ["verwiesen"]], [["verweist", "verweise"], ["auf"]]],
        unable: [
            ([["keine"], ["erkenntnisse", "angaben", "informationen", "daten", "kenntnis"], ["vor"]], 4),
            ([["keine"], ["erkenntnisse", "kenntnis"]], 1),
            ([["keine"], ["stellung"]], 1), ([["keine"], ["auskunft", "auskunfte"]], 1),
            ([["nicht"], ["erfasst", "bekannt", "moglich", "vor"]], 3),
        ],
        pointers: ["begrusst", "teilt", "anerkennt"],
        pending: [[["derzeit"], ["gepruft", "erarbeitet", "abgestimmt"]]])
}
