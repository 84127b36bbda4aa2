/// Tells what the paragraphs below a German question are.
enum GermanParagraphs {
    /// A question and the answer that follows it, told apart by the marks of the question.
    static func parted(_ paragraphs: [Bytes]) -> (question: [Bytes], answer: [Bytes]) {
        let asks = { (text: Bytes) in
            var end = withoutQualification(text[...].trimmed)
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

    /// What stands before `(Bitte nach Jahren aufschlüsseln.)` at the end of a question.
    private static func withoutQualification(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let mark = text.lastIndex(of: 0x3F), text.last == 0x29 || text.last == 0x2E else { return text }
        let rest = text[(mark + 1)...].trimmed
        if isQualification(Bytes(rest)), rest.dropLast().allSatisfy({ $0 != 0x2E }) { return text[...mark] }
        return rest.first == 0x28 && rest.count { $0 == 0x28 } == 1 ? text[...mark] : text
    }

    /// Whether it says that answers follow: `… wie folgt beantwortet:`.
    static func announcesAnswers(_ text: Bytes) -> Bool {
        text.count < 600 && text.last == 0x3A && (text.has("beantwort") || text.has("wie folgt"))
            && text.has("anfrage")
    }

    /// Where the end of a letter begins: `Wiesbaden, 15. Dezember 2026`, and the names below it.
    static func close(of paragraphs: [Bytes]) -> Int? {
        let first = max(1, paragraphs.count - longestClose)
        return paragraphs.indices.dropFirst(first).first { index in
            let text = paragraphs[index]
            guard text.count <= 60, let comma = text.firstIndex(of: 0x2C), text.last?.isDigit == true,
                text[..<comma].allSatisfy({ !$0.isDigit }), ForeignDate.first(in: text) != nil
            else { return false }
            return paragraphs[index...].allSatisfy { $0.count <= 80 }
        }
    }

    /// How many paragraphs the end of a letter has at most.
    private static let longestClose = 6

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
}
