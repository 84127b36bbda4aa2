import Pipeline

/// What an addition must keep to before it becomes part of an answer.
///
/// The texts come from a program that Bode does not know, and end in files, mails and other people's programs.
struct AdditionRules {
    /// Additions of one kind on one answer.
    static let mostOfAKind = 1000
    /// Bytes of an id, a name, a term.
    static let longestName = 512
    static let longestAddress = 2048
    /// Bytes of what an annotation says.
    static let longestText = 64 << 10
    static let mostFields = 32
    static let longestField = 4096

    private let texts: ScalarOffsets
    /// Whose the additions are; `nil` for what comes from Bode itself, of which only the places are looked at.
    private let stage: String?

    init(_ answer: Answer, stage: String?) { (texts, self.stage) = (ScalarOffsets(answer), stage) }

    var isTrusting: Bool { stage == nil }

    func theme(_ wire: ThemeWire) throws(ProtocolFault) -> ThemeMatch {
        try check(wire.id, "id of a theme", longest: Self.longestName)
        try check(wire.score, "score of theme '\(wire.id.onOneLine(limit: 80))'")
        guard wire.names?.count ?? 0 <= Self.mostFields else {
            throw ProtocolFault("a theme has too many names")
        }
        for name in wire.names ?? [:] {
            try check(name.key, "language of a theme's name", longest: Self.longestName)
            try check(name.value, "name of a theme", longest: Self.longestName)
        }
        let evidence = wire.evidence ?? []
        guard isTrusting || evidence.count <= Self.mostOfAKind else {
            throw ProtocolFault("a theme has too much evidence")
        }
        var spans: [Span] = []
        for place in evidence { spans.append(try place.span(texts)) }
        return ThemeMatch(id: wire.id, score: wire.score, evidence: spans, names: wire.names)
    }

    func entity(_ wire: EntityWire) throws(ProtocolFault) -> Entity {
        try check(wire.canonical, "canonical name of an entity", longest: Self.longestName)
        try check(wire.id, "id of an entity", longest: Self.longestName)
        try check(wire.unit, "unit of an entity", longest: Self.longestName)
        switch wire.value {
        case .number(let number)?:
            guard number.isFinite else { throw ProtocolFault("the value of an entity is no number") }
        case .text(let text)?: try check(text, "value of an entity", longest: Self.longestName)
        case nil: break
        }
        return Entity(
            wire.kind, try wire.place.span(texts), canonical: wire.canonical, id: wire.id, value: wire.value,
            unit: wire.unit, isDemonym: wire.isDemonym)
    }

    func reference(_ wire: ReferenceWire) throws(ProtocolFault) -> Reference {
        try check(wire.id, "id of a reference", longest: Self.longestName)
        try check(address: wire.url)
        return Reference(id: wire.id, url: wire.url, span: try wire.place.span(texts))
    }

    func commitment(_ wire: CommitmentWire) throws(ProtocolFault) -> Commitment {
        try check(wire.due, "term of a commitment", longest: Self.longestName)
        try check(wire.by, "promiser of a commitment", longest: Self.longestName)
        return Commitment(span: try wire.place.span(texts), due: wire.due, by: wire.by)
    }

    func annotation(_ wire: AnnotationWire) throws(ProtocolFault) -> Annotation {
        guard Annotation.isKind(wire.kind) else {
            throw ProtocolFault("'\(wire.kind.onOneLine(limit: 80))' is no kind of annotation")
        }
        try check(wire.text, "text of an annotation", longest: Self.longestText, canBeLines: true)
        try check(wire.language, "language of an annotation", longest: Self.longestName)
        try check(address: wire.url)
        if let score = wire.score { try check(score, "score of an annotation") }
        guard wire.fields?.count ?? 0 <= Self.mostFields else {
            throw ProtocolFault("an annotation has more than \(Self.mostFields) fields")
        }
        for (name, value) in wire.fields ?? [:] {
            guard Annotation.isKind(name) else {
                throw ProtocolFault("'\(name.onOneLine(limit: 80))' is no name of a field")
            }
            try check(value, "field '\(name)'", longest: Self.longestField, canBeLines: true)
        }
        var span: Span?
        if let place = wire.place { span = try place.span(texts) }
        return Annotation(
            stage: stage ?? wire.stage ?? "", kind: wire.kind, text: wire.text,
            language: wire.language, url: wire.url, score: wire.score, span: span, fields: wire.fields)
    }

    // MARK: Checks

    private func check(_ score: Double, _ what: String) throws(ProtocolFault) {
        guard isTrusting || (0...1).contains(score) else {
            throw ProtocolFault("the \(what) is not from 0 to 1")
        }
    }

    /// Refuses what is too long, and what acts on terminals.
    private func check(
        _ text: String?, _ what: String, longest: Int, canBeLines: Bool = false
    ) throws(ProtocolFault) {
        guard let text, !isTrusting else { return }
        guard text.utf8.count <= longest else {
            throw ProtocolFault("the \(what) is longer than \(longest) bytes")
        }
        let isPlain = text.unicodeScalars.allSatisfy {
            !$0.actsOnTerminalsOrLines || (canBeLines && ($0 == "\n" || $0 == "\t"))
        }
        guard isPlain else { throw ProtocolFault("the \(what) holds control characters") }
    }

    private func check(address: String?) throws(ProtocolFault) {
        guard let address, !isTrusting else { return }
        try check(address, "address", longest: Self.longestAddress)
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw ProtocolFault("'\(address.onOneLine(limit: 80))' is no address of the web")
        }
    }
}
