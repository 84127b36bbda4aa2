package import Pipeline

/// What a stage adds to one answer of a document.
///
/// Places are in Unicode scalars here, and become bytes when they are added.
package struct AnswerAddition: Sendable {
    /// Which answer, from 0, in the order in which they came.
    package var index: Int
    package var themes: [ThemeWire]?
    package var entities: [EntityWire]?
    package var references: [ReferenceWire]?
    package var commitments: [CommitmentWire]?
    package var response: Response?
    package var annotations: [AnnotationWire]?

    package init(index: Int) { self.index = index }

    /// What it adds, whatever is declared.
    package var kinds: Set<Addition> {
        var kinds: Set<Addition> = []
        if themes != nil { kinds.insert(.themes) }
        if entities != nil { kinds.insert(.entities) }
        if references != nil { kinds.insert(.references) }
        if commitments != nil { kinds.insert(.commitments) }
        if response != nil { kinds.insert(.response) }
        if annotations != nil { kinds.insert(.annotations) }
        return kinds
    }
}

extension AnswerAddition: Codable {}

/// A place in an answer, in Unicode scalars.
package struct PlaceWire: Hashable, Codable, Sendable {
    package var passage: Passage
    package var start: Int
    package var end: Int

    package init(_ span: Span, _ texts: ScalarOffsets) {
        passage = span.passage
        start = texts.scalars(before: span.start, in: span.passage)
        end = texts.scalars(before: span.end, in: span.passage)
    }

    private enum CodingKeys: String, CodingKey {
        case start, end
        case passage = "in"
    }

    /// The place in bytes; thrown at where there is none, or nothing in it.
    func span(_ texts: ScalarOffsets) throws(ProtocolFault) -> Span {
        guard start >= 0, start < end, let bytes = texts.bytes(start..<end, in: passage) else {
            throw ProtocolFault("\(start)..<\(end) is no place in the \(passage.rawValue)")
        }
        return Span(passage, bytes)
    }
}

package struct ThemeWire: Codable, Sendable {
    package var id: String
    package var score: Double
    package var names: [String: String]?
    package var evidence: [PlaceWire]?
}

package struct EntityWire: Sendable {
    package var kind: Entity.Kind
    package var place: PlaceWire
    package var canonical: String
    package var id: String?
    package var value: Entity.Value?
    package var unit: String?
    package var isDemonym: Bool
}

extension EntityWire: Codable {
    private enum CodingKeys: String, CodingKey {
        case canonical, id, value, unit
        case kind = "type"
        case isDemonym = "demonym"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(Entity.Kind.self, forKey: .kind)
        place = try PlaceWire(from: decoder)
        canonical = try container.decode(String.self, forKey: .canonical)
        id = try container.decodeIfPresent(String.self, forKey: .id)
        if let number = try? container.decodeIfPresent(Double.self, forKey: .value) {
            value = .number(number)
        } else {
            value = try container.decodeIfPresent(String.self, forKey: .value).map(Entity.Value.text)
        }
        unit = try container.decodeIfPresent(String.self, forKey: .unit)
        isDemonym = try container.decodeIfPresent(Bool.self, forKey: .isDemonym) ?? false
    }

    package func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(canonical, forKey: .canonical)
        try container.encodeIfPresent(id, forKey: .id)
        switch value {
        case .number(let number)?: try container.encode(number, forKey: .value)
        case .text(let text)?: try container.encode(text, forKey: .value)
        case nil: break
        }
        try container.encodeIfPresent(unit, forKey: .unit)
        if isDemonym { try container.encode(true, forKey: .isDemonym) }
    }
}

package struct ReferenceWire: Sendable {
    package var id: String
    package var url: String?
    package var place: PlaceWire
}

extension ReferenceWire: Codable {
    private enum CodingKeys: String, CodingKey { case id, url }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        url = try container.decodeIfPresent(String.self, forKey: .url)
        place = try PlaceWire(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encodeIfPresent(url, forKey: .url)
    }
}

package struct CommitmentWire: Sendable {
    package var due: String?
    package var by: String?
    package var place: PlaceWire
}

extension CommitmentWire: Codable {
    private enum CodingKeys: String, CodingKey { case due, by }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        due = try container.decodeIfPresent(String.self, forKey: .due)
        by = try container.decodeIfPresent(String.self, forKey: .by)
        place = try PlaceWire(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(due, forKey: .due)
        try container.encodeIfPresent(by, forKey: .by)
    }
}

package struct AnnotationWire: Sendable {
    /// Who said it, in a document; what a plugin adds is its own, whatever it says here.
    package var stage: String?
    package var kind: String
    package var text: String
    package var language: String?
    package var url: String?
    package var score: Double?
    package var fields: [String: String]?
    package var place: PlaceWire?
}

extension AnnotationWire: Codable {
    private enum CodingKeys: String, CodingKey {
        case stage, kind, text, language, url, score, fields
        case passage = "in"
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        stage = try container.decodeIfPresent(String.self, forKey: .stage)
        kind = try container.decode(String.self, forKey: .kind)
        text = try container.decode(String.self, forKey: .text)
        language = try container.decodeIfPresent(String.self, forKey: .language)
        url = try container.decodeIfPresent(String.self, forKey: .url)
        score = try container.decodeIfPresent(Double.self, forKey: .score)
        fields = try container.decodeIfPresent([String: String].self, forKey: .fields)
        let hasPlace = try container.decodeIfPresent(Passage.self, forKey: .passage) != nil
        place = hasPlace ? try PlaceWire(from: decoder) : nil
    }

    package func encode(to encoder: any Encoder) throws {
        try place?.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(stage, forKey: .stage)
        try container.encode(kind, forKey: .kind)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(language, forKey: .language)
        try container.encodeIfPresent(url, forKey: .url)
        try container.encodeIfPresent(score, forKey: .score)
        try container.encodeIfPresent(fields, forKey: .fields)
    }
}
