import Language
package import Pipeline

/// Tells which line of which file knows a name, and what the desk makes of it.
package struct NameIndex {
    /// One line that knows a name.
    package struct Hit: Hashable, Sendable {
        package let kind: String
        package let canonical: String
        package let id: String?
        /// The form that was asked for.
        package let form: String
        package let path: String
        /// From 1.
        package let line: Int
        /// What the stage calls it: the desk may have renamed it, or it is forbidden, which is `nil`.
        package let called: String?
    }

    /// More lines than this are not listed.
    package static let mostHits = 200

    package let desk: DeskNames
    private let lists: [(path: String, entries: [GazetteerFile.Entry])]

    /// Reads the files that the stage with these options reads.
    package init(_ options: EntitiesStage.Options, data: any DataFiles) throws(InvalidOptions) {
        desk = try DeskNames(data.files(in: DeskNames.folder))
        var lists: [(String, [GazetteerFile.Entry])] = []
        for folder in [options.folder, EntitiesStage.shippedFolder].compactMap(\.self) {
            for file in try data.files(in: folder) where file.path.hasSuffix(".tsv") {
                lists.append((file.path, try GazetteerFile(file).entries))
            }
        }
        self.lists = lists
    }

    /// The lines with this name or form, without regard to case and accents; where none has it, those with a form that
    /// contains it.
    package func hits(for text: String) -> [Hit] {
        let wanted = Self.key(text)
        guard !wanted.isEmpty else { return [] }
        let whole = hits { $0 == wanted }
        return whole.isEmpty ? hits { " \($0) ".contains(" \(wanted) ") } : whole
    }

    private func hits(_ isWanted: (String) -> Bool) -> [Hit] {
        var result: [Hit] = []
        for line in desk.lines {
            guard case .add(let kind, let name, let forms) = line.change,
                let form = ([name] + forms).first(where: { isWanted(Self.key($0)) })
            else { continue }
            result.append(
                Hit(
                    kind: kind.rawValue, canonical: name, id: nil, form: form, path: line.path,
                    line: line.number,
                    called: desk.name(for: name)))
        }
        for (path, entries) in lists {
            for entry in entries where entry.category != .given {
                guard result.count < Self.mostHits else { return result }
                guard let form = entry.allForms.first(where: { isWanted(Self.key($0)) }) else { continue }
                result.append(
                    Hit(
                        kind: entry.category.word, canonical: entry.canonical, id: entry.id, form: form,
                        path: path,
                        line: entry.line, called: desk.name(for: entry.canonical)))
            }
        }
        return result
    }

    /// Words, folded; hyphens and spaces are the same.
    private static func key(_ text: String) -> String {
        TokenizedText(text).folded.joined(separator: " ")
    }
}

extension Gazetteer.Category {
    /// The word for it in a list.
    var word: String {
        switch self {
        case .entity(let kind): kind.rawValue
        case .portfolio: "portfolio"
        case .given: "given"
        }
    }
}
