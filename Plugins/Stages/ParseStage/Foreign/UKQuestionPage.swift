import Pipeline

/// The fields of one question on a page of the British Parliament's site.
struct UKQuestionPage {
    var asker: String?
    var answerer: String?
    var department: String?
    var subject: String?
    var number: Int?
    var tabled: CalendarDay?
    var answered: CalendarDay?
    /// Where the fields of the answer begin, and where its text does; ``end`` where there is none.
    private(set) var answer: Int
    private(set) var answerText: Int
    /// Where the fields of the next question begin.
    private(set) var end: Int

    /// Whether it asks: `To ask the Secretary of State …`, at the beginning of its line.
    static func asks(_ line: Bytes) -> Bool { line.starts(with: "To ask ".utf8) }

    /// `Asked on: …`, `Answered on: …`, `UIN 12345, tabled on …`: where a question stands on its way.
    static func isStation(_ line: Bytes) -> Bool {
        guard line.count <= 60 else { return false }
        return line.starts(withFolded: "asked on:") || line.starts(withFolded: "answered on")
            || line.starts(withFolded: "uin ") && line.has("tabled on")
    }

    /// - Parameters:
    ///   - lines: the page's.
    ///   - head: those between the question before and this one.
    ///   - limit: where the next question's text begins.
    init(_ lines: [PaperLine], head: Range<Int>, upTo limit: Int) {
        let question = head.upperBound
        end = limit
        answer = limit
        answerText = limit
        // The next question's fields are no part of this one's answer.
        if limit < lines.count,
            let next = (question..<limit).first(where: { Self.beginsFields(lines[$0].text) })
        {
            end = next
        }
        answer = end
        answerText = end
        readHead(lines, head)
        guard
            let first = (question..<end).first(where: { index in
                let line = lines[index].text
                return ["a", "answer"].contains(line.key.string) || line.starts(withFolded: "answered by")
                    || line.starts(withFolded: "answered on")
            })
        else { return }
        answer = first
        readAnswerHead(lines)
    }

    /// `Q`, `Question`, or who asks or when, above a question.
    private static func beginsFields(_ line: Bytes) -> Bool {
        ["q", "question"].contains(line.key.string) || line.starts(withFolded: "asked by ")
            || line.starts(withFolded: "asked on:")
    }

    private mutating func readHead(_ lines: [PaperLine], _ head: Range<Int>) {
        let fields = head.filter { !lines[$0].isBlank }
        for (place, index) in fields.enumerated() {
            let line = lines[index].text
            let next = place + 1 < fields.count ? lines[fields[place + 1]].text : []
            if line.starts(withFolded: "asked by ") {
                asker = line.dropFirst(9).trimmed.string
            } else if line.starts(withFolded: "asked on:") {
                tabled = ForeignDate.first(in: line)
                department = next.isEmpty ? nil : next.string
            } else if line.starts(withFolded: "question for ") {
                department = line.dropFirst(13).trimmed.string
                if place > 0 { subject = lines[fields[place - 1]].text.string }
            } else if line.starts(withFolded: "uin ") {
                var scanner = ByteScanner(line, at: 4)
                number = scanner.number(maximumDigits: 7)
                tabled = ForeignDate.first(in: line[min(scanner.position, line.count)...])
            } else if line.key.string == "question", asker == nil, !Self.beginsFields(next), !next.isEmpty {
                asker = next.string
            } else if ["commons", "lords"].contains(line.key.string), subject == nil, place > 0 {
                subject = lines[fields[place - 1]].text.string
            } else if line.allSatisfy(\.isDigit), line.count > 3, line.count < 8 {
                var scanner = ByteScanner(line)
                number = scanner.number(maximumDigits: 7)
            }
        }
    }

    private mutating func readAnswerHead(_ lines: [PaperLine]) {
        let fields = (answer..<end).filter { !lines[$0].isBlank }.prefix(8)
        answerText = answer + 1
        for (place, index) in fields.enumerated() {
            let line = lines[index].text
            let next = place + 1 < fields.count ? fields[place + 1] : end
            if line.starts(withFolded: "answered by") {
                answerer = line.dropFirst(11).drop { $0 == 0x3A || $0 == 0x20 }.trimmed.string
                answerText = index + 1
            } else if line.starts(withFolded: "answered on") {
                answered = ForeignDate.first(in: line)
                answerText = index + 1
                if answered == nil, next < end, let day = ForeignDate.first(in: lines[next].text.prefix(24)) {
                    answered = day
                    answerText = next + 1
                }
                return
            } else if line.key.string == "answer", next < end, lines[next].text.count <= 60,
                !lines[next].text.starts(withFolded: "answered"), !lines[next].text.endsSentence
            {
                answerer = lines[next].text.string
            }
        }
    }
}
