/// What a text is made of: an event's JSON, read with patience.
///
/// A key that is missing or of another form than expected is as if it were not there, so that one odd value never costs the
/// reader the rest.
struct AlertRecord: Decodable {
    var id = ""
    var type = ""
    var subject = ""
    var time = ""
    var data = AlertData()

    private enum CodingKeys: String, CodingKey { case id, type, subject, time, data }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.lenient(.id) ?? ""
        type = container.lenient(.type) ?? ""
        subject = container.lenient(.subject) ?? ""
        time = container.lenient(.time) ?? ""
        data = container.lenient(.data) ?? AlertData()
    }
}

/// The `data` of an event.
struct AlertData: Decodable {
    var document = Head()
    var numbers: [Int] = []
    var section: String?
    var askedBy: [Person] = []
    var answeredBy: [Person] = []
    var question = ""
    var answer = ""
    var resolved: [Resolved] = []
    var references: [Place] = []
    var themes: [Theme] = []
    var entities: [Place] = []
    var commitments: [Place] = []
    /// What further stages say of it.
    var annotations: [Note] = []
    /// Of an event about one commitment.
    var commitment: Place?
    /// Why it is taken to be overdue.
    var overdue: Overdue?
    /// What came before an answer: the paper that asked, and those that put it off.
    var asked: Head?
    var postponed: Head?
    var deferred: Head?
    var response: String?
    var watches: [String] = []
    var matches: [Place] = []
    var links: [Link] = []
    var changes: [Change] = []
    var reason: String?

    struct Head: Decodable {
        var title: String?
        var date: String?
        var isInferred: Bool?
        var url: String?

        private enum CodingKeys: String, CodingKey {
            case title, date, url
            case isInferred = "date_inferred"
        }
    }

    struct Person: Decodable {
        var name: String?
        var party: String?
        var role: String?
    }

    struct Resolved: Decodable {
        var number: Int
        var answer: String
    }

    struct Theme: Decodable {
        var id: String
        var score: Double
        var evidence: [Place]?
        /// By language.
        var names: [String: String]?
    }

    /// Something that stands at a place of question or answer, in Unicode scalars.
    struct Place: Decodable {
        var passage: Passage?
        var start: Int?
        var end: Int?
        var text: String?
        var type: String?
        var canonical: String?
        var id: String?
        var due: String?
        var by: String?
        var watch: String?

        private enum CodingKeys: String, CodingKey {
            case start, end, text, type, canonical, id, due, by, watch
            case passage = "in"
        }
    }

    struct Note: Decodable {
        var kind: String
        var text: String
        var language: String?
        var url: String?
    }

    struct Overdue: Decodable {
        var reason: String?
    }

    struct Link: Decodable {
        var url: String
        var relation: String?
    }

    struct Change: Decodable {
        var passage: Passage?
        var before: String
        var after: String

        private enum CodingKeys: String, CodingKey {
            case before, after
            case passage = "in"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case document, numbers, section, question, answer, resolved, references, themes, entities
        case commitments, annotations, commitment, response, watches, matches, links, changes, reason
        case overdue, asked, postponed, deferred
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
    }

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        document = container.lenient(.document) ?? Head()
        numbers = container.lenient(.numbers) ?? []
        section = container.lenient(.section)
        askedBy = container.lenient(.askedBy) ?? []
        answeredBy = container.lenient(.answeredBy) ?? []
        question = container.lenient(.question) ?? ""
        answer = container.lenient(.answer) ?? ""
        resolved = container.lenient(.resolved) ?? []
        references = container.lenient(.references) ?? []
        let names: [String] = container.lenient(.themes) ?? []
        themes = container.lenient(.themes) ?? names.map { Theme(id: $0, score: 1) }
        entities = container.lenient(.entities) ?? []
        commitments = container.lenient(.commitments) ?? []
        annotations = container.lenient(.annotations) ?? []
        commitment = container.lenient(.commitment)
        response = container.lenient(.response)
        watches = container.lenient(.watches) ?? []
        matches = container.lenient(.matches) ?? []
        links = container.lenient(.links) ?? []
        changes = container.lenient(.changes) ?? []
        reason = container.lenient(.reason)
        overdue = container.lenient(.overdue)
        asked = container.lenient(.asked)
        postponed = container.lenient(.postponed)
        deferred = container.lenient(.deferred)
    }
}

extension KeyedDecodingContainer {
    fileprivate func lenient<Value: Decodable>(_ key: Key) -> Value? {
        (try? decodeIfPresent(Value.self, forKey: key)) ?? nil
    }
}
