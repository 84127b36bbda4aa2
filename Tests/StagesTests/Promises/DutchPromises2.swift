/// More Dutch answers, made up after the rules were written, to see what these make of what they were not written for.
enum DutchPromises2 {
    static let text = #"""
        2020-02-03 answered
        De Nationale Politie werkt met een andere definitie. {De definitieve cijfers over 2019 doe ik uw Kamer in april toekomen.|2020-04}

        2022-09-22 deferred
        {Hierop zal het kabinet ingaan in de reactie op het advies van de Raad van State.|-}

        2018-06-11 answered
        Ja, ik ken het onderzoek. Het is uitgevoerd in opdracht van de branchevereniging. Aan de methode kleven bezwaren.

        2024-10-14 answered
        De pilot is in drie regio's gestart. {Begin 2025 is de pilot afgerond en laat ik u weten of een landelijke uitrol zinvol is.|2025-01-01/2025-03-31}

        2019-01-21 deferred
        {In mijn volgende voortgangsrapportage over de banenafspraak kom ik op dit punt terug.|-}

        2017-03-27 answered
        Het Openbaar Ministerie heeft besloten niet te vervolgen. Tegen dat besluit staat beroep open bij het gerechtshof.

        2021-11-29 unable
        Het kabinet kan over de inhoud van vertrouwelijke gesprekken geen mededelingen doen.

        2023-01-16 answered
        Er zijn 14 aanvragen toegekend. {Een overzicht van alle toegekende aanvragen wordt dit voorjaar met uw Kamer gedeeld.|2023-03-01/2023-05-31}

        2020-10-26 answered
        {Vóór het kerstreces zullen wij beide Kamers een brief sturen over de kabinetsinzet bij de WTO.|2020-10-26/2020-12-24} Nederland hecht aan een sterk multilateraal handelssysteem.

        2016-04-11 answered
        De stichting ontvangt sinds 2012 subsidie. Zij verantwoordt zich jaarlijks aan mijn ministerie.

        2022-03-28 answered
        {Ik ben met de sector in gesprek en zal u nog dit jaar over de uitkomst daarvan berichten.|2022} De gesprekken verlopen constructief.

        2018-09-17 answered
        Het kabinet trekt 90 miljoen euro uit voor monumenten. Dat bedrag is inmiddels volledig besteed.

        2023-12-04 answered
        {Het is de bedoeling dat de algemene maatregel van bestuur in het eerste kwartaal van 2024 bij beide Kamers wordt voorgehangen.|2024-01-01/2024-03-31} De consultatie is afgerond.

        2021-05-31 refers
        Ik verwijs u hiervoor naar mijn antwoord op vraag 6.

        2015-12-07 answered
        De brandweer was binnen zeven minuten ter plaatse. De Onderzoeksraad voor Veiligheid zal zijn rapport volgend jaar publiceren.

        2024-01-15 answered
        {Uiterlijk in juni 2024 ontvangt u het eindverslag van de Nationaal Coördinator, met daarbij mijn appreciatie.|2024-06} De coördinator is in 2021 benoemd.

        2019-08-26 deferred
        {De beantwoording van deze vraag zal ik, gezien de vereiste interdepartementale afstemming, nazenden.|-}

        2022-07-04 answered
        Wij volgen de ontwikkelingen in Tunesië nauwgezet. In EU-verband wordt gesproken over aanvullende steun.

        2020-01-20 answered
        {Na afronding van de beoordeling stelt de minister van BZK de Kamer op de hoogte van de conclusies.|-} De beoordeling is in december begonnen.

        2017-10-30 answered
        Het vliegveld is op 1 september geopend. Het Rijk heeft daaraan niet bijgedragen.

        2023-04-17 answered
        {Ik zal de Kamer in de volgende Staat van het Onderwijs laten zien hoe het aantal zittenblijvers zich ontwikkelt.|-} Vorig jaar ging het om 4,1 procent.

        2021-02-08 answered
        Op 22 januari 2021 heb ik de Kamer bericht over de vertraging. {Zodra er een nieuwe planning is, meld ik u die.|-}

        2018-11-12 answered
        {Daartoe organiseert het ministerie op 10 december 2018 een bijeenkomst met alle belanghebbenden.|2018-12-10} De uitnodigingen zijn verzonden.

        2024-05-21 unable
        Deze informatie wordt niet centraal geregistreerd en is daarom niet voorhanden.

        2022-10-03 answered
        De Europese Raad komt op 20 oktober bijeen. De voorzitter heeft aangekondigd dat hij dan een voorstel zal doen.

        2016-02-29 answered
        {Nederland verlengt zijn bijdrage aan de missie tot en met 31 december 2016.|2016-12-31} Het gaat om 30 militairen.

        2020-05-25 deferred
        Het RIVM doet hier op dit moment onderzoek naar. {Ik zal de Kamer over de uitkomsten informeren zodra deze bekend zijn.|-}

        2019-03-11 answered
        De Kamer heeft hierom in de motie-Van der Berg gevraagd. {Ik geef uitvoering aan deze motie en informeer u daarover voor het zomerreces.|2019-03-11/2019-06-30}

        2023-09-11 answered
        Het kabinet is demissionair. Over een verhoging van het tarief besluit een volgend kabinet.

        2021-10-18 answered
        {Mijn ministerie publiceert de onderliggende stukken uiterlijk 1 november op rijksoverheid.nl.|2021-11-01} Een deel van de stukken is vertrouwelijk.

        2018-01-22 answered
        Volgens de vereniging van huisartsen zal het tekort tot 2025 oplopen tot 400 huisartsen.

        2022-01-17 answered
        {Over de voortgang rapporteer ik halfjaarlijks aan de Tweede Kamer, voor het eerst in juni 2022.|2022-06} Het programma heeft een looptijd van vijf jaar.

        2017-06-19 answered
        {De regering zal haar standpunt bepalen nadat de Commissie haar voorstel heeft gepubliceerd, en dit via het gebruikelijke BNC-fiche aan de Kamer doen toekomen.|-} Dat voorstel laat nog op zich wachten.

        2024-09-30 answered
        Nee. De wet biedt daarvoor geen grondslag. Ik zie geen aanleiding de wet op dit punt aan te passen.

        2020-12-07 answered
        De inspectie heeft toegezegd haar toezicht te intensiveren. Zij zal daarover in haar jaarverslag berichten.

        2015-05-18 answered
        {Het kabinet komt nog voor de zomer met een plan van aanpak.|2015-05-18/2015-06-30} Daarbij worden ook de sociale partners betrokken.

        2021-08-23 deferred
        {Ik vraag uw begrip voor het feit dat ik deze vragen niet binnen de gebruikelijke termijn kan beantwoorden en zal u de antwoorden zo spoedig mogelijk toezenden.|-}

        2023-07-03 answered
        Het wetsvoorstel ligt bij uw Kamer. Het is aan de Kamer om te bepalen wanneer zij het behandelt.

        2019-05-20 answered
        {Per 1 januari 2020 zal ik de subsidieregeling openstellen voor verenigingen van eigenaren.|2020-01-01} Daarvoor is jaarlijks 10 miljoen euro begroot.

        2022-05-09 answered
        Het College heeft zijn advies uitgebracht. {Ik kom daar zo spoedig mogelijk, doch uiterlijk in het najaar, met een inhoudelijke reactie op terug.|2022-09-01/2022-11-30}

        2018-07-02 refers
        Zie hiervoor de antwoorden op vragen 1 tot en met 3.

        2020-08-31 answered
        De minister van VWS is in gesprek met de ziekenhuizen. Die hebben toegezegd extra bedden vrij te maken.

        2024-02-05 answered
        {In de Voorjaarsnota 2024 zal duidelijk worden hoe het tekort wordt gedekt.|-} Het tekort bedraagt 1,2 miljard euro.

        2016-11-14 answered
        Sinds 2014 is het aantal klachten gehalveerd. Ik ben hierover tevreden en zal dit blijven volgen.

        2021-04-19 deferred
        {Het kabinet zal de Tweede Kamer hierover vertrouwelijk inlichten.|-} In het openbaar kan ik hierover geen nadere mededelingen doen.

        2023-02-06 answered
        Die afspraak staat in het coalitieakkoord. {De uitwerking ervan kunt u in het tweede kwartaal van 2023 verwachten.|2023-04-01/2023-06-30}

        2019-10-07 unable
        Ik wil niet speculeren over de uitkomst van de onderhandelingen.

        2022-11-28 answered
        {De subsidie wordt na 2023 afgebouwd en eindigt op 1 januari 2026.|2026-01-01} De gemeenten zijn hierover geïnformeerd.

        2017-01-30 answered
        Het voorstel is op 11 januari in de ministerraad besproken. Een definitief besluit is aan het volgende kabinet.

        2024-06-17 answered
        Dat aantal is sinds 2020 stabiel. {In het kader van de wetsevaluatie, die in 2025 plaatsvindt, zal ook hiernaar worden gekeken.|2025}

        2020-03-16 deferred
        {Hierover hoopt de staatssecretaris u na het meireces nader te berichten.|2020-05-01/2020-06-30}

        2021-06-28 answered
        {Ik heb opdracht gegeven tot een onafhankelijk onderzoek en verwacht de resultaten daarvan in december aan uw Kamer te kunnen sturen.|2021-12} De directeur heeft zijn functie neergelegd.

        2018-04-16 answered
        Dit is een zaak van de gemeente Amsterdam. De burgemeester zal de gemeenteraad in mei informeren.

        2023-11-06 answered
        {Voor het commissiedebat van 22 november stuur ik u een geactualiseerde tabel.|2023-11-22} De tabel in de bijlage bij de begroting bevatte een fout.

        2022-06-13 unable
        Ik beschik niet over deze cijfers.

        2019-07-08 answered
        Het verdrag is in 2017 opgezegd. Nederland heeft daar destijds bezwaar tegen gemaakt.

        2020-09-28 answered
        {De motie zal worden betrokken bij de begroting voor 2022.|2022} Voor 2021 zijn de middelen al verdeeld.

        2024-04-08 answered
        {Ik ga op 18 april in gesprek met de burgemeesters van de betrokken gemeenten.|2024-04-18} De veiligheid van bewoners staat voorop.

        2016-10-10 answered
        De ambassade in Caïro houdt contact met de familie. Het ministerie blijft de zaak bij de Egyptische autoriteiten onder de aandacht brengen.

        2021-01-18 answered
        {Dit jaar zal de ministeriële regeling worden aangepast.|2021} Tot dan gelden de huidige normen.

        2023-06-19 answered
        Er is gekozen voor een gefaseerde invoering. {De Kamer zal bij elke fase worden betrokken.|-}
        """#
}
