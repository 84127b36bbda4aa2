/// Answers in English, French and German, made up, with their promises marked as the guidelines have it.
enum ForeignPromises {
    static let english = #"""
        2023-05-16 answered
        The Department has received 240 applications under this scheme. {We will publish updated statistics in the autumn.|2023-09-01/2023-11-30}

        2022-11-08 deferred
        {I will write to the hon. Member in due course.|-}

        2024-02-20 answered
        The UK has committed £2.5 billion to the programme. {The Government will respond to the Committee's report by 15 April 2024.|2024-04-15}

        2021-06-30 unable
        The information requested is not held centrally.

        2023-10-12 refers
        I refer the hon. Member to the answer I gave on 4 September 2023 to Question 195321.

        2020-03-03 answered
        Officials meet their French counterparts regularly. We continue to monitor the situation closely.

        2024-07-22 deferred
        {The Secretary of State will make a statement to the House before the summer recess.|2024-07-22/2024-07-31}

        2019-01-29 unable
        It would not be appropriate to comment on an ongoing investigation.

        2022-04-25 answered
        No such assessment has been made. The regulator is independent of Government.

        2023-03-14 answered
        {My Department intends to lay draft regulations before Parliament later this year.|2023} The consultation closed in January.

        2021-09-17 answered
        The Environment Agency plans to complete the works by the end of 2022. The cost is met by the Agency.

        2018-12-10 deferred
        {A response will be placed in the Library of the House as soon as possible.|-}

        2024-05-08 unable
        It has not proved possible to respond to the hon. Member in the time available before Dissolution.

        2020-10-19 answered
        The grant supports 1,200 families. {We will review the scheme next year.|2021}

        2022-07-05 answered
        The contract was awarded on 3 May 2022 for £1.4 million. The House was informed on 9 May.
        """#

    static let french = #"""
        2017-03-14 answered
        Le nombre de contrôles s'élève à 1.240 en 2016. {Je vous transmettrai les chiffres définitifs avant la fin du mois de juin 2017.|2017-06}

        2018-09-20 unable
        Je ne dispose pas des données demandées.

        2019-05-07 deferred
        {Le gouvernement présentera un rapport au Parlement avant l'été.|2019-05-07/2019-06-30}

        2016-11-22 refers
        Je renvoie l'honorable membre à la réponse donnée à la question n° 214.

        2020-01-28 answered
        La Commission européenne présentera une proposition au deuxième trimestre. Mes services en prendront connaissance.

        2021-04-13 answered
        Le plan compte douze mesures. {Une évaluation sera transmise à la Chambre au premier semestre 2022.|2022-01-01/2022-06-30}

        2017-06-01 answered
        Non. Mon administration continue à suivre la situation de près.

        2022-10-11 deferred
        {Je reviendrai vers vous dès que les résultats de l'étude seront connus.|-}

        2018-02-06 answered
        La Belgique a versé 4 millions d'euros. {Elle versera encore 2 millions d'euros en 2019.|2019}

        2023-03-07 unable
        Il ne m'appartient pas de commenter une instruction judiciaire en cours.

        2019-10-15 answered
        {Le ministre se rendra à Niamey en novembre prochain.|2019-11} La coopération porte sur la santé.

        2020-07-08 answered
        Le Parlement a été informé le 12 mai 2020. Rien n'a changé depuis.

        2021-12-02 answered
        {Je m'engage à informer la commission compétente chaque trimestre.|-} Les coûts sont de 3,2 millions d'euros.

        2016-05-17 refers
        Voir la réponse à la question 3.

        2022-02-22 answered
        La SNCB prévoit de rénover la gare en 2024. Le budget est inscrit dans son plan d'investissement.
        """#

    static let german = #"""
        2022-05-11 deferred
        {Die Bundesregierung wird den Deutschen Bundestag bis Ende 2022 über die Ergebnisse unterrichten.|2022-10-01/2022-12-31}

        2021-09-01 unable
        Der Bundesregierung liegen hierzu keine Erkenntnisse vor.

        2023-02-14 refers
        Auf die Antwort zu Frage 4 wird verwiesen.

        2020-06-24 answered
        Das Programm läuft seit 2018. {Die Evaluierung wird dem Parlament im ersten Halbjahr 2021 vorgelegt.|2021-01-01/2021-06-30}

        2019-11-27 answered
        Die Bundesregierung setzt sich weiterhin für eine politische Lösung ein.

        2024-03-13 answered
        {Das Bundesministerium wird im Sommer 2024 einen Gesetzentwurf vorlegen.|2024-06-01/2024-08-31} Die Verbände sind angehört worden.

        2022-10-05 unable
        Zu laufenden Ermittlungsverfahren nimmt die Bundesregierung keine Stellung.

        2023-07-19 answered
        Die Kosten betrugen 12,4 Millionen Euro. Der Haushaltsausschuss wurde am 3. Mai 2023 informiert.

        2021-03-17 answered
        {Die Bundesregierung beabsichtigt, den Bericht im vierten Quartal 2021 zu veröffentlichen.|2021-10-01/2021-12-31} Er umfasst alle Länder.

        2020-01-15 deferred
        {Die Antwort wird nachgereicht, sobald die Prüfung abgeschlossen ist.|-}

        2018-04-25 answered
        Die Europäische Kommission wird im Herbst einen Vorschlag vorlegen. Die Bundesregierung prüft ihn dann.

        2022-06-29 answered
        {Deutschland stellt in den kommenden drei Jahren 90 Millionen Euro bereit.|2022-06-29/2025-06-29} Das Geld geht an die Vereinten Nationen.

        2024-01-24 refers
        Es wird auf die Vorbemerkung der Bundesregierung verwiesen.

        2019-08-07 answered
        Es handelt sich um 41 Fälle. Eine Statistik wird nicht geführt.

        2023-11-08 answered
        {Die Bundesregierung sagt zu, die Zahlen jährlich zu veröffentlichen.|-} Für 2022 waren es 3 000 Fälle.
        """#
}
