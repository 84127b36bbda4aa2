import Pipeline

/// Written questions to the institutions of the European Union, and their answers.
///
/// `Question for written answer E-003714/2021 to the Commission` with its questions numbered, and `Answer given by … on
/// behalf of …` without numbers: mostly papers of their own. One answer answers all numbers of its question.
enum EuropeanParliament: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        let lines = raw.lines
        var marks = EPMarks(lines)
        guard marks.isRecognised else { return nil }
        let paper = ForeignPaper(raw) { EPMarks.isFurniture($0) }
        marks = EPMarks(paper.lines)
        var reader = EPReader(paper: paper, marks: marks)
        return reader.reading()
    }
}

/// Where the papers of a page begin, and where their answers do.
struct EPMarks {
    var questions: [Int] = []
    var answers: [Int] = []
    private var hasNumber = false

    /// One with a number of the Parliament's, or none of them is looked at.
    var isRecognised: Bool { hasNumber && !(questions.isEmpty && answers.isEmpty) }

    init(_ lines: [PaperLine]) {
        hasNumber = lines.contains { $0.text.count <= 400 && Self.number(in: $0.text) != nil }
        guard hasNumber else { return }
        for (index, line) in lines.enumerated() where !line.isBlank && line.text.count <= 400 {
            if Self.asks(line.text) { questions.append(index) }
            if Self.answers(lines, index) { answers.append(index) }
        }
    }

    private static let questionWords = [
        "questionforwrittenanswer", "questionforpriorityanswer", "priorityquestionforwrittenanswer",
        "writtenquestion",
        "vraagmetverzoekomschriftelijkantwoord", "questionavecdemandedereponseecrite", "questionecritee",
        "questionecritep",
        "anfragezurschriftlichenbeantwortung", "schriftelijkevraage", "schriftelijkevraagp",
    ]

    private static func asks(_ line: Bytes) -> Bool {
        let key = line.prefix(120).key
        guard questionWords.contains(where: { key.starts(with: $0.utf8) }) else { return false }
        return number(in: line) != nil || key.count < 60
    }

    private static let answerWords = [
        (begins: "answergivenby", onBehalf: "onbehalfof"),
        (begins: "jointanswergivenby", onBehalf: "onbehalfof"),
        (begins: "antwoordvan", onBehalf: "namensdeeurop"),
        (begins: "antwoordvan", onBehalf: "namensdecommissie"),
        (begins: "reponsedonneepar", onBehalf: "aunomde"), (begins: "antwort", onBehalf: "imnamendereurop"),
        (begins: "antwort", onBehalf: "imnamenderkommission"),
        (begins: "answer", onBehalf: "onbehalfoftheeuropean"),
        (begins: "reply", onBehalf: ""), (begins: "answergivenbythe", onBehalf: ""),
    ]

    private static func answers(_ lines: [PaperLine], _ index: Int) -> Bool {
        let key = lines[index].text.prefix(240).key
        return answerWords.contains { word in
            guard key.starts(with: word.begins.utf8) else { return false }
            // The Council's answers stand under the one word.
            if word.begins == "reply" { return key.count == 5 }
            // For whom may stand on the next line.
            let joined = lines[index...].prefix(3).reduce(into: Bytes()) { $0 += $1.text.prefix(240).key }
            return joined.string.contains(word.onBehalf)
        }
    }

    /// `E-003714/2021`, `P-1926/99`.
    static func number(in line: Bytes) -> Bytes? {
        for index in line.indices.dropLast(6) where line[index] == 0x2D && index > 0 {
            guard [0x45, 0x50, 0x4F, 0x48].contains(line[index - 1]), index < 2 || !line[index - 2].isWordByte
            else { continue }
            var scanner = ByteScanner(line, at: index + 1)
            guard scanner.number(maximumDigits: 6) != nil, scanner.skip("/"), scanner.number() != nil else {
                continue
            }
            return Bytes(line[(index - 1)..<scanner.position])
        }
        return nil
    }

    /// `EN`, `PE123.456v01-00`, `RQ\1234567EN.docx`, `E-003714/2021` alone is the number of the paper, and kept.
    static func isFurniture(_ line: Bytes) -> Bool {
        guard line.count <= 40 else { return false }
        let isLanguage = line.count == 2 && line.allSatisfy(\.isASCIIUppercase)
        var scanner = ByteScanner(line)
        let isFile = scanner.skip("pe") && scanner.number(maximumDigits: 7) != nil && line.contains(0x76)
        return isLanguage || isFile || line.has(".docx") || line.has(".doc ")
    }
}

private struct EPReader {
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

/// A question with its head: the number, the institution, the rule, who asks, and the subject.
private struct EPQuestion {
    var head: [Bytes]
    var text: String
    var numbers: [Int]
    var askers: [Answer.Asker] = []
    var subject: String?
    var date: CalendarDay?
    /// The marks that called its notes.
    var calls: [String] = []

    private static let subjectWords = [
        "subject:", "betreft:", "objet:", "objet\u{A0}:", "objet :", "betrifft:",
    ]
    /// How many lines a head may have where no subject closes it.
    private static let longestHead = 8

    init(_ paper: ForeignPaper, _ range: Range<Int>) {
        let lines = paper.lines[range]
        let subject = lines.prefix(30).firstIndex { line in
            Self.subjectWords.contains { line.text.starts(withFolded: $0) }
        }
        var end = subject.map { $0 + 1 } ?? range.lowerBound + 1
        if let subject {
            // A subject may be longer than its line.
            while end < range.upperBound, !paper.lines[end].isBlank, end - subject < 4, paper.areWrapped {
                end += 1
            }
        } else {
            while end < range.upperBound, end - range.lowerBound < Self.longestHead,
                paper.lines[end].text.count <= 120, !paper.lines[end].text.endsSentence
            { end += 1 }
        }
        head = paper.paragraphs(range.lowerBound..<end)
        let (body, notes) = EPNotes.parted(paper, end..<range.upperBound)
        var paragraphs = paper.paragraphs(body)
        // `Submitted: 3.11.2025` is the paper's own, as is what follows it.
        if let last = paragraphs.lastIndex(where: { text in
            ["submitted:", "ingediend:", "d\u{E9}p\u{F4}t:", "d\u{E9}p\u{F4}t :", "eingang:"].contains {
                text.starts(withFolded: $0)
            }
        }), last >= paragraphs.count - 2 {
            date = ForeignDate.first(in: paragraphs[last])
            head += paragraphs[last...]
            paragraphs.removeSubrange(last...)
        }
        head += notes.map { Bytes("\($0.label) ".utf8) + $0.text }
        let (joined, called) = EPNotes.withoutCalls(paragraphs, notes.map(\.label))
        calls = called.map { notes[$0.note].label }
        let parts = InlineParts.find(in: joined)
        numbers = parts.count > 1 ? parts.flatMap(\.numbers) : []
        text = joined.string
        if let subject {
            let words = paper.paragraphs(subject..<end).first ?? []
            let colon = words.firstIndex(of: 0x3A).map { $0 + 1 } ?? 0
            self.subject = words[colon...].trimmed.string
        }
        for line in lines.prefix(end - range.lowerBound) {
            askers += Self.askers(in: line.text)
            if date == nil { date = ForeignDate.first(in: line.text) }
        }
    }

    /// `Ann Example (Renew), Bob Sample (PPE)`, perhaps behind `by` or a number.
    private static func askers(in line: Bytes) -> [Answer.Asker] {
        guard !subjectWords.contains(where: { line.starts(withFolded: $0) }) else { return [] }
        var rest = line[...]
        if let by = rest.firstRange(of: " by ") ?? rest.firstRange(of: " van ") {
            rest = rest[by.upperBound...]
        }
        var found: [Answer.Asker] = []
        while let open = rest.firstIndex(of: 0x28), let close = rest[open...].firstIndex(of: 0x29),
            found.count < 60
        {
            let party = rest[rest.index(after: open)..<close].trimmed
            let names = rest[..<open].split(separator: 0x2C).map { $0.trimmed }.filter { !$0.isEmpty }
            for name in names where isName(name) && party.contains(where: \.isASCIIUppercase) {
                let bare = ["and ", "en ", "et ", "und "].reduce(Bytes(name)) { text, word in
                    text.starts(withFolded: word) ? Bytes(text.dropFirst(word.utf8.count)) : text
                }
                found.append(Answer.Asker(name: bare.string, party: party.string))
            }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        name.count <= 80 && name.contains(0x20) && !name.contains(where: \.isDigit) && !name.has("rule ")
    }
}

/// `Answer given by Ms Example on behalf of the European Commission (12 January 2022)`.
private struct EPAnswerHead {
    var text: Bytes
    var end: Int
    var answerers: [Answer.Answerer] = []
    var date: CalendarDay?

    init(_ paper: ForeignPaper, _ range: Range<Int>) {
        var end = range.lowerBound + 1
        // The institution and the day may stand on lines of their own.
        while end < range.upperBound, end - range.lowerBound < 6 {
            let line = paper.lines[end].text
            let key = line.prefix(60).key.string
            let isHead =
                line.isEmpty || line.first == 0x28 && line.last == 0x29
                || key.hasPrefix("onbehalfof") || key.hasPrefix("aunomde") || key.hasPrefix("namensde")
                || key.hasPrefix("imnamender") || key.hasPrefix("questionreference")
                || line.count <= 40 && !line.endsSentence
                    && (ForeignDate.first(in: line) != nil || key == "commission")
            guard isHead else { break }
            end += 1
        }
        self.end = end
        let text = Bytes(paper.paragraphs(range.lowerBound..<end).joined(separator: [0x20]))
        self.text = text
        date = ForeignDate.first(in: text)
        let (starts, ends) = (
            ["given by ", "antwoord van ", "donn\u{E9}e par ", "antwort von "],
            [" on behalf of ", " namens ", " au nom de ", " im namen der "]
        )
        guard let start = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return }
        let behalf = ends.lazy.compactMap { text[start.upperBound...].firstRange(of: $0) }.first
        let close = text[start.upperBound...].firstIndex(of: 0x28) ?? text.endIndex
        let name = text[start.upperBound..<(behalf?.lowerBound ?? close)].trimmed
        var role = behalf.map { $0.upperBound < close ? text[$0.upperBound..<close].trimmed : [] }?.string
        for article in ["the ", "de ", "la "] where role?.hasPrefix(article) == true {
            role?.removeFirst(article.utf8.count)
        }
        let isBody = name.first == 0x74 || name.has("the council")
        answerers = [Answer.Answerer(name: isBody ? nil : Self.bare(name), role: isBody ? name.string : role)]
    }

    /// The name without its title, and without what follows it: `High Representative/Vice-President Borrell`.
    private static func bare(_ name: ArraySlice<UInt8>) -> String {
        var rest = Bytes(name)
        for title in [
            "mr ", "mrs ", "ms ", "mevrouw ", "de heer ", "m. ", "mme ", "frau ", "herrn ",
            "executive vice-president ",
            "vice-president ", "president ", "high representative/vice-president ",
        ]
        where rest.starts(withFolded: title) {
            rest = Bytes(rest.dropFirst(title.utf8.count))
        }
        return rest.string
    }
}

/// Footnotes that stand under a text: `[1] https://…`, `(1) OJ L 123, …`, `1 OJ …`, each at the beginning of its line.
enum EPNotes {
    /// The lines of `range` before the notes, and the notes.
    static func parted(
        _ paper: ForeignPaper, _ range: Range<Int>
    ) -> (lines: Range<Int>, notes: [(label: String, text: Bytes)]) {
        var starts: [(line: Int, label: String, textStart: Int)] = []
        for index in range {
            if let (label, start) = label(paper.lines[index].text), label == "[\(starts.count + 1)]" {
                starts.append((index, label, start))
            }
        }
        // Notes stand at the end: behind the first of them is nothing else.
        guard let first = starts.first, isCalled(first.label, in: paper.lines[range.lowerBound..<first.line])
        else { return (range, []) }
        var notes: [(label: String, text: Bytes)] = []
        for (place, note) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1].line : range.upperBound
            let text = Bytes(
                paper.paragraphs(note.line..<end, from: note.textStart).joined(separator: [0x20]))
            notes.append((note.label, text))
        }
        return (range.lowerBound..<first.line, notes)
    }

    private static func isCalled(_ label: String, in lines: ArraySlice<PaperLine>) -> Bool {
        lines.contains { $0.text[...].has(label) }
    }

    /// `[1]` at the beginning of a line.
    private static func label(_ line: Bytes) -> (String, Int)? {
        var scanner = ByteScanner(line)
        guard scanner.skip("["), let number = scanner.number(maximumDigits: 3), scanner.skip("]") else {
            return nil
        }
        scanner.skipSpaces()
        return ("[\(number)]", scanner.position)
    }

    /// The paragraphs as one text without the calls of notes that there are, and where those stood, in the order of the text.
    static func withoutCalls(_ paragraphs: [Bytes], _ labels: [String]) -> (
        text: Bytes, calls: [(note: Int, offset: Int)]
    ) {
        let text = Bytes(paragraphs.asText.utf8)
        guard !labels.isEmpty else { return (text, []) }
        let places = Dictionary(labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var (result, calls): (Bytes, [(note: Int, offset: Int)]) = ([], [])
        var index = 0
        while index < text.count {
            if text[index] == 0x5B, let (label, _) = label(Bytes(text[index...].prefix(8))),
                let note = places[label]
            {
                while result.last == 0x20 { result.removeLast() }
                calls.append((note, result.count))
                index += label.utf8.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return (result, calls)
    }
}
