import Pipeline

/// What an event carries of a promise.
struct CommitmentData: Encodable {
    private let commitment: Promise
    private let document: AnswerObject.DocumentHead
    private let answer: String
    private let numbers: [Int]
    private let section: String?
    private let askedBy: [Person]
    private let question: String
    private let themes: [String]
    private let publication: String
    private let links: [LinkObject]
    private let watches: [String]
    private let overdue: Overdue?

    private struct Promise: Encodable {
        let id: String
        let text: String
        let due: String?
        let by: String?
        let made: String
    }

    private struct Person: Encodable {
        let name: String?
        let party: String?
    }

    /// Why a promise is taken to be overdue.
    private struct Overdue: Encodable {
        let since: CalendarDay
        let reason: String
    }

    private enum CodingKeys: String, CodingKey {
        case commitment, document, answer, numbers, section, question, themes, publication, links, watches,
            overdue
        case askedBy = "asked_by"
    }

    private static let most = 50
    private static let longestName = 200
    private static let longestText = 2_000
    private static let longestIdentity = 1_024

    init(
        _ record: CommitmentRecord, of answer: Answer, in archive: ArchivedPublication, watches: [String],
        isOverdue: Bool
    ) {
        commitment = Promise(
            id: record.id, text: record.text.clipped(to: Self.longestText * 2),
            due: record.due?.clipped(to: Self.longestName), by: record.by?.clipped(to: Self.longestName),
            made: record.made.rfc3339)
        var paper = Document(
            publication: archive.publication, date: record.date, text: PaperText(lines: [], format: .plain))
        paper.kind = record.kind
        paper.title = record.title.clipped(to: Self.longestName * 2)
        var head = AnswerObject.DocumentHead(paper, id: archive.id)
        head.id = head.id.clipped(to: Self.longestIdentity)
        head.kind = head.kind?.clipped(to: Self.longestName)
        if let url = head.url, url.utf8.count > Self.longestIdentity { head.url = nil }
        document = head
        self.answer = record.answer.clipped(to: Self.longestIdentity)
        numbers = Array(answer.numbers.prefix(Self.most))
        section = answer.section?.clipped(to: Self.longestName)
        askedBy = answer.askedBy.prefix(Self.most).map {
            Person(
                name: $0.name?.clipped(to: Self.longestName), party: $0.party?.clipped(to: Self.longestName))
        }
        question = answer.question.clipped(to: Self.longestText)
        themes = (answer.themes ?? []).prefix(Self.most).map { $0.id.clipped(to: Self.longestName) }
        publication = archive.publication.entryID.clipped(to: Self.longestIdentity)
        links = LinkObject.list(archive.publication.links, limit: 10, longestURL: Self.longestIdentity)
        self.watches = watches.prefix(Self.most).map { $0.clipped(to: Self.longestName) }
        overdue =
            isOverdue
            ? record.lastDay.map { Overdue(since: $0.adding(days: 1), reason: Self.reason(record)) } : nil
    }

    /// What was looked for, so that a reader knows what to check.
    private static func reason(_ record: CommitmentRecord) -> String {
        let numbers = record.keys.filter { PaperKeys.normal($0) != nil }.prefix(6).joined(separator: ", ")
        let term = record.lastDay.map { "its term ended on \($0)" } ?? "its term has ended"
        let search =
            numbers.isEmpty
            ? "the paper prints no number by which a later one could refer to it"
            : "no later paper that was read here names \(numbers)"
        return "\(term), and \(search); a letter that names none of this may have kept it"
    }
}
