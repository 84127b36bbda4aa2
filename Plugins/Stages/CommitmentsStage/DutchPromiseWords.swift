import Language

/// The words of promises in Dutch, folded.
enum DutchPromiseWords {
    static let will: WordSet = ["zal", "zullen", "ga", "gaan"]
    /// What says that something is meant to be done, with an infinitive.
    static let means: WordSet = [
        "voornemens", "streef", "streeft", "streven", "verwacht", "verwachten", "verwachting", "intentie",
        "voornemen", "plan", "hoop", "hoopt", "hopen", "beoog", "beoogt", "bedoeling", "inzet",
    ]
    static let become: WordSet = ["wordt", "worden"]
    /// What says beside a participle that it was before.
    static let been: WordSet = [
        "is", "zijn", "werd", "werden", "was", "waren", "heeft", "heb", "hebben", "had", "hadden",
    ]
    static let had: WordSet = ["werd", "werden", "was", "waren", "had", "hadden"]

    static let parliament: WordSet = ["kamer", "kamers", "u", "parlement", "senaat"]
    /// Whose parliament is not the one that asks.
    static let otherParliaments: WordSet = ["europees", "vlaams", "duitse", "britse", "franse"]
    /// What says how things should be, and promises nothing.
    static let wishes: WordSet = [
        "hecht", "wenselijk", "belangrijk", "belang", "verzoekt", "verzoeken", "aanbevolen", "aanbeveling",
        "rede",
        "adviseren", "adviseert", "dient", "dienen", "moet", "moeten",
    ]

    /// To tell, as infinitive or participle, for what will be.
    static let telling = told.union([
        "informeren", "berichten", "toesturen", "toezenden", "sturen", "zenden", "toekomen", "aanbieden",
        "rapporteren", "inlichten", "ontvangen", "terugkomen", "voorleggen", "delen", "verstrekken", "melden",
        "meedelen", "mededelen", "bijpraten", "voorstellen", "indienen", "nazenden", "bericht", "doen",
        "beantwoorden", "antwoorden", "betrekken", "uitbrengen", "aanbiedt", "meld", "toelichten",
        "presenteren",
        "inlicht", "toestuur", "toezend", "betrokken", "hoogte", "weten", "zien", "voorhangen",
    ])
    /// To tell parliament, where nobody is named.
    static let tellingAlone: WordSet = [
        "nazenden", "nagezonden", "toezenden", "toegezonden", "toesturen", "toegestuurd", "toekomen",
        "berichten",
        "terugkomen", "inlichten", "voorhangen",
    ]
    static let told: WordSet = [
        "geinformeerd", "ingelicht", "toegezonden", "toegestuurd", "aangeboden", "gestuurd", "gezonden",
        "gerapporteerd", "voorgelegd", "gedeeld", "verstrekt", "gemeld", "medegedeeld", "ingediend",
        "bericht", "nagezonden", "gepresenteerd", "verzonden", "bijgepraat", "voorgehangen",
    ]
    /// The present tense.
    static let tellNow: WordSet = [
        "informeer", "informeert", "bericht", "stuur", "stuurt", "zend", "zendt", "rapporteer", "rapporteert",
        "meld", "verstrek", "verstrekt", "deel", "toestuur", "toezend", "aanbied", "voorleg", "inlicht",
    ]
    /// The present tense of verbs that come apart.
    static let tellNowParted: [[WordSet]] = [
        [["kom", "komt", "komen"], ["terug"]], [["licht", "lichten"], ["in"]], [["leg", "legt"], ["voor"]],
        [["bied", "biedt", "bieden"], ["aan"]], [["doe", "doet", "doen"], ["toekomen"]],
        [["dien", "dient"], ["in"]],
        [["praat"], ["bij"]], [["stel", "stelt", "stellen", "houd", "houdt", "houden"], ["hoogte"]],
        [["laat", "laten"], ["weten", "zien"]],
    ]
    static let tellAll = telling.union(["ingaan", "opnemen"])

    /// What other words are glued to where a line end was lost.
    static let gluedOn = ["informeren", "geinformeerd"].map { Word(folded: $0) }

    static let news: WordSet = [
        "informatie", "uitkomsten", "resultaten", "voorstel", "voorstellen", "wetsvoorstel", "antwoord",
        "antwoorden", "overzicht", "bericht", "update", "cijfers", "plan", "plannen", "reactie",
    ]

    /// True for the names of papers that the government writes.
    static func isPaper(_ word: Word) -> Bool {
        paperEndings.contains(endOf: word)
    }
    private static let paperEndings: WordEnds = [
        "brief", "brieven", "strategie", "rapportage", "rapportages", "notitie", "reactie", "nota", "verslag",
        "verslagen", "begroting", "slotwet", "evaluatie", "doorlichting", "agenda", "monitor", "visie",
        "rapport", "actieplan", "beleidsplan", "programma", "memorie",
    ]

    static let explaining: WordSet = [
        "ingaan", "ingegaan", "toelichten", "toegelicht", "uiteenzetten", "schetsen", "opgenomen", "opnemen",
        "meegenomen", "meenemen", "beschrijven", "beschreven", "verwerkt", "verwerken", "betrokken",
        "betrekken", "besteed", "besteden", "terugkomen", "uitwerken", "uitgewerkt", "behandelen",
        "behandeld",
        "meewegen", "meegewogen", "ingaat", "bezien", "duidelijk", "gekeken", "stilgestaan", "stilstaan",
    ]
    static let takenUp: WordSet = ["meegenomen", "opgenomen", "betrokken", "ingegaan", "verwerkt"]
    /// What says that a paper is yet to come.
    static let coming: WordSet = [
        "aangekondigde", "toekomstige", "komende", "volgende", "eerstvolgende", "aanstaande", "toegezegde",
    ]
    /// What a paper will do with a subject.
    static let treatments: [[WordSet]] = [
        [["komt", "komen", "kom"], ["orde"]], [["komt", "komen"], ["uiting"]],
        [["gaat", "gaan", "ga"], ["op"], ["in"]],
        [["wordt", "worden"], takenUp.union(["uitgewerkt", "toegelicht", "besteed", "bezien"])],
        [["neem", "neemt", "nemen"], ["mee", "op"]], [["betrek", "betrekt"]],
        [["inga", "ingaat"]],
    ]

    /// Who promises, where a sentence says so.
    static let speakers: WordSet = [
        "kabinet", "minister", "staatssecretaris", "regering", "ministers", "bewindspersonen",
    ]
    static let actors = speakers.union([
        "nederland", "ik", "wij", "we", "ambtsgenoot", "collega", "president", "rijk", "ministerie",
        "defensie", "ministerraad", "belastingdienst", "rijkswaterstaat", "duo", "ind",
    ])
    /// Who is not the government, and plans for itself.
    static let others: WordSet = [
        "gemeente", "gemeenten", "provincie", "provincies", "commissie", "politie", "inspectie", "raad",
        "toezichthouder", "uwv", "svb", "cbr", "ns", "prorail", "rivm", "cbs", "om", "eu", "vn", "navo",
        "school", "scholen", "universiteit", "universiteiten", "bedrijf", "bedrijven", "stichting",
        "vereniging", "vng", "duitsland", "frankrijk", "belgie", "parlement", "rechter", "rechtbank",
        "waterschap", "waterschappen", "zij", "hij", "het", "er", "dit", "deze", "die", "dat", "sector",
        "werkgroep", "instelling", "instellingen", "onderzoekers",
    ]

    /// Among these what may stand for anyone.
    static let pronouns: WordSet = ["zij", "hij", "het", "er", "dit", "deze", "die", "dat"]

    static let certainOthers = others.subtracting(pronouns)

    /// Acts whose end is their term.
    static let endings: WordSet = ["beeindigen", "stopzetten", "stoppen", "intrekken", "opheffen"]
    /// The present tense of acts that want a term.
    static let actNow: WordSet = [
        "investeert", "investeren", "reserveert", "besteedt", "start", "begint",
        "reist", "reis", "reizen", "organiseer", "organiseert", "publiceer", "publiceert", "bezoek",
        "bezoekt", "verhoogt",
        "verhoog", "verlaagt", "verlaag", "verlengt", "verleng", "beeindigt", "beeindig", "voert", "voer",
        "dien", "laat", "opent",
    ]
    /// What is done to rules and sums, by whoever makes them; with a term.
    static let changes: WordSet = [
        "aangepast", "gewijzigd", "ingevoerd", "afgeschaft", "verlengd", "verhoogd", "verlaagd", "beeindigd",
        "opengesteld", "afgebouwd", "ingetrokken", "uitgebreid", "verruimd", "aangescherpt", "stopgezet",
        "herzien",
        "vernieuwd", "ingesteld",
    ]
    /// True for what only the government makes.
    static func isRule(_ word: Word) -> Bool {
        ruleEndings.contains(endOf: word)
    }
    private static let ruleEndings: WordEnds = [
        "regeling", "wet", "subsidie", "maatregel", "besluit", "tarief", "heffing", "toeslag", "uitkering",
    ]
    /// Money that is set apart for a time to come.
    static let spending: [[WordSet]] = [
        [["stelt", "stel", "stellen", "stelde"], ["beschikbaar"]], [["trekt", "trek", "trekken"], ["uit"]],
        [["heeft", "heb", "hebben", "is", "zijn"], ["gereserveerd", "uitgetrokken", "vrijgemaakt"]],
        [["beschikbaar"], ["gesteld"]],
    ]
    /// What the government goes on doing, or cannot say that it does.
    static let standing: WordSet = [
        "blijft", "blijven", "blijf", "bereid", "kan", "kunnen", "moet", "moeten", "mogelijk",
        "onderzoekt", "kijkt", "verkent",
    ]
    /// Verbs of what is no act.
    static let knowing: WordSet = ["volgen", "bezien", "leiden", "betekenen", "hebben", "zien", "nodig"]

    /// What was set apart before is for a time to come: `stelde beschikbaar`.
    static func setsApart(_ word: Word) -> Bool {
        ["stelde", "stelden", "maakte", "maakten"].contains(word)
    }

    /// What says of a paper that it comes.
    static func isComing(_ word: Word) -> Bool {
        ["komt", "komen", "volgt", "volgen", "verschijnt", "verschijnen"].contains(word)
    }

    /// Words between clauses that have a verb of their own.
    static let joints: WordSet = ["en", "maar", "dus", "doch", "want"]
    static let conjunctions: WordSet = ["of", "dat", "waarna", "waarover", "waarbij", "hoewel", "omdat"]

    /// True for the verbs of a main clause that tells, or will do.
    static func isFinite(_ word: Word) -> Bool {
        will.contains(word) || become.contains(word) || tellNow.contains(word)
            || ["kom", "komt", "komen", "is", "ben", "heb", "heeft"].contains(word)
    }

    /// What makes a promise none, in its clause.
    static let doubts: WordSet = ["bereid", "overweegt", "overwegen", "overweeg", "zou", "zouden"]
}
