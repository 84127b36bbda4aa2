import Pipeline

struct FrenchReader {
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
                ministry = ministryAbove(marks.headings[mark.line] ?? mark.line) ?? ministry
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
        read.isDutch = false
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

    /// The name of a ministry in capitals, alone above the heading of its first question in the Journal officiel.
    private func ministryAbove(_ index: Int) -> String? {
        guard let above = paper.lines[..<index].lastIndex(where: { !$0.isBlank }) else { return nil }
        let text = paper.lines[above].text
        let letters = text.filter { $0.isLetter && $0 < 0x80 }
        guard letters.count > 5, letters.allSatisfy(\.isASCIIUppercase), !text.contains(where: \.isDigit),
            text.count <= 160
        else { return nil }
        return text.string
    }

    private mutating func openUnlabelled(_ range: Range<Int>, _ head: FrenchHead) {
        let start = range.first { FrenchMarks.opensQuestion(paper.lines[$0].text) }
        guard let start else { return }
        // What became of a question without an answer is no part of it: `Transmise au …`, `La question est caduque`.
        let end =
            (start..<range.upperBound).first { index in
                let key = paper.lines[index].text.prefix(40).key
                return ["transmiseau", "laquestionestcaduque", "laquestionaeteretiree"].contains {
                    key.begins(with: $0)
                }
            } ?? range.upperBound
        let text = paper.paragraphs(start..<end)
        fronts = paper.paragraphs(range.lowerBound..<start) + paper.paragraphs(end..<range.upperBound)
        question = (text.asText, head.askers ?? Self.asker(in: text.first ?? []).map { [$0] } ?? [], nil)
    }

    private mutating func leave() {
        if let question, !question.text.isEmpty { read.remarks.append(Remark(.unanswered, question.text)) }
        question = nil
    }

    private mutating func answer(_ range: Range<Int>, from textStart: Int) {
        let line = paper.lines[range.lowerBound].text
        // `Réponse du Ministère de l'intérieur publiée dans le JO Sénat du …` says who answers and when.
        let isHead = textStart == line.count && line.count > 24
        if !isHead { read.markers.append(paper.mark(at: range.lowerBound, upTo: textStart)) }
        var (head, start) = (line, range.lowerBound)
        if isHead, let next = range.dropFirst().first(where: { !paper.lines[$0].isBlank }),
            paper.lines[next].text.starts(withFolded: "publi"), paper.lines[next].text.has(" jo ")
        {
            head += [0x20] + paper.lines[next].text
            start = next + 1
        }
        let text = paper.paragraphs(
            start..<range.upperBound, from: start == range.lowerBound ? textStart : 0
        ).asText
        // The label stands on a page before there is an answer.
        guard !text.isEmpty else { return }
        if isHead {
            fronts.append(head)
            read.date = ForeignDate.first(in: head)
            let end = head[...].firstRange(of: " publi")?.lowerBound ?? head.endIndex
            if let start = head[...].firstRange(of: " du ")?.upperBound, start < end {
                ministry = head[start..<end].string
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
