import Engine
import Foundation
import Pipeline
import Testing

@Suite struct PrintedNumbersTests {
    static func plain(_ text: String) -> PaperText {
        PaperText(
            lines: text.split(separator: "\n", omittingEmptySubsequences: false).map { .init(String($0)) },
            format: .plain)
    }

    struct Head: CustomTestStringConvertible, Sendable {
        let why: String
        let text: String
        let own: [Identifier]
        var cases: [Identifier] = []
        var testDescription: String { why }
    }

    static let heads = [
        Head(
            why: "an advance copy, whose session its day tells",
            text: "AH 604\n2024Z18294\nAntwoord van minister Voorbeeld (ontvangen 3 december 2024)\nVraag 1",
            own: ["ah-tk-20242025-604"], cases: ["2024Z18294"]),
        Head(
            why: "in spring the session began in the year before",
            text:
                "AH 2926\n2023Z 08294\nAntwoord van minister Voorbeeld (ontvangen 21\u{A0}juni 2023)\nVraag 1",
            own: ["ah-tk-20222023-2926"], cases: ["2023Z08294"]),
        Head(
            why: "in September it could be either session",
            text: "AH 12\n2024Z12294\nAntwoord van minister Voorbeeld (ontvangen 18 september 2024)\nVraag 1",
            own: [], cases: ["2024Z12294"]),
        Head(
            why: "the identifier in the margin, with what is glued to it",
            text: "Ja.\nah-tk-20242025-595ISSN 0921 - 7398’s-Gravenhage 2024", own: ["ah-tk-20242025-595"]),
        Head(
            why: "a list of identifiers is of other papers",
            text: "Zie ook\nah-tk-20242025-595\nah-tk-20242025-596", own: []),
        Head(
            why: "an identifier that a line break left alone is of another paper",
            text: "Dat staat in\nkst-29521-446\nen elders.", own: []),
        Head(
            why: "identifiers in running text are of other papers",
            text: "Zie ah-tk-20242025-595 voor het antwoord.", own: []),
        Head(
            why: "the head of the Appendix, with marks of Markdown",
            text: """
                ## Tweede Kamer der Staten-Generaal
                2
                **Vergaderjaar 2024-2025** Aanhangsel van de Handelingen
                Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden
                ### 403
                Vragen van het lid Proefstuk (D66)
                """, own: ["ah-tk-20242025-403"]),
        Head(
            why: "the other chamber numbers for itself",
            text: """
                Eerste Kamer der Staten-Generaal
                Vergaderjaar 2024-2025 Aanhangsel van de Handelingen
                7
                """, own: []),
        Head(
            why: "a dossier in parts",
            text: """
                Tweede Kamer der Staten-Generaal 2
                Vergaderjaar 2022–2023
                21 501-02 Raad Algemene Zaken en Raad Buitenlandse Zaken
                Nr. 2587 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG
                """, own: ["kst-21501-02-2587"]),
        Head(
            why: "a chapter of the budget, with a hard space",
            text: """
                Tweede Kamer der Staten-Generaal
                36\u{A0}200 XVII Vaststelling van de begrotingsstaten voor het jaar 2023
                Nr. 5
                LIJST VAN VRAGEN EN ANTWOORDEN
                """, own: ["kst-36200-XVII-5"]),
        Head(
            why: "a dossier without a number in it is shared by many papers",
            text: "Tweede Kamer der Staten-Generaal\n29 237 Afrikabeleid\nVerslag", own: []),
        Head(
            why: "numbers behind the first question are of other papers",
            text: """
                Vragen van het lid Proefstuk
                Vraag 1
                Kent u 2024Z17972?
                Tweede Kamer der Staten-Generaal
                29 237 Afrikabeleid
                Nr. 178
                """, own: []),
        Head(
            why: "what is cut off anywhere",
            text: "AH \n12 345\nNr. \n2024Z\n12 345-\nAH 99999999999999999999", own: []),
    ]

    @Test("finds what a paper prints of itself, and nothing else", arguments: heads)
    func finds(_ head: Head) {
        let numbers = PrintedNumbers(Self.plain(head.text))
        #expect(numbers.own == head.own)
        #expect(numbers.cases == head.cases)
    }

    @Test("nothing in bytes cut anywhere ends the process")
    func cut() {
        for head in Self.heads {
            for length in 0..<head.text.utf8.count {
                _ = PrintedNumbers(Self.plain(String(decoding: head.text.utf8.prefix(length), as: UTF8.self)))
            }
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("shared/documents")

    /// Real papers, where the folder with them lies beside the checkout; their file names say their numbers.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: folder.path)))
    func `real papers print the numbers that their file names say`() throws {
        var (right, wrong): (Int, [String]) = (0, [])
        for kind in ["nl-ah-pdf", "nl-antwoord-docx"] {
            let folder = Self.folder.appendingPathComponent(kind)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                let numbers = PrintedNumbers(Self.plain(text))
                let words = name.split { $0 == "-" || $0 == "." }
                guard
                    let number = words.first(where: { $0.count < 5 && Int($0) != nil })
                        ?? words.dropFirst(3).first
                else { continue }
                let isRight = numbers.own.count == 1 && numbers.own[0].rawValue.hasSuffix("-\(number)")
                if isRight { right += 1 } else { wrong.append("\(name): \(numbers.own)") }
            }
        }
        #expect(wrong.isEmpty && right > 15, "\(right) right, wrong: \(wrong)")
    }
}
