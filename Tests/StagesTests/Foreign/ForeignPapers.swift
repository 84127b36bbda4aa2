/// Papers of other parliaments, made up in the forms that those print.
enum ForeignPapers {
    static let bundestag = """
        Deutscher Bundestag                                                   Drucksache 21/4711
        21. Wahlperiode                                                               12.05.2026

        Antwort
        der Bundesregierung

        auf die Kleine Anfrage der Abgeordneten Erika Muster, Hans Beispiel,
        Petra Probe, weiterer Abgeordneter und der Fraktion DIE BUNTEN
        – Drucksache 21/4502 –

        Lage der Wanderschäfer im Sahelraum

        Vorbemerkung der Fragesteller
        Die Weidegründe am Rand der Wüste werden knapp. Nach Ansicht der Frage-
        steller fehlt ein Überblick.

        Vorbemerkung der Bundesregierung
        Die Bundesregierung verfolgt die Lage aufmerksam und steht mit ihren Part-
        nern im Austausch.

        1. Wie viele Vorhaben fördert die Bundesregierung derzeit in Mali, und wel-
           che Mittel stehen dafür bereit (bitte nach Jahren aufschlüsseln)?

        Die Bundesregierung fördert sieben Vorhaben. Am 3. März 2026 kamen zwei
        weitere hinzu.
        Die Mittel sind im Haushalt ausgewiesen.

        Drucksache 21/4711                – 2 –        Deutscher Bundestag – 21. Wahlperiode

        2. Welche Partner führen die Vorhaben durch?

        Es wird auf die Antwort zu Frage 1 verwiesen.

        3. Hat die Bundesregierung Kenntnis von Übergriffen?
        4. Wenn ja, welche Folgerungen zieht sie daraus?
        5. Welche Rolle spielt die EU?

        Die Fragen 3 bis 5 werden aufgrund ihres Sachzusammenhangs gemeinsam beant-
        wortet. Der Bundesregierung liegen dazu folgende Angaben vor:
        1. Berichte der Partner aus dem Jahr 2025,
        2. Angaben der Vereinten Nationen.

        6. a) Plant die Bundesregierung neue Zusagen?
           b) Wenn ja, wann?

        Nein.
        """

    static let landtag = """
        LANDTAG DES SAARLANDES                              Drucksache 15/9284 (15/9201)
        15. Wahlperiode                                                      11.03.2014

                                    A N T W O R T

        zu der

        Anfrage des Abgeordneten Karl Beispiel (PIRATEN)

        betr.:  Funklöcher in Grenzgemeinden

        Vorbemerkung des Fragestellers:

        „In den Gemeinden am Rand bricht der Empfang oft ab. Darum frage ich die
        Landesregierung:“

        1. Welche Gemeinden sind betroffen?
        2. Wie oft wurde gemessen?
        3. Wer trägt die Kosten?

        Zu den Fragen 1 und 3:

        Betroffen sind elf Gemeinden. Die Kosten tragen die An-
        bieter und das Land je zur Hälfte.

        Zu Frage 2:

        Im Jahr 2013 wurde zweimal gemessen.
                                            - 2 -

        Drucksache 15/9284 (15/9201)      Landtag des Saarlandes - 15. Wahlperiode -      - 2 -

        6. Wird das Netz erweitert?
        7. Wann?
        8. Wo zuerst?
        10. Mit welchen Mitteln?

        Zu den Fragen 6, 7, 8 und 10:

        Ja, ab Herbst.

        9. Wer entscheidet?

        Zu Frage 9:

        Der Landtag.
        """

    static let germanNews = """
        Bundesregierung antwortet auf Kleine Anfrage

        Berlin. Die Bundesregierung hat im Bundestag auf eine Kleine Anfrage geantwortet.

        Antwort der Bundesregierung überrascht

        Auf Drucksache 21/4711 heißt es:
        1. Die Lage ist ernst.
        """

    static let assemblee = """
        17ème législature

        Question N° : 4321
        De Mme Anne Modèle ( Groupe des Verts - Paris )
        Question écrite
        Ministère interrogé > Europe et affaires étrangères
        Ministère attributaire > Europe et affaires étrangères
        Rubrique > politique extérieure
        Tête d'analyse > Sahel
        Titre > Aide alimentaire au Sahel

        Question publiée au JO le : 03/02/2026 page : 812
        Réponse publiée au JO le : 07/04/2026 page : 2933

        Texte de la question

        Mme Anne Modèle attire l'attention de M. le ministre de l'Europe et des affaires
        étrangères sur les stocks de mil. Elle lui demande ce qu'il compte faire.

        Texte de la réponse

        La France suit la situation de près. Elle verse chaque année une contribu-
        tion au programme alimentaire.
        """

    static let oldFrench = """
        Rubrique : Agriculture
        Tete d'analyse : Cereales
        QUESTION ECRITE Numero : 512
        publiee au Journal officiel le : 12/09/1988
        Texte. - M. Paul Ancien attire l'attention de M. le ministre sur le prix du ble. Il lui demande son avis.
        Reponse. - Le prix du ble est fixe chaque annee par le conseil. Il n'y a pas lieu de le changer.
        """

    static let senat = """
        Accès des communes rurales à l'eau
        17e législature

        Question écrite n° 04711 de Mme Claire Exemple (Lozère - SER)
        publiée dans le JO Sénat du 12/02/2026 - page 644

        Mme Claire Exemple attire l'attention de M. le ministre chargé de la ruralité sur l'eau des communes de montagne. Elle souhaite connaître ses intentions.

        Réponse du Ministère de l'aménagement du territoire et de la ruralité publiée dans le JO Sénat du 09/04/2026 - page 1802

        Le Gouvernement accompagne les communes. Un plan est en cours.
        """

    static let europeanAnswer = """
                                            EN
                                 E-003999/2025
                         Answer given by Ms Exemplar
                     on behalf of the European Commission
                                 (12.1.2026)

        The Commission is aware of the matter[1]. It has asked the Member State for
        information under the Directive[2].

        It will decide in spring.

        [1] https://example.org/one
        [2] OJ L 123, 4.5.2020, p. 6, with a long
        title.
        """

    static let europeanQuestion = """
        Question for written answer E-003999/2025
        to the Commission
        Rule 144
        Ann Example (Renew), Bob Sample (PPE)

        Subject: Drying wells in the Sahel

        Wells run dry in three regions. The Commission paid for them in 2019.

        1. How many wells did it pay for?
        2. Which of them still give water?
        3. Will it pay for new ones?

        Submitted: 3.11.2025
        """

    static let europeanBoth = """
        Question for written answer E-003999/2025
        to the Commission
        Rule 144
        Ann Example (Renew), Bob Sample (PPE)

        Subject: Drying wells in the Sahel

        Wells run dry in three regions. The Commission paid for them in 2019.

        1. How many wells did it pay for?
        2. Which of them still give water?
        3. Will it pay for new ones?

        Submitted: 3.11.2025

        Answer given by Ms Exemplar on behalf of the European Commission (12 January 2026)

        The Commission paid for 40 wells, of which 31 give water.
        """

    static let kamer = """
        DO 2025202604711
        Vraag nr. 812 van mevrouw de volksvertegenwoordiger Anja
        Voorbeeld van 16 januari 2026 (N.) aan de minister van
        Defensie:

        Steun aan Mali (MV 19262)

        De missie loopt op 30 juni 2026 ten einde. In 2024 was er sprake van een
        verlenging in het land.
        1. Hoeveel militairen zijn er in het land?2. Werd er een evaluatie gemaakt?
        3. Wat zijn de plannen?

        Antwoord van de minister van Defensie van 20 februari 2026,
        op de vraag nr. 812 van mevrouw de volksvertegenwoordiger
        Anja Voorbeeld van 16 januari 2026 (N.):

        1. Er zijn 12 militairen.
        2 en 3. De evaluatie loopt. Ze eindigt op 1 juni.
        """

    static let chambre = """
        Question n° 812 de madame la députée Anja Voorbeeld du 16 janvier 2026 (N.) au ministre de la Défense:

        Soutien au Mali.

        La mission prend fin le 30 juin 2026. 1. Combien de militaires sont sur place?2. Une évaluation a-t-elle été faite? 3. Quels sont les projets?

        Réponse du ministre de la Défense du 20 février 2026, à la question n° 812 de madame la députée Anja Voorbeeld du 16 janvier 2026 (N.):

        1. Il y a 12 militaires. 2 et 3. L'évaluation est en cours.
        """

    static let senaat = """
        Schriftelijke vraag nr. 7-1234
        van Jan Voorbeeld (Groen) d.d. 17 januari 2026
        aan de minister van Justitie

        Waterputten in de Sahel

        Vraag nr. 7-1234 d.d. 17 januari 2026 : (Vraag gesteld in het Nederlands)

        De putten drogen op.
        1) Hoeveel putten zijn er?
        2) Wat kosten ze?

        Antwoord ontvangen op 20 februari 2026 :

        1) Er zijn 40 putten.
        2) Ze kosten 3.000 euro.
        """

    static let hansard = """
        Written Answers
        Monday 26 October 2026

        DEFENCE

        Wells: Mali

        Ann Example (Sampleton) (Lab): To ask the Secretary of State for Defence (1) how many
        wells his Department has dug in Mali; (2) what they cost. [294871]

        Bob Sample (Otherton) (Con): To ask the Secretary of State for Defence when the last
        well was dug. [294872]

        Mr. Carl Minister [holding answer 15 October 2026]: The Department has dug 40 wells:

        Two of them are dry.

        Armed Forces: Housing

        Dora Third: To ask the Secretary of State for Defence, if he will make a statement. [294999]

        The Minister of State for Defence (Mr. Evan Junior): I will write to the hon. Member.
        """

    static let all = [
        bundestag, landtag, germanNews, assemblee, oldFrench, senat, europeanAnswer, europeanQuestion,
        europeanBoth,
        kamer, chambre, senaat, hansard,
    ]
}
