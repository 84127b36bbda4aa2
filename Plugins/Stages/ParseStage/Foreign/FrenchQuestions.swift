import Pipeline

/// Written questions of the French Assemblée nationale and Sénat with the answers of the ministers.
///
/// Pages with labels, `Rubrique`, `Tête d'analyse`, `Texte de la question`, `Texte de la réponse`, and the Journal officiel,
/// where each pair runs on: `1234. − 12 septembre 2017. − M. Exemple attire … Réponse. − …`, unaccented in old files.
enum FrenchQuestions: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        guard FrenchMarks(raw.lines).areRecognised else { return nil }
        let paper = ForeignPaper(raw)
        var reader = FrenchReader(paper: paper, marks: FrenchMarks(paper.lines))
        return reader.reading()
    }
}

/// The lines on which a question, its text, or its answer begins.
struct FrenchMarks {
    enum Kind {
        /// A question's number with what belongs to it.
        case head
        case question
        case answer
    }

    var marks: [(line: Int, kind: Kind, textStart: Int)] = []
    /// The headings that stand right above numbered questions, by the line of the question.
    var headings: [Int: Int] = [:]
    private var labels = 0
    private var hasAnswerText = false

    /// A page with its labels, or the Journal officiel with numbered questions.
    var areRecognised: Bool { labels > 1 || (labels > 0 && !marks.isEmpty) }

    private static let labelWords = [
        "rubrique", "tetedanalyse", "ministereinterroge", "ministereattributaire", "questionpublieeaujo",
        "reponsepublieeaujo", "textedelaquestion", "textedelareponse", "questionecrite",
        "publieedanslejosenat",
        "journalofficiel", "datedesignalement", "joanan", "josenat",
    ]

    init(_ lines: [PaperLine]) {
        for index in lines.indices {
            let line = lines[index].text
            guard let first = line.first,
                first.isASCIIUppercase || first.isDigit || first >= 0x80 || first == 0x70
            else { continue }
            let key = line.prefix(80).key.string
            if Self.labelWords.contains(where: { key.hasPrefix($0) }) { labels += 1 }
            if key == "textedelaquestion" || key == "textequestion" {
                add(index, .question, line.count)
            } else if key == "textedelareponse" || key == "textereponse" {
                add(index, .answer, line.count)
                hasAnswerText = true
            } else if key.hasPrefix("texte"), let start = Self.dashed(line) {
                add(index, .question, start)
            } else if let start = Self.answerStart(line, key), marks.last?.kind != .answer {
                add(index, .answer, start)
            } else if let start = Self.itemStart(line) {
                labels += 1
                if let heading = Self.heading(above: index, in: lines) { headings[index] = heading }
                add(index, .head, start)
            }
        }
    }

    /// A short free line that ends no sentence.
    private static func heading(above index: Int, in lines: [PaperLine]) -> Int? {
        guard let above = lines[..<index].lastIndex(where: { !$0.isBlank }), index - above <= 2 else {
            return nil
        }
        let text = lines[above].text
        let isFree = above == 0 || lines[above - 1].isBlank || lines[above - 1].text.endsSentence
        let begins = text.first.map { $0.isASCIIUppercase || $0 >= 0x80 } == true
        return isFree && begins && text.count <= 160 && !text.endsSentence && text.last != 0x3A ? above : nil
    }

    private mutating func add(_ line: Int, _ kind: Kind, _ textStart: Int) {
        marks.append((line, kind, textStart))
    }

    /// `Réponse. − …`, `Reponse. - …`, `Réponse du Ministère de l'intérieur publiée dans le JO Sénat du …`, `Réponse` alone.
    private static func answerStart(_ line: Bytes, _ key: String) -> Int? {
        guard key.hasPrefix("reponse") else { return nil }
        if key == "reponse" { return line.count }
        if key.hasPrefix("reponsedu"), key.contains("ministere") || key.contains("secretariat"),
            line.has("publi") || line.count < 120
        {
            return line.count
        }
        return dashed(line)
    }

    /// Behind the dash of `Texte. -` or `Réponse. −`.
    private static func dashed(_ line: Bytes) -> Int? {
        guard let stop = line.prefix(14).firstIndex(where: { $0 == 0x2E || $0 == 0x3A }) else { return nil }
        var scanner = ByteScanner(line, at: stop + 1)
        scanner.skipSpaces()
        guard scanner.skipDash() || scanner.skip("\u{2212}") else { return nil }
        scanner.skipSpaces()
        return scanner.position
    }

    /// `1234. − 12 septembre 2017. − M. Exemple …`: the Journal officiel.
    static func itemStart(_ line: Bytes) -> Int? {
        var scanner = ByteScanner(line)
        guard scanner.number(maximumDigits: 6) != nil, scanner.skip("."), scanner.skipSpaces(),
            scanner.skipDash() || scanner.skip("\u{2212}"), scanner.skipSpaces(),
            scanner.current?.isDigit == true || Bytes(scanner.rest).hasName
        else { return nil }
        guard scanner.current?.isDigit == true else { return scanner.position }
        // The day comes first.
        guard ForeignDate.first(in: scanner.rest.prefix(24)) != nil,
            let stop = scanner.rest.prefix(40).firstIndex(of: 0x2E)
        else { return nil }
        scanner.position = stop + 1
        scanner.skipSpaces()
        guard scanner.skipDash() || scanner.skip("\u{2212}") else { return nil }
        scanner.skipSpaces()
        return scanner.position
    }
}

private struct FrenchReader {
    let paper: ForeignPaper
    let marks: FrenchMarks
    var read = Reading()
    private var question: (text: String, askers: [Answer.Asker], number: Int?)?
    private var section: String?
    private var fronts: [Bytes] = []
    private var ministry: String?

    init(paper: ForeignPaper, marks: FrenchMarks) { (self.paper, self.marks) = (paper, marks) }

    mutating func reading() -> Reading {
        let places = marks.marks
        let first = places.first.map { marks.headings[$0.line] ?? $0.line } ?? paper.lines.count
        let head = FrenchHead(paper.lines[0..<first])
        fronts = paper.paragraphs(0..<first)
        ministry = head.ministry
        let isList = places.contains { $0.kind == .head }
        // A page of the Sénat has no label above its question: the text begins where someone draws attention.
        if !isList, places.first.map({ $0.kind == .answer }) == true || places.isEmpty {
            openUnlabelled(0..<first, head)
        }
        for (place, mark) in places.enumerated() {
            let following = place + 1 < places.count ? places[place + 1].line : paper.lines.count
            let end = marks.headings[following] ?? following
            switch mark.kind {
            case .head:
                leave()
                section = marks.headings[mark.line].map { paper.lines[$0].text.string }
                if let section { read.headings.append(section) }
                let text = paper.paragraphs(mark.line..<end, from: mark.textStart)
                var scanner = ByteScanner(paper.lines[mark.line].text)
                question = (
                    text.asText, Self.asker(in: text.first ?? []).map { [$0] } ?? [],
                    scanner.number(maximumDigits: 6)
                )
                fronts.append(Bytes(paper.lines[mark.line].text.prefix(mark.textStart)))
            case .question:
                leave()
                read.markers.append(paper.mark(at: mark.line, upTo: mark.textStart))
                let text = paper.paragraphs(mark.line..<end, from: mark.textStart)
                question = (
                    text.asText, head.askers ?? Self.asker(in: text.first ?? []).map { [$0] } ?? [], nil
                )
            case .answer: answer(mark.line..<end, from: mark.textStart)
            }
        }
        leave()
        if !fronts.isEmpty { read.remarks.insert(Remark(.frontMatter, fronts.asText), at: 0) }
        read.furniture = paper.furniture.map(\.string)
        read.title = head.title
        // A page of the Sénat begins with its title.
        if read.title == nil, let title = fronts.first, title.count <= 200, first > 1,
            !paper.lines[0].text.key.starts(with: "question".utf8), !paper.lines[0].text.contains(0x3A)
        {
            read.title = paper.lines[0].text.string
        }
        read.date = read.date ?? (read.answers.isEmpty ? head.asked : head.answered ?? head.asked)
        read.kind = "Question \u{E9}crite"
        if read.answers.isEmpty {
            read.oddities.append(Oddity("questions-only", "The paper has a question and no answer."))
        }
        return read
    }

    private mutating func openUnlabelled(_ range: Range<Int>, _ head: FrenchHead) {
        let start = range.first { FrenchMarks.opensQuestion(paper.lines[$0].text) }
        guard let start else { return }
        let text = paper.paragraphs(start..<range.upperBound)
        fronts = paper.paragraphs(range.lowerBound..<start)
        question = (text.asText, head.askers ?? Self.asker(in: text.first ?? []).map { [$0] } ?? [], nil)
    }

    private mutating func leave() {
        if let question, !question.text.isEmpty { read.remarks.append(Remark(.unanswered, question.text)) }
        question = nil
    }

    private mutating func answer(_ range: Range<Int>, from textStart: Int) {
        let line = paper.lines[range.lowerBound].text
        let text = paper.paragraphs(range, from: textStart).asText
        if textStart < line.count || line.count <= 24 {
            read.markers.append(paper.mark(at: range.lowerBound, upTo: textStart))
        }
        // The label stands on a page before there is an answer.
        guard !text.isEmpty else { return }
        if textStart == line.count, line.count > 24 {
            fronts.append(line)
            read.date = ForeignDate.first(in: line)
            let end = line[...].firstRange(of: " publi")?.lowerBound ?? line.endIndex
            if let start = line[...].firstRange(of: " du ")?.upperBound, start < end {
                ministry = line[start..<end].string
            }
        }
        var made = Answer(
            numbers: question?.number.map { [$0] } ?? [], section: section, askedBy: question?.askers ?? [],
            answeredBy: ministry.map { [Answer.Answerer(role: $0)] } ?? [], question: question?.text ?? "",
            answer: text)
        made.confidence = question == nil ? 0.5 : 0.98
        if question == nil { read.oddities.append(Oddity("no-question", "The answer has no question.")) }
        read.answers.append(made)
        question = nil
    }

    /// `M. Jean Exemple attire l'attention de …`, `Mme Anne Modèle (Groupe) interroge …`.
    static func asker(in text: Bytes) -> Answer.Asker? {
        var scanner = ByteScanner(text)
        guard scanner.skip("m. ") || scanner.skip("mme ") || scanner.skip("mlle ") else { return nil }
        let rest = scanner.rest.prefix(120)
        let verbs = [
            " attire", " appelle", " interroge", " souhaite", " demande", " rappelle", " signale", " expose",
            " alerte",
            " s'inqui", " prie", " voudrait", " s\u{2019}inqui", " sollicite", " fait part", " souligne", "(",
            ",",
        ]
        guard let end = verbs.compactMap({ rest.firstRange(of: $0)?.lowerBound }).min() else { return nil }
        let name = rest[rest.startIndex..<end].trimmed
        return name.isEmpty || name.count > 60 ? nil : Answer.Asker(name: name.string)
    }
}

extension FrenchMarks {
    /// Whether a line is the beginning of a question's text: a member, and what the member does.
    static func opensQuestion(_ line: Bytes) -> Bool {
        (line.starts(withFolded: "m. ") || line.starts(withFolded: "mme ")) && line.count > 60
            && FrenchReader.asker(in: line) != nil
    }
}

/// What stands above a question: labels with their values.
private struct FrenchHead {
    var ministry: String?
    var title: String?
    var askers: [Answer.Asker]?
    var asked: CalendarDay?
    var answered: CalendarDay?

    init(_ lines: ArraySlice<PaperLine>) {
        let value = { (label: String) in Self.value(of: label, in: lines) }
        ministry = (value("ministereattributaire") ?? value("ministereinterroge"))?.string
        title = (value("titre") ?? value("analyse") ?? value("tetedanalyse"))?.string
        asked = value("questionpublieeaujo").flatMap { ForeignDate.first(in: $0) }
        answered = value("reponsepublieeaujo").flatMap { ForeignDate.first(in: $0) }
        if asked == nil { asked = lines.lazy.compactMap { ForeignDate.first(in: $0.text) }.first }
        for line in lines {
            // `Question écrite n° 12345 de M. X (Département - GROUPE)`, `De Mme X (Groupe - Département)`, `M. X`.
            let text = line.text
            guard let open = text.firstIndex(of: 0x28), let close = text[open...].firstIndex(of: 0x29),
                let title = [" de m. ", " de mme ", "de m. ", "de mme "].lazy.compactMap({
                    text[..<open].firstRange(of: $0)
                })
                .first
            else { continue }
            let inside = text[(open + 1)..<close].split(separator: 0x2D).map { $0.trimmed }
            // The Sénat names the department first, the Assemblée the group.
            let isSenate = text.has("question ") && title.lowerBound > 0
            let party = isSenate ? inside.last : inside.first
            let name = text[title.upperBound..<open].trimmed
            guard !name.isEmpty, name.count <= 80 else { continue }
            askers = [
                Answer.Asker(name: name.string, party: inside.count > 1 || !isSenate ? party?.string : nil)
            ]
            break
        }
    }

    /// What stands behind a label and its `:` or `>`, or on the next line.
    private static func value(of label: String, in lines: ArraySlice<PaperLine>) -> Bytes? {
        for index in lines.indices {
            let line = lines[index].text
            guard line.prefix(60).key.starts(with: label.utf8) else { continue }
            var letters = 0
            var end = 0
            while end < line.count, letters < label.utf8.count {
                letters = Bytes(line[...end]).key.count
                end += 1
            }
            // The rest of the label's words, up to its mark.
            let rest = line[end...]
            let mark = rest.prefix(40).firstIndex { $0 == 0x3A || $0 == 0x3E }
            let value =
                mark.map { rest[($0 + 1)...].drop { $0 == 0x20 || $0 == 0x3A || $0 == 0x3E } }
                ?? rest.trimmed[...]
            if !value.isEmpty { return Bytes(value.trimmed) }
            return lines[(index + 1)...].first { !$0.isBlank }?.text
        }
        return nil
    }
}

extension Bytes {
    /// Whether a member of parliament is named at its beginning.
    fileprivate var hasName: Bool {
        starts(withFolded: "m. ") || starts(withFolded: "mme ") || starts(withFolded: "mlle ")
    }
}
