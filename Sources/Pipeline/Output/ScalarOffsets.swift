/// Turns byte offsets into scalar offsets, and spans into text.
struct ScalarOffsets {
    private let texts: [Passage: [UInt8]]
    /// Scalars that begin before each 64th byte.
    private let counts: [Passage: [Int]]

    init(_ answer: Answer) {
        var (texts, counts): ([Passage: [UInt8]], [Passage: [Int]]) = ([:], [:])
        for passage in Passage.allCases {
            let bytes = Array(answer.text(of: passage).utf8)
            var (count, steps): (Int, [Int]) = (0, [])
            for (index, byte) in bytes.enumerated() {
                if index.isMultiple(of: 64) { steps.append(count) }
                if byte & 0xC0 != 0x80 { count += 1 }
            }
            (texts[passage], counts[passage]) = (bytes, steps)
        }
        (self.texts, self.counts) = (texts, counts)
    }

    func scalars(before byte: Int, in passage: Passage) -> Int {
        let bytes = texts[passage, default: []]
        let end = min(max(byte, 0), bytes.count)
        let step = end / 64
        let steps = counts[passage, default: []]
        guard step < steps.count else {
            let last = max(steps.count - 1, 0)
            return (steps.last ?? 0) + bytes[min(last * 64, end)..<end].count { $0 & 0xC0 != 0x80 }
        }
        return steps[step] + bytes[step * 64..<end].count { $0 & 0xC0 != 0x80 }
    }

    func text(_ span: Span) -> String {
        let bytes = texts[span.passage, default: []]
        let range = span.range.clamped(to: 0..<bytes.count)
        return String(decoding: bytes[range], as: UTF8.self)
    }
}
