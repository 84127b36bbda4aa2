import CommitmentsStage
import EntitiesStage
import Foundation
import ParseStage
import Pipeline
import PipelineTesting
import Testing
import ThemesStage

/// Papers made of words and signs that mean something to the stages, in any order: nothing of it may end the process.
///
/// The soup is the same on every run. `BODE_SOUP=100000` cooks more of it, for a long look.
@Suite struct TokenSoupTests {
    static let signs = [
        "-", "–", "/", ".", ",", ":", ";", "(", ")", "[", "]", "“", "”", "'", "’", "%", "€", "£", "$", "&",
        "|", "\u{AD}", "\u{A0}",
    ]
    static let words = [
        "Vraag", "Antwoord", "Antwoorden", "vragen", "en", "t/m", "tot", "tussen", "van", "op", "nr.", "nr",
        "Inbreng", "Zie",
        "het antwoord op vraag", "Kamerstuk", "Kamerstukken II", "Aanhangsel Handelingen, vergaderjaar",
        "2022Z", "ah-tk-", "kst-",
        "januari", "maart", "december", "jl.", "jongstleden", "afgelopen", "komende", "eerste helft",
        "kwartaal", "begin", "medio",
        "eind", "jaar", "dagen", "weken", "maanden", "eeuw", "vorig", "volgend", "dit", "miljoen", "miljard",
        "euro", "procent",
        "duizend", "honderd", "één", "een", "twee", "half", "anderhalf", "ongeveer", "meer dan", "militairen",
        "leden", "km²",
        "Mali", "Niger", "Nigeria", "Sahel", "MINUSMA", "minister van", "de heer", "mevrouw", "Van", "der",
        "VVD-fractie", "CDA",
        "(D66)", "de leden van de", "kabinet", "zal", "uw Kamer", "informeren", "wordt", "geïnformeerd", "1.",
        "1)", "II", "🙂", "é",
        "Drucksache", "Kleine Anfrage", "Antwort der Bundesregierung", "Zu den Fragen", "Vorbemerkung der",
        "und", "bis",
        "Ann Example: To ask the Secretary of State for", "Bob Sample:", "[294871]", "Vraag nr.",
        "aan de minister:",
        "Texte de la question", "Réponse. -", "Rubrique", "E-003714/2021", "Question for written answer",
        "Answer given by",
        "on behalf of", "Subject:", "[1]", "2. Wie?", "?2.",
    ]
    static let numbers = [
        "0", "1", "2", "9", "10", "12", "13", "28", "29", "30", "31", "32", "99", "100", "1899", "1900",
        "1999", "2000", "2022",
        "2023", "2099", "2100", "2101", "9999", "10000", "99999999999999999999", "00", "007", "1.000", "3,5",
        "17-6", "2022-2023",
        "2022–23", "29521-446", "12.500.000", "1/2", "31 februari 2023", "30-02-2023", "2100-2100", "24:61",
    ]

    static func soup(_ random: inout some RandomNumberGenerator) -> [String] {
        (0..<Int.random(in: 1...12, using: &random)).map { _ in
            var line = ""
            for _ in 0..<Int.random(in: 0...14, using: &random) {
                let shelf = [words, numbers, numbers, signs].randomElement(using: &random) ?? words
                line += (shelf.randomElement(using: &random) ?? "") + (Bool.random(using: &random) ? " " : "")
            }
            return line
        }
    }

    @Test func `every stage survives any soup, and its spans lie in the text`() throws {
        let data = RepositoryData()
        let stages: [any Stage] = [
            try ParseStage(data: data), try ThemesStage(.init(), data: data),
            try EntitiesStage(.init(), data: data),
            try CommitmentsStage(.init(), data: data),
        ]
        let count = ProcessInfo.processInfo.environment["BODE_SOUP"].flatMap { Int($0) } ?? 400
        for seed in 0..<count {
            var random = SeededGenerator(UInt64(seed))
            let format = [PaperText.Format.plain, .pdf, .paragraphs].randomElement(using: &random) ?? .plain
            var document = Document.paper("soup-\(seed)", lines: Self.soup(&random), format: format)
            document.date = CalendarDay(
                daysSinceEpoch: Int64.random(in: -800_000...3_000_000, using: &random))
            for stage in stages { document = try stage.process(document) }
            // What parse found may be nothing; the others meet the soup in any case.
            var plain = Document.paper(
                "soup-\(seed)",
                answers: [
                    Answer(
                        numbers: [1], question: Self.soup(&random).joined(separator: "\n\n"),
                        answer: Self.soup(&random).joined(separator: "\n\n"))
                ])
            plain.date = document.date
            for stage in stages.dropFirst() { plain = try stage.process(plain) }
            for answer in document.answers + plain.answers {
                for entity in answer.entities ?? [] {
                    #expect(
                        entity.span.range.upperBound <= answer.text(of: entity.span.passage).utf8.count,
                        "seed \(seed)")
                }
            }
        }
    }
}
