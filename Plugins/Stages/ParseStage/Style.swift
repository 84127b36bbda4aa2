import Pipeline

/// How a paragraph is set, which on paper tells questions from answers.
struct Style: Hashable {
    /// True where all lines are.
    var isBold: Bool
    var isItalic: Bool
    /// Where it begins: in steps of six points, or in spaces.
    var left: Int
    /// Where its full lines end, in steps of twelve points or in letters; `nil` for a single line, which may end anywhere.
    var right: Int?
    /// In half points; 0 where the format does not say.
    var size: Int
    /// True where the format says it, and not only the spaces before a line.
    let isTold: Bool
    private var lastRight: Int

    init(_ line: PaperLine) {
        if let setting = line.setting {
            (isBold, isItalic, isTold) = (setting.isBold, setting.isItalic, true)
            left = Self.steps(setting.left, of: 6)
            lastRight = Self.steps(setting.right, of: 12)
            size = Self.steps(setting.size, of: 0.5)
        } else {
            (isBold, isItalic, isTold, left, size) = (false, false, false, line.indent, 0)
            lastRight = line.indent + line.text.count
        }
    }

    /// Takes in the next line of the same paragraph.
    mutating func join(_ line: PaperLine) {
        let next = Style(line)
        isBold = isBold && next.isBold
        isItalic = isItalic && next.isItalic
        // The first line may stand in, or out.
        left = min(left, next.left)
        right = max(right ?? lastRight, lastRight)
        lastRight = next.lastRight
    }

    private static func steps(_ value: Double, of step: Double) -> Int {
        guard value.isFinite else { return 0 }
        return Int(min(max((value / step).rounded(), -100_000), 100_000))
    }
}
