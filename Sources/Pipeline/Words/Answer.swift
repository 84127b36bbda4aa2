/// One question, or a few taken together, with the answer that was given.
public struct Answer: Hashable, Codable, Sendable {
    /// The numbers that it answers, in the order printed; empty where the paper has none.
    public var numbers: [Int]
    /// The heading under which it stands.
    public var section: String?
    public var askedBy: [Asker]
    public var answeredBy: [Answerer]
    /// Paragraphs are parted by a blank line, here and in `answer`.
    public var question: String
    public var answer: String
    /// Numbers of answers of the same paper to which this one sends the reader.
    public var refersTo: [Int]
    /// The answers along that chain.
    public var resolved: [Resolved]
    /// Other official papers that it names.
    public var references: [Reference]
    /// The footnotes that its passages call, in the order of the calls.
    public var footnotes: [Footnote]
    /// How sure `parse` is of where it begins and ends, from 0 to 1.
    public var confidence: Double

    /// What stages found; `nil` where that stage did not run.
    public var themes: [ThemeMatch]?
    public var entities: [Entity]?
    public var commitments: [Commitment]?
    public var response: Response?
    /// What further stages have to say of it, in their order.
    public var annotations: [Annotation]?

    public init(
        numbers: [Int] = [], section: String? = nil, askedBy: [Asker] = [], answeredBy: [Answerer] = [],
        question: String, answer: String, refersTo: [Int] = [], confidence: Double = 1
    ) {
        self.numbers = numbers
        self.section = section
        self.askedBy = askedBy
        self.answeredBy = answeredBy
        self.question = question
        self.answer = answer
        self.refersTo = refersTo
        self.confidence = confidence
        resolved = []
        references = []
        footnotes = []
    }

    /// The text of one of its two passages.
    public func text(of passage: Passage) -> String {
        switch passage {
        case .question: question
        case .answer: answer
        }
    }

    public struct Asker: Hashable, Codable, Sendable {
        public var name: String?
        public var party: String?
        public init(name: String? = nil, party: String? = nil) { (self.name, self.party) = (name, party) }
    }

    public struct Answerer: Hashable, Codable, Sendable {
        public var name: String?
        /// The office, as the paper names it: `kabinet`, `Minister van Buitenlandse Zaken`.
        public var role: String?
        public init(name: String? = nil, role: String? = nil) { (self.name, self.role) = (name, role) }
    }

    public struct Resolved: Hashable, Codable, Sendable {
        public var number: Int
        public var answer: String
        public init(number: Int, answer: String) { (self.number, self.answer) = (number, answer) }
    }
}

/// The two texts of an answer.
public enum Passage: String, Hashable, Codable, Sendable, CaseIterable {
    case question
    case answer
}

/// Where in an answer something stands: half-open, in bytes of UTF-8 of that passage's text.
public struct Span: Hashable, Codable, Sendable {
    public var passage: Passage
    public var start: Int
    public var end: Int

    public init(_ passage: Passage, _ range: Range<Int>) {
        (self.passage, start, end) = (passage, range.lowerBound, range.upperBound)
    }

    public var range: Range<Int> { start..<max(start, end) }
}

/// A theme under which an answer is filed, with the words that spoke for it.
public struct ThemeMatch: Hashable, Codable, Sendable {
    public var id: String
    /// How likely an editor would file it so, from 0 to 1.
    public var score: Double
    public var evidence: [Span]
    /// What people call the theme, by language (`nl`); `nil` where nobody said.
    public var names: [String: String]?

    public init(id: String, score: Double, evidence: [Span], names: [String: String]? = nil) {
        (self.id, self.score, self.evidence, self.names) = (id, score, evidence, names)
    }
}

/// One mention of someone or something by name.
public struct Entity: Hashable, Codable, Sendable {
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case person, party, organisation, place, mission, policy, role, document, date, money, quantity
    }

    /// A number, or an ISO 8601 date, period or interval.
    public enum Value: Hashable, Codable, Sendable {
        case number(Double)
        case text(String)
    }

    public var kind: Kind
    public var span: Span
    /// One name for the thing across all papers.
    public var canonical: String
    /// An identifier of an open list: `wikidata:Q912`, `iso3166:ML`.
    public var id: String?
    public var value: Value?
    /// ISO 4217 for money; the thing counted for a quantity.
    public var unit: String?
    /// True for an adjective or the name of an inhabitant: `Malinese` for Mali.
    public var isDemonym: Bool

    public init(
        _ kind: Kind, _ span: Span, canonical: String, id: String? = nil, value: Value? = nil,
        unit: String? = nil,
        isDemonym: Bool = false
    ) {
        self.kind = kind
        self.span = span
        self.canonical = canonical
        self.id = id
        self.value = value
        self.unit = unit
        self.isDemonym = isDemonym
    }
}

/// A footnote, kept with the passage that calls it.
public struct Footnote: Hashable, Codable, Sendable {
    /// What calls it, as printed: `3`, `*`.
    public var label: String
    public var text: String
    public var passage: Passage
    /// Where it is called, in bytes of UTF-8 of that passage, of which the call is no part: before the byte there.
    public var offset: Int
    /// Which of the paper's notes it is, from 1: labels may begin again on every page, and a note may be called twice.
    public var ordinal: Int

    public init(_ label: String, _ text: String, in passage: Passage, at offset: Int, ordinal: Int) {
        (self.label, self.text, self.passage) = (label, text, passage)
        (self.offset, self.ordinal) = (offset, ordinal)
    }
}

/// Another official paper that an answer names.
public struct Reference: Hashable, Codable, Sendable {
    /// The canonical identifier: `29521-446`, `ah-tk-20242025-595`, `2022Z23276`.
    public var id: String
    public var url: String?
    public var span: Span

    public init(id: String, url: String? = nil, span: Span) {
        (self.id, self.url, self.span) = (id, url, span)
    }
}

/// A promise by the government.
public struct Commitment: Hashable, Codable, Sendable {
    public var span: Span
    /// The term, as an ISO 8601 date or interval; `nil` where none was given.
    public var due: String?
    /// Who promised.
    public var by: String?

    public init(span: Span, due: String? = nil, by: String? = nil) {
        (self.span, self.due, self.by) = (span, due, by)
    }
}

/// What an answer does with its question.
public enum Response: String, Hashable, Codable, Sendable {
    /// Gives substance of its own.
    case answered
    /// Only sends the reader to another answer or paper.
    case refers
    /// Says that it cannot or will not say.
    case unable
    /// Puts it off to a later letter or review.
    case deferred
}
