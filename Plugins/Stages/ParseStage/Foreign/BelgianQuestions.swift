import Pipeline

/// Written questions and answers of the Belgian Kamer and Senaat, in Dutch and in French.
///
/// One question with its parts numbered in the running text, and one answer with the same numbers or none. They stay one
/// pair, since parts share their lead-in and half an answer misleads; its numbers are those of the parts.
enum BelgianQuestions: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        guard BelgianMarks(raw.lines).areRecognised else { return nil }
        let paper = ForeignPaper(raw) { BelgianMarks.isFurniture($0) }
        var reader = BelgianReader(paper: paper, marks: BelgianMarks(paper.lines))
        return reader.reading()
    }
}

/// The lines on which something begins.
private struct BelgianMarks {
    enum Kind {
        /// `Vraag nr. 185004 (2017-01-16) van X aan de minister van Y`.
        case head
        /// `Vraag`, alone on its line.
        case question
        /// `Antwoord`, alone, or `Antwoord van de minister van Y …, op de vraag nr. 12 …`.
        case answer
    }

    var marks: [(line: Int, kind: Kind, textStart: Int)] = []
    private var heads = 0
    /// Signs that only Belgian papers have.
    private var signs = 0

    /// A head that names who asks and whom is asked; a Dutch paper has `Vraag 1`.
    var areRecognised: Bool { heads > 0 && (signs > 0 || marks.contains { $0.kind != .head }) }

    private static let heads = [
        "vraagnr", "schriftelijkevraagnr", "schriftelijkevraagenantwoordnr", "questionn", "questionecriten",
        "questionetreponseecriten",
    ]

    init(_ lines: [PaperLine]) {
        for index in lines.indices {
            let line = lines[index].text
            guard let first = line.first, Self.mayBegin(first), line.count <= 600 else { continue }
            let key = line.prefix(100).key
            let text = key.string
            if Self.heads.contains(where: { text.hasPrefix($0) }), Self.isHead(index, in: lines) {
                marks.append((index, .head, 0))
                heads += 1
            } else if text == "vraag" || text == "question" {
                if heads > 0 { marks.append((index, .question, line.count)) }
            } else if text == "antwoord" || text == "reponse" {
                if heads > 0 { marks.append((index, .answer, line.count)) }
            } else if heads > 0, marks.last?.kind != .answer, let start = Self.inlineAnswer(line) {
                marks.append((index, .answer, start))
            } else if Self.isAnswerHead(text, index, in: lines) {
                if heads > 0 { marks.append((index, .answer, 0)) }
                signs += 1
            }
        }
    }

    /// Behind the mark of `Antwoord : Ik heb de eer …`, `Réponse : J'ai l'honneur …`.
    private static func inlineAnswer(_ line: Bytes) -> Int? {
        var scanner = ByteScanner(line)
        guard scanner.skipWord("antwoord") || scanner.skipWord("r\u{E9}ponse") else { return nil }
        scanner.skipSpaces()
        guard scanner.skip(":"), scanner.skipSpaces() else { return nil }
        return scanner.position
    }

    /// V, A, S, Q, R, or a capital with an accent.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        [0x56, 0x41, 0x53, 0x51, 0x52, 0xC3].contains(byte)
    }

    /// Whether the number of the question stands there with who asks, or the labels of the Kamer's site follow.
    private static func isHead(_ index: Int, in lines: [PaperLine]) -> Bool {
        let text = joined(index, in: lines)
        var scanner = ByteScanner(text)
        while let byte = scanner.current, !byte.isDigit, scanner.position < 60 { scanner.position += 1 }
        guard scanner.current?.isDigit == true else { return false }
        let rest = Bytes(scanner.rest)
        // Below the heading of a minister, the language alone closes the head.
        let closes = ["(n.)", "(fr.)"].contains { rest.prefix(200).has($0) }
        let isDutch =
            (rest.has(" van ") || rest.has("gesteld in het")) && (rest.has(" aan de ") || rest.has(" d.d. "))
        let isFrench =
            (rest.has(" de ") || rest.has("pos\u{E9}e en"))
            && (rest.has(" au ministre") || rest.has(" \u{E0} la ") || rest.has(" au secr\u{E9}taire")
                || rest.has(" au premier") || rest.has(" au vice") || rest.has(" pos\u{E9}e en")
                || rest.has(" \u{E0} l"))
        return isDutch || isFrench || rest.has("auteur")
            || (closes && (rest.has(" van ") || rest.has(" de ")))
    }

    private static func isAnswerHead(_ key: String, _ index: Int, in lines: [PaperLine]) -> Bool {
        if key.hasPrefix("antwoordontvangenop") || key.hasPrefix("reponserecuele") { return true }
        guard key.hasPrefix("antwoordvan") || key.hasPrefix("reponsed") else { return false }
        let text = joined(index, in: lines)
        return text.has("op de vraag nr") || text.has("la question n")
    }

    /// A head over its lines.
    static func joined(_ index: Int, in lines: [PaperLine]) -> Bytes {
        var text = lines[index].text
        for line in lines[(index + 1)...].prefix(5) where text.count < 500 {
            if line.isBlank || text.last == 0x3A || isLabelled(line.text) { break }
            text += [0x20] + line.text
        }
        return text
    }

    /// `Trefwoorden: …`, `Titel: …`: a word, and what it is for this question.
    private static func isLabelled(_ line: Bytes) -> Bool {
        guard let colon = line.prefix(24).firstIndex(of: 0x3A), colon > 2 else { return false }
        return line[..<colon].allSatisfy { $0.isLetter || $0 == 0x2D }
    }

    /// `DO 2016201714075`, `QRVA 54 107`, `07-03-2017`, and the chamber's name between them.
    static func isFurniture(_ line: Bytes) -> Bool {
        guard line.count <= 90 else { return false }
        let key = line.key
        return key.starts(with: "qrva".utf8) && key.count <= 30
            || key.starts(with: "kamer".utf8) && key.string.contains("zittingvandezittingsperiode")
            || key.starts(with: "chambre".utf8) && key.string.contains("sessiondela")
    }
}

private struct BelgianReader {
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
            let title = question?.text ?? []
            if !title.isEmpty { fronts.append(title) }
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

/// Who asks, whom, and when.
private struct BelgianHead {
    var askers: [Answer.Asker] = []
    var addressee: String?
    var date: CalendarDay?
    var title: String?
    /// `6-1234`.
    let number: Bytes
    /// The line after it.
    var end: Int

    private static let longest = 30

    /// - Parameters:
    ///   - paper: where it stands.
    ///   - range: from its first line up to the next mark.
    ///   - untilEnd: true where a line `Vraag` closes it.
    init(_ paper: ForeignPaper, _ range: Range<Int>, untilEnd: Bool) {
        let text = BelgianMarks.joined(range.lowerBound, in: paper.lines)
        number = Bytes(text.drop { !$0.isDigit }.prefix { $0.isDigit || $0 == 0x2D })
        var end = range.lowerBound + 1
        while end < range.upperBound, end - range.lowerBound < Self.longest,
            untilEnd
                || !(paper.lines[end].isBlank || paper.lines[end - 1].text.last == 0x3A
                    || paper.lines[end - 1].text.last == 0x29 && !paper.areWrapped)
        { end += 1 }
        self.end = untilEnd ? range.upperBound : end
        date = ForeignDate.first(in: text)
        addressee = Self.addressee(text)
        askers = Self.asker(text).map { [$0] } ?? []
        let head = paper.lines[range.lowerBound..<self.end]
        if askers.isEmpty, let author = Self.value(of: ["auteur"], in: head) {
            let parts = author.split(separator: 0x2C).map { $0.trimmed }
            let party = parts.count > 1 ? parts[1].prefix { $0 != 0x28 } : nil
            askers = [Answer.Asker(name: parts.first?.string, party: party?.trimmed.string)]
        }
        if addressee == nil {
            addressee = Self.value(of: ["departement"], in: head)?.string
        }
        title = Self.value(of: ["titel", "titre"], in: head)?.string
        if date == nil { date = head.lazy.compactMap { ForeignDate.first(in: $0.text) }.first }
    }

    func merging(_ other: BelgianHead?) -> BelgianHead {
        guard let other else { return self }
        var merged = self
        if merged.askers.isEmpty { merged.askers = other.askers }
        merged.addressee = merged.addressee ?? other.addressee
        merged.title = merged.title ?? other.title
        merged.date = merged.date ?? other.date
        return merged
    }

    /// What stands behind a label of the Kamer's site, or on the line below it.
    private static func value(of labels: [String], in lines: ArraySlice<PaperLine>) -> Bytes? {
        for index in lines.indices {
            let line = lines[index].text
            guard let label = labels.first(where: { line.prefix(40).key.starts(with: $0.utf8) }) else {
                continue
            }
            let rest = line.drop(while: \.isWordByte).drop { !$0.isWordByte }
            if !rest.isEmpty { return Bytes(rest) }
            guard line.key.count == label.utf8.count else { continue }
            return lines[(index + 1)...].first { !$0.isBlank }?.text
        }
        return nil
    }

    /// `van De Coninck, Monica (SP.A) aan`, `van mevrouw de volksvertegenwoordiger Monica De Coninck van 16 januari`.
    private static func asker(_ text: Bytes) -> Answer.Asker? {
        guard let digit = text.firstIndex(where: \.isDigit),
            let by = text[digit...].firstRange(of: " van ") ?? text[digit...].firstRange(of: " de ")
        else { return nil }
        let stops = [" aan ", " d.d. ", " van ", " du ", " au ", " \u{E0} ", "("]
        let end =
            stops.compactMap { text[by.upperBound...].firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        // A name has `van` too: `Van Camp`, `van Yoleen Van Camp`, of which the first letter tells.
        var stop = end
        if !text[by.upperBound...].prefix(1).isEmpty, text[end...].first == 0x20,
            Bytes(text[end...].dropFirst()).starts(with: "Van ".utf8)
        {
            stop =
                stops.compactMap { text[(end + 4)...].firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        }
        var name = Bytes(text[by.upperBound..<stop].trimmed)
        for title in [
            "mevrouw ", "de heer ", "madame ", "monsieur ", "mme ", "m. ", "de volksvertegenwoordiger ",
            "la d\u{E9}put\u{E9}e ", "le d\u{E9}put\u{E9} ", "de senator ", "la s\u{E9}natrice ",
            "le s\u{E9}nateur ",
        ] where name.starts(withFolded: title) {
            name = Bytes(name.dropFirst(title.utf8.count))
        }
        guard !name.isEmpty, name.count <= 80, !name.contains(where: \.isDigit) else { return nil }
        // `De Coninck, Monica`.
        if let comma = name.firstIndex(of: 0x2C) {
            name = Bytes(name[(comma + 1)...].trimmed) + [0x20] + Bytes(name[..<comma].trimmed)
        }
        var party: String?
        if text[stop...].first == 0x28, let close = text[stop...].firstIndex(of: 0x29) {
            let inside = text[(stop + 1)..<close].trimmed
            if !["N.", "Fr.", "N", "Fr"].contains(inside.string) { party = inside.string }
        }
        return Answer.Asker(name: name.string, party: party)
    }

    /// `aan de minister van Justitie:`.
    private static func addressee(_ text: Bytes) -> String? {
        let starts = [" aan de ", " aan het ", " au ", " \u{E0} la ", " \u{E0} "]
        guard let start = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return nil }
        var field = text[start.upperBound...].trimmed
        while field.last == 0x3A || field.last == 0x20 || field.last == 0x2E { field = field.dropLast() }
        guard !field.isEmpty, field.count <= 300 else { return nil }
        return field.string
    }
}

/// `Antwoord`, `Antwoord ontvangen op 20 februari 2017 :`, `Antwoord van de minister … van …, op de vraag nr. 12 …:`.
private struct BelgianAnswerHead {
    var end: Int
    var date: CalendarDay?
    var role: String?
    var isNamed = false

    init(_ paper: ForeignPaper, _ range: Range<Int>, isInline: Bool) {
        let first = paper.lines[range.lowerBound].text
        end = isInline ? range.lowerBound : range.lowerBound + 1
        guard !isInline else { return }
        let key = first.key.string
        guard key != "antwoord", key != "reponse" else { return }
        isNamed = true
        while end < range.upperBound, !paper.lines[end].isBlank, paper.lines[end - 1].text.last != 0x3A,
            end - range.lowerBound < 8
        { end += 1 }
        let text = BelgianMarks.joined(range.lowerBound, in: paper.lines)
        date = ForeignDate.first(in: text)
        let starts = [
            "antwoord van de ", "antwoord van het ", "r\u{E9}ponse du ", "r\u{E9}ponse de la ",
            "r\u{E9}ponse de ",
        ]
        guard let start = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return }
        // The day follows, or the question.
        let rest = text[start.upperBound...]
        let digit = rest.firstIndex(where: \.isDigit) ?? rest.endIndex
        var field = rest[..<digit].trimmed
        for word in [" van", " du", " op de vraag nr.", " \u{E0} la question n\u{B0}", ","]
        where Bytes(field).ends(withFolded: word) { field = field.dropLast(word.utf8.count).trimmed }
        role = field.isEmpty || field.count > 300 ? nil : field.string
    }
}
