/// Short words that stand beside others in Dutch and German compounds, and the beginnings and ends that are no words.
enum CompoundWords {
    static func contains(_ letters: ArraySlice<UInt8>) -> Bool { common.id(of: letters) != nil }

    /// True for what only makes another word of the one before: `-ing`, `-lijk`, `-isme`.
    static func isDerivation(_ letters: ArraySlice<UInt8>) -> Bool {
        let letters = Array(letters)
        var isOne = false
        derivations.visit(letters, letters.indices) { _, _ in isOne = true }
        return isOne
    }

    /// True for what stands before words without being one: `trans-`, `onder-`.
    static func isPrefix(_ letters: ArraySlice<UInt8>) -> Bool { prefixes.id(of: letters) != nil }

    private static let common = tree(
        """
        actie acties adres afval agenda akte akten akkoord akkoorden ambt ambten analyse angst arme armen arts artsen baan
        banen bank banken basis bedrag bedrijf bedrijven beeld beelden begin begrip beheer beleid belang belangen berg
        beroep besluit bestand bestuur bezit bezoek bijdrage blad blok boek bond boot boten bouw brand brief brieven bron
        bronnen brug budget bureau burger burgers cel cellen centrum centra check cijfer cijfers club code codes coalitie
        controle crisis crises cultuur dag dagen dal data datum deal deals debat debatten deel delen deskundige dienst
        diensten dier dieren diplomaat doel doelen dood dorp dossier dossiers druk eenheid effect effecten eind einde eis
        eisen elite enquete expert experts familie feit feiten fase fonds fondsen forum front functie gas gat gebied
        gebieden gebouw geld gelden geval gevallen gevaar gevolg gevolgen geweld gezin gift giften grens grenzen groei
        groep groepen groeperingen haat handel haven havens heer held hof hoofd huis huizen hulp idee impact index industrie
        inkoop inval inzet jaar jaren kaart kamp kampen kanaal kans kansen kant kantoor kas kern ketens keten keuze
        kind klacht klachten klas kosten kracht krachten kring kwestie kwesties laag land landen last lasten leed leer leger
        leider leiders leiding lening les lessen leven lid leden lijn lijnen lijst lijsten lobby loon lonen lucht macht
        machten man mannen markt markten massa meer meter middel middelen mijn milieu model modellen moord motie
        net netten netwerk nieuws nood norm normen noot nota olie onderzoek oord oog oorlog oorlogen opvang orde orgaan
        organen pact pacten pad pakket paketten pakketten paleis pand park partij partijen partner partners passage peil
        personeel plaats plaatsen plan plannen platform plek plekken plicht ploeg politie politiek pool positie positief
        post posten praktijk prijs prijzen proef proces processen product producten programma project projecten punt punten
        raad rader raden ramp rampen rand rapport recht rechten rede redes reeks regel regels regeling regelingen regime
        regio reis reizen reserve richtlijn ring risico rol ronde route routes ruimte schade schaal school scholen schip
        schepen schuld schulden sector sectoren sfeer situatie slag slachtoffer slot som sommen soort spel spoor sport
        staal staat staten stad steden stand statuut status steun stelsel stem stemmen stof stoffen storm stop strafe straf
        straffen strategie streek streken strijd stroom stromen stuk stukken systeem taak taken taal team teams tekort
        tekst tekorten termijn test theorie tijd tijden titel toets toezicht top toppen touw troepen trein training tucht
        uitgaven uitkering uur vaart vak val veld velden verbod verdrag verdragen verkeer verslag verlies vlag vlees vlucht
        vluchten vloot vloten voedsel volk volken voorraad vorm vormen vraag vragen vracht vrede vrij vrouw vrouwen waarde
        waarden wacht wagen wapen wapens ware waren warmte water weg wegen werk werken werker werkers wereld west wet wetten
        wetgeving wezen wijk wijken wijze winst wissel woning woningen woord woorden zaak zaken zee zeden zegel zoeker zoekers
        zone zones zorg zuid noord oost midden zucht
        abkommen amt arbeit bahn bau bericht beitrag bund bundes einsatz energie erde fall feld flucht frage fragen
        front gebiet gefahr geld gesetz grenze grenzen gruppe gruppen handels haus hilfe hilfen kampf kette ketten kosten
        kraft krieg kriegs lage lager lande landes leute linie macht mangel markt mittel not ordnung ort partei plan
        politik preis preise problem recht rechte reform region route routen schutz staats stelle strom system teil
        truppen verbot verein verfahren verkehr vertrag wahl wahlen waffe waffen wasser weg welt werk wesen wirtschaft ziel
        ziele zone zahl zahlen
        """)

    private static let derivations = tree(
        """
        aar aard aars achtig ant anten antie atie aties atief atieve baar bare eerd eert elijk elijke en end ende er eren
        erend erende erij erig ers eur eus euze gelijk haftig heid heden ief ieve ig ige igen igheid iger igd ing ingen ings
        isch ische isatie iseren isering isme ist iste isten iteit jes kens lich liche lijk lijke lijkheid ling lingen loos
        loze matig matige oir schap schappen ster sters tjes ung ungen heit keit haft
        """)

    private static let prefixes = tree(
        """
        aan achter anti auto bij binnen buiten com con contra contre door dis ent ex extra her hyper in inter intra kon macro
        mega mis mono multi na neo non omni om on onder onder ont op open over per post pre pro pseudo re retro semi
        sub super supra tegen terug toe trans tussen uit ultra ver vice voor voort weer wan zelf ueber unter vor nach
        """)

    private static func tree(_ words: String) -> LetterTree {
        var tree = LetterTree()
        for word in words.split(whereSeparator: \.isWhitespace) { tree.insert(Array(word.utf8), 0) }
        return tree
    }
}
