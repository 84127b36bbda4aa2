import Pipeline

struct BelgianReader {
    let paper: ForeignPaper
    let marks: BelgianMarks
    var read = Reading()
    private var head: BelgianHead?
    private var question: (text: Bytes, title: String?)?
    private var fronts: [Bytes] = []

    init(paper: ForeignPaper, marks: BelgianMarks) { (self.paper, self.marks) = (paper, marks) }

    mutating func reading() -> Reading {
        let places = marks.marks
        fronts = paper.paragraphs(0..<(places.first?.line ?? 0))
        for (place, mark) in places.enumerated() {
            let end = place + 1 < places.count ? places[place + 1].line : paper.lines.count
            switch mark.kind {
            case .head:
                let next = place + 1 < places.count ? places[place + 1].kind : nil
                open(mark.line..<end, questionFollows: next == .question)
            case .question:
                read.markers.append(paper.lines[mark.line].text.string)
                question = Self.question(paper.paragraphs(mark.line..<end, from: .max))
            case .answer: answer(mark.line..<end, from: mark.textStart)
            }
        }
        leave()
        if !fronts.isEmpty { read.remarks.insert(Remark(.frontMatter, fronts.asText), at: 0) }
        read.furniture = paper.furniture.map(\.string)
        let isFrench = places.first.map { paper.lines[$0.line].text.prefix(12).has("question") } ?? false
        let kinds =
            isFrench
            ? ["Question \u{E9}crite", "Question et r\u{E9}ponse \u{E9}crites"]
            : ["Schriftelijke vraag", "Schriftelijke vraag en antwoord"]
        read.isDutch = !isFrench
        read.kind = kinds[read.answers.isEmpty ? 0 : 1]
        if read.answers.isEmpty {
            read.oddities.append(Oddity("questions-only", "The paper has a question and no answer."))
        }
        return read
    }

    private mutating func open(_ range: Range<Int>, questionFollows: Bool) {
        let made = BelgianHead(paper, range, untilEnd: questionFollows)
        // `Schriftelijke vraag nr. 6-1234`, and below it `Vraag nr. 6-1234 d.d. …`: one head in two parts, its title between.
        if let head, head.number == made.number {
            let between = question?.text ?? []
            if !between.isEmpty { fronts.append(between) }
            // Its stations may follow: `Chronologie`, and days.
            let title = Bytes(between.split(separator: 0x0A).first ?? [])
            self.head = made.merging(head)
            if self.head?.title == nil, !title.isEmpty, title.count <= 250 { self.head?.title = title.string }
        } else {
            leave()
            head = made
        }
        fronts += paper.paragraphs(range.lowerBound..<made.end)
        let rest = paper.paragraphs(made.end..<range.upperBound)
        question = rest.isEmpty ? nil : Self.question(rest)
    }

    /// The question with its parts apart, and its title: the first paragraph, where it ends before the question begins.
    private static func question(_ paragraphs: [Bytes]) -> (Bytes, String?) {
        let text = Bytes(paragraphs.asText.utf8)
        var title = paragraphs.count > 1 ? paragraphs.first.flatMap { $0.count <= 250 ? $0 : nil } : nil
        if title?.last == 0x2E { title?.removeLast() }
        return (text, title?.string)
    }

    private mutating func leave() {
        if let question, !question.text.isEmpty {
            read.remarks.append(Remark(.unanswered, question.text.string))
            if read.title == nil { read.title = question.title }
        }
        if read.date == nil { read.date = head?.date }
        (head, question) = (nil, nil)
    }

    private mutating func answer(_ range: Range<Int>, from textStart: Int) {
        let isInline = textStart > 0 && textStart < paper.lines[range.lowerBound].text.count
        let answerHead = BelgianAnswerHead(paper, range, isInline: isInline)
        let text = Bytes(
            paper.paragraphs(answerHead.end..<range.upperBound, from: isInline ? textStart : 0).asText.utf8)
        if answerHead.end > range.lowerBound + 1 || answerHead.isNamed {
            fronts += paper.paragraphs(range.lowerBound..<answerHead.end)
        } else {
            read.markers.append(paper.mark(at: range.lowerBound, upTo: textStart))
        }
        let asked = question?.text ?? []
        // A paper that announces its answer and has none.
        guard !text.isEmpty else {
            leave()
            return
        }
        let (questions, answers) = (InlineParts.find(in: asked), InlineParts.find(in: text))
        let numbers = questions.count > 1 ? questions.flatMap(\.numbers) : []
        var made = Answer(
            numbers: numbers, askedBy: head?.askers ?? [],
            answeredBy: (answerHead.role ?? head?.addressee).map { [Answer.Answerer(role: $0)] } ?? [],
            question: InlineParts.parted(asked, at: numbers.isEmpty ? [] : questions).string,
            answer: InlineParts.parted(text, at: answers.count > 1 ? answers : []).string)
        made.confidence = 0.98
        let given = answers.flatMap(\.numbers)
        if !numbers.isEmpty, answers.count > 0, given != numbers {
            made.confidence = 0.85
            read.oddities.append(
                Oddity(
                    "parts-differ",
                    "The question has \(numbers.count) numbered parts, and \(given.count) numbers were found in the answer."
                ))
        }
        if asked.isEmpty {
            made.confidence = 0.5
            read.oddities.append(Oddity("no-question", "The answer has no question."))
        }
        read.answers.append(made)
        if read.title == nil, read.answers.count == 1 { read.title = head?.title ?? question?.title }
        read.date = answerHead.date ?? head?.date ?? read.date
        (head, question) = (nil, nil)
    }
}
