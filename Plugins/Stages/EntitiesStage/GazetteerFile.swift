import Language
import Pipeline

/// One tab-separated file of names; the form is described beside the files, in `gazetteers/README.md`.
struct GazetteerFile {
    struct Entry {
        let category: Gazetteer.Category
        let canonical: String
        let id: String?
        let phrases: [(Phrase, isDemonym: Bool)]
    }

    private(set) var entries: [Entry] = []

    private static let header = ["kind", "canonical", "id", "forms", "demonyms"]

    init(_ file: DataFile) throws(InvalidOptions) {
        var isHeaderRead = false
        let lines = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            func problem(_ column: Int, _ message: String) -> InvalidOptions {
                InvalidOptions(file.path, "\(index + 1):\(column): \(message)")
            }
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard isHeaderRead else {
                guard cells == Self.header else {
                    throw problem(
                        1, "the first line must name the columns: \(Self.header.joined(separator: ", "))")
                }
                isHeaderRead = true
                continue
            }
            guard cells.count <= Self.header.count else {
                throw problem(1, "there are \(cells.count) columns, where \(Self.header.count) are known")
            }
            func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
            guard let category = Gazetteer.Category(cell(0)) else {
                throw problem(1, "'\(cell(0))' is no kind of name")
            }
            guard !cell(1).isEmpty else { throw problem(cell(0).count + 2, "the canonical name is missing") }
            var phrases: [(Phrase, Bool)] = []
            let forms = [cell(1)] + cell(3).split(separator: "|").map(String.init)
            let demonyms = cell(4).split(separator: "|").map(String.init)
            for (form, isDemonym) in forms.map({ ($0, false) }) + demonyms.map({ ($0, true) }) {
                guard let phrase = Phrase(form, capitals: .asWritten(in: form)) else {
                    throw problem(1, "'\(form)' has no letters")
                }
                phrases.append((phrase, isDemonym))
            }
            entries.append(
                Entry(
                    category: category, canonical: cell(1), id: cell(2).isEmpty ? nil : cell(2),
                    phrases: phrases))
        }
    }
}
