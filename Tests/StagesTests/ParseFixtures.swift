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

extension Document {
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
