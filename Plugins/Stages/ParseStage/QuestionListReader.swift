import Pipeline

/// Reads lists of numbered questions whose answers no word announces (`lijst van vragen en antwoorden`).
///
/// Type, indentation or the width of lines set the answers off; where none does, a question ends with its last question mark.
struct QuestionListReader {
    /// What the paper says; `nil` where it is no such list, or answers nothing.
    static func read(_ paper: CleanPaper, _ document: Document) -> Reading? {
        var (questions, replies) = (0, 0)
        for case .marker(let marker, _) in paper.elements {
            switch marker.role {
            case .question: questions += 1
            case .answer: replies += 1
            case .closing, .notice: return nil
            }
        }
        // Most answers must lack a word, and not just one whose word was forgotten.
        guard replies * 2 < questions else { return nil }
        var reader = QuestionListReader()
        for element in Headings.beforeQuestions(in: paper.elements) { reader.take(element) }
        var reading = reader.finished(document, paper.furniture)
        if reading?.date == nil { reading?.date = ConsultationReader.date(paper) }
        return reading
    }

    private struct Block {
        var numbers: [Int]
        var section: String?
        var paragraphs: [Paragraph] = []
        /// Where its answer begins, where a word says so.
        var answerStart: Int?

        /// Question and answer as that word parts them.
        var told: UnmarkedAnswers.Split? {
            guard let answerStart, answerStart > 0, answerStart < paragraphs.count else { return nil }
            return .init(
                question: Array(paragraphs[..<answerStart]), answer: Array(paragraphs[answerStart...]),
                confidence: 0.95)
        }
    }

    private var head: [Paragraph] = []
    private var blocks: [Block] = []
    private var section: String?
    private var reading = Reading()

    /// Of so many questions, at least one must have an answer.
    private static let answeredShare = 3

    private mutating func take(_ element: Element) {
        switch element {
        case .marker(let marker, let words):
            reading.markers.append(words.string)
            if marker.role == .answer, let last = blocks.indices.last {
                blocks[last].answerStart = blocks[last].answerStart ?? blocks[last].paragraphs.count
                return
            }
            blocks.append(Block(numbers: marker.numbers, section: section))
        case .section(let paragraph):
            reading.headings.append(paragraph.text.string)
            section = paragraph.text.string
        case .paragraph(let paragraph), .party(_, let paragraph):
            if blocks.isEmpty {
                head.append(paragraph)
            } else {
                blocks[blocks.count - 1].paragraphs.append(paragraph)
            }
        }
    }

    private consuming func finished(_ document: Document, _ furniture: [Bytes]) -> Reading? {
        let head = PaperHead(head, document, furniture: furniture)
        guard !blocks.isEmpty, !head.deniesAnswers else { return nil }
        let parting = UnmarkedAnswers(
            blocks.filter { $0.answerStart == nil }.map(\.paragraphs), saysAnswers: head.saysAnswers)
        let splits = blocks.map { $0.told ?? parting.split($0.paragraphs) }
        let answered = splits.count { $0 != nil }
        // Where only words part answers off, others read them: one may answer several questions.
        guard zip(blocks, splits).contains(where: { $0.answerStart == nil && $1 != nil }) else { return nil }
        guard answered > 0, answered * Self.answeredShare >= blocks.count else { return nil }
        // Where all that follows only puts answers off, nothing was answered.
        if splits.allSatisfy({ $0.map { Postponement.isOne($0.answer.bytes) } ?? true }) { return nil }
        if !self.head.isEmpty { reading.remarks.append(Remark(.frontMatter, self.head.text)) }
        let hasCells = Self.namesColumns(self.head)
        for (block, split) in zip(blocks, splits) {
            append(block, hasCells ? split.map { withoutCells($0) } : split, head)
        }
        reading.kind = head.kind
        reading.title = head.title
        (reading.askedBy, reading.answeredBy) = (head.askers, head.answerers)
        (reading.asked, reading.answered) = (head.written.submitted, head.written.received)
        reading.date = head.written.received ?? head.written.submitted
        reading.oddities.append(
            Oddity(
                "answers-unmarked",
                parting.setOff == nil
                    ? "No word or type tells answers from questions; a question is taken to end with its question mark."
                    : "No word tells answers from questions; they are told by how they are set."))
        NumberCheck.check(&reading, questionsAreNumbered: false)
        return reading
    }

    /// Whether the head ends with the names of a table's columns: `Nr Vraag Bijlage Blz. (van) t/m`.
    private static func namesColumns(_ head: [Paragraph]) -> Bool {
        head.suffix(3).contains { $0.text.has("vraag") && $0.text.has("blz") && $0.text.count < 200 }
    }

    /// The split without the numbers of annex and page that stand in the columns behind its question.
    private mutating func withoutCells(_ split: UnmarkedAnswers.Split) -> UnmarkedAnswers.Split {
        guard let first = split.answer.first else { return split }
        var scanner = ByteScanner(first.text)
        var end = 0
        while scanner.number(maximumDigits: 4) != nil, scanner.skipSpaces() || scanner.atEnd {
            end = scanner.position
        }
        guard end > 0 else { return split }
        let parts = first.parted(end: end, start: end)
        reading.furniture.append(parts.before.text[...].trimmed.string)
        var split = split
        split.answer = (parts.behind.text.isEmpty ? [] : [parts.behind]) + split.answer.dropFirst()
        return split
    }

    private mutating func append(_ block: Block, _ split: UnmarkedAnswers.Split?, _ head: PaperHead) {
        let label =
            block.numbers.isEmpty
            ? "without a number" : block.numbers.map(String.init).joined(separator: ", ")
        guard let split else {
            if !block.paragraphs.isEmpty {
                reading.remarks.append(Remark(.unanswered, block.paragraphs.text, section: block.section))
            }
            if reading.oddities.count < 100 {
                reading.oddities.append(Oddity("no-answer", "Question \(label) has no answer."))
            }
            return
        }
        var answer = Answer(
            numbers: block.numbers, section: block.section, askedBy: head.askers, answeredBy: head.answerers,
            question: split.question.text, answer: split.answer.text, confidence: split.confidence)
        answer.footnotes = split.question.footnotes(of: .question) + split.answer.footnotes(of: .answer)
        if answer.askedBy.isEmpty, let speaker = PartyHead.speaker(Bytes(split.question.bytes.prefix(300))) {
            answer.askedBy = PartyHead.names(in: speaker).map { Answer.Asker(party: $0) }
        }
        reading.answers.append(answer)
    }
}
