import Pipeline

/// What the gazetteers call the things that themes name: canonical name or identifier to every form.
///
/// The themes stage reads the lists by itself, so that it does not hang on the entities stage having run before.
struct GazetteerNames {
    private let files: [DataFile]
    private var forms: [String: [String]]?

    init(_ files: [DataFile]) { self.files = files.filter { $0.path.hasSuffix(".tsv") } }

    /// All forms of a thing, adjectives and inhabitants included; `nil` where no list has it.
    mutating func forms(of name: String) -> [String]? {
        if forms == nil { forms = read() }
        return forms?[name]
    }

    private func read() -> [String: [String]] {
        var result: [String: [String]] = [:]
        for file in files {
            var columns: [Substring]?
            for line in file.text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
                let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
                guard let known = columns else {
                    columns = cells
                    continue
                }
                func cell(_ name: Substring) -> Substring {
                    known.firstIndex(of: name).flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
                }
                let (canonical, id) = (String(cell("canonical")), String(cell("id")))
                guard !canonical.isEmpty else { continue }
                let forms =
                    [canonical]
                    + (cell("forms").split(separator: "|") + cell("demonyms").split(separator: "|")).map(
                        String.init)
                // A name that stands twice belongs to the line that comes first.
                for name in [canonical, id] where !name.isEmpty && result[name] == nil {
                    result[name] = forms
                }
            }
        }
        return result
    }
}
