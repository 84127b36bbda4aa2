/// Turns byte offsets into scalar offsets, and spans into text.
package struct ScalarOffsets {
    private let texts: [Passage: [UInt8]]
    /// Scalars that begin before each 64th byte.
    private let counts: [Passage: [Int]]

    package init(_ answer: Answer) {
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

    package func scalars(before byte: Int, in passage: Passage) -> Int {
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

    /// The bytes between two counts of scalars; `nil` where that is no place in the passage.
    package func bytes(_ range: Range<Int>, in passage: Passage) -> Range<Int>? {
        guard let start = byte(after: range.lowerBound, in: passage),
            let end = byte(after: range.upperBound, in: passage)
        else { return nil }
        return start..<end
    }

    private func byte(after scalars: Int, in passage: Passage) -> Int? {
        let (bytes, steps) = (texts[passage, default: []], counts[passage, default: []])
        guard scalars >= 0 else { return nil }
        // The last step that begins no later than the place.
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle] <= scalars { low = middle + 1 } else { high = middle }
        }
        let step = max(low - 1, 0)
        var left = scalars - (step < steps.count ? steps[step] : 0)
        var index = min(step * 64, bytes.count)
        while index < bytes.count {
            if bytes[index] & 0xC0 != 0x80 {
                if left == 0 { return index }
                left -= 1
            }
            index += 1
        }
        return left == 0 ? index : nil
    }
}
