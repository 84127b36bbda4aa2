/// Takes the marks that call footnotes out of the lines of a paper.
///
/// A mark is taken for one only where a note of that number exists and the numbers go up one by one, so that a quantity
/// that happens to stand at a line's start is left alone.
struct NoteCalls {
    private let numbers: Set<Int>
    /// True where only ` 1)` can be a mark, since there is no note to go by.
    private let bracketsOnly: Bool
    private var last = 0
    /// The marks that were taken out, as they stood.
    private var taken: [Bytes] = []

    /// Takes the marks for notes of these numbers out of `lines`, and ` 1)` where the paper has lost its notes.
    ///
    /// `marker` says how many bytes of a line are a marker, whose numbers are no marks. Returns the marks as they stood.
    static func remove(
        from lines: inout [PaperLine], notes: Set<Int>, behind marker: (PaperLine) -> Int?
    ) -> [Bytes] {
        let numbers = notes.isEmpty ? orphans(in: lines) : notes
        guard !numbers.isEmpty else { return [] }
        var calls = NoteCalls(numbers: numbers, bracketsOnly: notes.isEmpty)
        var previous: Int?
        for index in lines.indices where !lines[index].isBlank {
            if let length = marker(lines[index]) {
                guard length < lines[index].text.count else { continue }
                calls.takeAttached(from: &lines[index], behind: length)
            } else {
                calls.take(index, from: &lines, after: previous)
            }
            if !lines[index].isBlank { previous = index }
        }
        lines.removeAll { $0.isBlank && $0.indent < 0 }
        return calls.taken
    }

    /// Whether this number may be called now: the next one, or one that was called before.
    private func isDue(_ number: Int) -> Bool { numbers.contains(number) && number <= last + 1 }

    private mutating func take(_ index: Int, from lines: inout [PaperLine], after previous: Int?) {
        let line = lines[index].text
        if !bracketsOnly, let called = callsAlone(line) {
            last = max(last, called.max() ?? last)
            hang(called, on: previous, of: &lines, from: lines[index].source)
            taken.append(line)
            // A line that was nothing but marks is no line, and parts no paragraphs.
            lines[index].text = []
            lines[index].indent = -1
            return
        }
        let before = previous.map { lines[$0].text } ?? []
        if !bracketsOnly, let end = callAtStart(line, after: before) {
            hang([last], on: previous, of: &lines, from: lines[index].source)
            taken.append(Bytes(line[..<end]))
            lines[index] = lines[index].tail(from: end, keepingEarlierCalls: true)
            lines[index].isTorn = true
        }
        takeAttached(from: &lines[index], behind: 0)
    }

    /// Lets the end of an earlier line call what a later one had the marks of.
    private func hang(_ numbers: [Int], on previous: Int?, of lines: inout [PaperLine], from source: Int) {
        guard let previous else { return }
        lines[previous].calls += numbers.map {
            NoteCall(label: String($0), offset: lines[previous].text.count, source: source)
        }
    }

    /// `1`, or `2, 3 en 4`.
    private func callsAlone(_ line: Bytes) -> [Int]? {
        guard line.count <= 24, line.first?.isDigit == true else { return nil }
        var scanner = ByteScanner(line)
        guard let list = NumberList.read(&scanner) ?? spaced(line), let first = list.first,
            isDue(first), list.allSatisfy({ numbers.contains($0) })
        else { return nil }
        return scanner.atEnd ? list : spaced(line)
    }

    /// `1 2`: two marks side by side.
    private func spaced(_ line: Bytes) -> [Int]? {
        let parts = line.split(separator: 0x20).map { part -> Int? in
            var scanner = ByteScanner(Bytes(part))
            let number = scanner.number(maximumDigits: 3)
            return scanner.atEnd ? number : nil
        }
        let found = parts.compactMap { $0 }
        return found.count == parts.count && !found.isEmpty ? found : nil
    }

    /// Where a mark ends that a line's end tore from its word: `3 Een uitwerking`, `3, Algerije`, `3. Hiermee`.
    private mutating func callAtStart(_ line: Bytes, after before: Bytes) -> Int? {
        guard line.first?.isDigit == true, !before.isEmpty else { return nil }
        var scanner = ByteScanner(line)
        guard let number = scanner.number(maximumDigits: 3), numbers.contains(number), number == last + 1
        else { return nil }
        let end = scanner.position
        let mark = scanner.current
        guard mark == 0x20 || mark == 0x2C || mark == 0x2E || mark == 0x3B else { return nil }
        if mark != 0x20 {
            scanner.position += 1
            guard scanner.current == 0x20 || scanner.atEnd else { return nil }
        }
        scanner.skipSpaces()
        if Self.counted.contains(where: { scanner.skipWord($0) }) { return nil }
        let word = Bytes(before.lastWord)
        if Self.leadsToNumber(word) { return nil }
        last = number
        return end
    }

    /// What a number before it counts.
    private static let counted = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
        "november",
        "december", "miljoen", "miljard", "procent", "uur", "dagen", "weken", "maanden", "jaar", "leden",
        "personen",
        "euro", "km", "meter", "keer", "maal", "landen", "miljarden", "aan",
    ]

    private static func leadsToNumber(_ word: Bytes) -> Bool {
        let lowered = word.map(\.asciiLowercased)
        let words = [
            "op", "van", "in", "tot", "de", "het", "ruim", "circa", "ca.", "per", "nr.", "nrs.", "artikel",
            "lid", "vraag",
            "vragen", "fase", "of", "groep", "categorie", "met", "naar", "voor", "tussen", "m", "km", "cm",
            "dm",
            "co", "no", "ongeveer", "bijlage", "tabel", "figuur", "paragraaf", "hoofdstuk", "pagina", "de",
            "deze", "die",
            "zijn", "eerste", "maximaal", "minimaal", "slechts", "nog", "dan", "t/m", "en", "om", "\u{20AC}",
        ]
        return words.contains { Bytes($0.utf8) == lowered }
    }

    /// The line without marks that hang on words: `onderstreept.3 Een`, `ambtsbericht1`, `afgenomen? 1)`.
    private mutating func takeAttached(from line: inout PaperLine, behind prefix: Int) {
        let text = line.text
        guard text[prefix...].contains(where: \.isDigit) else { return }
        var result = Bytes(text[..<prefix])
        result.reserveCapacity(text.count)
        var scanner = ByteScanner(text, at: prefix)
        while let byte = scanner.current {
            let start = scanner.position
            if byte.isDigit, start > prefix, !text[start - 1].isDigit, let end = attachedEnd(text, start) {
                if end.isSpaced, result.last == 0x20 { result.removeLast() }
                taken.append(Bytes(text[start..<end.position]))
                line.calls += end.numbers.map {
                    NoteCall(label: String($0), offset: result.count, source: line.source)
                }
                scanner.position = end.position
                continue
            }
            result.append(byte)
            scanner.position += 1
        }
        while result.last == 0x20, result.count > prefix { result.removeLast() }
        line.text = result
    }

    /// Where the marks end that begin at `start`, and which they are.
    private mutating func attachedEnd(_ line: Bytes, _ start: Int) -> (
        position: Int, isSpaced: Bool, numbers: [Int]
    )? {
        var scanner = ByteScanner(line, at: start)
        guard let number = scanner.number(maximumDigits: 3), isDue(number) else { return nil }
        if let end = spacedEnd(scanner, number, from: start) {
            last = number
            return (end, true, [number])
        }
        if line[start - 1] == 0x20 && scanner.current == 0x29 {
            guard Self.carriesBracketed(line, before: start - 1) else { return nil }
            last = max(last, number)
            return (scanner.position + 1, true, [number])
        }
        guard !bracketsOnly, Self.carries(line, before: start),
            scanner.current?.isWordByte != true || scanner.current?.isASCIIUppercase == true
        else { return nil }
        // Several marks on one word: `Shell?1 2`, `beleid1,2`.
        var end = scanner.position
        var found = [number]
        last = max(last, number)
        while let byte = scanner.current, byte == 0x20 || byte == 0x2C {
            scanner.position += 1
            guard let next = scanner.number(maximumDigits: 3), next == last + 1, numbers.contains(next),
                scanner.atEnd || scanner.current == 0x20 || scanner.current == 0x2C
            else { break }
            last = next
            found.append(next)
            end = scanner.position
        }
        return (end, false, found)
    }

    /// Where the mark `number` ends that stands free behind a sentence, `waarom niet? 1` or `gevaardigd. 2 Deze`, as it does
    /// where the ends of lines were lost.
    private func spacedEnd(_ scanner: ByteScanner, _ number: Int, from start: Int) -> Int? {
        let line = scanner.bytes
        guard !bracketsOnly, number == last + 1, start > 3, line[start - 1] == 0x20,
            Bytes(line[max(0, start - 8)..<start]).endsSentence, !line[start - 3].isDigit,
            scanner.atEnd
                || scanner.current == 0x20 && scanner.position + 1 < line.count
                    && line[scanner.position + 1].isASCIIUppercase
        else { return nil }
        return scanner.position
    }

    /// How far back a bracket may open that ` 1)` closes, in bytes.
    private static let bracketReach = 200

    /// Whether ` 1)` behind what ends at `position` is a mark, and not the end of something in brackets.
    static func carriesBracketed(_ line: Bytes, before position: Int) -> Bool {
        let before = Bytes(line[max(0, position - bracketReach)..<position])
        guard let last = before.last,
            before.count(where: { $0 == 0x28 }) == before.count(where: { $0 == 0x29 })
        else { return false }
        if [0x2E, 0x3F, 0x21, 0x2C, 0x3A, 0x3B, 0x29, 0x22, 0x27, 0x9D, 0x99, 0xBB].contains(last) {
            return true
        }
        return last.isLetter
            && !["vraag", "vragen", "antwoord", "en"].contains(Bytes(before.lastWord).string)
    }

    /// The numbers of marks ` 1)`, ` 2)` in a paper whose notes are lost.
    static func orphans(in lines: [PaperLine]) -> Set<Int> {
        var numbers: Set<Int> = []
        for line in lines {
            for (index, byte) in line.text.enumerated() where byte == 0x29 && index > 2 {
                var start = index
                while start > 0, line.text[start - 1].isDigit { start -= 1 }
                guard start < index, start > 1, line.text[start - 1] == 0x20 else { continue }
                var scanner = ByteScanner(line.text, at: start)
                let isOrphan = [0x2E, 0x3F, 0x21, 0x22, 0x9D, 0xBB, 0x29].contains(line.text[start - 2])
                guard let number = scanner.number(maximumDigits: 3), number == numbers.count + 1, isOrphan,
                    carriesBracketed(line.text, before: start - 1)
                else { continue }
                numbers.insert(number)
            }
        }
        return numbers
    }

    /// Whether a mark can hang on what ends before `position`: a word of small letters, or the stop after one.
    static func carries(_ line: Bytes, before position: Int) -> Bool {
        var index = position - 1
        guard index >= 0 else { return false }
        if [0x2E, 0x3F, 0x21, 0x2C, 0x3A, 0x3B, 0x29, 0x22, 0x27].contains(line[index]) {
            index -= 1
            guard index >= 0, !line[index].isDigit, line[index] != 0x20 else { return false }
            return true
        }
        // ” ’ »
        if line[index] == 0x9D || line[index] == 0x99 || line[index] == 0xBB { return true }
        var length = 0
        while index >= 0, line[index].isASCIILowercase || line[index] >= 0x80 {
            length += 1
            index -= 1
        }
        let word = Bytes(line[(index + 1)..<position])
        return length >= 3 && !["vraag", "vragen", "artikel"].contains(word.string)
    }
}
