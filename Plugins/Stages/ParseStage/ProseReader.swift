import Pipeline

/// Reads papers in which the government answers the prose of fractions with prose of its own, without numbers or heads
/// (`nota naar aanleiding van het verslag`; `Vragen en opmerkingen … en reactie van de bewindspersoon`).
///
/// Those who speak change from paragraph to paragraph: by how these are set, or by whom they speak of.
struct ProseReader {
    private static let (bySetting, byWords) = (0.8, 0.5)
    /// Fewer contributions are chance.
    private static let fewest = 2

    /// What the paper says; `nil` where it is no such paper.
    static func read(_ paper: CleanPaper, _ document: Document) -> Reading? {
        if paper.elements.contains(where: { if case .marker = $0 { true } else { false } }) { return nil }
        let elements = Headings.found(in: paper.elements)
        let paragraphs = elements.compactMap { element -> Paragraph? in
            if case .paragraph(let paragraph) = element { paragraph } else { nil }
        }
        let speaks = paragraphs.map { PartyHead.speaks($0.text) && !QuestionStart.isReply($0.text) }
        guard speaks.count(where: { $0 }) >= fewest else { return nil }
        let first = speaks.firstIndex(of: true) ?? 0
        let opening = elements.prefix { element in
            if case .paragraph(let paragraph) = element, PartyHead.speaks(paragraph.text) {
                false
            } else {
                true
            }
        }
        let headings = opening.compactMap { element -> Paragraph? in
            switch element {
            case .paragraph: nil
            case .section(let line), .party(_, let line): line
            case .marker: nil
            }
        }
        let head = PaperHead(
            Array(paragraphs[..<first]) + headings, document, furniture: paper.furniture)
        guard head.saysAnswers else { return nil }
        var reader = ProseReader(head: head, setOff: SetOff.between(paragraphs, speaks))
        for element in elements { reader.take(element) }
        var reading = reader.finished()
        reading?.date = ConsultationReader.date(paper)
        return reading
    }

    private let head: PaperHead
    private let setOff: SetOff?
    private var reading = Reading()
    private var section: String?
    private var party: String?
    private var question: [Paragraph] = []
    private var answer: [Paragraph] = []
    private var front: [Paragraph] = []

    private init(head: PaperHead, setOff: SetOff?) { (self.head, self.setOff) = (head, setOff) }

    private mutating func take(_ element: Element) {
        switch element {
        case .marker: break
        case .section(let line):
            close()
            reading.headings.append(line.text.string)
            (section, party) = (line.text.string, nil)
        case .party(let name, let line):
            close()
            reading.headings.append(line.text.string)
            party = name
        case .paragraph(let paragraph):
            if !answer.isEmpty, paragraph.text.closesPaper { close() }
            if asks(paragraph) {
                if !answer.isEmpty { close() }
                question.append(paragraph)
            } else if question.isEmpty {
                // What stands before all questions is the head; what stands between answers, an introduction.
                if reading.answers.isEmpty { front.append(paragraph) } else { leave([paragraph], .residue) }
            } else {
                answer.append(paragraph)
            }
        }
    }

    private func asks(_ paragraph: Paragraph) -> Bool {
        if let told = setOff?.isQuestion(paragraph) { return told }
        if QuestionStart.isReply(paragraph.text) || Self.isGovernment(paragraph.text) { return false }
        return PartyHead.speaks(paragraph.text)
            || !question.isEmpty && answer.isEmpty && paragraph.text.last == 0x3F
    }

    /// Whether it begins as the government speaks: `Ik`, `Het kabinet`, `De regering`, `In antwoord op`.
    private static func isGovernment(_ text: Bytes) -> Bool {
        var scanner = ByteScanner(text)
        return scanner.skipAnyWord(["ik", "wij", "het kabinet", "de regering", "mijn", "ja", "nee"])
    }

    private mutating func close() {
        defer { (question, answer) = ([], []) }
        guard !question.isEmpty else { return }
        guard !answer.isEmpty else { return leave(question, .unanswered) }
        let speaker = party ?? question.lazy.compactMap { PartyHead.speaker($0.text) }.first
        let before = party == nil ? reading.answers.last?.askedBy : nil
        var made = Answer(
            section: section,
            askedBy: speaker.map { PartyHead.names(in: $0).map { Answer.Asker(party: $0) } } ?? before ?? [],
            answeredBy: head.answerers.isEmpty ? [Answer.Answerer(role: "kabinet")] : head.answerers,
            question: question.text, answer: answer.text,
            confidence: setOff == nil ? Self.byWords : Self.bySetting)
        made.footnotes = question.footnotes(of: .question) + answer.footnotes(of: .answer)
        reading.answers.append(made)
    }

    private mutating func leave(_ paragraphs: [Paragraph], _ role: Remark.Role) {
        reading.remarks.append(Remark(role, paragraphs.text, section: section))
    }

    private mutating func finished() -> Reading? {
        close()
        guard !reading.answers.isEmpty else { return nil }
        if !front.isEmpty { reading.remarks.insert(Remark(.frontMatter, front.text), at: 0) }
        reading.kind = head.kind
        reading.title = head.title
        (reading.askedBy, reading.answeredBy) = (head.askers, head.answerers)
        reading.oddities.append(
            Oddity(
                "answers-unmarked",
                setOff == nil
                    ? "No word or type tells answers from questions; they are told by who speaks."
                    : "No word tells answers from questions; they are told by how they are set."))
        return reading
    }
}
