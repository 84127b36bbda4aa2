/// What `bode read` prints of an answer, and what an event carries in `data`.
///
/// Offsets are 0-based and half-open, in Unicode scalars of `question` or `answer`. Keys of stages that did not run are absent.
public struct AnswerObject: Encodable, Sendable {
    public var id: String
    public var document: DocumentHead
    public var answer: Answer

    /// `id`: the answer's canonical key.
    public init(id: String, document: DocumentHead, answer: Answer) {
        (self.id, self.document, self.answer) = (id, document, answer)
    }

    public struct DocumentHead: Codable, Hashable, Sendable {
        public var id: String
        public var title: String
        public var kind: String?
        public var date: CalendarDay?
        public var isDateInferred: Bool
        public var url: String?
        /// The numbers under which the paper says that it is published, and those of its cases; absent in JSON where it
        /// prints none.
        public var printedNumbers: [String]
        public var caseNumbers: [String]

        public init(_ document: Document, id: Identifier) {
            self.id = id.rawValue
            title = document.title
            kind = document.kind
            date = document.date
            isDateInferred = document.isDateInferred
            printedNumbers = document.printedNumbers.map(\.rawValue)
            caseNumbers = document.caseNumbers.map(\.rawValue)
            // For people: the paper's own page, where the first link may be a file for machines.
            let links = document.publication.links
            let page = links.first { $0.relation == "alternate" } ?? links.first
            let address = page?.url ?? document.original?.url
            url = address?.isEmpty == true ? nil : address
        }

        private enum CodingKeys: String, CodingKey {
            case id, title, kind, date, url
            case isDateInferred = "date_inferred"
            case printedNumbers = "printed_numbers"
            case caseNumbers = "case_numbers"
        }

        public init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            title = try container.decode(String.self, forKey: .title)
            kind = try container.decodeIfPresent(String.self, forKey: .kind)
            date = try container.decodeIfPresent(CalendarDay.self, forKey: .date)
            isDateInferred = try container.decode(Bool.self, forKey: .isDateInferred)
            url = try container.decodeIfPresent(String.self, forKey: .url)
            printedNumbers = try container.decodeIfPresent([String].self, forKey: .printedNumbers) ?? []
            caseNumbers = try container.decodeIfPresent([String].self, forKey: .caseNumbers) ?? []
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(title, forKey: .title)
            try container.encode(kind, forKey: .kind)
            try container.encode(date, forKey: .date)
            try container.encode(isDateInferred, forKey: .isDateInferred)
            try container.encode(url, forKey: .url)
            if !printedNumbers.isEmpty { try container.encode(printedNumbers, forKey: .printedNumbers) }
            if !caseNumbers.isEmpty { try container.encode(caseNumbers, forKey: .caseNumbers) }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id, document, numbers, section, question, answer, resolved, references, footnotes, themes,
            entities
        case commitments, response, confidence
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
        case refersTo = "refers_to"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let texts = ScalarOffsets(answer)
        try container.encode(id, forKey: .id)
        try container.encode(document, forKey: .document)
        try container.encode(answer.numbers, forKey: .numbers)
        try container.encode(answer.section, forKey: .section)
        try container.encode(answer.askedBy.map(Asker.init), forKey: .askedBy)
        try container.encode(answer.answeredBy.map(Answerer.init), forKey: .answeredBy)
        try container.encode(answer.question, forKey: .question)
        try container.encode(answer.answer, forKey: .answer)
        try container.encode(answer.refersTo, forKey: .refersTo)
        try container.encode(answer.resolved, forKey: .resolved)
        try container.encode(answer.references.map { ReferenceObject($0, texts) }, forKey: .references)
        if !answer.footnotes.isEmpty {
            try container.encode(answer.footnotes.map { FootnoteObject($0, texts) }, forKey: .footnotes)
        }
        try container.encodeIfPresent(answer.themes?.map { ThemeObject($0, texts) }, forKey: .themes)
        try container.encodeIfPresent(answer.entities?.map { EntityObject($0, texts) }, forKey: .entities)
        try container.encodeIfPresent(
            answer.commitments?.map { CommitmentObject($0, texts) }, forKey: .commitments)
        try container.encodeIfPresent(answer.response, forKey: .response)
        try container.encode(answer.confidence, forKey: .confidence)
    }
}

/// Turns byte offsets into scalar offsets, and spans into text.
struct ScalarOffsets {
    private let texts: [Passage: [UInt8]]
    /// Scalars that begin before each 64th byte.
    private let counts: [Passage: [Int]]

    init(_ answer: Answer) {
        var (texts, counts): ([Passage: [UInt8]], [Passage: [Int]]) = ([:], [:])
        for passage in Passage.allCases {
            let bytes = Array(answer.text(of: passage).utf8)
            var (count, steps): (Int, [Int]) = (0, [])
            for (index, byte) in bytes.enumerated() {
                if index.isMultiple(of: 64) { steps.append(count) }
                if byte & 0xC0 != 0x80 { count += 1 }
            }
            (texts[passage], counts[passage]) = (bytes, steps)
        }
        (self.texts, self.counts) = (texts, counts)
    }

    func scalars(before byte: Int, in passage: Passage) -> Int {
        let bytes = texts[passage, default: []]
        let end = min(max(byte, 0), bytes.count)
        let step = end / 64
        let steps = counts[passage, default: []]
        guard step < steps.count else {
            let last = max(steps.count - 1, 0)
            return (steps.last ?? 0) + bytes[min(last * 64, end)..<end].count { $0 & 0xC0 != 0x80 }
        }
        return steps[step] + bytes[step * 64..<end].count { $0 & 0xC0 != 0x80 }
    }

    func text(_ span: Span) -> String {
        let bytes = texts[span.passage, default: []]
        let range = span.range.clamped(to: 0..<bytes.count)
        return String(decoding: bytes[range], as: UTF8.self)
    }
}

private struct Asker: Encodable {
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

private struct Answerer: Encodable {
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

/// A place in an answer as JSON says it.
private struct Place: Encodable {
    let passage: Passage
    let start: Int
    let end: Int
    let text: String

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

private struct ThemeObject: Encodable {
    let id: String
    let score: Double
    let evidence: [Place]
    init(_ theme: ThemeMatch, _ texts: ScalarOffsets) {
        id = theme.id
        score = (theme.score * 1000).rounded() / 1000
        evidence = theme.evidence.map { Place($0, texts) }
    }
}

private struct EntityObject: Encodable {
    let entity: Entity
    let place: Place
    init(_ entity: Entity, _ texts: ScalarOffsets) {
        (self.entity, place) = (entity, Place(entity.span, texts))
    }

    private enum CodingKeys: String, CodingKey {
        case type, canonical, id, value, unit, demonym
    }

    func encode(to encoder: any Encoder) throws {
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
private struct FootnoteObject: Encodable {
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

private struct ReferenceObject: Encodable {
    let reference: Reference
    let place: Place
    init(_ reference: Reference, _ texts: ScalarOffsets) {
        (self.reference, place) = (reference, Place(reference.span, texts))
    }

    private enum CodingKeys: String, CodingKey { case id, url }
    func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(reference.id, forKey: .id)
        try container.encode(reference.url, forKey: .url)
    }
}

private struct CommitmentObject: Encodable {
    let commitment: Commitment
    let place: Place
    init(_ commitment: Commitment, _ texts: ScalarOffsets) {
        (self.commitment, place) = (commitment, Place(commitment.span, texts))
    }

    private enum CodingKeys: String, CodingKey { case due, by }
    func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(commitment.due, forKey: .due)
        try container.encode(commitment.by, forKey: .by)
    }
}
