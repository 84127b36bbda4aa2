package import Pipeline

/// One thing that a desk wants otherwise, and the line that says so.
///
/// ```text
/// add organisation Stichting Zeehond | Zeehond
/// merge Africa Corps | Afrika Korps | Wagner Group
/// rename Verenigde Naties | VN
/// forbid Trouw
/// ```
package enum NameChange: Hashable, Sendable, CustomStringConvertible {
    /// A name that no list has, with other ways to write it.
    case add(Entity.Kind, String, forms: [String])
    /// Several things are one, and are called by the last name.
    case merge([String], into: String)
    /// A thing is called otherwise from now on.
    case rename(String, to: String)
    /// No entity at all, by its name or as it is written.
    case forbid(String)

    /// What a desk may add.
    package static let kinds: [Entity.Kind] = [.person, .party, .organisation, .place, .mission, .policy]

    /// Longer names than this are refused.
    static let longestName = 300

    /// Reads a line.
    ///
    /// - Throws: ``NameProblem`` that says what is wrong, and what would be right.
    init(line: Substring) throws(NameProblem) {
        let line = line.trimmed
        let verb = line.prefix { !$0.isWhitespace }
        var rest = line[verb.endIndex...].trimmed
        var kind: Entity.Kind?
        if verb == "add" {
            let word = rest.prefix { !$0.isWhitespace }
            kind = Entity.Kind(rawValue: String(word))
            guard let kind, Self.kinds.contains(kind) else {
                throw NameProblem(
                    message: "'\(String(word).onOneLine(limit: 60))' is no kind of name; \(Self.kindList)")
            }
            rest = rest[word.endIndex...].trimmed
        }
        let names = rest.split(separator: "|", omittingEmptySubsequences: false).map { String($0.trimmed) }
        try self.init(verb: String(verb), kind: kind, names)
    }

    /// What a command says.
    package static func checked(
        verb: String, kind: String? = nil, _ names: [String]
    ) throws(InvalidOptions) -> NameChange {
        let known = kind.flatMap { Entity.Kind(rawValue: $0) }
        if let kind, known.map({ !kinds.contains($0) }) ?? true {
            throw InvalidOptions("KIND", "'\(kind.onOneLine(limit: 60))' is no kind of name; \(kindList)")
        }
        do throws(NameProblem) { return try NameChange(verb: verb, kind: known, names) } catch {
            throw InvalidOptions("names", error.message)
        }
    }

    private init(verb: String, kind: Entity.Kind?, _ names: [String]) throws(NameProblem) {
        for name in names {
            guard name.contains(where: { $0.isLetter || $0.isNumber }) else {
                throw NameProblem(message: "'\(name.onOneLine(limit: 60))' is no name: it has no letters")
            }
            guard name.utf8.count <= Self.longestName, !name.contains(where: { $0 == "|" || $0.isNewline })
            else {
                throw NameProblem(
                    message: "'\(name.onOneLine(limit: 60))' is no name: it is too long, or has a bar")
            }
        }
        func wanted(_ text: String) -> NameProblem { NameProblem(message: "\(verb) wants \(text)") }
        guard let first = names.first else { throw wanted("a name") }
        switch verb {
        case "add":
            guard let kind else { throw wanted("a kind") }
            self = .add(kind, first, forms: Array(names.dropFirst()))
        case "merge":
            guard let last = names.last, names.count > 1 else {
                throw wanted("two names or more, the last of which stays")
            }
            guard !names.dropLast().contains(last) else {
                throw NameProblem(message: "'\(last)' cannot be merged into itself")
            }
            self = .merge(Array(names.dropLast()), into: last)
        case "rename":
            guard names.count == 2 else { throw wanted("two names, the old one and the new one") }
            guard names[0] != names[1] else { throw NameProblem(message: "'\(first)' is its name already") }
            self = .rename(first, to: names[1])
        case "forbid":
            guard names.count == 1 else { throw wanted("one name") }
            self = .forbid(first)
        default:
            throw NameProblem(
                message:
                    "'\(verb.onOneLine(limit: 60))' is nothing to do with a name; there are add, merge, rename and forbid"
            )
        }
    }

    private static var kindList: String { "there are " + kinds.map(\.rawValue).joined(separator: ", ") }

    /// The line.
    package var description: String {
        switch self {
        case .add(let kind, let name, let forms):
            "add \(kind.rawValue) " + ([name] + forms).joined(separator: " | ")
        case .merge(let others, let name): "merge " + (others + [name]).joined(separator: " | ")
        case .rename(let old, let new): "rename \(old) | \(new)"
        case .forbid(let name): "forbid \(name)"
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = self
        while rest.first?.isWhitespace ?? false { rest.removeFirst() }
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return rest
    }
}
