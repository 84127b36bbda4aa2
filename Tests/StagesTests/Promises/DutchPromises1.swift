/// Dutch answers in the manner of many ministries and years, made up, with their promises marked as the guidelines have it.
enum DutchPromises1 {
    static let text = #"""
        2021-03-08 answered
        Ja, dat bericht ken ik. De inspectie heeft drie locaties bezocht. {Over de uitkomsten informeer ik uw Kamer voor de zomer.|2021-03-08/2021-06-30}

        2019-10-14 deferred
        {Ik zal uw Kamer hierover in het eerste kwartaal van 2020 nader informeren.|2020-01-01/2020-03-31}

        2023-06-02 answered
        Het budget voor onderhoud van sluizen is in 2022 met 40 miljoen euro verhoogd. {Rijkswaterstaat levert eind 2023 een herijkte planning op, die ik aan uw Kamer zal toesturen.|2023-10-01/2023-12-31}

        2018-05-22 answered
        Nee. De Belastingdienst past het beleid toe zoals de rechter dat heeft uitgelegd. Er is geen reden om daarvan af te wijken.

        2024-02-15 deferred
        {Uw Kamer ontvangt voor 1 april 2024 een brief waarin ik op deze vragen inga.|2024-04-01}

        2017-11-30 answered
        Scholen zijn zelf verantwoordelijk voor hun veiligheidsplan. De inspectie ziet daarop toe. {In het volgende onderwijsverslag wordt hieraan aandacht besteed.|-}

        2022-09-05 unable
        Ik kan niet vooruitlopen op de uitkomst van de formele besluitvorming in het kabinet.

        2020-04-21 answered
        Het OMT heeft hierover op 6 april geadviseerd. {Ik zeg u toe dat ik het advies met een kabinetsreactie openbaar maak.|-}

        2016-01-18 answered
        De motie is uitgevoerd. Op 12 november 2015 is uw Kamer daarover geïnformeerd.

        2024-09-12 answered
        {Zodra de onderzoekers hun rapport hebben opgeleverd, stuur ik het met mijn reactie naar de Tweede Kamer.|-} Tot die tijd geldt de bestaande norm.

        2019-06-17 answered
        Dat deel ik. Nederland blijft zich in Brussel inzetten voor een ambitieus klimaatdoel.

        2022-12-01 answered
        De commissie is in oktober begonnen. {Naar verwachting zal zij in mei 2023 haar eindrapport uitbrengen, waarna ik de Kamer over de vervolgstappen informeer.|2023-05}

        2021-11-11 refers
        Zie mijn antwoord op vraag 3.

        2015-09-28 answered
        Op dit moment wachten 4.200 mensen op een woning. {De staatssecretaris komt hier in de tweede voortgangsbrief op terug.|-}

        2023-02-20 answered
        Ja. {Ik streef ernaar de beantwoording van de resterende vragen binnen drie weken aan uw Kamer te sturen.|2023-02-20/2023-03-13}

        2018-12-04 answered
        Het verdrag is door 23 landen bekrachtigd. {Nederland zal het wetsvoorstel tot goedkeuring in het voorjaar van 2019 bij uw Kamer indienen.|2019-03-01/2019-05-31}

        2024-11-04 unable
        Over individuele gevallen doe ik geen uitspraken.

        2020-07-01 answered
        De regeling loopt tot 1 oktober. Of zij wordt verlengd is nog niet besloten. {Het kabinet besluit daar in augustus over en zal u dan berichten.|2020-08}

        2013-03-19 answered
        De NAM houdt de metingen bij. De minister van Economische Zaken is bereid de Kamer hierover te informeren als daar aanleiding toe is.

        2022-05-30 answered
        Met de provincies is afgesproken dat zij hun plannen op 1 juli 2023 gereed hebben. Daarna toetst het Rijk of zij toereikend zijn.

        2023-09-27 deferred
        {De Kamer wordt in het najaar geïnformeerd over de stand van zaken van het programma.|2023-09-01/2023-11-30}

        2021-01-25 answered
        Er zijn 312 meldingen gedaan. {Ik laat onderzoeken of dit aantal volledig is en zal de resultaten daarvan voor het zomerreces met uw Kamer delen.|2021-01-25/2021-06-30}

        2019-02-07 answered
        De Europese Commissie komt in het najaar met een voorstel voor een verordening. Het kabinet kijkt daarnaar uit.

        2022-03-16 answered
        Wij hebben hierover gesproken met de VNG. {Medio 2022 volgt een brief aan de Kamer met de uitkomsten van deze gesprekken.|2022-04-01/2022-09-30}

        2020-10-09 refers
        Voor het antwoord op deze vraag verwijs ik u naar de brief van 2 oktober 2020 (Kamerstuk 25295, nr. 598).

        2024-06-03 answered
        De wet is op 1 januari 2022 in werking getreden. {De wet wordt binnen vijf jaar na inwerkingtreding geëvalueerd en het verslag daarvan wordt aan de Staten-Generaal gezonden.|-}

        2017-04-10 answered
        Defensie heeft in 2016 drie schepen ingezet. {In het jaarverslag zal ik de kosten van deze inzet opnemen.|-}

        2023-11-21 answered
        Nee, dat klopt niet. De cijfers uit het artikel gaan over 2019, toen de regeling nog anders was.

        2021-06-14 deferred
        Ik begrijp de zorgen van de leden. {In de brief die ik u na de zomer zal sturen, ga ik hier uitgebreid op in.|2021-09-01/2021-11-30}

        2018-08-29 unable
        Hierover zijn geen gegevens beschikbaar.

        2022-10-18 answered
        Het CBR heeft extra examinatoren opgeleid. De wachttijd was in september elf weken. {Ik informeer uw Kamer elk kwartaal over de ontwikkeling van de wachttijden.|-}

        2014-11-03 answered
        {Ik zal dit onderwerp aan de orde stellen tijdens de Raad Buitenlandse Zaken van 17 november aanstaande.|2014-11-17} Daarbij trek ik op met Duitsland.

        2023-04-06 answered
        De minister heeft de Kamer in het debat van 9 maart toegezegd met een reactie te komen. Die reactie heeft u op 31 maart ontvangen.

        2020-02-12 answered
        De gemeente Rotterdam zal dit jaar 200 woningen opleveren. De provincie betaalt mee.

        2019-12-16 answered
        {De evaluatie van de Wet langdurige zorg zal ik, vergezeld van een beleidsreactie, in het tweede kwartaal van 2020 aan de beide Kamers aanbieden.|2020-04-01/2020-06-30} De wet is nu vijf jaar oud.

        2021-09-02 answered
        Zullen vaccins beschikbaar zijn voor iedereen? Ja, vanaf oktober. {Het kabinet heeft hiervoor voor 2022 en 2023 in totaal 700 miljoen euro gereserveerd.|2022-01-01/2023-12-31}

        2022-01-31 answered
        Het rapport bevat twaalf aanbevelingen. Die nemen wij alle over. {Hoe wij dat doen, leest u in de kabinetsreactie die u uiterlijk 15 maart ontvangt.|2022-03-15}

        2024-04-22 deferred
        {Mijn ambtsgenoot van Financiën zal op deze vraag ingaan in de Voorjaarsnota.|-}

        2016-06-13 answered
        De consul heeft de betrokkene drie keer bezocht. Als er nieuwe ontwikkelingen zijn, kan de familie contact opnemen met het ministerie.

        2023-07-10 answered
        {Mocht uit het onderzoek blijken dat de norm is overschreden, dan zal ik uw Kamer daarover onverwijld inlichten.|-} Vooralsnog zijn daarvoor geen aanwijzingen.

        2020-11-23 answered
        Er is in totaal 12 miljoen euro uitgekeerd. Het UWV verwacht dat de laatste aanvragen in januari 2021 zijn afgehandeld.

        2018-03-05 answered
        {Tijdens het algemeen overleg van 28 maart 2018 zal ik de Kamer hierover mondeling bijpraten.|2018-03-28} De onderhandelingen lopen nog.

        2022-08-24 answered
        Het is aan de rechter om daarover te oordelen. {Ik heb de Inspectie verzocht mij voor 1 november te rapporteren, en zal de Kamer daarna informeren over de bevindingen.|2022-11-01}

        2021-05-07 refers
        Kortheidshalve verwijs ik naar de antwoorden op de vragen 2 en 4.

        2019-09-19 answered
        Op Prinsjesdag is de Miljoenennota aangeboden. Daarin staan de bedragen per regeling.

        2024-10-01 answered
        Bij de behandeling van de begroting is hierover gesproken. {Ik ben voornemens de regeling per 1 juli 2025 te beëindigen.|2025-07-01}

        2023-03-29 answered
        Ik herken dat beeld niet. De toezichthouder is onafhankelijk en bepaalt zelf zijn prioriteiten.

        2020-06-18 deferred
        {Deze vraag wordt betrokken bij de beleidsdoorlichting, die voor het einde van 2020 naar uw Kamer gaat.|2020-10-01/2020-12-31}

        2017-07-04 answered
        Nederland draagt met 120 militairen bij. {Over verlenging van deze bijdrage ontvangt de Kamer na de zomer een artikel 100-brief.|2017-09-01/2017-11-30}

        2022-06-27 answered
        De prijs van gas is sinds januari verdubbeld. {Ik kom hier voor Prinsjesdag bij uw Kamer op terug.|2022-09-20}

        2021-12-13 answered
        Ja. De politie heeft dit in onderzoek. {Zodra het onderzoek het toelaat, zullen wij de Kamer hierover informeren.|-}

        2015-02-09 answered
        De stichting heeft aangekondigd haar jaarrekening in mei te publiceren.

        2024-03-18 answered
        Ja, dit signaal is mij bekend. Ik blijf hierover in gesprek met de sector en zal waar nodig maatregelen nemen.

        2023-10-05 answered
        {Ik verwacht het wetsvoorstel in het tweede kwartaal van 2024 aan de Tweede Kamer te kunnen aanbieden.|2024-04-01/2024-06-30} De internetconsultatie leverde 150 reacties op.

        2019-04-01 unable
        Dat valt op dit moment niet te zeggen.

        2022-11-07 answered
        De kosten bedragen 3,5 miljoen euro. {De definitieve cijfers zullen in de slotwet worden verwerkt.|-}

        2018-10-15 answered
        {In december start ik samen met gemeenten een campagne over laaggeletterdheid.|2018-12} Daarvoor is 2 miljoen euro beschikbaar.

        2020-09-14 answered
        Dat heb ik uw Kamer op 3 juli 2020 gemeld. Sindsdien is de situatie niet veranderd.

        2021-02-16 deferred
        Op dit moment wordt hier onderzoek naar gedaan. {Ik verwacht uw Kamer hierover in april nader te kunnen berichten.|2021-04}

        2024-01-22 answered
        De Nederlandse ambassade heeft dit bij de autoriteiten aangekaart. Het kabinet zal dit ook in EU-verband blijven bepleiten.

        2016-09-26 answered
        {De minister-president zal op 7 oktober een bezoek brengen aan Berlijn en dit daar bespreken.|2016-10-07} Eerder is er op ambtelijk niveau overleg geweest.

        2023-05-15 answered
        Het kabinet overweegt de heffing te verhogen. Een besluit daarover is niet genomen.

        2022-02-08 answered
        Ja. Zie verder de beantwoording van vraag 1.

        2019-11-25 answered
        {Jaarlijks zal ik de Kamer vóór 1 mei rapporteren over de voortgang van het actieplan.|2020-05-01} Het actieplan telt 14 maatregelen.

        2021-08-30 answered
        Wat betreft de tweede vraag: {het is mijn intentie om uw Kamer daar eind september over te informeren.|2021-09} Over de eerste vraag kan ik melden dat de evacuatie op 26 augustus is beëindigd.

        2020-05-11 answered
        {De komende twee jaar stelt het kabinet 80 miljoen euro beschikbaar voor thuisonderwijs.|2020-05-11/2022-05-11} De scholen kunnen dit geld aanvragen bij DUO.
        """#
}
