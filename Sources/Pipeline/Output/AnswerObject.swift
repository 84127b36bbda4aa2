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
        /// Whether some of its text was recognised in pictures; absent in JSON where none was.
        public var isRecognised: Bool
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
            isRecognised = document.isRecognised
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
            case isRecognised = "recognised"
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
            isRecognised = try container.decodeIfPresent(Bool.self, forKey: .isRecognised) ?? false
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
            if isRecognised { try container.encode(true, forKey: .isRecognised) }
            if !printedNumbers.isEmpty { try container.encode(printedNumbers, forKey: .printedNumbers) }
            if !caseNumbers.isEmpty { try container.encode(caseNumbers, forKey: .caseNumbers) }
        }
    }

    private enum CodingKeys: String, CodingKey { case id, document }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(document, forKey: .document)
        try AnswerBody(answer).encode(to: encoder)
    }
}

/// An answer object without what says whose it is: what an outside stage is given of each answer.
package struct AnswerBody: Encodable, Sendable {
    let answer: Answer
    package init(_ answer: Answer) { self.answer = answer }

    private enum CodingKeys: String, CodingKey {
        case numbers, section, question, answer, resolved, references, footnotes, themes, entities
        case commitments, response, annotations, confidence
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
        case refersTo = "refers_to"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let texts = ScalarOffsets(answer)
        try container.encode(answer.numbers, forKey: .numbers)
        try container.encode(answer.section, forKey: .section)
        try container.encode(answer.askedBy.map(AskerObject.init), forKey: .askedBy)
        try container.encode(answer.answeredBy.map(AnswererObject.init), forKey: .answeredBy)
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
        try container.encodeIfPresent(
            answer.annotations?.map { AnnotationObject($0, texts) }, forKey: .annotations)
        try container.encode(answer.confidence, forKey: .confidence)
    }
}
