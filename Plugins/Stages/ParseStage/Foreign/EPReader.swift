import Pipeline

struct EPReader {
    let paper: ForeignPaper
    let marks: EPMarks
    var read = Reading()

    mutating func reading() -> Reading {
        let starts = (marks.questions + marks.answers).sorted()
        let first = starts.first ?? 0
        let front = paper.paragraphs(0..<first)
        var question: EPQuestion?
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] : paper.lines.count
            if marks.answers.contains(start) {
                answer(question, start..<end)
                question = nil
            } else {
                leave(question)
                question = EPQuestion(paper, start..<end)
                if read.title == nil { read.title = question?.subject }
            }
        }
        leave(question)
        read.isDutch = false
        if read.date == nil { read.date = front.lazy.compactMap { ForeignDate.first(in: $0) }.first }
        if !front.isEmpty { read.remarks.insert(Remark(.frontMatter, front.asText), at: 0) }
        read.furniture = paper.furniture.map(\.string)
        read.kind = read.answers.isEmpty ? "Question for written answer" : "Answer to a written question"
        if read.answers.isEmpty {
            read.oddities.append(Oddity("questions-only", "The paper has questions and no answers."))
        }
        return read
    }

    private mutating func leave(_ question: EPQuestion?) {
        guard let question else { return }
        read.remarks.append(Remark(.frontMatter, question.head.asText))
        if !question.text.isEmpty { read.remarks.append(Remark(.unanswered, question.text)) }
        read.noteCalls += question.calls
        read.askedBy = question.askers
        if read.date == nil { read.date = question.date }
    }

    private mutating func answer(_ question: EPQuestion?, _ range: Range<Int>) {
        let head = EPAnswerHead(paper, range)
        let (lines, notes) = EPNotes.parted(paper, head.end..<range.upperBound)
        let (text, calls) = EPNotes.withoutCalls(paper.paragraphs(lines), notes.map(\.label))
        var made = Answer(
            numbers: question?.numbers ?? [], askedBy: question?.askers ?? [], answeredBy: head.answerers,
            question: question?.text ?? "", answer: text.string)
        made.confidence = question == nil ? 0.9 : 0.97
        made.footnotes = calls.map {
            Footnote(
                notes[$0.note].label, notes[$0.note].text.string, in: .answer, at: $0.offset,
                ordinal: $0.note + 1)
        }
        read.noteCalls += calls.map { notes[$0.note].label } + (question?.calls ?? [])
        if question == nil {
            read.oddities.append(Oddity("no-question", "The paper has the answer and not its question."))
        }
        if made.answer.isEmpty {
            read.oddities.append(Oddity("no-answer", "The answer is empty."))
            made.confidence = 0.5
        }
        read.answers.append(made)
        var front = question?.head ?? []
        front.append(head.text)
        read.remarks.append(Remark(.frontMatter, front.asText))
        (read.askedBy, read.answeredBy) = (made.askedBy, made.answeredBy)
        // The newest answer's day is the paper's.
        read.date = head.date ?? read.date ?? question?.date
    }
}
