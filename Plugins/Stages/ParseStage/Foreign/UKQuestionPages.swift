import Pipeline

/// Questions as the pages of the British Parliament's site show them, one or a list: fields above the question and above
/// its answer.
///
/// `Asked by Ann Example`, `Asked on: …`, the question, `Answered by: …`, `Answered on: …`; on newer pages `Question for
/// Home Office`, `UIN 12345, tabled on …`, and the names below the bare words `Question` and `Answer`.
enum UKQuestionPages: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        let lines = raw.lines
        guard lines.contains(where: { UKQuestionPage.isStation($0.text) }),
            lines.contains(where: { UKQuestionPage.asks($0.text) })
        else { return nil }
        var reader = Reader(paper: ForeignPaper(raw))
        return reader.reading()
    }

    private struct Reader {
        let paper: ForeignPaper
        var read = Reading()
        private var fronts: [Bytes] = []

        init(paper: ForeignPaper) { self.paper = paper }

        mutating func reading() -> Reading {
            let lines = paper.lines
            let asked = lines.indices.filter { UKQuestionPage.asks(lines[$0].text) }
            var begin = 0
            for (place, question) in asked.enumerated() {
                let end = place + 1 < asked.count ? asked[place + 1] : lines.count
                let page = UKQuestionPage(lines, head: begin..<question, upTo: end)
                fronts += paper.paragraphs(begin..<question)
                take(page, question)
                begin = page.end
            }
            fronts += paper.paragraphs(begin..<lines.count)
            read.isDutch = false
            if !fronts.isEmpty { read.remarks.insert(Remark(.frontMatter, fronts.asText), at: 0) }
            read.furniture = paper.furniture.map(\.string)
            read.kind = read.answers.isEmpty ? "Written question" : "Written answers"
            let unanswered = read.remarks.count { $0.role == .unanswered }
            if read.answers.isEmpty {
                read.oddities.append(
                    Oddity("questions-only", "The paper has questions and no answers."))
            } else if unanswered > 0 {
                read.oddities.append(Oddity("no-answer", "\(unanswered) questions have no answer."))
            }
            return read
        }

        private mutating func take(_ page: UKQuestionPage, _ question: Int) {
            let text = paper.paragraphs(question..<page.answer).asText
            let answer = paper.paragraphs(page.answerText..<page.end).asText
            fronts += paper.paragraphs(page.answer..<page.answerText)
            if read.title == nil { read.title = page.subject }
            read.date = max(read.date, page.answered ?? page.tabled)
            guard !answer.isEmpty else {
                read.remarks.append(Remark(.unanswered, text, section: page.subject))
                return
            }
            var made = Answer(
                numbers: page.number.map { [$0] } ?? [], section: page.subject,
                askedBy: page.asker.map { [Answer.Asker(name: $0)] } ?? [],
                answeredBy: page.answerer == nil && page.department == nil
                    ? [] : [Answer.Answerer(name: page.answerer, role: page.department)],
                question: text, answer: answer)
            made.confidence = 0.97
            read.answers.append(made)
        }

        private func max(_ first: CalendarDay?, _ second: CalendarDay?) -> CalendarDay? {
            guard let first, let second else { return first ?? second }
            return first.daysSinceEpoch < second.daysSinceEpoch ? second : first
        }
    }
}
