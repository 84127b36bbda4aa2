import Language
package import Pipeline

/// What the desk says about names: lines that add, merge, rename and forbid, in `names/*.names` beside the configuration.
///
/// Later lines go before earlier ones. A name that is forbidden makes way for what it covered.
package struct DeskNames: Sendable {
    /// The folder beside the configuration, and the file in it that commands write to.
    package static let folder = "names"
    package static let fileName = "desk.names"

    /// One line with its place.
    package struct Line: Sendable {
        package let change: NameChange
        package let path: String
        /// From 1.
        package let number: Int
    }

    package private(set) var lines: [Line] = []
    /// Names that were added, as the lists have theirs.
    private(set) var added: [GazetteerFile.Entry] = []
    private var forbidden: Set<String> = []
    /// Canonical names that have become others, folded.
    private var renamed: [String: String] = [:]
    /// Identifiers of names that others were merged into.
    private var identifiers: [String: String] = [:]

    init() {}

    /// Reads the files whose names end in `.names`.
    ///
    /// - Throws: ``InvalidOptions`` with the file, the line and what is wrong there.
    package init(_ files: [DataFile]) throws(InvalidOptions) {
        for file in files where file.path.hasSuffix(".names") {
            let texts = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (index, text) in texts.enumerated() {
                let isRemark = text.first == "#" || text.allSatisfy(\.isWhitespace)
                guard !isRemark else { continue }
                do throws(NameProblem) {
                    let change = try NameChange(line: text)
                    try take(change, line: index + 1)
                    lines.append(Line(change: change, path: file.path, number: index + 1))
                } catch { throw InvalidOptions("\(file.path):\(index + 1)", error.message) }
            }
        }
    }

    private mutating func take(_ change: NameChange, line: Int) throws(NameProblem) {
        switch change {
        case .add(let kind, let name, let forms):
            // The newest line goes first.
            added.insert(
                try GazetteerFile.Entry(category: .entity(kind), canonical: name, forms: forms, line: line),
                at: 0)
            forbidden.remove(Folding.fold(name))
        case .merge(let others, let name): for other in others { rename(other, to: name) }
        case .rename(let old, let new): rename(old, to: new)
        case .forbid(let name): forbidden.insert(Folding.fold(name))
        }
    }

    private mutating func rename(_ old: String, to new: String) {
        let key = Folding.fold(old)
        for (other, name) in renamed where Folding.fold(name) == key { renamed[other] = new }
        renamed[Folding.fold(new)] = nil
        renamed[key] = new
    }

    /// Takes over the identifiers that the lists have for names that others were merged into.
    mutating func learnIdentifiers(_ entries: [GazetteerFile.Entry]) {
        let targets = Set(
            lines.compactMap { line in
                if case .merge(_, let name) = line.change { Folding.fold(name) } else { nil }
            })
        guard !targets.isEmpty else { return }
        for entry in entries {
            let key = Folding.fold(entry.canonical)
            if let id = entry.id, targets.contains(key), identifiers[key] == nil { identifiers[key] = id }
        }
    }

    /// What a canonical name has become; `nil` where it is forbidden.
    package func name(for canonical: String) -> String? {
        let key = Folding.fold(canonical)
        return forbidden.contains(key) ? nil : renamed[key] ?? canonical
    }

    /// Mentions without what is forbidden, by the names that the desk wants.
    func applied(to mentions: [Mention], in text: TokenizedText) -> [Mention] {
        guard !forbidden.isEmpty || !renamed.isEmpty else { return mentions }
        return mentions.compactMap { mention in
            guard !mention.isValue, mention.kind != .document else { return mention }
            let key = Folding.fold(mention.canonical)
            if forbidden.contains(key) || forbidden.contains(Folding.fold(text.plain(mention.range))) {
                return nil
            }
            guard let name = renamed[key] else { return mention }
            var mention = mention
            mention.canonical = name
            mention.id = identifiers[Folding.fold(name)] ?? mention.id
            return mention
        }
    }
}
