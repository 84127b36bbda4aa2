import Pipeline
import Testing

@Suite("Pages of other parliaments' sites")
struct ForeignPagesTests {
    @Test("reads a list of British questions with fields above them, and leaves one without an answer")
    func readsFields() throws {
        let document = try parse(
            """
            Showing 1-2 out of 2

            Q
            Asked by Ann Example
            (Sampleton)
            Asked on: 3 October 2026
            Home Office
            Wells: Mali
            Commons
            To ask the Secretary of State for the Home Department, how many wells there are.
            A
            Answered by: Bob Sample
            Answered on: 20 October 2026

            Twelve.

            Two are dry.

            Q
            Asked on: 7 October 2026
            Foreign Office
            Wells: Niger
            Lords
            To ask His Majesty's Government what they dug in Niger.
            """)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && answer.answer == "Twelve.\n\nTwo are dry.")
        #expect(answer.askedBy == [.init(name: "Ann Example")] && answer.section == "Wells: Mali")
        #expect(answer.answeredBy == [.init(name: "Bob Sample", role: "Home Office")])
        #expect(document.date == CalendarDay("2026-10-20"))
        let unanswered = document.remarks.filter { $0.role == .unanswered }
        #expect(unanswered.map(\.text) == ["To ask His Majesty's Government what they dug in Niger."])
        #expect(unanswered.first?.section == "Wells: Niger")
        let coverage = Coverage(of: document)
        #expect(coverage.accounted == coverage.text)
    }

    @Test("reads the newer page, where names stand below the bare words")
    func readsNewerPage() throws {
        let document = try parse(
            """
            Wells: Mali

            Question for Home Office

            UIN 56789, tabled on 2 June 2026

            Question

            Ann Example

            Labour

            Commons

            To ask the Secretary of State for the Home Department, how many wells there are.

            Answer

            Bob Sample

            Labour

            Commons

            Answered on

            12 June 2026

            Twelve since 3 May 2026.
            """, .paragraphs)
        let answer = try #require(document.answers.first)
        #expect(answer.numbers == [56789] && answer.answer == "Twelve since 3 May 2026.")
        #expect(answer.askedBy == [.init(name: "Ann Example")])
        #expect(answer.answeredBy == [.init(name: "Bob Sample", role: "Home Office")])
        #expect(document.title == "Wells: Mali" && document.date == CalendarDay("2026-06-12"))
    }

    @Test("takes from a European page what the site prints around the paper")
    func readsEuropeanPage() throws {
        let document = try parse(
            """
            Parlamentarische Anfragen
            23. April 2026
            E-000842/2026(ASW)
            Antwort von Vizepräsident Max Muster im Namen der Europäischen Kommission
            Bezugsdokument der Anfrage: E-000842/2026

            Die Brunnen wurden gegraben[1].

            - [1] https://example.eu/brunnen

            Letzte Aktualisierung: 24. April 2026
            Rechtlicher Hinweis - Datenschutz
            """)
        let answer = try #require(document.answers.first)
        #expect(answer.answer == "Die Brunnen wurden gegraben.")
        #expect(answer.footnotes.map(\.text) == ["https://example.eu/brunnen"])
        #expect(answer.answeredBy == [.init(name: "Max Muster", role: "Europäischen Kommission")])
        #expect(document.date == CalendarDay("2026-04-23"))
        let coverage = Coverage(of: document)
        #expect(coverage.accounted == coverage.text)
    }

    @Test(
        "reads a European question with its answer in languages of the south",
        arguments: [
            """
            Interrogazione con richiesta di risposta scritta E-001658/2026
            alla Commissione
            Andrea Esempio (S&D)
            Oggetto: Pozzi

            Quali pozzi sono stati scavati?

            Risposta di Max Muster a nome della Commissione europea
            (24 giugno 2026)

            Dodici pozzi.
            """,
            """
            Pregunta con solicitud de respuesta escrita E-001658/2026
            a la Comisión
            Ana Ejemplo (PPE)
            Asunto: Pozos

            ¿Qué pozos se han excavado?

            Respuesta del Sr. Muster en nombre de la Comisión Europea
            (24 de junio de 2026)

            Doce pozos.
            """,
        ])
    func readsSouth(paper: String) throws {
        let document = try parse(paper)
        let answer = try #require(document.answers.first)
        #expect(document.answers.count == 1 && answer.question.hasSuffix("?"))
        #expect(answer.answer.hasPrefix("Do") && answer.askedBy.count == 1)
        #expect(document.date == CalendarDay("2026-06-24"))
    }

    @Test("reads an old French card, with its texts on the lines of their labels")
    func readsOldCard() throws {
        let document = try parse(
            """
            Question N° : 4321 de M. Exemple Jean ( Gauche commune - Côte-d'Or ) QE
            Ministère attributaire : affaires étrangères
            Question publiée au JO le : 06/10/1997 page : 3300
            Réponse publiée au JO le : 01/12/1997 page : 4380
            Tête d'analyse : Niger
            Texte de la QUESTION : M. Jean Exemple appelle l'attention de M. le ministre sur les puits.
            Texte de la REPONSE : Les puits sont creusés.
            """)
        let answer = try #require(document.answers.first)
        #expect(answer.question.hasPrefix("M. Jean Exemple") && answer.answer == "Les puits sont creusés.")
        #expect(answer.askedBy.first?.party == nil || answer.askedBy.first?.party == "Gauche commune")
        #expect(answer.answeredBy == [.init(role: "affaires étrangères")])
        #expect(document.date == CalendarDay("1997-12-01"))
    }

    @Test(
        "parts the answer of the Sénat from where it was published, on whatever line, and a lapsed question from its fate"
    )
    func readsSenate() throws {
        let question = """
            Question écrite n° 05678 de Mme Anne Modèle (Rhône - UC)
            publiée dans le JO Sénat du 14/03/2026 - page 987

            Mme Anne Modèle attire l'attention de Mme la ministre sur les puits du Tchad et leur entretien.

            """
        let answered = try parse(
            question + """
                Réponse du Ministère de l'Europe et des affaires étrangères
                publiée dans le JO Sénat du 06/06/2026 - page 2345

                Les puits sont au nombre de 45.
                """)
        #expect(answered.answers.map(\.answer) == ["Les puits sont au nombre de 45."])
        #expect(answered.date == CalendarDay("2026-06-06"))
        let lapsed = try parse(
            question + "Transmise au Ministère de l'Europe\n\nLa question est caduque\n")
        #expect(lapsed.answers.isEmpty)
        #expect(lapsed.remarks.last { $0.role == .unanswered }?.text.hasSuffix("entretien.") == true)
    }

    @Test(
        "takes no page about questions for one with them",
        arguments: [
            """
            Question n° 2 de la semaine : à la mairie, qui répond ?
            Réponse : Le maire.
            """,
            """
            In written question E-001234/2026 Ann Example (Renew) asks about wells.

            Written question: what next?

            Reply

            "We are waiting", says her office.
            """,
            """
            Members use them often. One sent us hers.

            Asked on: a cold day in October

            To ask the Secretary of State is her right, she says.
            """,
        ])
    func leavesOrdinaryPages(page: String) throws {
        #expect(try parse(page, .paragraphs).answers.isEmpty)
    }
}
