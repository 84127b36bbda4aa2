import Daemon
import Foundation
import Host
import Testing

@Suite("Comparing what stages found with labels", .timeLimit(.minutes(2)))
struct LabelScoresTests {
    private static let paper = """
        Vraag 1
        Wat doet de VVD in Mali?
        Antwoord 1
        De regering steunt MINUSMA in Mali. Het kabinet zal uw Kamer in de eerste helft van 2023 over de inzet informeren.
        Vraag 2
        Hoe laat is het?
        Antwoord 2
        Twaalf uur.
        """

    private static let labels = """
        [{"number": 1, "themes": ["missions", "china"],
          "entities": {"question": [{"type": "party", "text": "VVD", "canonical": "VVD"}, {"type": "place", "text": "M ali", "canonical": "Burkina Faso"}],
                       "answer": [{"type": "mission", "text": "mi-nusma", "canonical": "MINUSMA"}, {"type": "place", "text": "Mali", "canonical": "Mali"},
                                  {"type": "date", "text": "eerste helft van 2023", "value": "2023-01-01/2023-06-30"},
                                  {"type": "person", "text": "Niemand"}]},
          "commitments": [{"text": "zal uw Kamer in de eerste helft van 2023 over de inzet informeren", "due": "2024"}],
          "response": "answered"},
         {"number": 3, "themes": ["russia"], "entities": {"answer": [{"type": "place", "text": "Niger"}]},
          "commitments": [{"text": "Iets.", "due": null}], "response": "refers"}]
        """

    private func report(guidelines: String? = nil, alerts: String? = nil, watch: String = "theme:sahel")
        async throws
        -> EvaluationReport
    {
        let path = "/tmp/bode-test-\(UInt64.random(in: 0...(.max)))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for folder in ["", "/gold", "/documents"] { try Files.makeDirectory(path + folder) }
        var files = [
            "documents/haven.txt": Self.paper, "documents/other.txt": "Vraag 1\nEn nu?\nAntwoord 1\nNiets.\n",
            "gold/haven.labels.json": Self.labels,
        ]
        files["gold/GUIDELINES.md"] = guidelines
        files["documents/ALERT_LABELS.tsv"] = alerts
        for (name, text) in files { try Files.writeDurably(Array(text.utf8), to: "\(path)/\(name)") }
        return try await EvaluateCommand(
            gold: "\(path)/gold", documents: "\(path)/documents",
            stages: ["parse", "themes", "entities", "commitments"], watch: watch
        ).report()
    }

    @Test("mentions are compared without white space, hyphens and case, and what is missing is missed")
    func comparesMentions() async throws {
        let labels = try #require(try await report().labels)
        #expect(labels.entityTypes["mission"]?.right == 1)
        #expect(labels.entityTypes["place"]?.right == 2)
        // That of the answer which is not there.
        #expect(labels.entityTypes["place"]?.wanted == 3)
        #expect(labels.entityTypes["person"]?.recall == 0)
        #expect(labels.mentions["place"]?.canonical == Tally(right: 1, of: 2))
        #expect(labels.mentions["date"]?.value == Tally(right: 1, of: 1))
        #expect(labels.mentions["place"]?.demonym == Tally(right: 2, of: 2))
        #expect(labels.responses == Tally(right: 1, of: 2))
    }

    @Test("a promise is the sentence or the part of it that promises; its term is compared apart")
    func comparesPromises() async throws {
        let commitments = try #require(try await report().labels).commitments
        #expect(commitments.measure.right == 1)
        #expect(commitments.measure.wanted == 2)
        #expect(commitments.due == Tally(right: 0, of: 1))
    }

    @Test("themes count that readers could choose, found or not")
    func comparesThemes() async throws {
        let few = try #require(try await report().labels)
        #expect(few.eachTheme["missions"]?.right == 1)
        #expect(few.eachTheme["china"]?.recall == 0)
        #expect(few.eachTheme["sahel"] == nil)
        let all = try await report(
            guidelines: "# Gold\n## Themes\n| id | files |\n| --- | --- |\n| `sahel` | all |\n")
        #expect(all.labels?.eachTheme["sahel"]?.found == 1)
    }

    @Test("a watch is held against the papers that it is to tell of, with the words for which it did")
    func comparesAlerts() async throws {
        let none = try await report()
        #expect(none.alerts == nil)
        let alerts = try #require(
            try await report(
                alerts: "# labels\nfile\tlabel\tnote\nhaven.txt\tmention\tpassing\nother.txt\tpart\t\n"
            ).alerts)
        #expect(alerts.papers == 2)
        let alarm = try #require(alerts.falseAlarms.first)
        #expect(alarm.document == "haven.txt" && alarm.note == "passing")
        #expect(alarm.answers.first?.evidence.contains("Mali") == true)
        #expect(alerts.misses.map(\.document) == ["other.txt"])
        #expect((alerts.measure.right, alerts.measure.found, alerts.measure.wanted) == (0, 1, 1))
        let right = try #require(try await report(alerts: "haven.txt\tyes\n").alerts)
        #expect(right.measure.f1 == 1)
    }

    @Test("a table of alerts that says something else is refused, and a paper that is not there is told")
    func refusesTables() async throws {
        await #expect(throws: EvaluationProblem.self) { try await report(alerts: "haven.txt\tmaybe\n") }
        #expect(try await report(alerts: "gone.txt\tyes\n").unread.contains { $0.hasPrefix("gone.txt") })
    }
}
