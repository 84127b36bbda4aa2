import Pipeline

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
