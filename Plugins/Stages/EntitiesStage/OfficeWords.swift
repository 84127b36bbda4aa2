import Language

/// The words around offices and names of persons, folded: Dutch, English, French and German.
enum OfficeWords {
    private static let offices = set(
        """
        minister ministers staatssecretaris staatssecretarissen president premier minister-president vicepresident
        ambassadeur gezant vertegenwoordiger voorzitter secretaris generaal commissaris eurocommissaris directeur
        burgemeester wethouder transitiepresident coordinator rapporteur koning koningin kanselier bondskanselier
        gouverneur inspecteur procureur aanklager commandant opperbevelhebber vicepremier eersteminister secretary
        ambtgenoot gedeputeerde landsadvocaat regeringscommissaris informateur formateur ombudsman
        ambassador commissioner chancellor representative envoy governor undersecretary general director
        ministre secretaire ambassadeur representant commissaire gouverneur
        bundesminister bundesministerin bundeskanzler bundeskanzlerin staatssekretar aussenminister bundesprasident
        ministerprasident prasident ministerin
        """)
    private static let officeEnds: WordEnds = [
        "minister", "president", "commissaris", "gouverneur", "directeur",
    ]

    /// True for an office that is named with the place where it is held: `commissaris van de Koning in Limburg`.
    static func isHeldSomewhere(_ word: Word) -> Bool { word == "commissaris" }

    static func isOffice(_ word: Word) -> Bool {
        offices.contains(word)
            || (officeEnds.contains(endOf: word, leaving: 1) && !word.hasPrefix("administ"))
    }

    /// Words at which an office or a title may stand, beside those that end so.
    static let beginnings = offices.union(titles).union(fixed.words)
    /// Ends of words at which an office or a title may stand.
    static let allEnds = WordEnds(
        ["minister", "president", "commissaris", "gouverneur", "directeur", "lid"] + compoundEndings)

    /// Members of a government, whose surname alone says who they are.
    static func isOfGovernment(_ word: Word) -> Bool {
        governments.contains(word) || governmentEnds.contains(endOf: word)
    }

    /// True for what stands before the name of a person: a title, an office, a trade.
    static func isPerson(_ word: Word) -> Bool {
        isTitle(word) || isOffice(word) || trades.contains(word)
            || (word.count > 8 && tradeEnds.contains(endOf: word))
    }

    static func isTitle(_ word: Word) -> Bool {
        titles.contains(word) || (word.count > 6 && word.hasSuffix("lid"))
    }

    private static let titles = set(
        """
        heer mevrouw dhr mevr mw lid kamerlid mr mrs ms dr prof drs journalist activist kolonel kapitein majoor luitenant
        junta-leider oud-kamerlid monsieur madame m mme herr frau sir lord lady luitenant-generaal admiraal majoor
        professor eurocommissaris raadslid europarlementarier abgeordnete abgeordneter depute
        """)
    private static let trades = set(
        """
        advocaat oppositieleider leider generaal hoogleraar onderzoeker ambtgenoot ambtgenote collega counterpart homologue
        alias broer zoon dochter weduwe ondernemer schrijver columnist partijleider fractievoorzitter informateur
        mensenrechtenverdediger vrouw moeder vader dictator leden onderzoekster arts hoofdredacteur woordvoerder
        prins prinses paus journaliste schrijfster politicus zanger acteur presidentskandidaat rebellenleider legerleider krijgsheer blogger kunstenaar bisschop sjeik imam rechter bewindspersoon
        """)
    private static let tradeEnds: WordEnds = [
        "leider", "journalist", "advocaat", "voorzitter", "kandidaat", "verdediger", "woordvoerder",
    ]

    /// Titles after which nothing but a person is named.
    static func isSurelyPerson(_ word: Word) -> Bool {
        [
            "heer", "mevrouw", "dhr", "mevr", "mw", "lid", "kamerlid", "mr", "mrs", "minister",
            "staatssecretaris",
        ].contains(word)
    }

    /// True for a form of address, after which a surname stands whatever else it names.
    static func isAddress(_ word: Word) -> Bool {
        ["heer", "mevrouw", "dhr", "mevr", "mw", "mr", "mrs", "ms"].contains(word)
    }

    /// True for a compound that is an office by itself: `veiligheidscoordinator`.
    static func isCompound(_ word: Word) -> Bool { compoundEnds.contains(endOf: word, leaving: 0) }
    private static let compoundEndings = ["coordinator", "gezant", "vertegenwoordiger", "ambassadeur"]
    private static let compoundEnds = WordEnds(compoundEndings)
    private static let governments: WordSet = [
        "minister", "ministers", "staatssecretaris", "staatssecretarissen", "premier", "president",
        "vicepremier",
    ]
    private static let governmentEnds: WordEnds = ["minister", "secretaris"]
    /// What joins an office to what it is over; `de` is an article in Dutch: `minister de Jonge`.
    static func prepositions(after office: Word) -> WordSet {
        if office.hasPrefix("ministre") || office.hasPrefix("secretaire") || office == "commissaire"
            || office == "representant"
        {
            return french
        }
        return office.hasPrefix("bundes") || office.hasSuffix("sekretar") || office == "ministerin"
            ? german : common
    }

    private static let common: WordSet = ["van", "voor", "bij", "in", "of", "for", "to"]
    private static let french: WordSet = ["de", "des", "du", "d", "aux", "pour"]
    private static let german: WordSet = ["der", "fur", "des", "im", "beim"]
    /// What may stand before an office with a hyphen.
    static let prefixes: WordSet = [
        "ex", "oud", "vice", "interim", "transitie", "junta", "co", "onder", "mede", "de",
    ]
    static let articles: WordSet = ["de", "het", "den", "the", "la", "les", "l"]
    static let ands: WordSet = ["en", "and", "et", "und"]
    static let qualifiers: WordSet = [
        "speciaal", "speciale", "hoge", "hoog", "regionale", "europese", "europees", "demissionair",
        "plaatsvervangend", "special", "high", "deputy", "joint",
    ]
    /// Small words within French and Dutch portfolios.
    static let portfolioAdjectives: WordSet = [
        "etrangeres", "europeennes", "interieures", "economiques", "sociales", "exterieur", "exterieure",
        "publique", "publics",
        "numerique", "ecologique", "superieur",
    ]
    /// Offices of states, which an adjective alone makes one.
    static let national: WordSet = [
        "president", "premier", "minister", "ambassadeur", "transitiepresident", "koning", "koningin",
        "kanselier",
        "vicepresident", "bondskanselier", "ambassador", "staatssecretaris", "vicepremier", "eurocommissaris",
    ]
    static let infixes: WordSet = [
        "van", "de", "der", "den", "het", "ter", "ten", "te", "von", "el", "al", "del", "della", "di", "da",
        "ould", "ag",
        "bin", "ibn", "la", "le", "t", "ben", "dos", "zu",
    ]

    /// Offices that are whole by themselves, by their first word.
    static let fixed: WordMap<[WordSequence]> = [
        "commandant": [["der", "strijdkrachten"]], "foreign": [["secretary"]], "home": [["secretary"]],
        "nationale": [["ombudsman"]], "defence": [["secretary"]],
        "high": [["representative", "vice", "president"]],
        "hoge": [
            ["commissaris", "voor", "de", "mensenrechten"], ["commissaris", "voor", "de", "vluchtelingen"],
        ],
        "attorney": [["general"]], "lord": [["chancellor"]],
        "inspecteur": [["generaal", "der", "krijgsmacht"]],
        "nationaal": [["rapporteur", "mensenhandel"]],
    ]

    private static func set(_ words: String) -> WordSet {
        WordSet(listed: words)
    }
}
