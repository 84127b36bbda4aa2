import Pipeline

/// Reads the report of a written consultation (`verslag van een schriftelijk overleg`).
///
/// Contributions of parties stand under heads; a line `12. Antwoord van het kabinet` closes each question and opens its
/// answer, whose end is not marked: the next question begins where members of parliament speak again.
struct ConsultationReader {
    static func recognises(_ paper: CleanPaper) -> Bool {
        var (closing, unnumbered, others, questions) = (0, 0, 0, 0)
        for case .marker(let marker) in paper.elements {
            switch marker.role {
            case .closing:
                closing += 1
                unnumbered += marker.numbers.isEmpty ? 1 : 0
            case .answer: others += 1
            case .question: questions += 1
            case .notice: break
            }
        }
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
        case .paragraph(let paragraph): pending.append(paragraph)
        case .party(let name):
            close()
            party = name
            sawContribution = true
        case .section(let title):
            close()
            section = title
            party = nil
        case .marker(let marker) where marker.role == .closing || marker.role == .answer:
            open(marker)
        case .marker(let marker):
            // A marker of another layout is text here.
            let words = marker.numbers.map(String.init).joined(separator: ", ")
            pending.append(Paragraph(text: Bytes("Vraag \(words)".utf8), opening: .blank, lines: 1))
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
        let text = joined(question)
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
        reading.remarks.append(Remark(role, joined(paragraphs), section: section))
    }

    private mutating func finishAnswer(_ paragraphs: [Paragraph]) {
        guard let last = reading.answers.indices.last else { return }
        reading.answers[last].answer = joined(paragraphs)
        if paragraphs.isEmpty {
            reading.answers[last].confidence = max(0, reading.answers[last].confidence - 0.5)
            let number = reading.answers[last].numbers.first.map(String.init) ?? "without a number"
            reading.oddities.append(Oddity("no-answer", "Answer \(number) is empty."))
        }
    }

    private func joined(_ paragraphs: [Paragraph]) -> String {
        Bytes(paragraphs.map(\.text).joined(separator: [0x0A, 0x0A])).string
    }

    /// `Vastgesteld 20 december 2022`, in the head of the paper.
    private static func date(_ paper: CleanPaper) -> CalendarDay? {
        for line in paper.lines.prefix(40) {
            for word in ["vastgesteld", "den haag,", "'s-gravenhage,", "\u{2019}s-gravenhage,"] {
                guard let found = line.text[...].firstRange(of: word), found.lowerBound < 4 else { continue }
                if let date = DutchDate.all(in: Bytes(line.text[found.upperBound...])).first {
                    return date.day
                }
            }
        }
        return nil
    }
}

/// Finds where a question begins behind an answer whose end is not marked.
enum QuestionStart {
    /// The paragraph that begins the question, and how doubtful that is, from 0 to 1.
    ///
    /// The first paragraph is the answer's.
    static func find(in paragraphs: [Paragraph]) -> (index: Int, doubt: Double) {
        guard paragraphs.count > 1 else { return (paragraphs.count, 0.3) }
        let certain = certain(in: paragraphs)
        if certain < paragraphs.count { return (certain, paragraphs[certain].opening == .blank ? 0 : 0.1) }
        // Nobody says who speaks: the question is what the last blank line begins.
        let last = paragraphs.lastIndex { $0.opening == .blank } ?? 0
        if last > 0 {
            if let asking = asking(behind: last, in: paragraphs) { return (asking, 0.2) }
            let asks = paragraphs[last...].contains { $0.text.contains(0x3F) }
            return (last, asks ? 0.05 : 0.3)
        }
        let asking = paragraphs.dropFirst().lastIndex { $0.text.contains(0x3F) }
        return asking.map { ($0, 0.4) } ?? (paragraphs.count, 0.4)
    }

    /// The paragraph that asks, where the one at `start` says something and those behind it follow without a blank line.
    private static func asking(behind start: Int, in paragraphs: [Paragraph]) -> Int? {
        guard start + 1 < paragraphs.count, !paragraphs[start].text.contains(0x3F) else { return nil }
        return paragraphs[(start + 1)...].firstIndex { $0.text.contains(0x3F) && $0.text.beginsAsQuestion }
    }

    /// The two parts of an answer's last paragraph whose rest is the next question, where nothing parts them but a
    /// sentence in which members of parliament speak.
    static func parted(_ paragraph: Paragraph) -> (answer: Paragraph, question: Paragraph)? {
        let text = paragraph.text
        var index = 0
        while index + 2 < text.count {
            defer { index += 1 }
            guard text[index] == 0x2E || text[index] == 0x3F, text[index + 1] == 0x20 else { continue }
            let rest = Bytes(text[(index + 2)...])
            guard rest.opensContribution || rest.starts(withFolded: "deze leden "),
                rest.first?.isASCIIUppercase == true
            else { continue }
            return (
                Paragraph(text: Bytes(text[...index]), opening: paragraph.opening, lines: paragraph.lines),
                Paragraph(text: rest, opening: .shortLine, lines: 1)
            )
        }
        return nil
    }

    /// The first paragraph, after one of answer, in which members of parliament speak; the count where none is.
    static func certain(in paragraphs: [Paragraph]) -> Int {
        for index in paragraphs.indices.dropFirst() {
            let text = paragraphs[index].text
            guard PartyHead.speaks(text), !isReply(text) else { continue }
            // They may speak from the second sentence on of what a new page began.
            if index > 1, paragraphs[index].opening == .shortLine, paragraphs[index - 1].opening == .indent {
                return index - 1
            }
            return index
        }
        return paragraphs.count
    }

    /// Whether the paragraph speaks of the members to answer them.
    private static func isReply(_ text: Bytes) -> Bool {
        [
            "in antwoord op", "in reactie op", "op de vraag van", "op de vragen van",
            "naar aanleiding van de vra",
            "ten aanzien van de vra", "wat betreft de vra", "met betrekking tot de vra", "in reactie hierop",
        ].contains { text.starts(withFolded: $0) }
    }
}

extension Bytes {
    /// Whether it opens with the words by which a contribution does: `De leden van de`, `Verder hebben de leden van`.
    var opensContribution: Bool {
        self[...].prefix(60).has("leden van de") || PartyHead.opensWithFraction(self)
    }

    /// Whether it begins with a word that asks: `Kan de minister`, `Op welke wijze`, `Hoe verhoudt`.
    var beginsAsQuestion: Bool {
        var scanner = ByteScanner(self)
        _ = scanner.skipAnyWord([
            "en", "of", "zo ja,", "zo nee,", "in", "op", "aan", "met", "voor", "van", "tot",
        ])
        scanner.skipSpaces()
        return scanner.skipAnyWord([
            "kan", "kunt", "kunnen", "wil", "wilt", "is", "zijn", "heeft", "hebben", "hoe", "hoeveel", "wat",
            "welk",
            "welke", "wie", "waar", "waarom", "waaruit", "waarop", "wanneer", "hoeverre", "klopt", "deelt",
            "bent",
            "ziet", "wordt", "worden", "gaat", "erkent", "acht", "denkt", "vindt", "komt", "zal", "zou",
            "bestaat",
            "bestaan",
        ])
    }
}
