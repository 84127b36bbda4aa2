/// Who asked: `{"name", "party"}`, `null` where the paper does not say.
struct AskerObject: Encodable {
    let name: String?
    let party: String?
    init(_ asker: Answer.Asker) { (name, party) = (asker.name, asker.party) }

    private enum CodingKeys: String, CodingKey { case name, party }
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(party, forKey: .party)
    }
}

/// Who answered: `{"name", "role"}`, `null` where the paper does not say.
struct AnswererObject: Encodable {
    let name: String?
    let role: String?
    init(_ answerer: Answer.Answerer) { (name, role) = (answerer.name, answerer.role) }

    private enum CodingKeys: String, CodingKey { case name, role }
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(role, forKey: .role)
    }
}

/// A place in an answer: `{"in", "start", "end", "text"}`.
package struct PlaceObject: Encodable {
    package let passage: Passage
    package let start: Int
    package let end: Int
    package let text: String

    /// The places of `spans` in `answer`.
    package static func list(_ spans: [Span], in answer: Answer) -> [PlaceObject] {
        guard !spans.isEmpty else { return [] }
        let texts = ScalarOffsets(answer)
        return spans.map { PlaceObject($0, texts) }
    }

    init(_ span: Span, _ texts: ScalarOffsets) {
        passage = span.passage
        start = texts.scalars(before: span.start, in: span.passage)
        end = texts.scalars(before: span.end, in: span.passage)
        text = texts.text(span)
    }

    private enum CodingKeys: String, CodingKey {
        case start, end, text
        case passage = "in"
    }
}

/// A theme with the places that spoke for it: `{"id", "names", "score", "evidence"}`.
package struct ThemeObject: Encodable {
    let id: String
    /// By language; absent where nobody named it.
    let names: [String: String]?
    let score: Double
    let evidence: [PlaceObject]
    package init(_ theme: ThemeMatch, _ texts: ScalarOffsets) {
        (id, names) = (theme.id, theme.names)
        score = (theme.score * 1000).rounded() / 1000
        evidence = theme.evidence.map { PlaceObject($0, texts) }
    }
}

/// A mention: its place, and `{"type", "canonical", "id", "value", "unit", "demonym"}` where they apply.
package struct EntityObject: Encodable {
    let entity: Entity
    let place: PlaceObject
    package init(_ entity: Entity, _ texts: ScalarOffsets) {
        (self.entity, place) = (entity, PlaceObject(entity.span, texts))
    }

    private enum CodingKeys: String, CodingKey {
        case type, canonical, id, value, unit, demonym
    }

    package func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entity.kind, forKey: .type)
        try container.encode(entity.canonical, forKey: .canonical)
        try container.encodeIfPresent(entity.id, forKey: .id)
        switch entity.value {
        case .number(let number)?:
            if let whole = Int64(exactly: number) {
                try container.encode(whole, forKey: .value)
            } else {
                try container.encode(number, forKey: .value)
            }
        case .text(let text)?: try container.encode(text, forKey: .value)
        case nil: break
        }
        try container.encodeIfPresent(entity.unit, forKey: .unit)
        if entity.isDemonym { try container.encode(true, forKey: .demonym) }
    }
}

/// A footnote beside the passage that calls it: `{"label", "text", "in", "at"}`.
struct FootnoteObject: Encodable {
    let label: String
    let text: String
    let passage: Passage
    let at: Int

    init(_ footnote: Footnote, _ texts: ScalarOffsets) {
        (label, text, passage) = (footnote.label, footnote.text, footnote.passage)
        at = texts.scalars(before: footnote.offset, in: footnote.passage)
    }

    private enum CodingKeys: String, CodingKey {
        case label, text, at
        case passage = "in"
    }
}

/// Another paper that the answer names: its place, and `{"id", "url"}`.
package struct ReferenceObject: Encodable {
    let reference: Reference
    let place: PlaceObject
    package init(_ reference: Reference, _ texts: ScalarOffsets) {
        (self.reference, place) = (reference, PlaceObject(reference.span, texts))
    }

    private enum CodingKeys: String, CodingKey { case id, url }
    package func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(reference.id, forKey: .id)
        try container.encode(reference.url, forKey: .url)
    }
}

/// A promise to parliament: its place, and `{"due", "by"}`.
package struct CommitmentObject: Encodable {
    let commitment: Commitment
    let place: PlaceObject
    package init(_ commitment: Commitment, _ texts: ScalarOffsets) {
        (self.commitment, place) = (commitment, PlaceObject(commitment.span, texts))
    }

    private enum CodingKeys: String, CodingKey { case due, by }
    package func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(commitment.due, forKey: .due)
        try container.encode(commitment.by, forKey: .by)
    }
}

/// What a further stage says: `{"stage", "kind", "text"}`, and `{"language", "url", "score", "fields"}` and its place where they
/// apply; the words at its place are its `words`.
package struct AnnotationObject: Encodable {
    let annotation: Annotation
    let place: PlaceObject?
    package init(_ annotation: Annotation, _ texts: ScalarOffsets) {
        (self.annotation, place) = (annotation, annotation.span.map { PlaceObject($0, texts) })
    }

    private enum CodingKeys: String, CodingKey {
        case stage, kind, text, language, url, score, fields, words, start, end
        case passage = "in"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(annotation.stage, forKey: .stage)
        try container.encode(annotation.kind, forKey: .kind)
        try container.encode(annotation.text, forKey: .text)
        try container.encodeIfPresent(annotation.language, forKey: .language)
        try container.encodeIfPresent(annotation.url, forKey: .url)
        try container.encodeIfPresent(annotation.score, forKey: .score)
        try container.encodeIfPresent(annotation.fields, forKey: .fields)
        guard let place else { return }
        try container.encode(place.passage, forKey: .passage)
        try container.encode(place.start, forKey: .start)
        try container.encode(place.end, forKey: .end)
        try container.encode(place.text, forKey: .words)
    }
}
