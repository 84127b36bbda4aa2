/// Answers made up after the rules were written and mended, to see what these make of what they were not written for.
enum UnseenPromises {
    static let dutch = #"""
        2023-05-24 answered
        Het beeld klopt. {Ik heb de Kamer een brief over de financiële positie van gemeenten toegezegd, die u in juni ontvangt.|2023-06}

        2018-10-08 answered
        De weg is sinds 3 september dicht. {Rijkswaterstaat zal de weg naar verwachting in december weer openstellen en ik zal de Kamer daarvan op de hoogte stellen.|2018-12}

        2021-06-21 answered
        Wij hebben kennisgenomen van het rapport van Amnesty International. De conclusies worden onderschreven.

        2022-02-14 deferred
        {Op de vraag naar de uitvoeringskosten zal worden ingegaan in de memorie van toelichting bij het wetsvoorstel.|-}

        2019-04-15 answered
        Ja. {Voor de behandeling van de begroting van Justitie en Veiligheid zal ik de Kamer een tijdpad doen toekomen.|-}

        2024-09-18 answered
        Het kabinet houdt vast aan de afspraak. Een wijziging is niet voorzien.

        2016-03-14 answered
        {In de eerste helft van april spreek ik met de Duitse ambtgenoot, en zal ik dit punt aankaarten.|2016-04} De grenscontroles zijn tijdelijk.

        2020-06-29 answered
        De gemeente Utrecht is eigenaar van het terrein. Zij zal in 2021 met de sanering beginnen.

        2023-11-13 unable
        Ik ga niet in op individuele casuïstiek.

        2017-12-11 answered
        {De ministerraad zal voor 1 februari 2018 een besluit nemen over de locatie.|2018-02-01} Er zijn drie locaties in beeld.

        2021-10-04 answered
        De motie vraagt om een onderzoek. {Dit onderzoek wordt in het voorjaar van 2022 opgeleverd en aan de Tweede Kamer aangeboden.|2022-03-01/2022-05-31}

        2019-09-02 refers
        Voor een antwoord op deze vraag wordt verwezen naar vraag 11.

        2022-08-15 answered
        Dat is een taak van de Autoriteit Persoonsgegevens. Die bepaalt zelf of zij een onderzoek start.

        2024-02-26 answered
        Er zijn meer meldingen dan vorig jaar. {Ik informeer u eind dit jaar opnieuw.|2024-10-01/2024-12-31}

        2015-10-19 deferred
        {Dit zal ik bezien bij de uitwerking van het nieuwe stelsel, waarover ik u in het eerste kwartaal van 2016 informeer.|2016-01-01/2016-03-31}

        2020-03-02 answered
        Sinds 2018 geldt een meldplicht. De Inspectie SZW controleert of werkgevers zich daaraan houden.

        2023-06-26 answered
        {Wij zullen dit in het volgende bestuurlijk overleg met de provincies bespreken en uw Kamer over de uitkomst berichten.|-} De provincies zijn het eerste aanspreekpunt.

        2018-07-16 answered
        Nederland zet zich al jaren in voor een verbod op clustermunitie. Dat zal het kabinet blijven doen.

        2022-12-12 answered
        Het rapport wordt op dit moment vertaald. {Zodra de vertaling gereed is, wordt deze op de website van de rijksoverheid geplaatst.|-}

        2021-03-29 unable
        Het is niet aan mij om daarover een oordeel te vellen.

        2019-01-14 answered
        {Het kabinet is van plan het verdrag nog dit jaar te ratificeren.|2019} Het verdrag is in 2016 ondertekend.

        2024-05-06 answered
        In 2023 is 62 procent van de woningen geïsoleerd. De corporaties willen in 2030 klaar zijn.

        2017-09-18 answered
        {Vanaf 1 januari 2018 zal de Belastingdienst deze aanslagen niet langer per post versturen.|2018-01-01} Bezwaar maken kan tot zes weken na dagtekening.

        2020-12-14 answered
        De commissie-Van der Meer wordt op 1 februari 2021 geïnstalleerd. {Zij brengt voor de zomer van 2021 advies uit, dat ik met een reactie aan de Kamer zend.|2020-12-14/2021-06-30}

        2023-03-20 deferred
        {Hierover zult u in de Voorjaarsbrief worden geïnformeerd.|-}

        2016-08-29 answered
        Er is geen sprake van een wijziging van beleid. De brief waaraan wordt gerefereerd, dateert van 12 mei 2016.

        2022-05-16 answered
        {Ik zal mij er in de Landbouwraad van 24 mei voor inzetten dat dit onderwerp wordt geagendeerd.|2022-05-24} Frankrijk is voorzitter.

        2018-02-19 answered
        Het aantal vluchten is met 3 procent gestegen. Schiphol verwacht in 2019 een verdere groei.

        2021-09-13 answered
        {De aangekondigde evaluatie zal in 2023 worden uitgevoerd.|2023} De wet geldt sinds 2018.

        2024-10-28 answered
        Nee, dat ben ik niet van plan. De huidige regels volstaan.
        """#

    static let english = #"""
        2024-03-06 answered
        The fund opened in January. {We will set out further details of the second round in the spring.|2024-03-01/2024-05-31}

        2021-02-11 unable
        The Department does not hold this information.

        2023-07-04 answered
        {The Minister for Africa will visit Niger in September.|2023-09} The UK does not plan to close its embassy.

        2022-06-20 answered
        The Council will publish its own figures in due course. The Department does not collect them.

        2020-09-14 deferred
        {My officials are considering the report and I will update the House by the end of the year.|2020-10-01/2020-12-31}

        2019-05-08 answered
        We remain committed to the two-state solution and will continue to work with partners.

        2024-01-30 answered
        {The Government expects to introduce the Bill when parliamentary time allows.|-} The consultation received 900 responses.

        2023-11-27 refers
        I refer the right hon. Member to the reply given to Question 4512.

        2021-12-01 answered
        {We have committed to publishing the review by Easter 2022.|2022} It covers all NHS trusts.

        2018-10-23 answered
        Police numbers are a matter for chief constables. They will decide on recruitment next year.
        """#

    static let french = #"""
        2018-05-15 answered
        Le service compte 45 agents. {Je présenterai un projet de loi au Parlement à l'automne.|2018-09-01/2018-11-30}

        2020-02-18 unable
        Aucune donnée n'est disponible à ce sujet.

        2019-11-12 answered
        {La circulaire sera publiée avant la fin de l'année 2019.|2019-10-01/2019-12-31} Elle remplace celle de 2012.

        2022-03-22 answered
        Les Régions sont compétentes en la matière. Elles présenteront leur plan en juin 2022.

        2017-10-03 deferred
        {Je communiquerai les chiffres à l'honorable membre dès qu'ils seront disponibles.|-}

        2021-06-15 answered
        Nous restons attentifs à cette problématique. Une concertation a lieu chaque mois avec le secteur.

        2023-01-17 refers
        Je me réfère à ma réponse à la question précédente.

        2016-12-06 answered
        {Le gouvernement investira 20 millions d'euros dans ce projet d'ici 2020.|2020} Les travaux ont commencé.

        2020-10-27 answered
        La police fédérale a procédé à 12 arrestations. Le parquet décidera des suites à donner.

        2018-03-13 answered
        {J'informerai la commission des résultats de cette enquête.|-} Elle porte sur 300 entreprises.
        """#

    static let german = #"""
        2023-05-24 answered
        Die Mittel wurden 2022 vollständig abgerufen. {Die Bundesregierung wird den Bericht noch vor der Sommerpause dem Bundestag zuleiten.|2023-05-24/2023-06-30}

        2021-01-20 unable
        Angaben hierzu werden statistisch nicht erfasst.

        2020-11-11 answered
        {Das Bundesministerium der Verteidigung plant, die Ausbildung im Jahr 2021 zu beginnen.|2021} Es werden 40 Soldaten entsandt.

        2022-02-16 answered
        Die Länder werden die Daten bis Ende März melden. Sie sind für den Vollzug zuständig.

        2019-06-05 deferred
        {Die Bundesregierung wird die Frage im Rahmen des nächsten Berichts beantworten.|-}

        2024-06-12 answered
        Die Bundesregierung steht hierzu in engem Austausch mit ihren Partnern.

        2018-09-19 refers
        Die Bundesregierung verweist auf ihre Antwort auf die Kleine Anfrage auf Bundestagsdrucksache 19/1234.

        2021-08-25 answered
        {Die Zahlen für 2021 werden im Frühjahr 2022 veröffentlicht und dem Ausschuss übermittelt.|2022-03-01/2022-05-31} Für 2020 lagen sie bei 1 200.

        2022-09-28 answered
        Das Unternehmen wird den Standort 2024 schließen. Verhandlungen dazu führt die Gewerkschaft.

        2023-10-18 answered
        {Bundesministerin Beispiel wird im November nach Bamako reisen.|2023-11} Das Mandat läuft im Mai aus.
        """#
}
