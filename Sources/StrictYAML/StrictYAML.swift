import Yams

/// Reads the YAML that people write for Bode, and refuses what they cannot have meant.
///
/// The syntax is that of YAML 1.1 as libyaml reads it, with less room for surprise: keys stand once and are words, a file
/// holds one document, anchors, aliases and tags are refused, and a word means what is asked for: `off` is text to who wants
/// text and false to who wants a truth value. Every value knows its place, which every message names.
package enum StrictYAML {
    /// The largest file that is read, in bytes.
    package static let maximumSize = 4 << 20
    /// How deep values may be nested.
    package static let maximumDepth = 64
    /// How many values one file may hold.
    package static let maximumCount = 200_000

    /// Reads a file's text; an empty file is an empty mapping.
    ///
    /// `file` is what messages call it.
    package static func parse(_ text: String, file: String) throws(YAMLProblem) -> YAMLValue {
        let start = YAMLPlace(file: file, line: 1, column: 1)
        guard text.utf8.count <= maximumSize else {
            throw YAMLProblem(start, "the file is larger than \(maximumSize) bytes")
        }
        if let found = MarkScan(text) {
            let name = found.mark == "&" ? "anchors (&name)" : "tags (!name)"
            throw YAMLProblem(
                YAMLPlace(file: file, line: found.line, column: found.column),
                "\(name) are not allowed; put text that begins with \(found.mark) in quotes")
        }
        let root: Node?
        do {
            // Without rules no word is taken for a number, a date or a truth value.
            root = try compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw problem(error, file: file)
        } catch {
            throw YAMLProblem(start, "\(error)")
        }
        guard let root else {
            return YAMLValue(place: start, path: "", content: .scalar("", isQuoted: false))
        }
        var builder = TreeBuilder(file: file)
        return try builder.value(of: root, path: "", depth: 0)
    }

    private static func problem(_ error: YamlError, file: String) -> YAMLProblem {
        func place(_ mark: Mark) -> YAMLPlace {
            YAMLPlace(file: file, line: max(mark.line, 1), column: max(mark.column, 1))
        }
        let start = YAMLPlace(file: file, line: 1, column: 1)
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            if problem.contains("alias") {
                return YAMLProblem(place(mark), "a word that begins with * must stand in quotes")
            }
            let setting = context.map { " (\($0.text) in line \($0.mark.line))" } ?? ""
            return YAMLProblem(place(mark), problem + setting)
        case .duplicatedKeysInMapping(let keys, let context):
            return YAMLProblem(
                place(context.mark), "key '\(keys.first ?? "")' stands twice in the same mapping, first here")
        case .reader(let problem, let offset, _, let yaml):
            let before = yaml.prefix(max(offset ?? 0, 0))
            let line = before.count { $0.isNewline } + 1
            let column =
                (before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last?.count ?? 0)
                + 1
            return YAMLProblem(YAMLPlace(file: file, line: line, column: column), problem)
        default:
            return YAMLProblem(start, "\(error)")
        }
    }
}

/// Turns the parser's nodes into values, within the limits.
private struct TreeBuilder {
    let file: String
    private var count = 0

    init(file: String) { self.file = file }

    mutating func value(of node: Node, path: String, depth: Int) throws(YAMLProblem) -> YAMLValue {
        let place = place(of: node)
        count += 1
        guard depth < StrictYAML.maximumDepth else {
            throw YAMLProblem(place, "values are nested deeper than \(StrictYAML.maximumDepth) levels")
        }
        guard count <= StrictYAML.maximumCount else {
            throw YAMLProblem(place, "the file holds more than \(StrictYAML.maximumCount) values")
        }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            return YAMLValue(place: place, path: path, content: .scalar(scalar.string, isQuoted: isQuoted))
        case .sequence(let sequence):
            var elements: [YAMLValue] = []
            for element in sequence {
                elements.append(
                    try value(of: element, path: "\(path)[\(elements.count)]", depth: depth + 1))
            }
            return YAMLValue(place: place, path: path, content: .sequence(elements))
        case .mapping(let mapping):
            var entries: [YAMLValue.Entry] = []
            for (key, node) in mapping {
                guard case .scalar(let name) = key else {
                    throw YAMLProblem(self.place(of: key), "a key must be a word")
                }
                let below = path.isEmpty ? name.string : "\(path).\(name.string)"
                entries.append(
                    YAMLValue.Entry(
                        key: name.string, place: self.place(of: key),
                        value: try value(of: node, path: below, depth: depth + 1)))
            }
            return YAMLValue(place: place, path: path, content: .mapping(entries))
        case .alias:
            throw YAMLProblem(place, "aliases are not allowed")
        }
    }

    private func place(of node: Node) -> YAMLPlace {
        YAMLPlace(file: file, line: max(node.mark?.line ?? 1, 1), column: max(node.mark?.column ?? 1, 1))
    }
}
