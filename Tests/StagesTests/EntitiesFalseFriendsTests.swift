import EntitiesStage
import Pipeline
import PipelineTesting
import Testing

/// What looks like a name and is none, and names that look like others.
struct EntitiesFalseFriendsTests {
    /// The names in an answer, as `kind text = canonical name`; values are left out.
    private func named(_ text: String) throws -> [String] {
        let stage = try ShippedEntities.stage.get()
        var document = Document.paper("x", answers: [Answer(question: "", answer: text)])
        document.date = CalendarDay("2023-05-10")
        let bytes = Array(text.utf8)
        return (try stage.process(document).answers[0].entities ?? [])
            .filter { ![.money, .quantity, .date].contains($0.kind) }
            .map { "\($0.kind) \(String(decoding: bytes[$0.span.range], as: UTF8.self)) = \($0.canonical)" }
    }

    @Test(
        "takes a currency or a book year for no body",
        arguments: [
            "Dat kost 5 miljoen EUR per jaar.", "Dat kost EUR 10 mln. per jaar.",
            "Dit kost CHF 4 miljoen extra.", "Zij betaalde XOF 300 en 40 PLN.", "In FY 2023/24 daalde het.",
        ])
    func units(text: String) throws { #expect(try named(text) == []) }

    @Test(
        "reads capitals as the language of most small words has them, and as Dutch where there are none",
        arguments: [
            ("Die Frage ist nicht, ob das Amt und der Rat mit den Regeln in Berührung kommen.", []),
            ("Waarom krijgt de Zonnewind subsidie?", ["organisation Zonnewind = Zonnewind"]),
            (
                "The cost of the sea, zo heet het boek dat voor een deel niet van de Zonnewind is.",
                ["organisation Zonnewind = Zonnewind"]
            ),
        ])
    func tongues(text: String, expected: [String]) throws { #expect(try named(text) == expected) }

    @Test("takes three words of which none is a given name for no person")
    func longNames() throws {
        #expect(
            try named("Zie ook Nordic Harbour Signals in dat jaar.") == [
                "organisation Nordic Harbour Signals = Nordic Harbour Signals"
            ])
        #expect(
            try named("Zie ook Piet Harbour Signals.") == [
                "person Piet Harbour Signals = Piet Harbour Signals"
            ])
        #expect(try named("Zie ook Wobke ter Sluis.") == ["person Wobke ter Sluis = Wobke ter Sluis"])
    }

    @Test(
        "takes companies, plurals and headings for no persons",
        arguments: [
            (
                "Volgens Duinzicht B.V. en Piet Bos Transport N.V. is dat zo.",
                [
                    "organisation Duinzicht = Duinzicht",
                    "organisation Piet Bos Transport = Piet Bos Transport",
                ]
            ),
            (
                "Daar kwamen Marloes Zand v.o.f. te Ede en Brandaris C.V.",
                [
                    "organisation Marloes Zand = Marloes Zand", "place Ede = Ede",
                    "organisation Brandaris = Brandaris",
                ]
            ),
            (
                "Mevrouw B.V. de Vries en de heer N.V. Smit kwamen.",
                ["person B.V. de Vries = B.V. de Vries", "person N.V. Smit = N.V. Smit"]
            ),
            (
                "Dat is van Duinzicht B.V. Het ging toen naar Marloes Zand N.V. Daarna naar niemand.",
                ["organisation Duinzicht = Duinzicht", "organisation Marloes Zand = Marloes Zand"]
            ),
            ("Daar was Kamerlid S.A. Bos bij.", ["person S.A. Bos = S.A. Bos"]),
            ("Zie ook Duinzicht Foods.", ["organisation Duinzicht Foods = Duinzicht Foods"]),
            ("Zie ook Anna Bos Logistics.", ["organisation Anna Bos Logistics = Anna Bos Logistics"]),
            ("Daar spraken andere Hoge Colleges over.", []), ("Daar is het van P-Direkt.", []),
            ("Dat staat zo in P-Direkt.", []),
            ("Het gaat om Plan B, V en W.", ["policy Plan B = Plan B"]),
            ("Zie ook Woordvoerder N.V. Bos en anderen.", ["person N.V. Bos = N.V. Bos"]),
            ("Ook N.V. Bos kwam.", ["person N.V. Bos = N.V. Bos"]),
            ("Daarin staat 2013 Verschil Verschil (%) 10", []),
            (
                "Zie ook J-P Bos en Wobke Sluis.",
                ["person J-P Bos = J-P Bos", "person Wobke Sluis = Wobke Sluis"]
            ),
        ])
    func noPersons(text: String, expected: [String]) throws { #expect(try named(text) == expected) }

    @Test(
        "parts names that stand side by side, and verbs from names",
        arguments: [
            ("Steunt Rwanda M23?", ["place Rwanda = Rwanda", "organisation M23 = M23"]),
            (
                "Kan Frontex Griekenland helpen?",
                ["organisation Frontex = Frontex", "place Griekenland = Griekenland"]
            ),
            (
                "Krijgt UNRWA Nederlands geld?",
                ["organisation UNRWA = UNRWA", "place Nederlands = Nederland"]
            ),
            (
                "Mag Rusland VN-lid blijven?",
                ["place Rusland = Rusland", "organisation VN = Verenigde Naties"]
            ),
            ("Dat is zo. Zegt Rutte dat?", []), ("Wat is dat? Zegt ARK iets?", ["organisation ARK = ARK"]),
            (
                "Vergunningen van Tata Steel Nederland zijn er.",
                ["organisation Tata Steel Nederland = Tata Steel Nederland"]
            ),
        ])
    func neighbours(text: String, expected: [String]) throws { #expect(try named(text) == expected) }

    @Test(
        "takes the listed name from words that lost their space, or none",
        arguments: [
            ("Dat heeft de Generaalvan het leger gezegd.", []),
            (
                "Het Internationaal Strafhofverdacht hem; hij is verdacht.",
                ["organisation Internationaal Strafhof = Internationaal Strafhof"]
            ),
            ("Over Afghaansevrouwen is gesproken.", ["place Afghaanse = Afghanistan"]),
            ("De inzet in Afghanistanvoor het leger.", ["place Afghanistan = Afghanistan"]),
            ("De door de Talibanopgelegde regels.", ["organisation Taliban = Taliban"]),
            ("Volgens het Verdraginzake handel is dat zo.", []),
            (
                "Volgens het InternationaalGerechtshof mag dat.",
                ["organisation InternationaalGerechtshof = Internationaal Gerechtshof"]
            ),
            ("Volgens de Europeseassociatie mag dat.", ["place Europese = Europa"]),
            ("Er is een NationaalProgramma gestart.", []),
            (
                "Volgens het OpenbaarMinisterie is dat zo.",
                ["organisation OpenbaarMinisterie = Openbaar Ministerie"]
            ),
            (
                "Volgens AmnestyInternational is dat zo.",
                ["organisation AmnestyInternational = Amnesty International"]
            ),
        ])
    func glued(text: String, expected: [String]) throws { #expect(try named(text) == expected) }

    @Test(
        "calls one thing by one name",
        arguments: [
            ("hulp aan Kongo en Congo", Array(repeating: "Democratische Republiek Congo", count: 2)),
            (
                "uit Congo-Brazzaville en de Republiek Congo",
                Array(repeating: "Congo-Brazzaville", count: 2)
            ),
            ("en République démocratique du Congo", ["Democratische Republiek Congo"]),
            (
                "de EUNAVFOR Med.-Sophia, de EUNAVFOR MED Sophia en operatie Sophia",
                Array(repeating: "EUNAVFOR MED Sophia", count: 3)
            ),
            ("gevechten tussen SAF en RSF", ["Sudanese Armed Forces", "Rapid Support Forces"]),
            ("de bemiddeling door EAC", ["East African Community"]),
            ("in Charkiv, Kharkiv en Charkov", Array(repeating: "Charkiv", count: 3)),
            ("van ISGS, IS Sahel en ISIS-Sahel", Array(repeating: "ISGS", count: 3)),
            (
                "de Marechaussee of Koninklijke Marechaussee",
                Array(repeating: "Koninklijke Marechaussee", count: 2)
            ),
            (
                "in Sudan, Soedan, Zuid-Sudan en Zuid-Soedan",
                ["Soedan", "Soedan", "Zuid-Soedan", "Zuid-Soedan"]
            ),
            (
                "De minister Pistorius sprak. Boris Pistorius zei dat Pistorius kwam.",
                Array(repeating: "Boris Pistorius", count: 3)
            ),
            (
                "de Secretaris-Generaal van de VN, de Secretaris-Generaal van de Verenigde Naties",
                Array(repeating: "Secretaris-Generaal van de Verenigde Naties", count: 2)
            ),
        ])
    func canonical(text: String, expected: [String]) throws {
        #expect(try named(text).map { String($0.split(separator: " = ").last ?? "") } == expected)
    }

    @Test(
        "reads the number after a dossier with a part",
        arguments: [
            ("Zie Kamerstuk 21 501-02, nr. 2100.", "21501-02-2100"),
            ("Zie Kamerstuk 21501-20 nr. 31 daarover.", "21501-20-31"),
            ("Zie Kamerstuk 29 521, nr. 446.", "29521-446"), ("Zie 29 521-446 daarover.", "29521-446"),
            ("Zie Kamerstuk 21 501-02.", "21501-02"),
        ])
    func documents(text: String, expected: String) throws {
        let names = try named(text).filter { $0.hasPrefix("document") }
        #expect(names.count == 1 && names.allSatisfy { $0.hasSuffix("= " + expected) }, "\(names)")
    }

    @Test(
        "takes languages for no countries",
        arguments: [
            ("De brief is in het Engels.", []), ("Het stuk is in het Nederlands vertaald.", []),
            ("een Franse vertaling en Nederlandse les", []), ("in het Frans en het Engels.", []),
            ("een Franstalige en een Nederlandstalige school", []),
            (
                "het Nederlands recht en het Franse leger",
                ["place Nederlands = Nederland", "place Franse = Frankrijk"]
            ),
        ])
    func languages(text: String, expected: [String]) throws { #expect(try named(text) == expected) }

    @Test(
        "gives each its kind",
        arguments: [
            ("in gesprek met de heer Jordan over", ["person Jordan = Jordan"]),
            ("Volgens Déby is dat zo.", ["person Déby = Déby"]),
            (
                "in de Amerikaanse staat Georgia geldt",
                ["place Amerikaanse = Verenigde Staten", "place Georgia = Georgia"]
            ),
            ("in Georgia", ["place Georgia = Georgië"]),
            (
                "De Mensenrechtenambassadeur sprak.",
                ["role Mensenrechtenambassadeur = Mensenrechtenambassadeur"]
            ),
            ("geweld in de Middle Belt neemt toe", ["place Middle Belt = Middle Belt"]),
            ("een overleg van Senior Officials daarover", []),
            (
                "met het Hoog Commissariaat der VN voor Vluchtelingen",
                ["organisation Hoog Commissariaat der VN voor Vluchtelingen = UNHCR"]
            ),
            ("in de Voorjaarsnota staat", ["policy Voorjaarsnota = Voorjaarsnota"]),
            (
                "de implementatie van RED III volgt",
                ["policy RED III = Richtlijn hernieuwbare energie (RED III)"]
            ),
            ("in de Kamerbrief en de Kamerbief van mei", []),
            (
                "volgens de Wet stikstofreductie en natuurverbetering moet dat",
                [
                    "policy Wet stikstofreductie en natuurverbetering = Wet stikstofreductie en natuurverbetering"
                ]
            ),
            (
                "volgens de Wet kwaliteit, klachten en geschillen zorg moet dat",
                [
                    "policy Wet kwaliteit, klachten en geschillen zorg = Wet kwaliteit, klachten en geschillen zorg"
                ]
            ),
            ("volgens de Wet dieren en de Wet vis", ["policy Wet dieren = Wet dieren"]),
        ])
    func kinds(text: String, expected: [String]) throws { #expect(try named(text) == expected) }
}
