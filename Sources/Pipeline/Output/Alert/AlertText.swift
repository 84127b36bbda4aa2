/// An event as people read it: what it says, in an order in which one can decide within seconds what to do about it.
///
/// Made from the event's own JSON, so that every sink that shows text to people says the same, and so can a sink outside of
/// this program. Texts are in the paper's own language, labels in the reader's. All of it is text and none of it markup:
/// ``plain(width:)`` and ``html`` write it out, and what a document says stays data in both.
public struct AlertText: Hashable, Sendable {
    /// The event's id.
    public var id: String
    /// The event's type, such as `bode.answer.published`.
    public var type: String
    /// When it was first seen, in RFC 3339.
    public var time: String
    /// What it is about: the same for all events about one answer.
    public var subject: String
    /// The watches that matched.
    public var watches: [String]
    /// What it is about, on one line.
    public var title: String
    /// The paper's title, where there is one.
    public var paper: String?
    /// Where and when: the paper's date, the heading.
    public var place: [String]
    /// The texts: what changed, the question, the answer.
    public var passages: [Passage]
    /// The short ones: themes, who and what is named, what was promised.
    public var facts: [Fact]
    /// Where to read the paper; an address on the web or `nil`.
    public var url: String?
    /// The language of its labels.
    public var language: Language

    /// A text with its label.
    public struct Passage: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case changes, commitment, question, answer, notice
        }

        public var kind: Kind
        public var label: String
        public var paragraphs: [[Run]]

        public init(_ kind: Kind, label: String, paragraphs: [[Run]]) {
            (self.kind, self.label, self.paragraphs) = (kind, label, paragraphs)
        }
    }

    /// Text without a line's end in it, all of it marked or none.
    public struct Run: Hashable, Sendable {
        public var text: String
        /// True for what matched.
        public var isMarked: Bool
        public init(_ text: String, isMarked: Bool = false) { (self.text, self.isMarked) = (text, isMarked) }
    }

    /// A few words with their label.
    public struct Fact: Hashable, Sendable {
        public enum Kind: String, Hashable, Sendable {
            case commitment, annotation, themes, entities, references, history
        }

        public var kind: Kind
        public var label: String
        public var text: String
        public init(_ kind: Kind, label: String, text: String) {
            (self.kind, self.label, self.text) = (kind, label, text)
        }
    }

    /// The language of labels.
    public enum Language: String, Hashable, Sendable, Decodable, CaseIterable {
        case dutch = "nl"
        case english = "en"
    }

    /// How much of it is told, and in which language the labels are.
    public struct Style: Hashable, Sendable {
        public var language: Language
        /// Sentences told before and after one that matched.
        public var context: Int
        /// Characters from which on a text is told in parts.
        public var length: Int
        /// The watches for which it is told, whose matches are marked; all that matched where there are none.
        public var watches: [String] = []
        public var mostEntities = 14
        public var mostThemes = 5
        public var mostChanges = 6
        public var mostAnnotations = 6

        public init(language: Language = .dutch, context: Int = 1, length: Int = 900) {
            (self.language, self.context, self.length) = (language, context, length)
        }

        /// A style from the options `language`, `context` and `length` of a sink.
        ///
        /// Throws ``InvalidOptions`` naming the one that is out of bounds.
        public init(language: Language?, context: Int?, length: Int?) throws(InvalidOptions) {
            self.init(language: language ?? .dutch, context: context ?? 1, length: length ?? 900)
            guard (0...50).contains(self.context) else {
                throw InvalidOptions("context", "is between 0 and 50 sentences")
            }
            guard (100...20_000).contains(self.length) else {
                throw InvalidOptions("length", "is between 100 and 20000 characters")
            }
        }
    }

    /// The text of `event`.
    ///
    /// An event that says less than usual, or something that is not known here, has a text all the same.
    public init(_ event: Event, style: Style = Style()) {
        self.init(json: Array(event.json.utf8), style: style)
    }

    /// The text of an event in the form in which it is delivered.
    public init(json: [UInt8], style: Style = Style()) {
        let record = (try? JSONText.decode(AlertRecord.self, from: json)) ?? AlertRecord()
        self = AlertComposer(record, style: style).text
    }

    init(_ record: AlertRecord, style: Style) {
        id = record.id.onOneLine(limit: 200)
        type = record.type.onOneLine(limit: 100)
        time = record.time.onOneLine(limit: 40)
        subject = record.subject.onOneLine(limit: 1_000)
        watches = record.data.watches.map { $0.onOneLine(limit: 64) }
        // Those of other people are none of the reader's business.
        let ours = watches.filter(style.watches.contains)
        if !ours.isEmpty { watches = ours }
        language = style.language
        (title, place, passages, facts) = ("", [], [], [])
    }
}

extension AlertText {
    /// True for what tells operators of the service itself rather than of an answer.
    public var isOperational: Bool {
        !type.hasPrefix("bode.answer.") && !type.hasPrefix("bode.commitment.")
    }
}
