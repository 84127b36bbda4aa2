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

    private struct Question {
        var numbers: [Int]
        var section: String?
        var text: [Paragraph] = []
        var isAnswered = false
    }

    private struct Reply {
        var numbers: [Int]
        /// The questions that it answers.
        var questions: [Int]
        var text: [Paragraph] = []
        /// True where its own numbers say which these are.
        var isPaired: Bool
        var by: String?
        /// How far its place is in doubt, from 0 to 1.
        var doubt = 0.0
    }

    private enum Part {
        case head
        case question(Int)
        case answer(Int)
        case notice
        case residue
    }

    private var reading = Reading()
    private var questions: [Question] = []
    private var answers: [Reply] = []
    private var part = Part.head
    private var section: String?
    private var head: [Paragraph] = []
    private var residue: [Paragraph] = []
    private var notice: [Paragraph] = []
    private var sawNotice = false
    /// Which questions bear a number.
    private var byNumber: [Int: [Int]] = [:]
    private var firstPending = 0

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
        if case .answer(let index) = part, !answers[index].text.isEmpty,
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
        case .question(let index): questions[index].text.append(text)
        case .answer(let index): answers[index].text.append(text)
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
        questions.append(Question(numbers: numbers, section: section))
        for number in numbers {
            if byNumber[number] != nil {
                odd("number-repeated", "Question \(number) is printed more than once.")
            }
            byNumber[number, default: []].append(questions.count - 1)
        }
        part = .question(questions.count - 1)
    }

    /// Takes back a line `Antwoord` that was the head of answers with numbers of their own.
    private mutating func dropHeadOfAnswers() {
        guard let last = answers.last, last.text.isEmpty, !last.isPaired else { return }
        answers.removeLast()
        for index in last.questions {
            questions[index].isAnswered = false
            firstPending = min(firstPending, index)
        }
    }

    private mutating func openAnswer(_ numbers: [Int], _ answerer: String?) {
        if !numbers.isEmpty { dropHeadOfAnswers() }
        var asked: [Int] = []
        if numbers.isEmpty {
            asked = questions.indices[firstPending...].filter { !questions[$0].isAnswered }
        } else {
            // Of a question printed twice, the one nearest to its answer.
            asked = Set(numbers.compactMap { byNumber[$0]?.last }).sorted()
        }
        // A heading `Antwoord` within an answer begins no other one.
        if numbers.isEmpty, asked.isEmpty, case .answer = part { return }
        for index in asked { questions[index].isAnswered = true }
        while firstPending < questions.count, questions[firstPending].isAnswered { firstPending += 1 }
        let own = numbers.isEmpty ? asked.flatMap { questions[$0].numbers } : numbers
        answers.append(Reply(numbers: own, questions: asked, isPaired: !numbers.isEmpty, by: answerer))
        part = .answer(answers.count - 1)
    }

    private mutating func odd(_ code: String, _ detail: String) {
        guard reading.oddities.count < Self.mostOddities else { return }
        reading.oddities.append(Oddity(code, detail))
    }

    /// How many oddities are kept of one paper.
    private static let mostOddities = 100

    // MARK: When all is read

    private mutating func finish(_ document: Document) {
        let titleLines = WrittenQuestionsHead.read(Bytes(head.map(\.text).joined(separator: [0x20])))
        withoutPostponements(titleLines)
        if answers.isEmpty, questions.isEmpty, !sawNotice, !titleLines.isPostponement { splitRuns() }
        let paperHead = PaperHead(head, document, furniture: [])
        for answer in answers { append(answer, paperHead) }
        for index in questions.indices where !questions[index].isAnswered { leave(questions[index]) }
        if !head.isEmpty { reading.remarks.insert(Remark(.frontMatter, head.text), at: 0) }
        if !notice.isEmpty { reading.remarks.append(Remark(.residue, notice.text)) }
        if !residue.isEmpty { reading.remarks.append(Remark(.residue, residue.text)) }
        reading.title = paperHead.title
        reading.date = titleLines.received ?? titleLines.submitted
        (reading.askedBy, reading.answeredBy) = (paperHead.askers, paperHead.answerers)
        (reading.asked, reading.answered) = (titleLines.submitted, titleLines.received)
        NumberCheck.check(&reading, questionsAreNumbered: !questions.isEmpty)
        name(titleLines)
    }

    /// Takes answers that only put answers off for the notice that they are.
    private mutating func withoutPostponements(_ head: WrittenQuestionsHead) {
        let isLetter = answers.isEmpty && Postponement.isOne(self.head.bytes)
        guard isLetter || !answers.isEmpty && answers.allSatisfy({ Postponement.isOne($0.text.bytes) }) else {
            return
        }
        notice += answers.flatMap(\.text)
        for index in questions.indices { questions[index].isAnswered = false }
        answers = []
        sawNotice = true
    }

    /// Keeps a paper without markers as one pair, where it has an answer.
    private mutating func splitRuns() {
        guard let split = OnePair.split(head) else { return }
        head = split.head
        questions = [Question(numbers: [], text: split.question, isAnswered: true)]
        answers = [
            Reply(
                numbers: [], questions: [0], text: split.answer, isPaired: false, by: nil,
                doubt: 1 - split.confidence)
        ]
        odd("not-split", "Questions and answers stand in one run each; they are kept as one pair.")
    }

    private mutating func name(_ head: WrittenQuestionsHead) {
        if !answers.isEmpty {
            reading.kind = "Antwoord schriftelijke vragen"
        } else if sawNotice || head.isPostponement {
            reading.kind = "Mededeling (uitstel antwoord)"
            odd("postponed", "The paper puts the answers off; it has none.")
        } else if head.isOral {
            reading.kind = "Mondelinge vragen"
            odd("questions-only", "The paper announces an oral question; it has no answers.")
        } else if !questions.isEmpty || head.isRecognised {
            reading.kind = "Schriftelijke vragen"
            odd("questions-only", "The paper has questions and no answers.")
        } else {
            odd("no-answers", "No layout of questions and answers was recognised.")
        }
    }

    private mutating func append(_ answer: Reply, _ head: PaperHead) {
        let asking = answer.questions.flatMap { questions[$0].text }
        let question = asking.text
        var made = Answer(
            numbers: answer.numbers, section: answer.questions.first.flatMap { questions[$0].section },
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
        let asked = answer.questions.flatMap { questions[$0].numbers }
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
    private mutating func leave(_ question: Question) {
        if !question.text.isEmpty {
            reading.remarks.append(Remark(.unanswered, question.text.text, section: question.section))
        }
        guard !answers.isEmpty else { return }
        let label = question.numbers.map(String.init).joined(separator: ", ")
        odd("no-answer", "Question \(label) has no answer.")
    }
}
