/// Answers as they are written, on all sorts of subjects, with the themes that a reader filed them under.
///
/// A block is `= themes` (a dash where none fits), `? question`, `! answer`; a line that begins otherwise goes on.
enum ThemesAnswers {
    struct Labelled {
        let themes: Set<String>
        let question: String
        let answer: String
    }

    static let all: [Labelled] = {
        var (all, themes, parts): ([Labelled], Set<String>, [Character: String]) = ([], [], [:])
        var last: Character = "?"
        let lines: [Substring] = text.split(separator: "\n") + ["= end"]
        for line in lines {
            if line.hasPrefix("= ") {
                if let question = parts["?"], let answer = parts["!"] {
                    all.append(Labelled(themes: themes, question: question, answer: answer))
                }
                parts = [:]
                themes = Set(line.dropFirst(2).split(separator: " ").map(String.init)).subtracting(["-"])
            } else if line.hasPrefix("? ") || line.hasPrefix("! ") {
                last = line.first ?? "?"
                parts[last] = String(line.dropFirst(2))
            } else {
                parts[last, default: ""] += " " + line
            }
        }
        return all
    }()

    private static let text = """
        = climate
        ? Waarom zijn de doelen van het Klimaatakkoord voor de glastuinbouw bijgesteld?
        ! De CO2-reductie verloopt trager omdat de aanleg van warmtenetten stokt. Het restemissiedoel voor
        2030 is nu 4,3 megaton. De sector betaalt vanaf 2025 een CO2-heffing.
        = terrorism
        ? Welke lessen trekt u uit de aanslag in de tram op het 24 Oktoberplein in Utrecht?
        ! De dader had een terroristisch motief. Het dreigingsniveau is die dag voor de provincie op 5
        gebracht. De samenwerking tussen politie, Openbaar Ministerie en NCTV is geëvalueerd; de alarmering
        van scholen kon beter.
        = sahel missions
        ? Wanneer zijn de laatste Nederlandse Apache-helikopters uit Mali teruggekeerd en wat is de reden
        daarvan?
        ! De helikopters zijn in februari 2017 teruggekeerd. De luchtmacht had onderhoud en opleiding
        uitgesteld. Duitsland heeft de taak in Gao overgenomen met Tiger-helikopters.
        = missions diplomacy
        ? Neemt Nederland deel aan operatie Prosperity Guardian in de Rode Zee, en wat is de positie van de
        EU?
        ! Nederland heeft twee stafofficieren geleverd voor de door de VS geleide operatie tegen aanvallen
        van de Houthi's op de scheepvaart. De EU is in februari een eigen missie gestart, Aspides, waaraan
        het fregat Zr.Ms. Karel Doorman bijdraagt. De Raad Buitenlandse Zaken bepaalt het mandaat.
        = sahel terrorism
        ? Hoeveel burgers kwamen om bij de aanval van JNIM in Barsalogho?
        ! Op 24 augustus 2024 zijn bij een aanval van de aan Al Qaida gelieerde groep JNIM zeker 200 mensen
        gedood die loopgraven groeven. Het leger heeft grote delen van het land niet onder controle. Het
        kabinet veroordeelt deze terroristische aanslag.
        = disinformation russia
        ? Hebt u kennisgenomen van de campagne Doppelgänger, waarbij websites van kranten zijn nagemaakt?
        ! Ja. Achter deze campagne zitten Russische bedrijven die banden hebben met het Kremlin. De EU heeft
        hen op de sanctielijst geplaatst. De nagemaakte artikelen verspreiden propaganda over de oorlog.
        = terrorism human-rights
        ? Wat doet Nederland voor de slachtoffers van de oorlog tegen Boko Haram in Borno in Nigeria?
        ! In Noordoost-Nigeria zijn ruim twee miljoen mensen ontheemd. Boko Haram en ISWAP vallen dorpen aan
        en ontvoeren vrouwen. Het Nigeriaanse leger wordt ook verweten burgers te hebben gedood.
        = -
        ? Wat kost de restauratie van de Sahelzaal in het Wereldmuseum?
        ! De zaal wordt opgeknapt voor 1,2 miljoen euro, waarvan het Mondriaan Fonds een kwart betaalt. Het
        museum heropent in het voorjaar.
        = economy
        ? Welke gevolgen hebben de importheffingen van de Verenigde Staten op staal en aluminium voor
        Nederlandse bedrijven?
        ! De heffing van 25 procent raakt vooral Tata Steel, dat een tiende van zijn productie naar de VS
        uitvoert. De Commissie onderhandelt en bereidt tegenmaatregelen voor. Nederland blijft zich inzetten
        voor vrije handel en de WTO.
        = diplomacy
        ? Is het kabinet bereid de Palestijnse staat te erkennen, zoals Spanje en Ierland hebben gedaan?
        ! Het kabinet steunt de tweestatenoplossing. Erkenning kan volgen in een politiek proces dat nu niet
        op gang is. Nederland blijft in gesprek met partners in de regio.
        = -
        ? Waarom is de operatie aan de heup van patiënten in het Maasstad Ziekenhuis uitgesteld en welke rol
        speelde het personeelstekort?
        ! In december zijn 140 planbare operaties uitgesteld, omdat er te weinig anesthesiemedewerkers
        waren. Het ziekenhuis neemt zijn eigen mensen op in een opleidingstraject. De zorgplicht ligt bij de
        verzekeraar.
        = governance
        ? Deelt u de zorgen over het Hongaarse wetsvoorstel dat ngo's met buitenlandse financiering als
        agent aanmerkt?
        ! Ja. De wet past in een patroon van afbraak van de rechtsstaat en van de vrije pers in Hongarije.
        De Commissie beziet een inbreukprocedure; via het conditionaliteitsmechanisme is ruim zes miljard
        euro aangehouden.
        = migration
        ? Klopt het dat uitgeprocedeerde gezinnen met gewortelde kinderen alsnog naar Armenië worden
        uitgezet?
        ! De Dienst Terugkeer en Vertrek voert de uitzetting uit nadat de rechter het beroep ongegrond heeft
        verklaard. De discretionaire bevoegdheid is belegd bij de directeur van de IND. Kinderen behouden
        begeleiding tot het vertrek.
        = sahel
        ? Kent u de verkoop van Nederlandse goudzoekersmaterialen in het noorden van Niger rond Agadez?
        ! Het kabinet heeft hier geen zicht op. Rond Agadez zijn sinds 2014 duizenden informele goudzoekers
        actief. De Nigerese autoriteiten hebben het gebied in 2017 deels gesloten.
        = -
        ? Welke maatregelen zijn genomen tegen de invoer van illegaal vuurwerk via postpakketten?
        ! De Inspectie Leefomgeving en Transport controleert samen met de politie pakketdiensten. In 2023 is
        ruim 80.000 kilo in beslag genomen. Uitvoering van het verbod vergt samenwerking met buurlanden.
        = -
        ? Is bekend hoeveel jongeren in het mbo zonder stage zitten door stagediscriminatie?
        ! SBB telt 8.000 studenten zonder plek. Het stagepact bevat afspraken over een objectieve selectie.
        Scholen moeten meldingen registreren.
        = -
        ? Klopt het dat de voorlopige aanslag inkomstenbelasting voor duizenden ondernemers verkeerd is
        vastgesteld?
        ! Door een fout in de systemen is bij 4.300 zelfstandigen de zelfstandigenaftrek dubbel toegepast.
        De Belastingdienst stuurt voor 1 juni een herziene aanslag. Er wordt geen rente berekend.
        = russia
        ? Hoe duidt u de arrestatie van Russische inlichtingenofficieren bij het OPCW in Den Haag?
        ! Vier officieren van de Russische militaire inlichtingendienst GROe zijn op 13 april 2018 het land
        uitgezet. Zij probeerden het netwerk van de OPCW binnen te dringen. De Russische ambassadeur is
        ontboden.
        = governance diplomacy
        ? Erkent Nederland Juan Guaidó nog als interim-president van Venezuela?
        ! Sinds de nationale assemblee de interim-regering in januari 2023 heeft opgeheven, is dat niet meer
        aan de orde. Nederland steunt onderhandelingen tussen de oppositie en het regime-Maduro. Die moeten
        uitmonden in eerlijke verkiezingen.
        = sahel economy
        ? Koopt Nederland nog uranium uit de mijn van Arlit?
        ! Nederland koopt zelf geen uranium. Het Franse Orano wint sinds de jaren zeventig uranium bij Arlit
        in Niger. Na de intrekking van de vergunning in 2024 ligt de uitvoer stil.
        = russia economy
        ? Hoe afhankelijk is Nederland nog van Russisch gas en uranium?
        ! De invoer van Russisch pijpleidinggas is sinds 2022 gestaakt; een deel van het vloeibare gas komt
        nog uit Rusland. Urenco koopt geen verrijkt uranium uit Rusland. Het REPowerEU-plan voorziet in
        volledige afbouw in 2027.
        = human-rights
        ? Wat is bekend over de situatie van lhbti-personen in Oeganda na aanname van de anti-homowet?
        ! De wet stelt in sommige gevallen de doodstraf. Nederland heeft de steun aan de justitiële sector
        opgeschort. Mensenrechtenorganisaties melden huisuitzettingen en geweld.
        = -
        ? Vindt u het acceptabel dat het pensioenfonds ABP de pensioenen van gepensioneerden niet indexeert?
        ! Pensioenfondsen mogen indexeren bij een dekkingsgraad boven de 110 procent. Het fonds zat daar in
        2021 onder. Met de overgang naar het nieuwe stelsel wordt verhoging eerder mogelijk.
        = development
        ? Wat is het effect van de bezuiniging op de bijdrage aan UNAIDS en het Global Fund?
        ! De Nederlandse bijdrage daalt met 40 procent. Landen in zuidelijk Afrika zullen meer van de hiv-
        behandelingen zelf moeten betalen. De ODA-koppeling aan het bni is losgelaten.
        = china economy
        ? Welke gevolgen heeft de Chinese exportbeperking op gallium en germanium voor de Nederlandse
        halfgeleiderindustrie?
        ! China beheerst meer dan 80 procent van de winning van gallium. Bedrijven hebben voorraden voor
        enkele maanden. Het kabinet zet met de verordening kritieke grondstoffen in op spreiding van
        leveranciers en op recycling, zodat de industrie minder afhankelijk wordt.
        = -
        ? Bent u bekend met het bericht dat melkveehouders in de Gelderse Vallei nog altijd niet weten of
        zij voor de uitkoopregeling in aanmerking komen? Hoeveel bedrijven hebben zich inmiddels gemeld?
        ! Ja. Tot 1 juli hebben 412 veehouders een aanvraag gedaan. De Rijksdienst voor Ondernemend
        Nederland beoordeelt deze aanvragen binnen dertien weken. Boeren die hun bedrijf willen verplaatsen,
        kunnen een zaakbegeleider van de provincie inschakelen.
        = sahel russia
        ? Is het waar dat de junta in Mali een contract heeft gesloten met Russische huurlingen en wat kost
        dit?
        ! Volgens openbare bronnen betaalt de transitieregering circa tien miljoen dollar per maand aan de
        Wagner Group. Sinds december 2021 zijn er Russische militairen en huurlingen in Mali. Het kabinet
        acht dit een zorgelijke ontwikkeling.
        = terrorism
        ? Is het dreigingsniveau in Nederland verhoogd vanwege de aanslagen in Brussel en Parijs, en welke
        maatregelen zijn genomen op Schiphol?
        ! De NCTV handhaaft dreigingsniveau 4: de kans op een aanslag is reëel. De Koninklijke Marechaussee
        heeft de bewaking op Schiphol opgevoerd. Er is geen concrete aanwijzing dat terroristen een aanslag
        in Nederland voorbereiden, maar terugkeerders uit het strijdgebied van ISIS vormen een bijzonder
        risico.
        = development
        ? Welke resultaten heeft de Nederlandse hulp voor water en sanitaire voorzieningen in Mozambique
        opgeleverd?
        ! In de afgelopen vijf jaar kregen 860.000 mensen in Mozambique toegang tot schoon drinkwater. Via
        UNICEF en de waterschappen worden lokale nutsbedrijven opgeleid. De armoede op het platteland blijft
        groot, daarom loopt het ontwikkelingsprogramma door tot 2027.
        = climate
        ? Ligt Nederland op koers om in 2030 de uitstoot van broeikasgassen met 55 procent te verminderen?
        ! Volgens de Klimaat- en Energieverkenning komt de reductie uit op 44 tot 52 procent. De kans dat
        het doel wordt gehaald is daarmee kleiner dan 5 procent. Het kabinet komt in het voorjaar met
        aanvullende maatregelen voor de industrie, de mobiliteit en de gebouwde omgeving.
        = sahel governance diplomacy
        ? Hoe reageert de EU op de staatsgreep in Niger van 26 juli, en is de begrotingssteun opgeschort?
        ! De EU heeft de staatsgreep onmiddellijk veroordeeld en eist de vrijlating van president Bazoum.
        Alle begrotingssteun is per direct stopgezet en de samenwerking op het gebied van veiligheid is
        opgeschort. Nederland steunt de inspanningen van ECOWAS om via bemiddeling de grondwettelijke orde
        te herstellen.
        = -
        ? Waarom heeft het Rijk een bijdrage geweigerd voor de restauratie van de Domtoren?
        ! De subsidieregeling voor rijksmonumenten is overvraagd. De provincie en de gemeente Utrecht nemen
        elk een derde van de kosten voor hun rekening. In een volgende ronde kan opnieuw een aanvraag worden
        gedaan.
        = terrorism human-rights
        ? Wat is bekend over de ontvoering van schoolmeisjes door Boko Haram in het noorden van Nigeria?
        ! Op 14 april 2014 heeft Boko Haram 276 meisjes ontvoerd uit een school in Chibok. Nederland heeft
        de Nigeriaanse regering hulp aangeboden. Het geweld van deze terroristische beweging tegen burgers
        neemt toe, en ook het optreden van het leger gaat gepaard met schendingen.
        = missions
        ? Wat is de stand van zaken van de evacuatie van Afghaanse tolken die voor de Nederlandse missie in
        Uruzgan hebben gewerkt?
        ! Sinds augustus 2021 zijn ruim 3.300 mensen overgebracht. Tolken die aantoonbaar voor Defensie
        hebben gewerkt in het kader van een internationale militaire missie komen met hun kerngezin in
        aanmerking. De ambassade in Islamabad helpt bij reisdocumenten.
        = sahel missions
        ? Wat zijn de taken van de Nederlandse special forces in Gao en welke risico's lopen zij?
        ! De commando's verkennen vanuit het kamp bij Gao een gebied van honderden kilometers en verzamelen
        inlichtingen voor de missie. De dreiging van bermbommen is aanzienlijk. De Apache-helikopters kunnen
        bij nood binnen korte tijd ter plaatse zijn en er is een chirurgisch team in Gao gestationeerd.
        = sahel terrorism
        ? Welke groepen zaten achter de aanslag op het hotel in Bamako in november 2015?
        ! De aanslag is opgeëist door Al Mourabitoun, een aan Al Qaida gelieerde terreurgroep. Bij de
        gijzeling kwamen twintig mensen om. De veiligheidsadviezen voor Mali zijn aangescherpt en de staf
        van de ambassade is verplaatst.
        = russia missions
        ? Welke bijdrage levert Nederland aan de EU-trainingsmissie voor Oekraïense militairen, en hoe lang
        loopt het mandaat?
        ! Nederland draagt met ongeveer zestig instructeurs bij aan EUMAM. De missie leidt in Duitsland en
        Polen Oekraïense militairen op, zodat zij zich beter kunnen verdedigen tegen de Russische agressie.
        Het mandaat loopt tot november 2024 en de Raad besluit dit najaar over verlenging.
        = human-rights
        ? Bent u bekend met berichten over massamoorden door de RSF in El Fasher, en wat doet Nederland om
        bewijs te verzamelen?
        ! Ja. De berichten over executies van burgers en seksueel geweld in Darfur zijn gruwelijk. Nederland
        steunt de onderzoeksmissie van de VN-Mensenrechtenraad en het Internationaal Strafhof, opdat daders
        ter verantwoording worden geroepen. Straffeloosheid mag in Soedan niet de norm zijn.
        = economy climate
        ? Welke afspraken maakt u met Tata Steel over verduurzaming, en hoeveel subsidie is ermee gemoeid?
        ! Met Tata Steel is een intentieverklaring getekend over de overstap van kolen op waterstof, waarmee
        de CO2-uitstoot met 5 megaton afneemt. De staatssteun moet door de Europese Commissie worden
        goedgekeurd. Het bedrijf investeert zelf ten minste 4 miljard euro.
        = economy
        ? Klopt het dat brievenbusmaatschappijen via het belastingverdrag met Mauritius belasting ontwijken?
        ! Mauritius kent een laag effectief tarief. Nederland heeft antimisbruikbepalingen aangeboden in het
        verdrag. Sinds 2021 geldt bovendien een bronbelasting op rente en royalty's naar laagbelastende
        landen.
        = russia
        ? What assessment has been made of Russian naval activity near undersea cables?
        ! The Russian vessel Yantar has been tracked in UK waters twice. We know what Russia is doing, and
        will not shy away from robust action. The Royal Navy monitors any threat.
        = sahel governance
        ? To ask the Secretary of State for Foreign Affairs, what recent assessment he has made of the
        political situation in Burkina Faso.
        ! We are concerned that the military authorities in Ouagadougou have extended the transition by five
        years. The UK calls for a return to elected civilian government. We continue to raise arrests of
        opposition voices with the Burkinabe authorities.
        = human-rights china
        ? What steps is the Government taking to prevent imports of goods made with forced labour in
        Xinjiang?
        ! The Procurement Act allows suppliers to be excluded where forced labour has occurred. The
        Government has repeatedly raised its concerns about the treatment of Uyghurs with the Chinese
        Foreign Minister.
        = -
        ? To ask the Secretary of State for Transport, what progress has been made on the electrification of
        the Midland Main Line.
        ! Electrification between Kettering and Wigston was completed in summer 2024. Further stages are
        subject to the spending review. Network Rail is developing options for Sheffield.
        = governance
        ? What support does the UK give to free and fair elections in Nigeria?
        ! The UK funded training for election observers and urged political parties to sign the peace
        accord. Observers reported delays and vote buying in several states.
        = missions
        ? To ask the Secretary of State for Defence, how many UK personnel are deployed to UNFICYP in
        Cyprus.
        ! Approximately 250 members of the armed forces are deployed on Operation TOSCA as part of the
        United Nations peacekeeping force in Cyprus. The deployment rotates every six months.
        = governance
        ? What assessment has been made of the fairness of the general elections in Georgia?
        ! Observers of the OSCE reported vote buying, intimidation of voters and pressure on public
        employees. We support the calls for an independent investigation. The rule of law and democratic
        standards in Georgia have been eroded.
        = -
        ? To ask the Secretary of State for Health, what steps he is taking to reduce waiting times for hip
        replacements.
        ! The elective recovery plan sets out how 92% of patients will start treatment within 18 weeks. New
        surgical hubs will carry out more routine operations. Additional funding of £1.8 billion has been
        provided to NHS trusts.
        = migration
        ? How many people were detected crossing the Channel in small boats in May, and how many asylum
        claims have been decided?
        ! 3,461 people arrived in small boats in May. The backlog of asylum claims has been reduced by a
        fifth since January. The Government will smash the gangs of people smugglers through the new Border
        Security Command.
        = -
        ? What assessment has the Minister made of the potential merits of lowering the VAT rate on
        hospitality?
        ! VAT is a broad-based tax on consumption. The Government keeps all taxes under review and has no
        plans to introduce a lower rate for hospitality at present.
        = diplomacy
        ? La ministre envisage-t-elle de reconnaître l'État de Palestine ?
        ! La Belgique défend la solution à deux États. La reconnaissance se fera au moment jugé le plus
        opportun. J'en ai parlé avec mes homologues espagnol et irlandais.
        = human-rights
        ? Quelle est la réaction de la Belgique à la condamnation à mort de manifestants en Iran ?
        ! Nous condamnons fermement le recours à la peine de mort. La Belgique a soutenu la création d'une
        mission d'établissement des faits sur les violations des droits de l'homme.
        = missions
        ? Nos militaires resteront-ils en Afghanistan dans le cadre de Resolute Support ?
        ! La Belgique maintient 78 militaires à Mazar-e-Sharif. Le mandat de la mission de formation de
        l'OTAN a été prolongé. Le retrait sera coordonné avec l'Allemagne.
        = -
        ? Le ministre compte-t-il adapter le statut des artistes ?
        ! La réforme est entrée en vigueur le 1er janvier 2024. Une commission du travail des arts délivre
        les attestations. L'ONEM verse les allocations.
        = russia economy
        ? Quel est le montant des avoirs russes immobilisés auprès d'Euroclear ?
        ! Environ 190 milliards d'euros d'avoirs de la Banque centrale de Russie sont immobilisés. L'impôt
        des sociétés sur les revenus sert à aider l'Ukraine.
        = disinformation
        ? Quelles mesures sont prises contre la désinformation avant les élections européennes ?
        ! Le Centre de crise national coordonne la lutte contre la désinformation. Les plateformes doivent
        retirer les fausses nouvelles signalées.
        = -
        ? Pourquoi les trains entre Namur et Bruxelles ont-ils si souvent du retard ?
        ! La ponctualité sur la ligne 161 était de 84 % en 2018. Les travaux du RER et les vols de câbles
        expliquent la plupart des retards. Infrabel et la SNCB ont pris des mesures.
        = -
        ? Les consommateurs sont-ils suffisamment informés sur les additifs dans le pain industriel ?
        ! L'AFSCA contrôle l'étiquetage. En 2019, 412 contrôles ont été effectués dans les boulangeries et
        36 avertissements ont été donnés.
        = economy
        ? Quelle est la position de la Belgique sur l'accord commercial entre l'Union européenne et le
        Mercosur ?
        ! L'accord ouvre le marché sud-américain aux exportations européennes, mais les agriculteurs
        craignent l'importation de viande bovine. La Belgique demande des clauses de sauvegarde. Les
        échanges commerciaux avec le Brésil représentent 7 milliards d'euros.
        = -
        ? Quel est le nombre de fonctionnaires statutaires au SPF Finances qui partent à la retraite ?
        ! En 2016, 1 012 agents ont pris leur retraite. Un remplacement sur cinq est prévu. La répartition
        par région linguistique figure en annexe.
        = china
        ? Wie beurteilt die Bundesregierung die Beteiligung der chinesischen Reederei Cosco am Hamburger
        Hafen?
        ! Die Bundesregierung hat den Erwerb auf 24,9 Prozent begrenzt. Der chinesische Investor erhält
        keinen strategischen Einfluss. Die Abhängigkeit von China soll sinken.
        = -
        ? Wie viele Züge der Deutschen Bahn waren 2023 verspätet?
        ! Die Pünktlichkeit im Fernverkehr lag 2023 bei 64 Prozent. Ursachen sind die überlastete
        Infrastruktur und die hohe Zahl an Baustellen.
        = development
        ? Wie viele Mittel fließen in die Bekämpfung des Hungers in Jemen?
        ! Die Bundesregierung stellte 2022 für humanitäre Hilfe in Jemen 190 Millionen Euro bereit. Siebzehn
        Millionen Menschen leiden Hunger. Das Welternährungsprogramm musste Rationen kürzen.
        = human-rights
        ? Welche Erkenntnisse liegen über Folter in syrischen Gefängnissen vor?
        ! Das Oberlandesgericht Koblenz verurteilte einen Offizier wegen Verbrechen gegen die
        Menschlichkeit. Der Generalbundesanwalt führt weitere Verfahren. Die Beweise stammen aus den Caesar-
        Dateien.
        = migration
        ? Wie viele Geflüchtete aus der Ukraine erhalten Bürgergeld?
        ! Im März 2024 bezogen rund 720.000 Geflüchtete aus der Ukraine Leistungen nach dem SGB II.
        Schutzsuchende erhalten einen Aufenthaltstitel nach § 24 des Aufenthaltsgesetzes.
        = terrorism
        ? Welche Konsequenzen zieht die Bundesregierung aus dem Anschlag in Solingen?
        ! Der Täter bekannte sich zum Islamischen Staat. Das Sicherheitspaket verschärft das Waffenrecht und
        erweitert die Befugnisse gegen islamistischen Terrorismus.
        = development
        ? Welche Mittel stellt das BMZ für die Ernährungssicherheit in Äthiopien bereit?
        ! Für die Entwicklungszusammenarbeit mit Äthiopien hat das BMZ 2022 rund 110 Millionen Euro
        zugesagt. Schwerpunkte sind Ernährungssicherheit, Landwirtschaft und Beschäftigung. Die humanitäre
        Hilfe kommt hinzu.
        = migration
        ? Wie viele Asylanträge wurden im ersten Halbjahr 2023 gestellt und aus welchen Herkunftsländern
        kamen die Antragsteller?
        ! Das Bundesamt für Migration und Flüchtlinge verzeichnete 162.271 Asylanträge. Hauptherkunftsländer
        waren Syrien, Afghanistan und die Türkei. Die Zahl der Abschiebungen stieg auf 7.861.
        = human-rights governance
        ? Wie beurteilt die Bundesregierung die Verhaftung des Istanbuler Oberbürgermeisters İmamoğlu?
        ! Die Verhaftung ist ein schwerer Rückschlag für die Demokratie in der Türkei. Rechtsstaatlichkeit
        und Menschenrechte müssen gewahrt werden. Hunderte Demonstrierende und Journalisten wurden
        festgenommen.
        = -
        ? Wann wird das Wasserstraßen-Neubauamt in Hannover personell verstärkt?
        ! Der Stellenplan sieht für 2024 sechs zusätzliche Stellen vor. Die Ausschreibungen laufen. Der
        Ausbau des Stichkanals Salzgitter wird planmäßig fortgesetzt.
        """
}
