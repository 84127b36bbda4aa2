import Pipeline

/// Written answers of the British parliaments: `Name: To ask the Secretary of State …`, and who replies, `Name: …`.
///
/// One paper may hold hundreds of pairs, under headings of department and subject. Questions that follow each other
/// without a reply between them share the next one. `(1) … (2) …` and `(a) … (b) …` stay parts of one question.
enum UKWrittenAnswers: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        guard raw.lines.indices.contains(where: { UKSpeaker.asking($0, in: raw.lines) != nil }) else {
            return nil
        }
        var reader = Reader(ForeignPaper(raw) { isFurniture($0) })
        return reader.reading()
    }

    /// `24 Feb 2014 : Column 31W`, `Column WA3`: where a column of the printed report begins, and its day.
    private static func isFurniture(_ line: Bytes) -> Bool {
        guard line.count <= 60, let word = line[...].firstRange(of: "column ") else { return false }
        let before = line[..<word.lowerBound].trimmed
        guard before.isEmpty || before.last == 0x3A && ForeignDate.first(in: before) != nil else {
            return false
        }
        let rest = line[word.upperBound...].trimmed
        return rest.contains(where: \.isDigit)
            && rest.allSatisfy { $0.isDigit || $0.isASCIIUppercase }
    }

    private struct Reader {
        let paper: ForeignPaper
        private var read = Reading()
        private var pending: [(speaker: UKSpeaker, lines: Range<Int>)] = []
        private var headings: [Bytes] = []
        private var section: String?

        init(_ paper: ForeignPaper) { self.paper = paper }

        mutating func reading() -> Reading {
            let marks = marks()
            let first = marks.first?.line ?? 0
            let front = paper.paragraphs(0..<first)
            for (place, mark) in marks.enumerated() {
                let end = place + 1 < marks.count ? marks[place + 1].line : paper.lines.count
                let range = mark.line..<end
                switch mark.kind {
                case .heading:
                    leavePending()
                    open(heading: range)
                case .question(let speaker): pending.append((speaker, range))
                case .answer(let speaker): answer(by: speaker, range)
                }
            }
            leavePending()
            finish(front)
            return read
        }

        // MARK: Where what begins

        private struct Mark {
            enum Kind {
                case heading
                case question(UKSpeaker)
                case answer(UKSpeaker)
            }
            var line: Int
            var kind: Kind
        }

        private func marks() -> [Mark] {
            let lines = paper.lines
            let asking = lines.indices.map { UKSpeaker.asking($0, in: lines) }
            var headings: Set<Int> = []
            for index in lines.indices where asking[index] != nil {
                headings.formUnion(self.headings(above: index))
            }
            var marks: [Mark] = []
            var isAsked = false
            for index in lines.indices {
                if let speaker = asking[index] {
                    marks.append(Mark(line: index, kind: .question(speaker)))
                    isAsked = true
                } else if headings.contains(index) {
                    marks.append(Mark(line: index, kind: .heading))
                    isAsked = false
                } else if isAsked, let speaker = UKSpeaker.replying(lines[index].text) {
                    marks.append(Mark(line: index, kind: .answer(speaker)))
                    isAsked = false
                }
            }
            return marks
        }

        /// The lines above a question that name its subject: short, free, and no sentences.
        private func headings(above question: Int) -> [Int] {
            var found: [Int] = []
            var index = question - 1
            var sawBlank = false
            while index >= 0, found.count < 3 {
                let line = paper.lines[index]
                if line.isBlank {
                    sawBlank = true
                } else {
                    let begins = line.text.first.map { $0.isASCIIUppercase || $0 >= 0x80 } == true
                    // In print a heading may follow the end of a sentence on the next line.
                    let isClose =
                        !sawBlank && found.isEmpty && index > 0 && line.text.count <= 80
                        && (paper.lines[index - 1].isBlank || paper.lines[index - 1].text.endsSentence)
                    guard sawBlank || isClose, begins, line.indent == 0, line.text.count <= 120,
                        !line.text.endsSentence,
                        line.text.last != 0x3A, line.text.last != 0x2C, line.text.last != 0x3B,
                        UKSpeaker.asking(index, in: paper.lines) == nil
                    else { break }
                    found.append(index)
                    sawBlank = false
                }
                index -= 1
            }
            // Free means that a blank line stands above the uppermost too.
            guard let upper = found.last, upper > 0, !paper.lines[upper - 1].isBlank,
                !paper.lines[upper - 1].text.endsSentence
            else { return found }
            return found.dropLast()
        }

        // MARK: What becomes of it

        private mutating func open(heading range: Range<Int>) {
            let text = paper.paragraphs(range)
            headings += text
            // `Question`, alone above each, is no subject.
            section =
                text.last { !["question", "questions", "answer"].contains($0.key.string) }?.string ?? section
        }

        private mutating func answer(by speaker: UKSpeaker, _ range: Range<Int>) {
            for question in pending {
                read.markers.append(
                    paper.mark(at: question.lines.lowerBound, upTo: question.speaker.textStart))
            }
            read.markers.append(paper.mark(at: range.lowerBound, upTo: speaker.textStart))
            let questions = pending.map {
                Bytes(paper.paragraphs($0.lines, from: $0.speaker.textStart).asText.utf8)
            }
            var made = Answer(
                section: section, question: questions.asText,
                answer: paper.paragraphs(range, from: speaker.textStart).asText)
            for asker in pending.map(\.speaker.asker) where !made.askedBy.contains(asker) {
                made.askedBy.append(asker)
            }
            made.askedBy.removeAll { $0.name == nil && $0.party == nil }
            let numbers = zip(pending, questions).map { question, text in
                question.speaker.number.map { [$0] } ?? Self.numbers(of: text)
            }
            made.numbers = numbers.contains(where: \.isEmpty) ? [] : numbers.flatMap { $0 }
            // The office that was asked is not that of who answers: a junior minister may do so.
            made.answeredBy = [Answer.Answerer(name: speaker.name, role: speaker.body)]
            made.confidence = pending.count > 1 ? 0.95 : 0.99
            if made.answer.isEmpty {
                made.confidence = 0.5
                read.oddities.append(
                    Oddity("no-answer", "The reply of \(speaker.name ?? "nobody") is empty."))
            }
            read.answers.append(made)
            pending = []
        }

        /// Keeps questions to which nobody replied.
        private mutating func leavePending() {
            for question in pending {
                read.markers.append(
                    paper.mark(at: question.lines.lowerBound, upTo: question.speaker.textStart))
                let text = paper.paragraphs(question.lines, from: question.speaker.textStart).asText
                read.remarks.append(Remark(.unanswered, text, section: section))
            }
            pending = []
        }

        private mutating func finish(_ front: [Bytes]) {
            read.isDutch = false
            // A composed page says its title in its first line.
            let particulars = front.first { $0.has("written question") }
            let dates = [
                ", corrected on ", ", answered on ", ", holding answer given on ", ", tabled on ",
            ].lazy.compactMap { word in
                particulars.flatMap { text in
                    text[...].firstRange(of: word).flatMap { ForeignDate.first(in: text[$0.upperBound...]) }
                }
            }
            read.date =
                dates.first ?? front.lazy.compactMap { ForeignDate.first(in: $0) }.first
                ?? headings.prefix(3).lazy.filter { $0.count <= 40 && !$0.contains(0x3A) }
                .compactMap { ForeignDate.first(in: $0) }.first
                ?? paper.furniture.lazy.compactMap { ForeignDate.first(in: $0) }.first
            let unanswered = read.remarks.count { $0.role == .unanswered }
            if read.answers.count + unanswered == 1 {
                read.title = section ?? front.first?.string
            }
            read.headings = headings.map(\.string)
            let head = front.asText
            if !head.isEmpty { read.remarks.insert(Remark(.frontMatter, head), at: 0) }
            read.furniture = paper.furniture.map(\.string)
            read.kind = read.answers.isEmpty ? "Written question" : "Written answers"
            if read.answers.isEmpty {
                read.oddities.append(
                    Oddity("questions-only", "The paper has questions and no answers."))
            } else if unanswered > 0 {
                read.oddities.append(Oddity("no-answer", "\(unanswered) questions have no answer."))
            }
        }

        /// `[294871]`, the numbers that the Table Office gave a question: one, or one for each of its parts.
        private static func numbers(of question: Bytes) -> [Int] {
            var found: [Int] = []
            for open in question.indices where question[open] == 0x5B {
                var scanner = ByteScanner(question, at: open + 1)
                let start = scanner.position
                if let number = scanner.number(maximumDigits: 7), scanner.position - start > 3,
                    scanner.skip("]"), !found.contains(number)
                {
                    found.append(number)
                }
            }
            return found
        }
    }
}
