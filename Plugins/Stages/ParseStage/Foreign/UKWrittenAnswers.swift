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
        var reader = Reader(ForeignPaper(raw))
        return reader.reading()
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
                    guard sawBlank, begins, line.indent == 0, line.text.count <= 120, !line.text.endsSentence,
                        line.text.last != 0x3A, line.text.last != 0x2C, line.text.last != 0x3B,
                        UKSpeaker.asking(index, in: paper.lines) == nil
                    else { break }
                    found.append(index)
                    sawBlank = false
                }
                index -= 1
            }
            // Free means that a blank line stands above the uppermost too.
            guard let upper = found.last, upper > 0, !paper.lines[upper - 1].isBlank else { return found }
            return found.dropLast()
        }

        // MARK: What becomes of it

        private mutating func open(heading range: Range<Int>) {
            let text = paper.paragraphs(range)
            headings += text
            section = text.last?.string ?? section
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
            made.numbers = questions.compactMap(Self.number)
            let office = questions.lazy.compactMap(Self.office).first
            made.answeredBy = [Answer.Answerer(name: speaker.name, role: speaker.body ?? office)]
            made.confidence = pending.count > 1 ? 0.95 : 0.99
            if made.answer.isEmpty {
                made.confidence = 0.5
                read.oddities.append(
                    Oddity("no-answer", "The reply of \(speaker.name ?? "nobody") is empty."))
            }
            if made.numbers.count != questions.count { made.numbers = [] }
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
            // A composed page says its title in its first line.
            let particulars = front.first { $0.has("written question") }
            let dates = [", answered on ", ", tabled on "].lazy.compactMap { word in
                particulars.flatMap { text in
                    text[...].firstRange(of: word).flatMap { ForeignDate.first(in: text[$0.upperBound...]) }
                }
            }
            read.date = dates.first ?? front.lazy.compactMap { ForeignDate.first(in: $0) }.first
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

        /// `[294871]`, the number that the Table Office gave a question.
        private static func number(of question: Bytes) -> Int? {
            guard let open = question.lastIndex(of: 0x5B) else { return nil }
            var scanner = ByteScanner(question, at: open + 1)
            let start = scanner.position
            guard let number = scanner.number(maximumDigits: 7), scanner.position - start > 3,
                scanner.skip("]")
            else { return nil }
            return number
        }

        /// `To ask the Secretary of State for Defence how many …`: the office that is asked.
        private static func office(asked question: Bytes) -> String? {
            var scanner = ByteScanner(question)
            guard scanner.skip("to ask ") else { return nil }
            _ = scanner.skip("the ")
            let stops: Set<String> = [
                "what", "how", "if", "whether", "when", "which", "why", "who", "where", "pursuant", "for",
                "to", "on",
                "further", "with", "in", "by", "(1)", "(a)", "representing",
            ]
            var words: [String] = []
            for word in scanner.rest.prefix(160).split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
                let text = Bytes(word.filter { $0 != 0x2C })
                let isFor =
                    text.string == "for" && ["State", "Minister", "Treasury"].contains(words.last ?? "")
                if stops.contains(text.string), !isFor { break }
                words.append(text.string)
                if word.last == 0x2C, !Self.isListed(words) { break }
            }
            // Fields of an office that are listed: `Foreign, Commonwealth and Development Affairs`.
            return words.isEmpty || words.count > 14 ? nil : words.joined(separator: " ")
        }

        private static func isListed(_ words: [String]) -> Bool {
            words.contains("for")
                && [
                    "Foreign", "Business", "Environment", "Digital", "Energy", "Housing", "Food", "Culture",
                    "Science", "Levelling", "Innovation", "Media", "Communities",
                ].contains(words.last ?? "")
        }
    }
}

/// Who speaks, from the beginning of a paragraph: `Ann Example (Sampleton) (Lab): …`.
struct UKSpeaker {
    var name: String?
    /// What stands in brackets, the outer ones taken off.
    var brackets: [String]
    /// Where the words begin that are said.
    var textStart: Int

    private static let longestLabel = 140

    var asker: Answer.Asker {
        let fields = brackets.flatMap { $0.split(separator: ", ").map(String.init) }
        let party = fields.last { Self.parties.contains($0) } ?? (fields.count > 1 ? fields.first : nil)
        return Answer.Asker(name: name, party: party)
    }

    /// The body for which someone replies.
    var body: String? { brackets.last }

    /// Who asks on the line at `index`, or above the question on the next one; `nil` where no question begins there.
    static func asking(_ index: Int, in lines: [PaperLine]) -> UKSpeaker? {
        if let found = asking(lines[index].text) { return found }
        return label(lines[index].text).flatMap { label in
            let next = lines[(index + 1)...].prefix(3).first { !$0.isBlank }?.text ?? []
            return next.starts(with: "To ask".utf8) ? label : nil
        }
    }

    /// `Ann Example: [12345]` or `Asked by Lord Example`, alone on their line.
    private static func label(_ line: Bytes) -> UKSpeaker? {
        guard line.count <= longestLabel, line.first?.isASCIIUppercase == true else { return nil }
        if line.starts(with: "Asked by ".utf8) {
            var speaker = speaker(Bytes(line.dropFirst(9)), upTo: line.count - 9)
            speaker?.textStart = line.count
            return speaker
        }
        guard let colon = line.firstIndex(of: 0x3A) else { return nil }
        let rest = line[(colon + 1)...].trimmed
        guard rest.isEmpty || rest.first == 0x5B && rest.last == 0x5D else { return nil }
        return speaker(line, upTo: colon)
    }

    private static func asking(_ line: Bytes) -> UKSpeaker? {
        let head = line.prefix(longestLabel + 40)
        if let found = head.firstRange(of: ": to ask"), line[found.lowerBound + 2] == 0x54,
            found.upperBound == line.count || !line[found.upperBound].isWordByte
        {
            return speaker(line, upTo: found.lowerBound)
        }
        // Lords of former times: `Lord Example asked Her Majesty's Government:`.
        for word in [" asked her majesty", " asked his majesty", " asked the scottish government"] {
            guard let found = head.firstRange(of: word) else { continue }
            var speaker = speaker(line, upTo: found.lowerBound)
            speaker?.textStart = found.lowerBound + 1
            return speaker
        }
        return nil
    }

    /// Who replies on this line; `nil` where it begins with no name.
    static func replying(_ line: Bytes) -> UKSpeaker? {
        guard let colon = line.prefix(longestLabel).firstIndex(of: 0x3A),
            colon + 1 == line.count || line[colon + 1] == 0x20
        else { return nil }
        return speaker(line, upTo: colon)
    }

    private static func speaker(_ line: Bytes, upTo end: Int) -> UKSpeaker? {
        var (outside, brackets): (Bytes, [Bytes]) = ([], [])
        var depth = 0
        for byte in line[..<end] {
            if byte == 0x28 || byte == 0x5B {
                depth += 1
                if depth == 1 {
                    brackets.append([])
                    continue
                }
            } else if byte == 0x29 || byte == 0x5D {
                depth -= 1
                guard depth >= 0 else { return nil }
                if depth == 0 { continue }
            }
            if depth == 0 { outside.append(byte) } else { brackets[brackets.count - 1].append(byte) }
        }
        guard depth == 0, !outside.isEmpty else { return nil }
        let words = outside.split(separator: 0x20)
        guard (1...12).contains(words.count), words.allSatisfy(isOfName) else { return nil }
        let kept = brackets.map { $0[...].trimmed.string }.filter { !$0.hasPrefix("holding answer") }
        var start = end + 1
        while start < line.count, line[start] == 0x20 { start += 1 }
        // `The Minister of State for X (Mr. Y):`.
        var name: String? = words.map { $0.string }.joined(separator: " ")
        if name == "Question" || name == "Answer" { name = nil }
        if let office = name, office.hasPrefix("The "), let person = kept.first {
            return UKSpeaker(
                name: untitled(person), brackets: [String(office.dropFirst(4))], textStart: start)
        }
        return UKSpeaker(name: name.map(untitled), brackets: kept, textStart: start)
    }

    private static func untitled(_ name: String) -> String {
        for title in ["Mr. ", "Mr ", "Mrs. ", "Mrs ", "Ms ", "Ms. ", "Miss ", "Dr. ", "Dr "]
        where name.hasPrefix(title) {
            return String(name.dropFirst(title.count))
        }
        return name
    }

    /// Whether a word may belong to a name with its titles and offices.
    private static func isOfName(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first else { return false }
        if first.isASCIIUppercase || first >= 0x80 || first == 0x2A {
            // A stop closes a title or an initial only.
            return word.dropLast().allSatisfy { $0 != 0x2E || word.count < 6 }
                && (word.last != 0x2E || word.count < 6)
        }
        return ["of", "the", "and", "for", "de", "van", "von", "der", "la", "le", "du", "ap", "y"].contains(
            word.string)
    }

    private static let parties: Set<String> = [
        "Labour", "Lab", "Labour (Co-op)", "Lab/Co-op", "Conservative", "Con", "Liberal Democrat", "LD",
        "Lib Dem",
        "Scottish National Party", "SNP", "Green Party", "Green", "Plaid Cymru", "PC", "DUP", "SDLP", "UUP",
        "UKIP",
        "Democratic Unionist Party", "Social Democratic & Labour Party", "Ulster Unionist Party",
        "Sinn F\u{E9}in",
        "Alliance", "Reform UK", "Reform", "Independent", "Ind", "Crossbench", "CB", "Non-affiliated",
        "Bishops",
    ]
}
