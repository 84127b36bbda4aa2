import Pipeline

/// What a paper is made of, in its order.
enum Element {
    case paragraph(Paragraph)
    /// What a line marks, and the words that say so.
    case marker(Marker, Bytes)
    /// `Inbreng D66`: the party, and the line.
    case party(String, Paragraph)
    /// A heading above contributions.
    case section(Paragraph)
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
    /// The footnotes that it calls.
    var calls: [NoteCall] = []
    /// How it is set, where the format says so.
    var style: Style?
    /// What the format says that it is.
    var role: PaperText.Role?

    init(_ text: Bytes, opening: Opening = .blank, lines: Int = 1) {
        (self.text, self.opening, self.lines) = (text, opening, lines)
    }

    init(_ line: PaperLine) {
        self.init(line.text)
        (calls, role) = (line.calls, line.role)
    }

    /// What stands before `end` and what stands from `start` on.
    func parted(end: Int, start: Int) -> (before: Paragraph, behind: Paragraph) {
        var (before, behind) = (self, self)
        before.text = Bytes(text[..<end])
        before.calls = calls.filter { $0.offset <= end }
        behind.text = Bytes(text[start...])
        behind.calls = calls.filter { $0.offset > end }.map {
            NoteCall(label: $0.label, offset: max(0, $0.offset - start), source: $0.source)
        }
        behind.opening = .shortLine
        behind.lines = 1
        return (before, behind)
    }
}

extension [Paragraph] {
    /// The paragraphs as the text of a passage, parted by blank lines.
    var text: String { bytes.string }

    var bytes: Bytes { Bytes(map(\.text).joined(separator: [0x0A, 0x0A])) }

    /// The calls in that text, as footnotes whose text is yet to be found; `ordinal` is the line of the call.
    func footnotes(of passage: Passage) -> [Footnote] {
        var (start, found): (Int, [Footnote]) = (0, [])
        for paragraph in self {
            found += paragraph.calls.map {
                Footnote(
                    $0.label, "", in: passage, at: start + Swift.min($0.offset, paragraph.text.count),
                    ordinal: $0.source)
            }
            start += paragraph.text.count + 2
        }
        return found
    }
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

        /// Whether the lines are those of a page.
        var areSet: Bool { if case .wrapped = self { true } else { false } }

        init(_ lines: [PaperLine], areParagraphs: Bool) {
            guard !areParagraphs else {
                self = .paragraphs
                return
            }
            guard let usual = Self.usualLength(of: lines) else {
                self = .free
                return
            }
            self = usual > Self.widest ? .free : .wrapped(usual)
        }

        /// Longer lines are not those of a page.
        private static let widest = 160

        /// The length that one filled line in twenty reaches, or more than the widest; `nil` where all are blank.
        private static func usualLength(of lines: [PaperLine]) -> Int? {
            var counts = [Int](repeating: 0, count: widest + 2)
            var filled = 0
            for index in lines.indices where !lines[index].text.isEmpty {
                counts[min(lines[index].text.count, widest + 1)] += 1
                filled += 1
            }
            var shorter = 0
            return counts.firstIndex { count in
                shorter += count
                return shorter > filled * 19 / 20
            }
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
        let line = Self.single(line)
        var paragraph = Paragraph(line.text, opening: opening)
        (paragraph.calls, paragraph.style, paragraph.role) = (line.calls, Style(line), line.role)
        current = paragraph
    }

    /// Why `line` begins a paragraph; `nil` where it goes on with the one before.
    private func opening(of line: PaperLine, after last: PaperLine) -> Paragraph.Opening? {
        let isComplete = last.text.endsSentence
        let goesOn = line.text.beginsInMidSentence
        // What is set otherwise, or is something else, is another paragraph, unless its sentence goes on.
        if line.role != last.role || Self.isSetOtherwise(line, than: last) {
            if isComplete || !goesOn || line.role != last.role { return .blank }
        }
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
        // Headings below each other.
        if Headings.isNumbered(line.text), isComplete || Headings.isNumbered(last.text) { return .blank }
        // What follows a heading that ends with a whole word of its own.
        if Headings.isNumbered(last.text), current?.lines == 1, !goesOn, !last.text.leavesOpen {
            return .blank
        }
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

    private static func isSetOtherwise(_ line: PaperLine, than last: PaperLine) -> Bool {
        guard let setting = line.setting, let before = last.setting else { return false }
        return setting.isBold != before.isBold || setting.isItalic != before.isItalic
    }

    private static func isListItem(_ line: Bytes) -> Bool {
        var scanner = ByteScanner(line)
        return (scanner.skip("\u{2022}") || scanner.skip("\u{2013} ") || scanner.skip("- "))
            && scanner.position < line.count
    }

    private mutating func join(_ line: PaperLine) {
        guard current != nil else { return }
        let next = Self.single(line)
        if !line.isGlued {
            switch lastLine.flatMap({ $0.text.last == 0x2D ? hyphenation.joint($0.text, next.text) : nil }) {
            case nil, .hyphenAndSpace?: current?.text.append(0x20)
            case .hyphen?: break
            case .nothing?: current?.text.removeLast()
            }
        }
        let start = current?.text.count ?? 0
        current?.text += next.text
        current?.calls += next.calls.map {
            NoteCall(label: $0.label, offset: start + $0.offset, source: $0.source)
        }
        current?.style?.join(line)
        current?.lines += 1
    }

    /// The line with single spaces where a justified one has several.
    private static func single(_ line: PaperLine) -> PaperLine {
        guard line.text.hasWideGap else { return line }
        var result = line
        result.text = []
        result.text.reserveCapacity(line.text.count)
        var calls = line.calls[...]
        for (index, byte) in line.text.enumerated() {
            while let call = calls.first, call.offset <= index {
                result.calls[line.calls.count - calls.count].offset = result.text.count
                calls = calls.dropFirst()
            }
            if byte != 0x20 || result.text.last != 0x20 { result.text.append(byte) }
        }
        for index in result.calls.indices.suffix(calls.count) {
            result.calls[index].offset = result.text.count
        }
        return result
    }
}
