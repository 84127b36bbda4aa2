/// What a paper is made of, in its order.
enum Element {
    case paragraph(Paragraph)
    case marker(Marker)
    /// `Inbreng D66`.
    case party(String)
    /// A heading above contributions.
    case section(String)
}

/// Lines that belong together.
struct Paragraph {
    /// Why it is taken to begin where it does.
    enum Opening {
        /// A blank line, a heading or a marker stands before it.
        case blank
        /// It begins a page, or stands in.
        case indent
        /// The line before ended early with the end of a sentence.
        case shortLine
    }

    var text: Bytes
    var opening: Opening
    /// How many lines it is made of.
    var lines: Int
}

/// Joins lines to paragraphs as Dutch would.
struct ParagraphBuilder {
    private let hyphenation: Hyphenation
    private let format: LineEnds
    private(set) var elements: [Element] = []
    private var current: Paragraph?
    private var lastLine: PaperLine?
    private var sawBlank = true

    /// How far the line ends of a paper can be trusted.
    enum LineEnds {
        /// Each line is a paragraph.
        case paragraphs
        /// Lines end near this column.
        case wrapped(Int)
        /// Lines end where their author ended them.
        case free

        init(_ lines: [PaperLine], areParagraphs: Bool) {
            guard !areParagraphs else {
                self = .paragraphs
                return
            }
            let lengths = lines.filter { !$0.isBlank }.map(\.text.count).sorted()
            guard !lengths.isEmpty else {
                self = .free
                return
            }
            let usual = lengths[lengths.count * 19 / 20]
            self = usual > 160 ? .free : .wrapped(usual)
        }
    }

    init(hyphenation: Hyphenation, lineEnds: LineEnds) {
        (self.hyphenation, format) = (hyphenation, lineEnds)
    }

    mutating func add(_ line: PaperLine) {
        guard !line.isBlank else {
            sawBlank = true
            return
        }
        if current != nil, let last = lastLine, let opening = opening(of: line, after: last) {
            finish()
            start(line, opening)
        } else if current != nil {
            join(line)
        } else {
            start(line, .blank)
        }
        lastLine = line
        sawBlank = false
    }

    mutating func add(_ element: Element) {
        finish()
        elements.append(element)
        sawBlank = true
    }

    mutating func finish() {
        if let current { elements.append(.paragraph(current)) }
        current = nil
        lastLine = nil
    }

    private mutating func start(_ line: PaperLine, _ opening: Paragraph.Opening) {
        current = Paragraph(text: Self.single(line.text), opening: opening, lines: 1)
    }

    /// Why `line` begins a paragraph; `nil` where it goes on with the one before.
    private func opening(of line: PaperLine, after last: PaperLine) -> Paragraph.Opening? {
        let isComplete = last.text.endsSentence
        let goesOn = line.text.beginsInMidSentence
        if case .paragraphs = format {
            // A page's end, a footnote or a mere line break may have parted one paragraph into two.
            let isParted = line.isAfterCut || (!sawBlank && !Self.isListItem(last.text))
            let isOpen = !isComplete && last.text.last != 0x3A && last.text.last != 0x3B
            return isParted && isOpen && (goesOn || line.isTorn) ? nil : .blank
        }
        // A page's end, a footnote or a stray blank line in the middle of a sentence.
        if sawBlank || line.isAfterCut {
            if !isComplete && goesOn { return nil }
            if !isComplete && line.isAfterCut && last.text.last != 0x3A && !sawBlank { return nil }
            if sawBlank { return .blank }
            if isComplete && line.indent > 0 { return .indent }
        }
        if Self.isListItem(line.text) { return .shortLine }
        guard isComplete, !goesOn, !line.isGlued, !line.isTorn else { return nil }
        if line.indent == last.indent + 1 || line.indent > last.indent + 1 && line.indent < last.indent + 8 {
            return .indent
        }
        switch format {
        case .wrapped(let width):
            let next = line.text.prefix { $0 != 0x20 }.count
            // Where members of parliament begin to speak, less of a gap tells.
            let full = line.text.opensContribution ? 19 : 17
            return last.indent + last.text.count + 1 + next < width * full / 20 ? .shortLine : nil
        case .free: return last.text.count > 160 || last.text.count < 60 ? .shortLine : nil
        case .paragraphs: return .blank
        }
    }

    private static func isListItem(_ line: Bytes) -> Bool {
        var scanner = ByteScanner(line)
        return (scanner.skip("\u{2022}") || scanner.skip("\u{2013} ") || scanner.skip("- "))
            && scanner.position < line.count
    }

    private mutating func join(_ line: PaperLine) {
        let next = Self.single(line.text)
        if !line.isGlued {
            switch lastLine.flatMap({ $0.text.last == 0x2D ? hyphenation.joint($0.text, next) : nil }) {
            case nil, .hyphenAndSpace?: current?.text.append(0x20)
            case .hyphen?: break
            case .nothing?: current?.text.removeLast()
            }
        }
        current?.text += next
        current?.lines += 1
    }

    /// The text with single spaces where a justified line has several.
    private static func single(_ text: Bytes) -> Bytes {
        guard text[...].firstRange(of: "  ") != nil else { return text }
        var result: Bytes = []
        result.reserveCapacity(text.count)
        for byte in text where byte != 0x20 || result.last != 0x20 { result.append(byte) }
        return result
    }
}
