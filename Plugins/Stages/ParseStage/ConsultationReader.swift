import Pipeline

/// Reads the report of a written consultation (`verslag van een schriftelijk overleg`).
///
/// Contributions of parties stand under heads; a line `12. Antwoord van het kabinet` closes each question and opens its
/// answer, whose end is not marked: the next question begins where members of parliament speak again.
struct ConsultationReader {
    static func recognises(_ paper: CleanPaper) -> Bool {
        var (closing, unnumbered, others, unmarked, questions) = (0, 0, 0, 0, 0)
        for case .marker(let marker, _) in paper.elements {
            switch marker.role {
            case .closing:
                closing += 1
                unnumbered += marker.numbers.isEmpty ? 1 : 0
            case .answer:
                others += 1
                unmarked += marker.numbers.isEmpty ? 1 : 0
            case .question: questions += 1
            case .notice: break
            }
        }
        // `Antwoord:` alone, over and over, behind what fractions said.
        let isUnnumbered = unmarked == others && closing == 0 && others > 1 && questions == 0
        if isUnnumbered, paper.elements.contains(where: \.opensContribution) { return true }
        // `Vraag 1` and `Antwoord van de minister` by turns are written questions.
        return closing > others && !(questions > 0 && questions >= closing && unnumbered == closing)
    }

    static func read(_ paper: CleanPaper) -> Reading {
        var reader = ConsultationReader()
        let elements = Headings.found(in: paper.elements)
        for element in elements { reader.take(element) }
        reader.end()
        reader.reading.kind = "Verslag van een schriftelijk overleg"
        reader.reading.title = Agenda.title(in: elements) ?? reader.reading.kind
        reader.reading.date = ConsultationReader.date(paper)
        NumberCheck.check(&reader.reading, questionsAreNumbered: false)
        return reader.reading
    }

    private var reading = Reading()
    private var section: String?
    private var party: String?
    /// What was read since the last marker or head.
    private var pending: [Paragraph] = []
    /// True where `pending` begins with an answer's text.
    private var answerIsOpen = false
    private var sawContribution = false

    private mutating func take(_ element: Element) {
        switch element {
        case .paragraph(let paragraph):
            if answerIsOpen, !pending.isEmpty, paragraph.text.closesPaper { close() }
            pending.append(paragraph)
        case .party(let name, let line):
            close()
            party = name
            sawContribution = true
            reading.headings.append(line.text.string)
        case .section(let title):
            close()
            section = title.text.string
            party = nil
            reading.headings.append(title.text.string)
        case .marker(let marker, let words) where marker.role == .closing || marker.role == .answer:
            reading.markers.append(words.string)
            open(marker)
        case .marker(_, let words):
            // A marker of another layout is text here.
            pending.append(Paragraph(words))
        }
    }

    private mutating func end() { close() }

    // MARK: A marker: what stands before it is the question

    private mutating func open(_ marker: Marker) {
        var confidence = 1.0
        var question = pending
        if answerIsOpen {
            let split = QuestionStart.find(in: pending)
            confidence -= split.doubt
            var answer = Array(pending[..<split.index])
            question = Array(pending[split.index...])
            if question.isEmpty, let last = answer.last, let parts = QuestionStart.parted(last) {
                answer[answer.count - 1] = parts.answer
                question = [parts.question]
            }
            finishAnswer(answer)
        }
        question = withoutEarlierSpeakers(question)
        sawContribution = true
        let text = question.text
        let speaker = question.lazy.compactMap { PartyHead.speaker($0.text) }.first
        let asker = asker(party, speaker)
        var answer = Answer(
            numbers: marker.numbers, section: section,
            askedBy: PartyHead.names(in: asker ?? "").map { Answer.Asker(party: $0) },
            answeredBy: [Answer.Answerer(role: marker.answerer ?? "kabinet")], question: text, answer: "",
            confidence: confidence)
        if text.isEmpty {
            answer.confidence -= 0.5
            let which = marker.numbers.first.map(String.init) ?? "without a number"
            reading.oddities.append(Oddity("no-question", "No question stands before answer \(which)."))
        }
        answer.footnotes = question.footnotes(of: .question)
        reading.answers.append(answer)
        answerIsOpen = true
        pending = []
    }

    /// Those who ask: the party under whose head the question stands, unless several say that they ask together; else those
    /// who asked the question before.
    private func asker(_ party: String?, _ speaker: String?) -> String? {
        if let party {
            let together = speaker.map(PartyHead.names(in:)) ?? []
            return together.count > 1 && together.contains(party) ? speaker : party
        }
        let before = answerIsOpen ? reading.answers.last?.askedBy.compactMap(\.party) : nil
        return speaker ?? before?.joined(separator: " en ")
    }

    /// The question without contributions of other parties before it, which nobody answered.
    private mutating func withoutEarlierSpeakers(_ paragraphs: [Paragraph]) -> [Paragraph] {
        guard paragraphs.count > 1 else { return paragraphs }
        var start = 0
        var speaker: String?
        for (index, paragraph) in paragraphs.enumerated() {
            guard let name = PartyHead.speaker(Bytes(paragraph.text.prefix(160))),
                paragraph.text.opensContribution
            else { continue }
            if let speaker, speaker != name { start = index }
            speaker = name
        }
        if start > 0 { leave(Array(paragraphs[..<start])) }
        return Array(paragraphs[start...])
    }

    // MARK: A head, or the end: what stands before it was answered or was not

    private mutating func close() {
        defer {
            pending = []
            answerIsOpen = false
        }
        if answerIsOpen {
            let split = QuestionStart.certain(in: pending)
            finishAnswer(Array(pending[..<split]))
            leave(Array(pending[split...]))
        } else {
            leave(pending)
        }
    }

    /// Keeps text that belongs to no answer.
    private mutating func leave(_ paragraphs: [Paragraph]) {
        guard !paragraphs.isEmpty else { return }
        let isContribution = paragraphs.contains { PartyHead.speaks($0.text) }
        let role: Remark.Role =
            isContribution
            ? .unanswered : reading.answers.isEmpty && !sawContribution ? .frontMatter : .residue
        reading.remarks.append(Remark(role, paragraphs.text, section: section))
    }

    private mutating func finishAnswer(_ paragraphs: [Paragraph]) {
        guard let last = reading.answers.indices.last else { return }
        reading.answers[last].answer = paragraphs.text
        reading.answers[last].footnotes += paragraphs.footnotes(of: .answer)
        if paragraphs.isEmpty {
            reading.answers[last].confidence = max(0, reading.answers[last].confidence - 0.5)
            let number = reading.answers[last].numbers.first.map(String.init) ?? "without a number"
            reading.oddities.append(Oddity("no-answer", "Answer \(number) is empty."))
        }
    }

    /// How many bytes may stand before the word that a date follows.
    private static let farthestWord = 3

    /// `Vastgesteld 20 december 2022`, in the head of the paper.
    static func date(_ paper: CleanPaper) -> CalendarDay? {
        for line in paper.lines.prefix(40) {
            for word in [
                "vastgesteld", "ontvangen", "den haag,", "'s-gravenhage,", "\u{2019}s-gravenhage,",
            ] {
                let head = line.text.prefix(farthestWord + word.utf8.count)
                guard let found = head.firstRange(of: word) else { continue }
                if let date = DutchDate.all(in: Bytes(line.text[found.upperBound...])).first {
                    return date.day
                }
            }
        }
        return nil
    }
}

extension Element {
    /// Whether members of parliament begin to speak here: a party's head, or their own words.
    fileprivate var opensContribution: Bool {
        switch self {
        case .party: true
        case .paragraph(let paragraph): paragraph.text.opensContribution
        case .marker, .section: false
        }
    }
}
