import Pipeline

struct EPReader {
    let paper: ForeignPaper
    let marks: EPMarks
    var read = Reading()

    mutating func reading() -> Reading {
        let starts = (marks.questions + marks.answers).sorted()
        let first = starts.first ?? 0
        let front = paper.paragraphs(0..<first)
        var asked: [EPQuestion] = []
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] : paper.lines.count
            if marks.answers.contains(start) {
                // A joint answer is to all questions above it.
                let isJoint = Self.jointWords.contains {
                    paper.lines[start].text.prefix(40).key.starts(with: $0.utf8)
                }
                if !isJoint { asked.dropLast().forEach { leave($0) } }
                answer(isJoint ? asked : asked.suffix(1), start..<end)
                asked = []
            } else {
                let question = EPQuestion(paper, start..<end)
                asked.append(question)
                if read.title == nil { read.title = question.subject }
            }
        }
        asked.forEach { leave($0) }
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

    private static let jointWords = [
        "jointanswer", "gezamenlijkantwoord", "gemeinsameantwort", "reponsecommune", "respuestaconjunta",
    ]

    private mutating func leave(_ question: EPQuestion) {
        read.remarks.append(Remark(.frontMatter, question.head.asText))
        if !question.text.isEmpty { read.remarks.append(Remark(.unanswered, question.text)) }
        read.noteCalls += question.calls
        read.askedBy = question.askers
        if read.date == nil { read.date = question.date }
    }

    private mutating func answer(_ questions: [EPQuestion], _ range: Range<Int>) {
        let head = EPAnswerHead(paper, range)
        let (lines, notes) = EPNotes.parted(paper, head.end..<range.upperBound)
        let (text, calls) = EPNotes.withoutCalls(paper.paragraphs(lines), notes.map(\.label))
        var made = Answer(
            numbers: questions.count == 1 ? questions[0].numbers : [],
            askedBy: questions.flatMap(\.askers).reduce(into: []) { if !$0.contains($1) { $0.append($1) } },
            answeredBy: head.answerers,
            question: questions.map { Bytes($0.text.utf8) }.asText, answer: text.string)
        made.confidence = questions.isEmpty ? 0.9 : questions.count > 1 ? 0.9 : 0.97
        made.footnotes = calls.map {
            Footnote(
                notes[$0.note].label, notes[$0.note].text.string, in: .answer, at: $0.offset,
                ordinal: $0.note + 1)
        }
        read.noteCalls += calls.map { notes[$0.note].label } + questions.flatMap(\.calls)
        if questions.isEmpty {
            read.oddities.append(Oddity("no-question", "The paper has the answer and not its question."))
        }
        if made.answer.isEmpty {
            read.oddities.append(Oddity("no-answer", "The answer is empty."))
            made.confidence = 0.5
        }
        read.answers.append(made)
        var front = questions.flatMap(\.head)
        front.append(head.text)
        read.remarks.append(Remark(.frontMatter, front.asText))
        (read.askedBy, read.answeredBy) = (made.askedBy, made.answeredBy)
        // The newest answer's day is the paper's.
        read.date = head.date ?? read.date ?? questions.lazy.compactMap(\.date).first
    }
}
