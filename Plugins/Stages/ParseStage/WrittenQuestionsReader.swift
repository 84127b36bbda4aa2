import Pipeline

/// Reads written questions with the answers of the government (`Aanhangsel van de Handelingen`).
///
/// Questions and answers each carry their numbers, alone or in groups; answers may follow their questions or come after all
/// of them; an answer without a number belongs to the questions just before it.
struct WrittenQuestionsReader {
    static func read(_ paper: CleanPaper, _ document: Document) -> Reading {
        var reader = WrittenQuestionsReader()
        for element in Headings.beforeQuestions(in: paper.elements) { reader.take(element) }
        reader.finish(document)
        return reader.reading
    }

    private enum Part {
        case head
        case question(Int)
        case answer(Int)
        case notice
        case residue
    }

    private var reading = Reading()
    private var pairs = QuestionPairs()
    private var part = Part.head
    private var section: String?
    private var head: [Paragraph] = []
    private var residue: [Paragraph] = []
    private var notice: [Paragraph] = []
    private var sawNotice = false

    private mutating func take(_ element: Element) {
        switch element {
        case .paragraph(let paragraph), .party(_, let paragraph): add(paragraph)
        case .section(let paragraph):
            reading.headings.append(paragraph.text.string)
            section = paragraph.text.string
        case .marker(let marker, let words):
            reading.markers.append(words.string)
            switch marker.role {
            case .question: openQuestion(marker.numbers)
            case .answer, .closing: openAnswer(marker.numbers, marker.answerer)
            case .notice:
                sawNotice = true
                part = .notice
            }
        }
    }

    private mutating func add(_ text: Paragraph) {
        if case .answer(let index) = part, !pairs.replies[index].text.isEmpty,
            Self.isAddition(text.text) || text.text.closesPaper
        {
            part = .residue
        }
        // Behind questions that are all asked first, those who answer are named before the first answer.
        if case .answer = part, OnePair.isReplyHead(text.text) {
            head.append(text)
            return
        }
        switch part {
        case .head: head.append(text)
        case .question(let index): pairs.questions[index].text.append(text)
        case .answer(let index): pairs.replies[index].text.append(text)
        case .notice: notice.append(text)
        case .residue: residue.append(text)
        }
    }

    /// `Toelichting: Deze vragen dienen ter aanvulling op eerdere vragen …`, which follows the last answer.
    private static func isAddition(_ text: Bytes) -> Bool {
        text.prefix(80).has("deze vragen dienen ter aanvulling")
            || (text.count < 16 && text.starts(withFolded: "toelichting"))
    }

    private mutating func openQuestion(_ numbers: [Int]) {
        for number in pairs.ask(numbers, section: section) {
            odd("number-repeated", "Question \(number) is printed more than once.")
        }
        part = .question(pairs.questions.count - 1)
    }

    private mutating func openAnswer(_ numbers: [Int], _ answerer: String?) {
        if !numbers.isEmpty {
            pairs.reply(to: numbers, by: answerer)
        } else if case .answer = part, !pairs.areAsked {
            // A heading `Antwoord` within an answer begins no other one.
            return
        } else {
            pairs.reply(by: answerer)
        }
        part = .answer(pairs.replies.count - 1)
    }

    private mutating func odd(_ code: String, _ detail: String) {
        guard reading.oddities.count < Self.mostOddities else { return }
        reading.oddities.append(Oddity(code, detail))
    }

    /// How many oddities are kept of one paper.
    private static let mostOddities = 100

    // MARK: When all is read

    private mutating func finish(_ document: Document) {
        pairs.settle()
        let titleLines = WrittenQuestionsHead.read(Bytes(head.map(\.text).joined(separator: [0x20])))
        withoutPostponements(titleLines)
        if pairs.replies.isEmpty, pairs.questions.isEmpty, !sawNotice, !titleLines.isPostponement {
            splitRuns()
        }
        let paperHead = PaperHead(head, document, furniture: [])
        for answer in pairs.replies { append(answer, paperHead) }
        for question in pairs.questions where !question.isAnswered { leave(question) }
        if !head.isEmpty { reading.remarks.insert(Remark(.frontMatter, head.text), at: 0) }
        if !notice.isEmpty { reading.remarks.append(Remark(.residue, notice.text)) }
        if !residue.isEmpty { reading.remarks.append(Remark(.residue, residue.text)) }
        reading.title = paperHead.title
        reading.date = titleLines.received ?? titleLines.submitted
        (reading.askedBy, reading.answeredBy) = (paperHead.askers, paperHead.answerers)
        (reading.asked, reading.answered) = (titleLines.submitted, titleLines.received)
        NumberCheck.check(&reading, questionsAreNumbered: !pairs.questions.isEmpty)
        name(titleLines)
    }

    /// Takes answers that only put answers off for the notice that they are.
    private mutating func withoutPostponements(_ head: WrittenQuestionsHead) {
        let isLetter = pairs.replies.isEmpty && Postponement.isOne(self.head.bytes)
        guard
            isLetter
                || !pairs.replies.isEmpty && pairs.replies.allSatisfy({ Postponement.isOne($0.text.bytes) })
        else {
            return
        }
        notice += pairs.replies.flatMap(\.text)
        pairs.withdraw()
        sawNotice = true
    }

    /// Keeps a paper without markers as one pair, where it has an answer.
    private mutating func splitRuns() {
        guard let split = OnePair.split(head) else { return }
        head = split.head
        pairs = QuestionPairs(
            onlyQuestion: split.question, answer: split.answer, doubt: 1 - split.confidence)
        odd("not-split", "Questions and answers stand in one run each; they are kept as one pair.")
    }

    private mutating func name(_ head: WrittenQuestionsHead) {
        if !pairs.replies.isEmpty {
            reading.kind = "Antwoord schriftelijke vragen"
        } else if sawNotice || head.isPostponement {
            reading.kind = "Mededeling (uitstel antwoord)"
            odd("postponed", "The paper puts the answers off; it has none.")
        } else if head.isOral {
            reading.kind = "Mondelinge vragen"
            odd("questions-only", "The paper announces an oral question; it has no answers.")
        } else if !pairs.questions.isEmpty || head.isRecognised {
            reading.kind = "Schriftelijke vragen"
            odd("questions-only", "The paper has questions and no answers.")
        } else {
            odd("no-answers", "No layout of questions and answers was recognised.")
        }
    }

    private mutating func append(_ answer: QuestionPairs.Reply, _ head: PaperHead) {
        let asking = answer.questions.flatMap { pairs.questions[$0].text }
        let question = asking.text
        var made = Answer(
            numbers: answer.numbers, section: answer.questions.first.flatMap { pairs.questions[$0].section },
            askedBy: head.askers, answeredBy: head.answerers, question: question, answer: answer.text.text)
        made.footnotes = asking.footnotes(of: .question) + answer.text.footnotes(of: .answer)
        // Without a head that says so, the text may.
        if made.askedBy.isEmpty, let speaker = PartyHead.speaker(Bytes(Bytes(question.utf8).prefix(300))) {
            made.askedBy = PartyHead.names(in: speaker).map { Answer.Asker(party: $0) }
        }
        if made.answeredBy.isEmpty, let role = answer.by { made.answeredBy = [Answer.Answerer(role: role)] }
        let label =
            answer.numbers.isEmpty
            ? "without a number" : answer.numbers.map(String.init).joined(separator: ", ")
        if question.isEmpty {
            made.confidence -= 0.5
            odd("no-question", "Answer \(label) has no question.")
        }
        if made.answer.isEmpty {
            made.confidence -= 0.4
            odd("no-answer", "Answer \(label) is empty.")
        }
        if !answer.isPaired { made.confidence -= answer.questions.count > 1 ? 0.2 : 0.05 }
        let asked = answer.questions.flatMap { pairs.questions[$0].numbers }
        if answer.isPaired, !question.isEmpty, Set(asked) != Set(answer.numbers) {
            made.confidence -= 0.2
            odd(
                "numbers-differ",
                "Answer \(label) stands under question \(asked.map(String.init).joined(separator: ", ")).")
        }
        made.confidence = max(0, made.confidence - answer.doubt)
        reading.answers.append(made)
    }

    /// Keeps a question that nobody answered.
    private mutating func leave(_ question: QuestionPairs.Question) {
        if !question.text.isEmpty {
            reading.remarks.append(Remark(.unanswered, question.text.text, section: question.section))
        }
        guard !pairs.replies.isEmpty else { return }
        let label = question.numbers.map(String.init).joined(separator: ", ")
        odd("no-answer", "Question \(label) has no answer.")
    }
}
