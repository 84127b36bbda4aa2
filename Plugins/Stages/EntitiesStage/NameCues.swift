import Language
import Pipeline

/// Words beside a name, or in it, that say what it names; folded.
///
/// Dutch, English, French and German in one table, since
/// papers quote each other's names.
enum NameCues {
    // MARK: Right before a name

    /// `bedrijf X`, `gemeente X`, `operatie X`.
    static func kind(before word: Word) -> Entity.Kind? {
        if let kind = nouns[word] { return kind }
        guard word.count > 6 else { return nil }
        return ends.first(of: word, leaving: 2).map { nounEnds[$0].1 }
    }

    private static let nouns: WordMap<Entity.Kind> = {
        var table: WordMap<Entity.Kind> = [:]
        let groups: [(Entity.Kind, String)] = [
            (
                .organisation,
                """
                bedrijf organisatie ngo stichting vereniging krant dagblad weekblad concern ziekenhuis keten
                woningcorporatie corporatie uitgever omroep platform start-up startup vakbond zorgverzekeraar bank
                luchtvaartmaatschappij beweging terreurgroep terreurorganisatie militie rebellengroep groepering
                bureau adviesbureau onderzoeksbureau denktank fabrikant leverancier rederij raffinaderij
                company charity newspaper firm airline think-tank group société entreprise association groupe ong
                firma unternehmen konzern verein uitvoerder vervoerder zorgaanbieder kliniek school zender actiegroep
                """
            ),
            (
                .place,
                """
                gemeente gemeenten stad steden dorp dorpen provincie provincies regio eiland eilanden rivier wijk haven
                vliegveld luchthaven vliegbasis kamp plaats plaatsen hoofdstad deelstaat district grensplaats stadje
                kustplaats kazerne land landen republiek schiereiland city town village province district island
                ville village région île stadt gemeinde dorf provinz kanton prefectuur grensovergang
                """
            ),
            (
                .mission,
                "missie operatie oefening operation mission exercise opération einsatz trainingsmissie"
            ),
            (
                .policy,
                "wet programma verdrag regeling actieplan richtlijn verordening convenant wetsvoorstel loi handelsverdrag"
            ),
            (.party, "partij regeringspartij oppositiepartij coalitiepartij zusterpartij parti partei"),
        ]
        for (kind, words) in groups {
            for word in words.split(whereSeparator: \.isWhitespace) {
                table[Word(folded: String(word))] = kind
            }
        }
        return table
    }()

    private static let ends = WordEnds(nounEnds.map(\.0))
    private static let nounEnds: [(String, Entity.Kind)] = [
        ("bedrijf", .organisation), ("maatschappij", .organisation), ("organisatie", .organisation),
        ("concern", .organisation), ("bureau", .organisation), ("groepering", .organisation),
        ("commissie", .organisation), ("gemeente", .place), ("provincie", .place), ("stad", .place),
        ("regio", .place),
        ("partij", .party), ("operatie", .mission), ("missie", .mission), ("oefening", .mission),
        ("verdrag", .policy), ("akkoord", .policy), ("programma", .policy),
    ]

    /// Prepositions after which an unknown name is a place: `in`, `naar`, `uit`.
    static let placePrepositions: WordSet = [
        "in", "te", "naar", "uit", "vanuit", "boven", "nabij", "nach", "aus", "near", "rondom", "a", "bij",
        "bezocht", "bezoekt", "bezoeken", "bereikte", "bereiken", "visited",
    ]

    /// Before `naar X`, where X is what is asked about: `vragen naar`.
    static let askings: WordSet = [
        "vragen", "vraagt", "vroeg", "vroegen", "onderzoek", "verwijst", "verwijzen", "verwezen", "verwees",
        "kijken", "kijkt",
        "kijk", "verwijzing", "luisteren", "luistert",
    ]

    static let articles: WordSet = ["de", "het", "the", "la", "le", "les", "l", "den", "dem", "das"]

    /// Between parts of the names of persons, and of nobody else: `bin`, `el`, `von`.
    static let personalInfixes: WordSet = [
        "al", "el", "bin", "ibn", "ben", "ould", "ag", "von", "zu", "der", "den", "ter", "ten", "del",
        "della", "di",
        "da", "dos", "du", "op", "t", "as", "ash", "abu",
    ]
    /// Between parts of names of persons after a given name, and of much else: `Jan van Dijk`, `Raad van State`.
    static let commonInfixes: WordSet = ["van", "de", "het", "la", "le"]

    // MARK: Within a name

    /// What a name is by its head: its first or last word, or the end of it.
    static func kind(ofHead word: Word, isFirst: Bool) -> Entity.Kind? {
        if let kind = heads[word] { return kind }
        if !isFirst, trades.contains(word) { return .organisation }
        return endsOfHeads.first(of: word, leaving: 2).map { headEnds[$0].1 }
    }

    private static let heads: WordMap<Entity.Kind> = {
        var table: WordMap<Entity.Kind> = [:]
        let groups: [(Entity.Kind, String)] = [
            (
                .organisation,
                """
                adviesraad raad dienst rijksdienst instituut ministerie commissie inspectie autoriteit agentschap stichting
                vereniging universiteit hogeschool rechtbank gerechtshof federatie maatschappij bureau centrum unie bond
                directie directoraat veiligheidsregio waterschap partnerschap alliantie coalitie college bank liga museum
                omroep comite commissariaat waarborgfonds garantiefonds platform team groep front leger garde parlement senaat congres hof tribunaal
                verbond academie orkest theater netwerk forum genootschap fonds fod kamer taskforce
                group bank university college council commission committee authority agency ministry department office
                service services association foundation institute union league alliance coalition army forces force
                court tribunal parliament congress senate corporation company airlines airways limited ltd plc inc nv bv
                sa ag gmbh se holding energy systems technologies international watch network centre center organisation
                organization board trust news times post guardian society federation brotherhood movement brigade
                corps command inspectorate rights press laboratories pharma motors industries media mc umc
                conseil comite ministere agence banque universite institut cour groupe societe armee croix
                bundesamt amt ministerium behorde gesellschaft verband rat bundestag bundeswehr ausschuss
                """
            ),
            (
                .policy,
                """
                verdrag akkoord pact richtlijn verordening regeling besluit strategie programma actieplan agenda deal
                convenant protocol grondwet wetboek conventie wet masterplan deltaplan manifest klimaatakkoord act
                directive regulation agreement treaty convention strategy programme initiative plan framework facility
                instrument bill charter compact accords accord loi traite reglement strategie gesetz vertrag
                principles goals guidelines doelen
                """
            ),
            (.mission, "operatie missie oefening operation mission exercise force-conjointe"),
            (.party, "partij party partei"),
            (
                .place,
                "river lake valley province island islands sea ocean bay mountains county airport strait gulf"
            ),
        ]
        for (kind, words) in groups {
            for word in words.split(whereSeparator: \.isWhitespace)
            where table[Word(folded: String(word))] == nil {
                table[Word(folded: String(word))] = kind
            }
        }
        return table
    }()

    /// What companies do, as the last word of their names: `Noordzee Foods`.
    private static let trades = WordSet(
        listed: """
            foods dairy logistics terminals vastgoed holdings retail consultancy consulting advocaten notarissen accountants
            makelaars chemicals petroleum shipping ventures investments insurance semiconductors aerospace supermarkten
            breweries brouwerijen pharmaceuticals therapeutics biotech robotics electronics telecom automotive
            """)

    private static let endsOfHeads = WordEnds(headEnds.map(\.0))
    /// Ends of Dutch and German compounds, the longer first.
    private static let headEnds: [(String, Entity.Kind)] = [
        ("verordening", .policy), ("richtlijn", .policy), ("strategie", .policy), ("programma", .policy),
        ("convenant", .policy), ("akkoord", .policy), ("verdrag", .policy), ("regeling", .policy),
        ("actieplan", .policy), ("agenda", .policy), ("besluit", .policy), ("wetboek", .policy),
        ("gesetz", .policy), ("pact", .policy), ("wet", .policy),
        ("autoriteit", .organisation), ("inspectie", .organisation), ("commissie", .organisation),
        ("ministerie", .organisation), ("ministerium", .organisation), ("instituut", .organisation),
        ("universiteit", .organisation), ("universitat", .organisation), ("stichting", .organisation),
        ("vereniging", .organisation), ("bureau", .organisation), ("agentschap", .organisation),
        ("federatie", .organisation), ("bank", .organisation), ("alliantie", .organisation),
        ("beweging", .organisation),
        ("beraad", .organisation), ("museum", .organisation),
        ("omroep", .organisation), ("ziekenhuis", .organisation), ("broederschap", .organisation),
        ("raad", .organisation), ("bond", .organisation), ("dienst", .organisation),
        ("commissariaat", .organisation), ("toezicht", .organisation), ("garde", .organisation),
        ("waarborgfonds", .organisation), ("pensioenfonds", .organisation), ("fonds", .policy),
        ("parlement", .organisation), ("gerechtshof", .organisation), ("rechtbank", .organisation),
        ("bundesamt", .organisation), ("behorde", .organisation), ("amt", .organisation),
        ("oefening", .mission), ("operatie", .mission), ("missie", .mission),
        ("partij", .party), ("partei", .party),
        ("eilanden", .place), ("gebied", .place), ("haven", .place), ("polder", .place), ("kanaal", .place),
        ("regio", .place), ("woestijn", .place), ("gebergte", .place), ("veld", .place),
    ]

    /// First words of names of places: `Port Sudan`, `Sint Philipsland`, `Khan Younis`.
    static let placeBeginnings: WordSet = [
        "port", "mount", "lake", "san", "santa", "sint", "saint", "fort", "tel", "khan", "cape", "nieuw",
        "nieuwe",
        "oud", "groot", "klein", "ras", "wadi", "jebel", "camp",
    ]

    /// Beginnings of abbreviations of missions of the European Union and the United Nations.
    static let missionBeginnings: WordBeginnings = [
        "eutm", "eucap", "eufor", "eubam", "eupol", "eumm", "eulex", "eunavfor", "euam", "eumam", "minus",
        "minur",
        "monus", "unmi", "unama", "amis", "atmi", "afism",
    ]

    // MARK: Right after a name

    /// What a compound with a hyphen is: `Lima-groep`, `Dublin-verordening`; the noun belongs to the name.
    static let compoundNouns: WordMap<Entity.Kind> = [
        "groep": .organisation, "commissie": .organisation, "coalitie": .organisation, "raad": .organisation,
        "alliantie": .organisation, "bank": .organisation, "initiatief": .organisation,
        "comite": .organisation,
        "akkoord": .policy, "verdrag": .policy, "richtlijn": .policy, "verordening": .policy,
        "strategie": .policy,
        "agenda": .policy, "deal": .policy, "wet": .policy, "protocol": .policy, "programma": .policy,
        "operatie": .mission, "missie": .mission, "regio": .place, "gebied": .place, "kazerne": .place,
    ]
    /// What the name before a hyphen is: `PAS-melders` says nothing, `SDE-regeling` does; the noun is no part of it.
    static let compoundHints: WordMap<Entity.Kind> = [
        "fractie": .party, "fracties": .party, "kamerlid": .party, "kiezers": .party, "regeling": .policy,
        "subsidie": .policy, "uitkering": .policy, "melders": .policy, "leider": .organisation,
        "strijders": .organisation, "rebellen": .organisation, "militie": .organisation,
    ]
}

extension NameCues {
    /// True for nouns that name nothing an editor looks for, however they are written: `Middellandse Zeeroute`, `Vredestop`.
    static func isNoName(_ word: Word) -> Bool {
        noNameEnds.contains(endOf: word)
    }

    /// True for a head that no Dutch name has, after which `of` is no `or`.
    static func isForeignHead(_ word: Word) -> Bool { foreignHeads.contains(word) }

    private static let foreignHeads: WordSet = [
        "court", "council", "university", "department", "office", "ministry", "institute", "league", "house",
        "board", "center", "centre", "academy", "chamber", "commission", "committee", "association",
        "society",
        "union", "army",
    ]

    /// True for words that end as Dutch nouns do and names of persons do not.
    static func isNoun(_ word: Word) -> Bool {
        nounEndings.contains(endOf: word, leaving: 1) || pluralHeads.contains(word)
    }

    /// `banken` and `colleges`; shorter ones are surnames as well: `Hofs`.
    private static let pluralHeads = WordSet(
        heads.words.flatMap { head in ["en", "s"].map { head.letters + $0 } }.filter { $0.utf8.count > 5 })

    private static let nounEndings: WordEnds = [
        "heid", "ing", "tie", "schap", "ment", "iteit", "belang", "foods", "makers", "ers", "ance", "ater",
        "ity", "ion", "ness", "tech", "soft", "care", "net", "organisatie", "isme", "ische",
    ]

    private static let noNameEnds: WordEnds = [
        "route", "weg", "lijn", "project", "dag", "week", "prijs", "zone", "tijd", "markt",
        "conferentie", "vredestop", "handvest", "overleg", "debat", "brief", "brieven", "advies", "rapport",
        "bericht",
        "berichten", "onderzoek", "verslag", "toets", "meting", "monitor", "enquete", "vragen", "begroting",
        "cijfers",
        "beleid", "protest", "crisis", "verkiezingen", "campagne", "aanslag", "oorlog", "akte", "bijlage",
        "memorie",
    ]

    /// True for a head that names nothing when it stands alone: `Raad`, `Congress`.
    static func isBareHead(_ word: Word) -> Bool { heads[word] != nil || trades.contains(word) }
}
