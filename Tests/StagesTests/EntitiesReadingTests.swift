import EntitiesStage
import Pipeline
import PipelineTesting
import Testing

/// How much of what a reader would mark the stage finds in answers that it was not made from.
struct EntitiesReadingTests {
    private struct Measure {
        var (right, found, wanted) = (0, 0, 0)
        var f1: Double { found + wanted == 0 ? 1 : 2 * Double(right) / Double(found + wanted) }
    }

    private func item(_ kind: Entity.Kind, _ text: String) -> String {
        "\(kind.rawValue) " + text.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    }

    /// Floors a little beneath what was measured, so that a change that loses a class of names is seen.
    @Test(
        "marks what a reader would mark",
        arguments: [
            ("first", MarkedAnswers.first, 0.96), ("second", MarkedAnswers.second, 0.89),
        ])
    func marks(set: String, source: String, floor: Double) throws {
        let stage = try ShippedEntities.stage.get()
        let papers = try MarkedAnswers(source).papers
        #expect(papers.count >= 38)
        var (all, byKind): (Measure, [Entity.Kind: Measure]) = (Measure(), [:])
        for paper in papers {
            var document = Document.paper("x", answers: [Answer(question: "", answer: paper.text)])
            document.date = CalendarDay("2022-01-01")
            let bytes = Array(paper.text.utf8)
            let entities = (try stage.process(document).answers[0].entities ?? []).filter {
                ![.date, .money, .quantity].contains($0.kind)
            }
            let found = Set(
                entities.map { item($0.kind, String(decoding: bytes[$0.span.range], as: UTF8.self)) })
            let wanted = Set(paper.marks.map { item($0.kind, $0.text) })
            for mark in paper.marks {
                let key = item(mark.kind, mark.text)
                guard
                    let entity = entities.first(where: {
                        item($0.kind, String(decoding: bytes[$0.span.range], as: UTF8.self)) == key
                    })
                else { continue }
                #expect(entity.isDemonym == mark.isDemonym, "\(paper.heading): \(mark.text)")
                if let canonical = mark.canonical {
                    #expect(entity.canonical == canonical, "\(paper.heading)")
                }
            }
            for kind in Entity.Kind.allCases {
                let (found, wanted) = (
                    found.filter { $0.hasPrefix(kind.rawValue + " ") },
                    wanted.filter { $0.hasPrefix(kind.rawValue + " ") }
                )
                byKind[kind, default: Measure()].right += found.intersection(wanted).count
                byKind[kind, default: Measure()].found += found.count
                byKind[kind, default: Measure()].wanted += wanted.count
            }
            all.right += found.intersection(wanted).count
            all.found += found.count
            all.wanted += wanted.count
        }
        #expect(all.f1 > floor, "\(set): \(all)")
        for (kind, measure) in byKind where measure.wanted > 5 {
            #expect(measure.f1 > floor - 0.12, "\(set), \(kind): \(measure)")
        }
    }

    private func named(_ text: String, date: String? = "2021-05-10", desk: String? = nil) throws -> [String] {
        let stage =
            try desk.map { try EntitiesStage(.init(), data: DataBeside(names: $0)) }
            ?? ShippedEntities.stage.get()
        var document = Document.paper("x", answers: [Answer(question: "", answer: text)])
        document.date = date.flatMap { CalendarDay($0) }
        let bytes = Array(text.utf8)
        return (try stage.process(document).answers[0].entities ?? []).map {
            "\($0.kind) \(String(decoding: bytes[$0.span.range], as: UTF8.self)) = \($0.canonical)"
        }
    }

    @Test(
        "takes no beginning of a sentence, no heading and no common thing for a name",
        arguments: [
            "Kunt u dit toelichten? Bent u bereid? Deelt u die mening? Klopt dit?",
            "Herkent u dit beeld? Onderschrijft u dat? Waarop baseert u dat?",
            "Indien dit zo is, dan niet. Best kan dat.",
            "De Staatssecretaris en de Minister antwoorden de Kamer.",
            "VRAGEN EN ANTWOORDEN OVER WEGEN", "Het persoonsgebonden budget (PGB) is op. Het PGB blijft.",
            "De ICT van het MBO en de BTW.", "De hersteloperatie en het Wetgevingsoverleg.",
        ])
    func passesOver(text: String) throws {
        let found = try named(text); #expect(found == [])
    }

    @Test(
        "knows for the rest of the paper what was introduced once",
        arguments: [
            (
                "Directeur Zdenka Vrolikova sprak. Vrolikova zweeg later.",
                ["person Zdenka Vrolikova = Zdenka Vrolikova", "person Vrolikova = Zdenka Vrolikova"]
            ),
            (
                "Het Staatsbureau voor de Wolven (SbW) telt. SbW telt mee.",
                [
                    "organisation Staatsbureau voor de Wolven = Staatsbureau voor de Wolven",
                    "organisation SbW = Staatsbureau voor de Wolven",
                    "organisation SbW = Staatsbureau voor de Wolven",
                ]
            ),
            (
                "Het Fonds voor de Medische Ongevallen (FMO) betaalt. Het FMO betaalt.",
                [
                    "organisation Fonds voor de Medische Ongevallen = Fonds voor de Medische Ongevallen",
                    "organisation FMO = Fonds voor de Medische Ongevallen",
                    "organisation FMO = Fonds voor de Medische Ongevallen",
                ]
            ),
            (
                "minister Kaag en staatssecretaris S. Dekker",
                ["person Kaag = Sigrid Kaag", "person S. Dekker = Sander Dekker"]
            ),
        ])
    func remembers(text: String, expected: [String]) throws {
        let date = text.contains("Dekker") ? "2020-05-10" : "2021-05-10"
        #expect(try named(text, date: date) == expected)
    }

    @Test func `does what the desk wants`() throws {
        let text = "De Verenigde Naties, Africa Corps, Trouw en de Zeehondenwacht in Wolfersveen."
        let desk = """
            # ours
            rename Verenigde Naties | VN
            merge Africa Corps | Wagner Group
            forbid Trouw
            add organisation Zeehondenwacht | Zeewacht
            forbid Wolfersveen
            """
        #expect(
            try named(text, desk: desk) == [
                "organisation Verenigde Naties = VN", "organisation Africa Corps = Wagner Group",
                "organisation Zeehondenwacht = Zeehondenwacht",
            ])
    }

    @Test(
        "says which line of the desk's file is wrong",
        arguments: [
            (
                "\nmerg A | B",
                "names/desk.names:2: 'merg' is nothing to do with a name; there are add, merge, rename and forbid"
            ),
            (
                "add thing A",
                "names/desk.names:1: 'thing' is no kind of name; there are person, party, organisation, place, mission, policy"
            ),
            ("merge A", "names/desk.names:1: merge wants two names or more, the last of which stays"),
            ("merge A | A", "names/desk.names:1: 'A' cannot be merged into itself"),
            ("rename A | B | C", "names/desk.names:1: rename wants two names, the old one and the new one"),
            ("forbid –", "names/desk.names:1: '–' is no name: it has no letters"),
        ])
    func complains(desk: String, expected: String) {
        let problem = #expect(throws: InvalidOptions.self) { try named("x", desk: desk) }
        #expect(problem?.description == expected)
    }

    /// The repository's data, and a desk's file.
    private struct DataBeside: DataFiles {
        let names: String

        func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
            folder == "names"
                ? [DataFile(path: "names/desk.names", text: names)] : try RepositoryData().files(in: folder)
        }
    }
}
