import Pipeline

/// A ministry, and how to reach it.
struct Ministry: Sendable {
    let name: String
    /// What its ministers are ministers of, as papers write it.
    let portfolios: [String]
    let fields: [String: String]
    let url: String?

    private static let columns = ["name", "abbreviation", "names", "url", "phone", "email"]

    /// Reads a table: a line with the names of the columns, then one line each, parted by tabs; `#` begins a comment.
    static func read(_ file: DataFile) throws(InvalidOptions) -> [Ministry] {
        var ministries: [Ministry] = []
        var isHeadRead = false
        for (index, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty && !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard isHeadRead else {
                guard cells == columns else {
                    throw InvalidOptions(
                        "\(file.path):\(index + 1)", "the columns must be \(columns.joined(separator: ", "))")
                }
                isHeadRead = true
                continue
            }
            guard cells.count == columns.count, !cells[0].isEmpty else {
                throw InvalidOptions(
                    "\(file.path):\(index + 1)", "must have a name and \(columns.count) columns")
            }
            ministries.append(Ministry(cells))
        }
        return ministries
    }

    private init(_ cells: [String]) {
        let row = Dictionary(uniqueKeysWithValues: zip(Self.columns, cells)).filter { !$0.value.isEmpty }
        name = row["name", default: ""]
        portfolios = row["names", default: ""].split(separator: "|").map(String.init)
        url = row["url"]
        fields = row.filter { ["abbreviation", "phone", "email"].contains($0.key) }
    }

    func contact(at span: Span?) -> Annotation {
        Annotation(
            stage: ContactsStage.name, kind: ContactsStage.kind, text: name, language: "nl", url: url,
            span: span,
            fields: fields.isEmpty ? nil : fields)
    }

    /// Where the answer first says `ministerie van …`.
    func mention(in answer: Answer) -> Span? {
        for portfolio in portfolios {
            for word in ["ministerie van ", "Ministerie van "] {
                let words = word + portfolio
                guard let range = answer.answer.firstRange(of: words) else { continue }
                let start = answer.answer.utf8.distance(from: answer.answer.startIndex, to: range.lowerBound)
                return Span(.answer, start..<start + words.utf8.count)
            }
        }
        return nil
    }
}
