/// A publication with its text, split into passages.
///
/// Stages turn a document into a richer one; what they add is in ``answers``.
public struct Document: Hashable, Codable, Sendable {
    public var publication: Publication
    /// The bytes it was read from; `nil` where the paper could not be had.
    public var original: OriginalReference?
    public var title: String
    public var kind: String?
    /// The paper's own date; its publication date where it prints none.
    public var date: CalendarDay?
    /// True where `date` was worked out from the running text.
    public var isDateInferred: Bool
    /// Who asked and who answered, as the paper's head has it; also where it holds no answer.
    public var askedBy: [Answer.Asker]
    public var answeredBy: [Answer.Answerer]
    /// When the questions were handed in.
    public var asked: CalendarDay?
    /// When the answers came, or the notice that puts them off.
    public var answered: CalendarDay?
    /// The text it was read from.
    ///
    /// Handed from `read` to the stages, and not kept: the original is the evidence.
    public var text: PaperText
    public var answers: [Answer]
    /// What belongs to no answer, in the order of the paper.
    public var remarks: [Remark]
    /// Whether its text, on some pages at least, was recognised in pictures; so letters may be wrong.
    public var isRecognised: Bool
    /// What was odd about the paper, for a person to look at: what its reader found at first, and what stages add.
    public var oddities: [Oddity]
    /// The numbers under which the paper itself says that it is published: `ah-tk-20242025-594`, `kst-29237-178`.
    public var printedNumbers: [Identifier]
    /// The numbers of the cases that it says it belongs to, which other papers share: `2024Z18294`.
    public var caseNumbers: [Identifier]

    public init(
        publication: Publication, original: OriginalReference? = nil, date: CalendarDay? = nil,
        text: PaperText
    ) {
        self.publication = publication
        self.original = original
        title = publication.title
        kind = publication.kind
        self.date = date
        isDateInferred = false
        askedBy = []
        answeredBy = []
        self.text = text
        answers = []
        remarks = []
        isRecognised = text.isRecognised
        oddities = Oddity.found(in: text)
        printedNumbers = []
        caseNumbers = []
    }

    private enum CodingKeys: String, CodingKey {
        case publication, original, title, kind, date, isDateInferred, answers, remarks, oddities
        case printedNumbers, caseNumbers, isRecognised
        case askedBy, answeredBy, asked, answered
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        publication = try container.decode(Publication.self, forKey: .publication)
        original = try container.decodeIfPresent(OriginalReference.self, forKey: .original)
        title = try container.decode(String.self, forKey: .title)
        kind = try container.decodeIfPresent(String.self, forKey: .kind)
        date = try container.decodeIfPresent(CalendarDay.self, forKey: .date)
        isDateInferred = try container.decode(Bool.self, forKey: .isDateInferred)
        askedBy = try container.decodeIfPresent([Answer.Asker].self, forKey: .askedBy) ?? []
        answeredBy = try container.decodeIfPresent([Answer.Answerer].self, forKey: .answeredBy) ?? []
        asked = try container.decodeIfPresent(CalendarDay.self, forKey: .asked)
        answered = try container.decodeIfPresent(CalendarDay.self, forKey: .answered)
        answers = try container.decode([Answer].self, forKey: .answers)
        remarks = try container.decode([Remark].self, forKey: .remarks)
        oddities = try container.decode([Oddity].self, forKey: .oddities)
        isRecognised = try container.decodeIfPresent(Bool.self, forKey: .isRecognised) ?? false
        printedNumbers = try container.decodeIfPresent([Identifier].self, forKey: .printedNumbers) ?? []
        caseNumbers = try container.decodeIfPresent([Identifier].self, forKey: .caseNumbers) ?? []
        text = PaperText(lines: [], format: .plain)
    }
}

/// Which stored bytes a document was read from.
public struct OriginalReference: Hashable, Codable, Sendable {
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    public var sha256: String
    public var mediaType: String?
    public var url: String

    public init(sha256: String, mediaType: String?, url: String) {
        (self.sha256, self.mediaType, self.url) = (sha256, mediaType, url)
    }
}

/// A passage that belongs to no answer.
public struct Remark: Hashable, Codable, Sendable {
    public enum Role: String, Hashable, Codable, Sendable {
        /// Before the first question: the head of the paper.
        case frontMatter = "front_matter"
        /// A contribution that nobody answered.
        case unanswered
        /// A note that no answer calls.
        case footnote
        /// Running heads, page numbers.
        case furniture
        /// Lines that only say which question or answer begins: `Vraag 1`.
        case marker
        /// Headings, and heads that say who speaks: `Inbreng D66`.
        case heading
        /// The marks in running text that call footnotes.
        case noteCalls = "note_calls"
        /// Text that fits nowhere.
        case residue
    }

    public var role: Role
    public var text: String
    public var section: String?

    public init(_ role: Role, _ text: String, section: String? = nil) {
        (self.role, self.text, self.section) = (role, text, section)
    }
}
