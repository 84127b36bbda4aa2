/// What tells questions from answers on the pages of a paper that has no words for it: type, indentation, or width of lines.
struct SetOff {
    private enum Sign: CaseIterable {
        case bold, italic, size, left, right
    }

    /// Of the paragraphs that are known to ask, so many must be set alike.
    private static let purity = 0.8
    /// Of the blocks with more than one paragraph, so many must change from one to the other.
    private static let changing = 0.6

    private let sign: Sign
    /// How questions are set.
    private let asking: Int
    /// How answers are, for the width of lines, which is never quite the same.
    private let answering: Int

    /// What sets the first paragraph of each of `blocks`, which is a question, off from the last; `nil` where nothing does.
    static func found(in blocks: [[Paragraph]]) -> SetOff? {
        let several = blocks.filter { $0.count > 1 }
        guard several.count > 1 else { return nil }
        return Sign.allCases.lazy.compactMap { found($0, in: several, firsts: blocks.compactMap(\.first)) }
            .first
    }

    private static func found(_ sign: Sign, in blocks: [[Paragraph]], firsts: [Paragraph]) -> SetOff? {
        let values = firsts.compactMap { value(of: $0, sign) }
        guard let asking = sign == .right ? median(values) : commonest(values) else { return nil }
        let lasts = blocks.compactMap { $0.last.flatMap { value(of: $0, sign) } }
        guard let answering = sign == .right ? median(lasts) : commonest(lasts), asking != answering else {
            return nil
        }
        // Ragged lines end anywhere within a word's length of their margin.
        if sign == .right, abs(asking - answering) * 12 < max(asking, answering) { return nil }
        let setOff = SetOff(sign: sign, asking: asking, answering: answering)
        let pure = firsts.count { setOff.isQuestion($0) != false }
        guard Double(pure) >= purity * Double(firsts.count) else { return nil }
        var (changed, returned) = (0, 0)
        for block in blocks {
            guard let change = block.firstIndex(where: { setOff.isQuestion($0) == false }) else { continue }
            changed += change > 0 ? 1 : 0
            returned += block[change...].contains { setOff.isQuestion($0) == true } ? 1 : 0
        }
        guard Double(changed) >= changing * Double(blocks.count), returned * 5 <= changed else { return nil }
        return setOff
    }

    /// What sets the paragraphs of which `speaks` is true off from the others; `nil` where nothing does.
    static func between(_ paragraphs: [Paragraph], _ speaks: [Bool]) -> SetOff? {
        for sign in Sign.allCases where sign != .right {
            let asking = zip(paragraphs, speaks).filter(\.1).compactMap { value(of: $0.0, sign) }
            let others = zip(paragraphs, speaks).filter { !$0.1 }.compactMap { value(of: $0.0, sign) }
            guard let value = commonest(asking), let other = commonest(others), value != other,
                Double(asking.count { $0 == value }) >= purity * Double(asking.count),
                Double(others.count { $0 != value }) >= changing * Double(others.count)
            else { continue }
            return SetOff(sign: sign, asking: value, answering: other)
        }
        return nil
    }

    /// Whether a paragraph is set as questions are; `nil` where it does not show.
    func isQuestion(_ paragraph: Paragraph) -> Bool? {
        guard let value = Self.value(of: paragraph, sign) else { return nil }
        guard sign == .right else { return value == asking }
        return abs(value - asking) <= abs(value - answering)
    }

    private static func value(of paragraph: Paragraph, _ sign: Sign) -> Int? {
        guard let style = paragraph.style else { return nil }
        switch sign {
        case .bold: return style.isTold ? (style.isBold ? 1 : 0) : nil
        case .italic: return style.isTold ? (style.isItalic ? 1 : 0) : nil
        case .size: return style.size > 0 ? style.size : nil
        case .left: return style.left
        case .right: return style.right
        }
    }

    private static func commonest(_ values: [Int]) -> Int? {
        var counts: [Int: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private static func median(_ values: [Int]) -> Int? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
