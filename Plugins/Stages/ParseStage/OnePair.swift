import Pipeline

/// Reads papers that have all questions in one run and then all answers in one run, with nothing that pairs them.
///
/// They are kept as one pair: what was asked under the head, and what stands behind the line that says who answers.
enum OnePair {
    struct Split {
        var head: [Paragraph]
        var question: [Paragraph]
        var answer: [Paragraph]
        var confidence: Double
    }

    private static let (byHead, byQuestionMark) = (0.7, 0.45)

    /// The two runs in `paragraphs`, a paper without markers whose head names those who answer; `nil` where it has no answer.
    static func split(_ paragraphs: [Paragraph]) -> Split? {
        let parts = paragraphs.flatMap(parted)
        guard let reply = parts.firstIndex(where: { isReplyHead($0.text) }) else { return nil }
        // What was asked stands between the head of the questions and that of the answers, or behind both.
        let asked = parts[..<reply].lastIndex { $0.text.has("(ingezonden") } ?? -1
        let between = parts[(asked + 1)..<reply]
        if asked >= 0, between.contains(where: { $0.text.contains(0x3F) }) {
            let answer = Array(parts[(reply + 1)...])
            guard !answer.isEmpty, !Postponement.isOne(answer.bytes) else { return nil }
            return Split(
                head: Array(parts[...asked]) + [parts[reply]], question: Array(between), answer: answer,
                confidence: byHead)
        }
        let rest = Array(parts[(reply + 1)...])
        guard rest.contains(where: { $0.text.contains(0x3F) }),
            let split = UnmarkedAnswers([], saysAnswers: true).split(rest),
            !Postponement.isOne(split.answer.bytes)
        else { return nil }
        return Split(
            head: Array(parts[...reply]), question: split.question, answer: split.answer,
            confidence: byQuestionMark)
    }

    /// `Antwoord van Minister Jansen (Verkeer en Waterstaat) (ontvangen 3 mei 1996)`.
    static func isReplyHead(_ text: Bytes) -> Bool {
        guard text.count <= 600, text.has("(ontvangen") else { return false }
        return text.starts(withFolded: "antwoord van ") || text.starts(withFolded: "antwoord namens ")
            || text.starts(withFolded: "antwoorden van ")
    }

    /// A paragraph of head and text in one, parted behind `(ingezonden …)` and around the line of those who answer.
    private static func parted(_ paragraph: Paragraph) -> [Paragraph] {
        var rest = paragraph
        var parts: [Paragraph] = []
        func cut(at end: Int) {
            var start = end
            while start < rest.text.count, rest.text[start] == 0x20 { start += 1 }
            guard end > 0, start < rest.text.count else { return }
            let (before, behind) = rest.parted(end: end, start: start)
            parts.append(before)
            rest = behind
        }
        if let end = bracketEnd("(ingezonden", in: rest.text) { cut(at: end) }
        if let reply = rest.text[...].firstRange(of: "antwoord van "), rest.text[reply.lowerBound] == 0x41,
            rest.text[reply.lowerBound...].prefix(600).has("(ontvangen")
        {
            var end = reply.lowerBound
            while end > 0, rest.text[end - 1] == 0x20 { end -= 1 }
            cut(at: end)
            if let end = bracketEnd("(ontvangen", in: rest.text) { cut(at: end) }
        }
        return parts + [rest]
    }

    private static func bracketEnd(_ opening: String, in text: Bytes) -> Int? {
        guard let open = text[...].firstRange(of: opening),
            let close = text[open.upperBound...].prefix(80).firstIndex(of: 0x29)
        else { return nil }
        let end = close + 1
        return end < text.count && text[end] == 0x2E ? end + 1 : end
    }
}
