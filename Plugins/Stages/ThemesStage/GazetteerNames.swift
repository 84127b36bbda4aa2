import Language
import Pipeline

/// What the gazetteers call the things that themes name: canonical name or identifier to every form.
///
/// The themes stage reads the lists by itself, so that it does not hang on the entities stage having run before.
struct GazetteerNames {
    /// A line of a list: what it calls a thing, and the cells with its other forms, which few are asked for.
    private struct Line {
        let canonical: String
        let forms, demonyms: Substring
    }

    private let files: [DataFile]
    private var lines: [String: Line]?

    init(_ files: [DataFile]) { self.files = files.filter { $0.path.hasSuffix(".tsv") } }

    /// All forms of a thing, adjectives and inhabitants included; `nil` where no list has it.
    mutating func forms(of name: String) -> [String]? {
        if lines == nil { lines = read() }
        guard let line = lines?[name] else { return nil }
        return [line.canonical] + ListText.parts(of: line.forms) + ListText.parts(of: line.demonyms)
    }

    private func read() -> [String: Line] {
        var result: [String: Line] = [:]
        for file in files {
            // Where the four that are wanted stand.
            var places: [Int?]?
            for line in ListText.lines(of: file.text) where !line.isEmpty && !line.isRemark {
                let cells = ListText.cells(of: line)
                guard let places else {
                    places = ["canonical", "id", "forms", "demonyms"].map { cells.firstIndex(of: $0) }
                    continue
                }
                func cell(_ number: Int) -> Substring {
                    places[number].flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
                }
                let (canonical, id) = (String(cell(0)), String(cell(1)))
                guard !canonical.isEmpty else { continue }
                let line = Line(canonical: canonical, forms: cell(2), demonyms: cell(3))
                // A name that stands twice belongs to the line that comes first.
                for name in [canonical, id] where !name.isEmpty && result[name] == nil {
                    result[name] = line
                }
            }
        }
        return result
    }
}
