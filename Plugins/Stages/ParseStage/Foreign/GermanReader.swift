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
            let isListed = marks.isList && mark.kind == .answers
            if mark.textStart > 0, !isListed {
                read.markers.append(paper.mark(at: mark.line, upTo: mark.textStart))
            }
            switch mark.kind {
            case .preface:
                read.headings.append(paper.lines[mark.line].text.string)
                let title = paper.lines[mark.line].text
                prefaces.append(
                    (title.string, paper.paragraphs(mark.line + 1..<max(end, mark.line + 1)).asText))
            case .answers where marks.isList: answer(mark.line..<end)
            case .question(let number) where marks.isList:
                let asked = Self.asked(number, paper.paragraphs(mark.line..<end, from: mark.textStart))
                pending.append(asked.question)
                read.markers.append(asked.head.string)
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
        var text = text
        if text.count > 1, let last = text.last, GermanParagraphs.announcesAnswers(last) {
            fronts.append(last)
            text.removeLast()
        }
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
        let (question, answer) = GermanParagraphs.parted(text)
        take(number, question, answer)
    }

    private mutating func take(_ number: Int, _ question: [Bytes], _ answer: [Bytes]) {
        pending.append(Question(number: number, text: question))
        guard !answer.isEmpty else { return }
        let stated = answer.first.flatMap(GermanParagraphs.together)
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
    private static func asked(_ number: Int, _ paragraphs: [Bytes]) -> (question: Question, head: Bytes) {
        // Where lines end says nothing: names stand on lines of their own.
        let text = Bytes(paragraphs.joined(separator: [0x20])).map { $0 == 0x0A ? 0x20 : $0 }
        var scanner = ByteScanner(text)
        guard scanner.skipWord("abgeordneter") || scanner.skipWord("abgeordnete"),
            let open = text.prefix(200).firstIndex(of: 0x28), let close = text[open...].firstIndex(of: 0x29)
        else { return (Question(number: number, text: paragraphs), []) }
        let name = text[min(scanner.position, open)..<open].trimmed
        let party = text[(open + 1)..<close].trimmed
        let question = Question(
            number: number, text: [Bytes(text[(close + 1)...].trimmed)],
            asker: Answer.Asker(name: name.isEmpty ? nil : name.string, party: party.string))
        return (question, Bytes(text[...close]))
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
        let role = Self.nominative(words[...(last ?? words.endIndex - 1)].map(\.string))
        let name = last.map { words[($0 + 1)...].map(\.string).joined(separator: " ") } ?? ""
        replies.append(
            Reply(
                numbers: pending.map(\.number), questions: pending, text: text, isNamed: false,
                answerer: Answer.Answerer(name: name.isEmpty ? nil : name, role: role)))
        pending = []
    }

    /// `Parlamentarischen Staatssekretärs`, as the answer's head has it, as one names the office.
    private static func nominative(_ words: [String]) -> String {
        guard var office = words.last else { return "" }
        let isMasculine = office.hasSuffix("s") && !office.hasSuffix("ss")
        if isMasculine { office.removeLast() }
        let before = words.dropLast().map { word in
            word.hasSuffix("en") ? word.dropLast() + (isMasculine ? "r" : "") : word
        }
        return (before + [office]).joined(separator: " ")
    }

    // MARK: When all is read

    private mutating func finish(_ head: GermanHead) {
        read.isDutch = false
        var used: Set<Int> = []
        // One that is answered with others earlier may be printed later with the mere statement of it.
        for (place, reply) in replies.enumerated() {
            var reply = reply
            if place + 1 == replies.count, let close = GermanParagraphs.close(of: reply.text) {
                fronts += reply.text[close...]
                reply.text.removeSubrange(close...)
            }
            takeStarredNotes(&reply)
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
        let unanswered = read.remarks.count { $0.role == .unanswered }
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

    /// Takes `* Das Amt hat …`, which something before it calls, out of the answer that it stands below.
    private mutating func takeStarredNotes(_ reply: inout Reply) {
        let isCalled = (fronts + prefaces.map { Bytes($0.text.utf8) } + replies.flatMap(\.text)).contains {
            text in
            text.indices.dropFirst().contains {
                text[$0] == 0x2A && text[$0 - 1] > 0x20 && text[$0 - 1] != 0x2A
            }
        }
        guard isCalled else { return }
        reply.text.removeAll { text in
            guard text.starts(with: "* ".utf8) || text.starts(with: "** ".utf8) else { return false }
            read.remarks.append(Remark(.footnote, text.string))
            return true
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
