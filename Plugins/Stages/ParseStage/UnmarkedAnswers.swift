/// Parts a question from the answer behind it where no word does.
struct UnmarkedAnswers {
    struct Split {
        var question: [Paragraph]
        var answer: [Paragraph]
        var confidence: Double
    }

    /// What sets answers off; `nil` where only the words can tell.
    let setOff: SetOff?
    /// True where the paper says that it has answers, so that a weaker sign is enough.
    let saysAnswers: Bool

    private static let (bySetting, byParagraph, bySentence) = (0.9, 0.7, 0.45)
    /// How far into a block its question may end.
    private static let longestQuestion = 6

    init(_ blocks: [[Paragraph]], saysAnswers: Bool) {
        setOff = SetOff.found(in: blocks)
        self.saysAnswers = saysAnswers
    }

    /// The question and the answer of one block; `nil` where it has no answer.
    func split(_ block: [Paragraph]) -> Split? {
        if let setOff, let start = block.firstIndex(where: { setOff.isQuestion($0) == false }), start > 0 {
            return parted(block, at: start, Self.bySetting)
        }
        guard saysAnswers, !block.isEmpty else { return nil }
        let end = questionEnd(in: block)
        if end < block.count {
            return parted(block, at: end, setOff == nil ? Self.byParagraph : Self.bySentence)
        }
        return splitSentences(block)
    }

    private func parted(_ block: [Paragraph], at start: Int, _ confidence: Double) -> Split {
        Split(question: Array(block[..<start]), answer: Array(block[start...]), confidence: confidence)
    }

    /// Behind the last of the leading paragraphs that ask.
    private func questionEnd(in block: [Paragraph]) -> Int {
        let reach = block.prefix(Self.longestQuestion)
        guard let first = reach.firstIndex(where: { $0.text.contains(0x3F) }) else { return 1 }
        var end = first + 1
        while end < block.count, Self.endsAsking(block[end].text) { end += 1 }
        return end
    }

    private static func endsAsking(_ text: Bytes) -> Bool {
        text.last == 0x3F || text.endsSentence && text.suffix(4).contains(0x3F)
    }

    /// Within one paragraph the question ends with the first sentences that ask.
    private func splitSentences(_ block: [Paragraph]) -> Split? {
        guard let last = block.last, let end = Self.askingEnd(in: last.text) else { return nil }
        var start = end
        while start < last.text.count, last.text[start] == 0x20 { start += 1 }
        guard start < last.text.count, !Bytes(last.text[start...]).beginsInMidSentence else { return nil }
        let parts = last.parted(end: end, start: start)
        return Split(
            question: block.dropLast() + [parts.before], answer: [parts.behind], confidence: Self.bySentence)
    }

    /// Where the last sentence ends that asks, of those that follow each other.
    private static func askingEnd(in text: Bytes) -> Int? {
        var found: Int?
        for (index, byte) in text.enumerated() {
            let isEnd = index + 1 == text.count || text[index + 1] == 0x20
            guard isEnd || byte == 0x3F else { continue }
            if byte == 0x3F {
                found = index + 1
            } else if byte == 0x2E, found != nil, index + 2 < text.count, text[index + 2].isASCIIUppercase {
                break
            }
        }
        return found
    }
}
