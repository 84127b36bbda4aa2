import Foundation
import ParseStage
import Pipeline
import PipelineTesting

/// Runs the stage on text, with form feeds between pages.
func parse(
    _ text: String, _ format: PaperText.Format = .plain, title: String = "", published: Timestamp? = nil
) throws -> Document {
    var page = 1
    var lines: [PaperText.Line] = []
    for part in text.split(separator: "\u{C}", omittingEmptySubsequences: false) {
        lines += part.split(separator: "\n", omittingEmptySubsequences: false).map {
            .init(String($0), page: page)
        }
        page += 1
    }
    let publication = Publication(
        source: "test", entryID: "1", identity: "test#1", title: title, published: published)
    let stage = try ParseStage(data: NoData())
    return try stage.process(
        Document(publication: publication, text: PaperText(lines: lines, format: format)))
}

/// Runs the stage on lines that say more of themselves than their text.
func parse(lines: [PaperText.Line], _ format: PaperText.Format = .paragraphs, title: String = "") throws
    -> Document
{
    let publication = Publication(source: "test", entryID: "1", identity: "test#1", title: title)
    let stage = try ParseStage(data: NoData())
    return try stage.process(
        Document(publication: publication, text: PaperText(lines: lines, format: format)))
}

extension PaperText.Line {
    /// A paragraph of a Word document.
    static func word(_ text: String, bold: Bool = false, italic: Bool = false, left: Double = 0) -> Self {
        .init(text, setting: .init(left: left, size: 11, isBold: bold, isItalic: italic))
    }

    static let blank = PaperText.Line("")
}

/// How often each letter and digit stands in texts.
func letters(_ texts: [String]) -> [Unicode.Scalar: Int] {
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in texts.joined().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        counts[scalar, default: 0] += 1
    }
    return counts
}

extension Document {
    /// The letters of its text that its answers, footnotes and remarks have fewer of.
    var lost: [Unicode.Scalar: Int] {
        let notes = Dictionary(
            answers.flatMap(\.footnotes).map { ($0.ordinal, $0.label + $0.text) },
            uniquingKeysWith: { one, _ in one })
        let told =
            letters(answers.flatMap { [$0.question, $0.answer] } + remarks.map(\.text) + notes.values)
        return letters(text.lines.map(\.text)).compactMapValues { $0 }.filter {
            told[$0.key, default: 0] < $0.value
        }
    }

    /// Its footnotes, those that answers call before the others.
    var notes: [String] {
        answers.flatMap(\.footnotes).map { "\($0.label) \($0.text)" }
            + remarks.filter { $0.role == .footnote }.map(\.text)
    }

    var codes: [String] { oddities.map(\.code) }

    func answer(_ number: Int) -> Answer? { answers.first { $0.numbers.contains(number) } }
}

/// Real papers that lie beside the checkout on some machines.
enum SharedPapers {
    static let folder: URL = {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return root.deletingLastPathComponent().appending(path: "shared")
    }()

    static let areHere = FileManager.default.fileExists(atPath: folder.appending(path: "documents").path)

    static func text(_ path: String) throws -> String {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
}
