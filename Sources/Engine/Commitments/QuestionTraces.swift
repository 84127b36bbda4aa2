import Hashing
import Pipeline

/// Ties an answer to the paper that asked, and to the one that put the answer off.
///
/// A paper with questions alone, and a notice of postponement, leave traces among the names under which they are archived: one
/// for each number of a case, and one for the words of each question. Who answers looks for these. A trace is no name of a
/// paper: it makes no two papers the same.
enum QuestionTraces {
    private static let mostQuestions = 12
    /// Letters of a question that are enough to be found by.
    private static let tellingLetters = 60

    static func isPostponement(_ document: Document) -> Bool {
        document.answers.isEmpty && document.oddities.contains { $0.code == "postponed" }
    }

    static func isQuestions(_ document: Document) -> Bool {
        document.answers.isEmpty && document.oddities.contains { $0.code == "questions-only" }
    }

    /// What a paper leaves for those who look for it.
    static func left(by document: Document) -> [Identifier] {
        let prefix: String
        if isPostponement(document) {
            prefix = "postponed "
        } else if isQuestions(document) {
            prefix = "asked "
        } else {
            return []
        }
        let questions = document.remarks.filter { $0.role == .unanswered }.map(\.text)
        return traces(of: document, questions).map { Identifier(rawValue: prefix + $0) }
    }

    /// What an answer looks for.
    static func sought(by document: Document) -> [Identifier] {
        guard !document.answers.isEmpty else { return [] }
        let traces = traces(of: document, document.answers.map(\.question))
        return ["asked ", "postponed "].flatMap { prefix in traces.map { Identifier(rawValue: prefix + $0) } }
    }

    private static func traces(of document: Document, _ questions: [String]) -> [String] {
        let cases = document.publication.names.filter(\.isCaseNumber) + document.caseNumbers
        var words: [String] = []
        for question in questions where words.count < mostQuestions {
            // Letters alone: the calls of notes may still stand in one of the two texts.
            let letters = Wording(question).letters.filter { !(0x30...0x39).contains($0) }
            if letters.count >= tellingLetters {
                words.append("words " + hex(SHA256.hash(letters).prefix(16)))
            }
        }
        var seen: Set<String> = []
        return (cases.map { $0.rawValue.uppercased() } + words).filter { seen.insert($0).inserted }
    }
}

/// What came before an answer, as its event tells it.
struct AnswerHistory: Encodable, Hashable {
    /// The paper that asked.
    var asked: PaperTrace?
    /// The notice that put the answer off.
    var postponed: PaperTrace?
    /// The earlier answer in the same case that put this question off.
    var deferred: PaperTrace?

    var isEmpty: Bool { asked == nil && postponed == nil && deferred == nil }

    struct PaperTrace: Encodable, Hashable {
        var id: String
        var title: String
        var date: CalendarDay?
        var url: String?
        /// The answer's text, where it is one.
        var text: String?

        init(_ paper: ArchivedPublication, text: String? = nil) {
            id = paper.id.rawValue.clipped(to: 400)
            title = paper.publication.title.clipped(to: 400)
            date = paper.date ?? paper.publication.published?.day
            let links = paper.publication.links
            let address = (links.first { $0.relation == "alternate" } ?? links.first)?.url
            url = address.flatMap { $0.utf8.count <= 1_024 && !$0.isEmpty ? $0 : nil }
            self.text = text?.clipped(to: 1_000)
        }
    }

    /// What came before `answer`, of all that came before its paper.
    init(of answer: Answer, after past: PaperPast) {
        (asked, postponed) = (past.asked, past.postponed)
        deferred = past.deferred(answer)
    }
}

/// What is archived of the time before a paper: the same for all of its answers.
package struct PaperPast {
    fileprivate let asked: AnswerHistory.PaperTrace?
    fileprivate let postponed: AnswerHistory.PaperTrace?
    /// Earlier papers of the same case.
    private let ofSameCase: [ArchivedPublication]

    /// The past of `document`, which is archived as `id`.
    ///
    /// `names` are the document's, `sought` the traces that it looks for, and `archived` what was found under them.
    init(
        of document: Document, _ id: Identifier, names: PaperNames, sought: [Identifier],
        among archived: [ArchivedPublication]
    ) {
        let date = document.date ?? document.publication.published?.day
        let earlier = archived.filter { paper in
            guard paper.id != id, !paper.isWithdrawn else { return false }
            guard let date, let other = paper.date ?? paper.publication.published?.day else { return true }
            return other <= date
        }
        func latest(_ prefix: String) -> AnswerHistory.PaperTrace? {
            guard !earlier.isEmpty else { return nil }
            let traces = Set(sought.filter { $0.rawValue.hasPrefix(prefix) })
            return earlier.filter { !traces.isDisjoint(with: $0.names) }
                .max { $0.firstSeen < $1.firstSeen }.map { AnswerHistory.PaperTrace($0) }
        }
        asked = latest("asked ")
        postponed = latest("postponed ")
        let cases = earlier.isEmpty ? [] : Set(names.hints.filter(PaperNames.isCase))
        ofSameCase = earlier.filter { !cases.isDisjoint(with: $0.names) }
    }

    /// The earlier answer in the same case that put this question off.
    fileprivate func deferred(_ answer: Answer) -> AnswerHistory.PaperTrace? {
        guard answer.response != .deferred, !ofSameCase.isEmpty else { return nil }
        let question = Wording(answer.question).letters
        for paper in ofSameCase {
            let former = paper.answers.first { known in
                guard !known.isSuperseded, known.answer.response == .deferred else { return false }
                let asks = Wording(known.answer.question).letters
                return asks == question
                    || (asks.isEmpty || question.isEmpty)
                        && !Set(known.answer.numbers).isDisjoint(with: answer.numbers)
            }
            if let former { return AnswerHistory.PaperTrace(paper, text: former.answer.answer) }
        }
        return nil
    }
}

extension AnswerHistory.PaperTrace: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("date", ifPresent: date)
            writer.member("id", id)
            writer.member("text", ifPresent: text)
            writer.member("title", title)
            writer.member("url", ifPresent: url)
        }
    }
}
