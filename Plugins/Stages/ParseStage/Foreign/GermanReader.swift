import Pipeline

/// Puts the parts of a German inquiry together.
struct GermanReader {
    private struct Question {
        var number: Int
        var text: [Bytes]
        /// Who asks it, where each question says so.
        var asker: Answer.Asker?
    }

    private struct Reply {
        var numbers: [Int]
        var questions: [Question]
        var text: [Bytes]
        var isNamed: Bool
        /// Who gives it, where each answer says so.
        var answerer: Answer.Answerer?
    }

    private let paper: ForeignPaper
    private let marks: GermanMarks
    private var read = Reading()
    private var pending: [Question] = []
    private var replies: [Reply] = []
    /// Questions by number, for answers that name theirs.
    private var asked: [Int: Question] = [:]
    private var fronts: [Bytes] = []
    private var prefaces: [(section: String, text: String)] = []

    init(_ paper: ForeignPaper, _ marks: GermanMarks) { (self.paper, self.marks) = (paper, marks) }

    mutating func reading() -> Reading {
        let places = marks.marks
        let first = places.first?.line ?? paper.lines.count
        fronts = paper.paragraphs(0..<first)
        let head = GermanHead(paper.lines[0..<first], fronts)
        // Where questions are listed before the answers begin, none is answered before.
        let begin = marks.namesQuestions || marks.isList ? 0 : places.last { $0.kind == .answers }?.line ?? 0
        for (place, mark) in places.enumerated() {
            let end = place + 1 < places.count ? places[place + 1].line : paper.lines.count
            let text = paper.paragraphs(mark.line..<end, from: mark.textStart, asks: true)
            if mark.textStart > 0 { read.markers.append(paper.mark(at: mark.line, upTo: mark.textStart)) }
            switch mark.kind {
            case .preface:
                read.headings.append(paper.lines[mark.line].text.string)
                let title = paper.lines[mark.line].text
                prefaces.append(
                    (title.string, paper.paragraphs(mark.line + 1..<max(end, mark.line + 1)).asText))
            case .answers where marks.isList: answer(mark.line..<end)
            case .question(let number) where marks.isList:
                pending.append(Self.asked(number, paper.paragraphs(mark.line..<end, from: mark.textStart)))
            case .answers: openAnswers(text, isLast: mark.line == begin)
            case .question(let number):
                let mayBeAnswered = marks.hasAnswer && !marks.namesQuestions && mark.line >= begin
                if mayBeAnswered, let light = firstLight(mark.line..<end) {
                    take(
                        number, paper.paragraphs(mark.line..<light, from: mark.textStart),
                        paper.paragraphs(light..<end))
                } else {
                    ask(number, text, mayBeAnswered: mayBeAnswered)
                }
            case .answer(let numbers):
                replies.append(Reply(numbers: numbers, questions: [], text: text, isNamed: true))
            }
        }
        finish(head)
        return read
    }

    private mutating func openAnswers(_ text: [Bytes], isLast: Bool) {
        guard isLast, !marks.namesQuestions else {
            fronts += text
            return
        }
        // Nothing but an answer: it is the one to all questions. Where they are repeated, it is a lead-in.
        let isRepeated = marks.marks.contains { mark in
            guard case .question = mark.kind else { return false }
            return mark.line > (marks.marks.last { $0.kind == .answers }?.line ?? 0)
        }
        if isRepeated {
            fronts += text
            fronts += pending.map { Bytes($0.text.joined(separator: [0x0A])) }
        } else if !text.isEmpty {
            replies.append(
                Reply(numbers: pending.map(\.number), questions: pending, text: text, isNamed: false))
        }
        if isRepeated || !text.isEmpty { pending = [] }
    }

    /// Takes a question, and the answer below it where answers stand so.
    private mutating func ask(_ number: Int, _ text: [Bytes], mayBeAnswered: Bool) {
        guard mayBeAnswered else {
            if marks.namesQuestions {
                // Its text once more above the answer is the same question.
                if asked[number] == nil {
                    asked[number] = Question(number: number, text: text)
                } else {
                    fronts += text
                }
            } else {
                pending.append(Question(number: number, text: text))
            }
            return
        }
        let (question, answer) = Self.parted(text)
        take(number, question, answer)
    }

    private mutating func take(_ number: Int, _ question: [Bytes], _ answer: [Bytes]) {
        pending.append(Question(number: number, text: question))
        guard !answer.isEmpty else { return }
        let stated = answer.first.flatMap(Self.together)
        var numbers = pending.map(\.number)
        // The statement may name questions that come later.
        if let stated, stated.contains(number) { numbers += stated.filter { !numbers.contains($0) } }
        replies.append(Reply(numbers: numbers, questions: pending, text: answer, isNamed: false))
        pending = []
    }

    /// The line on which the answer begins, where questions are bold and answers are not.
    private func firstLight(_ range: Range<Int>) -> Int? {
        guard paper.lines[range.lowerBound].setting?.isBold == true else { return nil }
        return range.first { !paper.lines[$0].isBlank && paper.lines[$0].setting?.isBold == false }
    }

    // MARK: Lists of the questions of many members

    /// Who asks, and what: `Abgeordnete Erika Muster (DIE BUNTEN) Wie viele …?`.
    private static func asked(_ number: Int, _ paragraphs: [Bytes]) -> Question {
        // Where lines end says nothing: names stand on lines of their own.
        let text = Bytes(paragraphs.joined(separator: [0x20])).map { $0 == 0x0A ? 0x20 : $0 }
        var scanner = ByteScanner(text)
        guard scanner.skipWord("abgeordneter") || scanner.skipWord("abgeordnete"),
            let open = text.prefix(200).firstIndex(of: 0x28), let close = text[open...].firstIndex(of: 0x29)
        else { return Question(number: number, text: paragraphs) }
        let name = text[min(scanner.position, open)..<open].trimmed
        let party = text[(open + 1)..<close].trimmed
        return Question(
            number: number, text: [Bytes(text[(close + 1)...].trimmed)],
            asker: Answer.Asker(name: name.isEmpty ? nil : name.string, party: party.string))
    }

    /// `Antwort des Staatssekretärs Hans Beispiel vom 3. Mai 2026`, and what follows.
    private mutating func answer(_ range: Range<Int>) {
        var end = range.lowerBound + 1
        while end < range.upperBound, end - range.lowerBound < 4,
            ForeignDate.first(in: paper.lines[end - 1].text) == nil, !paper.lines[end].isBlank
        { end += 1 }
        let head = Bytes(paper.paragraphs(range.lowerBound..<end).joined(separator: [0x20])).map {
            $0 == 0x0A ? 0x20 : $0
        }
        read.markers.append(head.string)
        let text = paper.paragraphs(end..<range.upperBound)
        guard !pending.isEmpty, !text.isEmpty else {
            fronts += text
            return
        }
        let stop = head[...].firstRange(of: " vom ")?.lowerBound ?? head.count
        let words = head[..<stop].split(separator: 0x20).dropFirst(2)
        let offices = ["sekret", "minister", "beauftragt", "kanzler"]
        let last = words.lastIndex { word in offices.contains { word.has($0) } }
        let role = words[...(last ?? words.endIndex - 1)].map(\.string).joined(separator: " ")
        let name = last.map { words[($0 + 1)...].map(\.string).joined(separator: " ") } ?? ""
        replies.append(
            Reply(
                numbers: pending.map(\.number), questions: pending, text: text, isNamed: false,
                answerer: Answer.Answerer(name: name.isEmpty ? nil : name, role: role)))
        pending = []
    }

    // MARK: Questions with their answers below them

    /// A question and the answer that follows it, told apart by the marks of the question.
    private static func parted(_ paragraphs: [Bytes]) -> (question: [Bytes], answer: [Bytes]) {
        let asks = { (text: Bytes) in
            var end = text[...].trimmed
            while let last = end.last, last == 0x29 || last == 0x22 || last >= 0x80 { end = end.dropLast() }
            return end.last == 0x3F
        }
        guard let first = paragraphs.firstIndex(where: asks) else {
            // Question and answer ran together, where no line tells them apart.
            if let text = paragraphs.first, let mark = text.lastIndex(of: 0x3F), mark + 1 < text.count {
                let rest = Bytes(text[(mark + 1)...].trimmed)
                return ([Bytes(text[...mark])], (rest.isEmpty ? [] : [rest]) + paragraphs.dropFirst())
            }
            // It asks without a question mark: `Bitte auflisten.`
            return (Array(paragraphs.prefix(1)), Array(paragraphs.dropFirst()))
        }
        var end = first + 1
        while end < paragraphs.count, asks(paragraphs[end]) || isQualification(paragraphs[end]) { end += 1 }
        var (question, answer) = (Array(paragraphs[..<end]), Array<Bytes>())
        for paragraph in paragraphs[end...] {
            // `b) Wenn ja, welche?` after the answer to `a)`.
            if asks(paragraph), isSubquestion(paragraph) {
                question.append(paragraph)
            } else {
                answer.append(paragraph)
            }
        }
        return (question, answer)
    }

    /// Whether it only says how to answer: `(Bitte nach Jahren aufschlüsseln.)`.
    private static func isQualification(_ text: Bytes) -> Bool {
        text.starts(withFolded: "(bitte") || text.starts(withFolded: "bitte ") && text.count < 200
    }

    private static func isSubquestion(_ text: Bytes) -> Bool {
        text.count > 3 && text[0].isASCIILowercase && text[1] == 0x29
    }

    /// `Die Fragen 3 bis 5 werden gemeinsam beantwortet`: those numbers.
    static func together(_ text: Bytes) -> [Int]? {
        let head = Bytes(text.prefix(200))
        guard let found = head[...].firstRange(of: "fragen "), found.lowerBound <= 24 else { return nil }
        var scanner = ByteScanner(head, at: found.upperBound)
        guard let numbers = ForeignNumbers.read(&scanner), numbers.count > 1,
            scanner.rest.has("beantwortet") || scanner.rest.has("zusammen") || scanner.rest.has("gemeinsam")
        else { return nil }
        return numbers
    }

    // MARK: When all is read

    private mutating func finish(_ head: GermanHead) {
        var used: Set<Int> = []
        // One that is answered with others earlier may be printed later with the mere statement of it.
        for reply in replies {
            var reply = reply
            if reply.isNamed {
                reply.questions = reply.numbers.compactMap { asked[$0] }
                used.formUnion(reply.numbers)
                if reply.questions.isEmpty { takeQuestion(for: &reply) }
            }
            append(reply, head)
        }
        for number in asked.keys.sorted() where !used.contains(number) {
            if let text = asked[number]?.text { read.remarks.append(Remark(.unanswered, text.asText)) }
        }
        for question in pending { read.remarks.append(Remark(.unanswered, question.text.asText)) }
        let unanswered = read.remarks.count
        for preface in prefaces.reversed() {
            read.remarks.insert(Remark(.frontMatter, preface.text, section: preface.section), at: 0)
        }
        if !fronts.isEmpty { read.remarks.insert(Remark(.frontMatter, fronts.asText), at: 0) }
        read.furniture = paper.furniture.map(\.string)
        read.title = head.title
        (read.askedBy, read.answeredBy) = (head.askers, read.answers.isEmpty ? [] : head.answerers)
        read.date = head.date
        read.kind = read.answers.isEmpty ? "Anfrage" : "Antwort auf eine Anfrage"
        NumberCheck.check(&read, questionsAreNumbered: false)
        if read.answers.isEmpty {
            read.oddities = [Oddity("questions-only", "The paper has questions and no answers.")]
        } else if unanswered > 0 {
            read.oddities.append(Oddity("no-answer", "\(unanswered) questions have no answer."))
        }
    }

    /// The question of an answer that names it, where the question has no number: the last that was asked before it.
    private mutating func takeQuestion(for reply: inout Reply) {
        guard var before = read.answers.last else {
            guard let index = prefaces.indices.last else { return }
            let paragraphs = prefaces[index].text.utf8.split(separator: 0x0A).map { Bytes($0) }
            let start = paragraphs.lastIndex { $0.last != 0x3F }.map { $0 + 1 } ?? 0
            guard start < paragraphs.count else { return }
            prefaces[index].text = Array(paragraphs[..<start]).asText
            reply.questions = [Question(number: reply.numbers[0], text: Array(paragraphs[start...]))]
            return
        }
        let paragraphs = before.answer.utf8.split(separator: 0x0A).map { Bytes($0) }
        guard paragraphs.count > 1, let last = paragraphs.last, last.last == 0x3F else { return }
        before.answer = Array(paragraphs.dropLast()).asText
        read.answers[read.answers.count - 1] = before
        reply.questions = [Question(number: reply.numbers[0], text: [last])]
    }

    private mutating func append(_ reply: Reply, _ head: GermanHead) {
        let question = reply.questions.flatMap(\.text).asText
        var made = Answer(
            numbers: reply.numbers, askedBy: head.askers, answeredBy: head.answerers, question: question,
            answer: reply.text.asText)
        made.confidence = reply.isNamed ? 0.98 : 0.93
        made.refersTo = ForeignReferences.numbers(in: Bytes(made.answer.utf8)).filter {
            !reply.numbers.contains($0)
        }
        let askers = reply.questions.compactMap(\.asker)
        if !askers.isEmpty {
            made.askedBy = askers.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
        if let answerer = reply.answerer { made.answeredBy = [answerer] }
        let label = reply.numbers.map(String.init).joined(separator: ", ")
        if question.isEmpty {
            made.confidence -= 0.4
            read.oddities.append(Oddity("no-question", "Answer \(label) has no question."))
        }
        if made.answer.isEmpty {
            made.confidence -= 0.4
            read.oddities.append(Oddity("no-answer", "Answer \(label) is empty."))
        }
        read.answers.append(made)
    }
}

/// Who asks, who answers, and what about, from the head of a paper.
private struct GermanHead {
    var askers: [Answer.Asker] = []
    var answerers: [Answer.Answerer] = []
    var title: String?
    var date: CalendarDay?

    /// How many members are read from one head.
    private static let mostAskers = 100

    init(_ lines: ArraySlice<PaperLine>, _ paragraphs: [Bytes]) {
        let text = Bytes(paragraphs.joined(separator: [0x20])).singlySpaced
        if let range = [
            "der abgeordneten ", "des abgeordneten ", "der abgeordnete ", "des abg. ", "der abg. ",
        ].lazy
            .compactMap({ text[...].firstRange(of: $0) }).first
        {
            askers = Self.askers(text[range.upperBound...].prefix(600))
        }
        let bodies = [
            ("bundesregierung", "Bundesregierung"), ("landesregierung", "Landesregierung"),
            ("staatsregierung", "Staatsregierung"),
            ("senats", "Senat"), ("regierung des", "Landesregierung"),
        ]
        if let range = text[...].firstRange(of: "antwort de"),
            let body = bodies.first(where: { text[range.upperBound...].prefix(40).has($0.0) })
        {
            answerers = [Answer.Answerer(role: body.1)]
        }
        if let ministry = Self.ministry(text) { answerers.append(Answer.Answerer(role: ministry)) }
        if answerers.isEmpty {
            answerers = [Answer.Answerer(role: text.has("bundes") ? "Bundesregierung" : "Landesregierung")]
        }
        date = lines.lazy.compactMap { ForeignDate.first(in: $0.text) }.first
        if let range = text[...].firstRange(of: "vom "),
            let day = ForeignDate.first(in: text[range.upperBound...].prefix(24)),
            text.has("bermittelt")
        {
            date = day
        }
        title = Self.title(lines)
    }

    /// `Ulla Beispiel, Jan Muster, weiterer Abgeordneter und der Fraktion DIE LINKE.`, `Anna Muster (CDU)`.
    private static func askers(_ text: ArraySlice<UInt8>) -> [Answer.Asker] {
        var names = text
        var party: String?
        if let faction = text.firstRange(of: "fraktion ") {
            names = text[..<faction.lowerBound]
            var rest = text[faction.upperBound...].prefix(60)
            for article in ["der ", "des ", "von "] where Bytes(rest).starts(withFolded: article) {
                rest = rest.dropFirst(4)
            }
            // The party is written in capitals, or in one word.
            let words = rest.split(separator: 0x20).prefix { word in
                word.contains(where: \.isASCIIUppercase)
                    && !["Drucksache", "Antwort", "Die", "Wir"].contains(word.string)
            }
            var kept: [String] = []
            for word in words.prefix(4) {
                if let previous = kept.last, word.contains(where: \.isASCIILowercase),
                    previous.utf8.allSatisfy({ !$0.isASCIILowercase })
                {
                    break
                }
                kept.append(word.string)
                if word.contains(where: \.isASCIILowercase) { break }
            }
            party = kept.isEmpty ? nil : kept.joined(separator: " ").trimmedOfStops
        } else if let end = [" betr", " und antwort", " vom ", " auf ", " thema", " \u{2013} ", " - "]
            .compactMap({ text.firstRange(of: $0)?.lowerBound }).min()
        {
            names = text[..<end]
        }
        var found: [Answer.Asker] = []
        for part in names.split(separator: 0x2C).prefix(mostAskers) {
            var name = part.trimmed
            if Bytes(name).starts(withFolded: "und ") { name = name.dropFirst(4) }
            if name.has("weiterer ") || name.has("abgeordnete") || name.has("der ") && name.count < 8 {
                continue
            }
            for (place, piece) in Self.split(name, at: " und ").enumerated() where place < 3 {
                var piece = piece.trimmed
                var own: String?
                if let open = piece.firstIndex(of: 0x28) {
                    own = piece[(open + 1)...].prefix { $0 != 0x29 }.string
                    piece = piece[..<open].trimmed
                }
                guard piece.count > 2, piece.count <= 60,
                    piece.first.map({ $0.isASCIIUppercase || $0 >= 0x80 }) == true,
                    !piece.contains(where: \.isDigit), piece.split(separator: 0x20).count <= 5
                else { continue }
                found.append(Answer.Asker(name: piece.string, party: own ?? party))
            }
        }
        if found.isEmpty, let party { found = [Answer.Asker(party: party)] }
        return found
    }

    private static func split(_ text: ArraySlice<UInt8>, at word: String) -> [ArraySlice<UInt8>] {
        var (parts, rest) = ([ArraySlice<UInt8>](), text)
        while let found = rest.firstRange(of: word) {
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        return parts + [rest]
    }

    /// `mit Schreiben des Bundesministeriums des Innern vom …`, `Antwort des Ministeriums für Verkehr`.
    private static func ministry(_ text: Bytes) -> String? {
        for word in ["mit schreiben des ", "mit schreiben der ", "antwort des ", "antwort der "] {
            guard let start = text[...].firstRange(of: word) else { continue }
            let rest = text[start.upperBound...].prefix(140)
            guard
                rest.prefix(30).has("minist") || rest.prefix(30).has("amt")
                    || rest.prefix(20).has("staatskanzlei")
            else { continue }
            let end = [" vom ", " auf ", " zu ", " drucksache", ":", " \u{2013} "].compactMap {
                rest.firstRange(of: $0)?.lowerBound
            }.min()
            let field = rest[..<(end ?? rest.endIndex)].trimmed
            guard end != nil || rest.count < 140, !field.isEmpty else { return nil }
            // From the genitive to the name: `des Bundesministeriums der Finanzen`, `des Auswärtigen Amts`.
            return field.string.replacingFirst("ministeriums", with: "ministerium").replacingFirst(
                "Ministeriums", with: "Ministerium"
            )
            .replacingFirst("igen Amtes", with: "iges Amt").replacingFirst("igen Amts", with: "iges Amt")
        }
        return nil
    }

    /// What stands behind `betr.:` or `Thema:`, or between the number of the inquiry and the preface.
    private static func title(_ lines: ArraySlice<PaperLine>) -> String? {
        for index in lines.indices {
            let line = lines[index].text
            let words = ["betr.:", "betr.", "betrifft:", "thema:", "betreff:"]
            guard let word = words.first(where: { line.starts(withFolded: $0) }) else { continue }
            let rest = line.dropFirst(word.utf8.count).trimmed
            return rest.isEmpty ? lines[(index + 1)...].first { !$0.isBlank }?.text.string : rest.string
        }
        guard
            let number = lines.lastIndex(where: { line in
                line.text.count < 60 && line.text.has("drucksache ")
                    && (line.text.first == 0x2D || line.text.first == 0xE2)
            })
        else { return nil }
        let rest = lines[(number + 1)...].drop { $0.isBlank }.prefix { !$0.isBlank }
        let title = Bytes(rest.prefix(4).map(\.text).joined(separator: [0x20]))
        return title.isEmpty || title.count > 400 ? nil : title.string
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        let bytes = Bytes(utf8)
        let wanted = Bytes(old.utf8)
        guard bytes.count >= wanted.count else { return self }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return (Bytes(bytes[..<start]) + Bytes(new.utf8) + bytes[(start + wanted.count)...]).string
        }
        return self
    }

    fileprivate var trimmedOfStops: String {
        var text = self
        while text.hasSuffix(".") || text.hasSuffix(",") { text.removeLast() }
        return text
    }
}
