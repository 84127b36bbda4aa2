package import Pipeline

/// A document on its way to a stage: whose it is, and its answers with what the stages before found.
package struct PaperMessage: Sendable {
    package var document: Document
    package init(_ document: Document) { self.document = document }
}

extension PaperMessage: Codable {
    private enum CodingKeys: String, CodingKey { case document, answers }

    private enum HeadKeys: String, CodingKey {
        case source, asked, answered
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(document.answers.map(AnswerBody.init), forKey: .answers)
        let nested = container.superEncoder(forKey: .document)
        try AnswerObject.DocumentHead(document, id: document.publication.identity).encode(to: nested)
        var head = nested.container(keyedBy: HeadKeys.self)
        try head.encode(document.publication.source, forKey: .source)
        try head.encode(document.askedBy, forKey: .askedBy)
        try head.encode(document.answeredBy, forKey: .answeredBy)
        try head.encode(document.asked, forKey: .asked)
        try head.encode(document.answered, forKey: .answered)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let head = try container.decode(AnswerObject.DocumentHead.self, forKey: .document)
        let more = try container.nestedContainer(keyedBy: HeadKeys.self, forKey: .document)
        let publication = Publication(
            source: try more.decodeIfPresent(String.self, forKey: .source) ?? "", entryID: head.id,
            identity: Identifier(rawValue: head.id), title: head.title, kind: head.kind,
            links: head.url.map { [Publication.Link(url: $0)] } ?? [])
        document = Document(
            publication: publication, date: head.date, text: PaperText(lines: [], format: .plain))
        document.isDateInferred = head.isDateInferred
        document.isRecognised = head.isRecognised
        document.printedNumbers = head.printedNumbers.map(Identifier.init(rawValue:))
        document.caseNumbers = head.caseNumbers.map(Identifier.init(rawValue:))
        document.askedBy = try more.decodeIfPresent([Answer.Asker].self, forKey: .askedBy) ?? []
        document.answeredBy = try more.decodeIfPresent([Answer.Answerer].self, forKey: .answeredBy) ?? []
        document.asked = try more.decodeIfPresent(CalendarDay.self, forKey: .asked)
        document.answered = try more.decodeIfPresent(CalendarDay.self, forKey: .answered)
        document.answers = try container.decode([ReceivedAnswer].self, forKey: .answers).map(\.answer)
    }
}

/// An answer object as a plugin reads it.
private struct ReceivedAnswer: Decodable {
    let answer: Answer

    private enum CodingKeys: String, CodingKey {
        case numbers, section, question, answer, resolved, footnotes, confidence
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
        case refersTo = "refers_to"
    }

    private struct FootnoteWire: Decodable {
        let label: String
        let text: String
        let passage: Passage
        let at: Int

        private enum CodingKeys: String, CodingKey {
            case label, text, at
            case passage = "in"
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var answer = Answer(
            numbers: try container.decodeIfPresent([Int].self, forKey: .numbers) ?? [],
            section: try container.decodeIfPresent(String.self, forKey: .section),
            askedBy: try container.decodeIfPresent([Answer.Asker].self, forKey: .askedBy) ?? [],
            answeredBy: try container.decodeIfPresent([Answer.Answerer].self, forKey: .answeredBy) ?? [],
            question: try container.decode(String.self, forKey: .question),
            answer: try container.decode(String.self, forKey: .answer),
            refersTo: try container.decodeIfPresent([Int].self, forKey: .refersTo) ?? [],
            confidence: try container.decodeIfPresent(Double.self, forKey: .confidence) ?? 1)
        answer.resolved = try container.decodeIfPresent([Answer.Resolved].self, forKey: .resolved) ?? []
        let texts = ScalarOffsets(answer)
        let notes = try container.decodeIfPresent([FootnoteWire].self, forKey: .footnotes) ?? []
        answer.footnotes = notes.enumerated().compactMap { index, note in
            texts.bytes(0..<max(note.at, 0), in: note.passage).map {
                Footnote(note.label, note.text, in: note.passage, at: $0.upperBound, ordinal: index + 1)
            }
        }
        try answer.add(AnswerAddition(found: decoder), AdditionRules(answer, stage: nil))
        self.answer = answer
    }
}

extension AnswerAddition {
    private enum FoundKeys: String, CodingKey {
        case themes, entities, references, commitments, response, annotations
    }

    /// What the stages before found, from an answer object.
    fileprivate init(found decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FoundKeys.self)
        self.init(index: 0)
        themes = try container.decodeIfPresent([ThemeWire].self, forKey: .themes)
        entities = try container.decodeIfPresent([EntityWire].self, forKey: .entities)
        references = try container.decodeIfPresent([ReferenceWire].self, forKey: .references)
        commitments = try container.decodeIfPresent([CommitmentWire].self, forKey: .commitments)
        response = try container.decodeIfPresent(Response.self, forKey: .response)
        annotations = try container.decodeIfPresent([AnnotationWire].self, forKey: .annotations)
    }
}
