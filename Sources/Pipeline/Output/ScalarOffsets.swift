/// Turns byte offsets into scalar offsets, and spans into text.
package struct ScalarOffsets {
    private let question: Text
    private let answer: Text

    package init(_ answer: Answer) {
        question = Text(answer.question)
        self.answer = Text(answer.answer)
    }

    private struct Text {
        let bytes: [UInt8]
        /// Scalars that begin before each 64th byte.
        let steps: [Int]

        init(_ text: String) {
            bytes = Array(text.utf8)
            var (count, steps): (Int, [Int]) = (0, [])
            steps.reserveCapacity(bytes.count / 64 + 1)
            for start in stride(from: 0, to: bytes.count, by: 64) {
                steps.append(count)
                count += Self.scalars(in: bytes[start..<min(start + 64, bytes.count)])
            }
            self.steps = steps
        }

        static func scalars(in bytes: ArraySlice<UInt8>) -> Int {
            bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        }
    }

    private func text(of passage: Passage) -> Text { passage == .question ? question : answer }

    package func scalars(before byte: Int, in passage: Passage) -> Int {
        let text = text(of: passage)
        let end = min(max(byte, 0), text.bytes.count)
        let step = min(end / 64, text.steps.count - 1)
        return step < 0 ? 0 : text.steps[step] + Text.scalars(in: text.bytes[step * 64..<end])
    }

    func text(_ span: Span) -> String {
        let bytes = text(of: span.passage).bytes
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
        let (bytes, steps) = (text(of: passage).bytes, text(of: passage).steps)
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
