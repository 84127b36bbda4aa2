import Language
package import Pipeline

/// The official numbers that a paper prints of itself.
///
/// A feed may announce a paper under an id of its own; the paper's head says what it is:
///
/// - its identifier in the margin of a typeset paper, above the number of the series: `ah-tk-20242025-595`, `ISSN …`;
/// - the number on a line of its own in the head of the Appendix (`Aanhangsel van de Handelingen` … `595`);
/// - `AH 604` above an answer that came before it was set, with the day on which it was received, which tells the session;
/// - the dossier and the number in it: `29 237 Afrikabeleid` … `Nr. 178`.
///
/// Numbers in running text are of other papers, and count for nothing.
package struct PrintedNumbers: Hashable, Sendable {
    /// Under which it is published; it alone has them.
    package private(set) var own: [Identifier] = []
    /// Of its cases, such as `2024Z18294`: the question, its postponement and its answer share one.
    package private(set) var cases: [Identifier] = []

    /// Lines among which the head is looked for, blank ones not counted.
    private static let longestHead = 40
    /// Lines of the first page that may carry the identifier.
    private static let longestPage = 400
    private static let mostCases = 8

    package init(_ text: PaperText) {
        let page = text.lines.first?.page
        var lines: [Line] = []
        for line in text.lines.prefix(while: { $0.page == page }) where lines.count < Self.longestPage {
            let line = Line(line)
            if !line.bytes.isEmpty { lines.append(line) }
        }
        let head = Array(lines.prefix(Self.longestHead).prefix { !$0.beginsQuestions })
        own = [Self.identifier(in: lines), Self.appendix(head), Self.advance(head), Self.dossier(head)]
            .compactMap(\.self).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        cases = head.flatMap(\.cases).reduce(into: []) {
            if $0.count < Self.mostCases, !$0.contains($1) { $0.append($1) }
        }
    }

    /// The identifier in the margin of a typeset paper: alone on its line, with the number of the series behind it or below.
    ///
    /// An identifier without that is of another paper.
    private static func identifier(in lines: [Line]) -> Identifier? {
        let found = Set(
            lines.indices.compactMap { place -> Identifier? in
                guard let identifier = lines[place].identifier else { return nil }
                let isInMargin = lines[place...].prefix(3).contains { $0.contains("ISSN") }
                return isInMargin ? identifier : nil
            })
        return found.count == 1 ? found.first : nil
    }

    /// The number in the head of the Appendix of the Second Chamber, on a line of its own below the title.
    private static func appendix(_ head: [Line]) -> Identifier? {
        guard let title = head.firstIndex(where: { $0.contains("Aanhangsel van de Handelingen") }),
            head[...title].contains(where: { $0.contains("Tweede Kamer") }),
            let session = head[...title].lazy.compactMap(\.session).first,
            let number = head[(title + 1)...].lazy.compactMap(\.wholeNumber).first
        else { return nil }
        return Identifier(rawValue: "ah-tk-\(session)-\(number)")
    }

    /// `AH 604` and `(ontvangen 20 november 2024)`.
    private static func advance(_ head: [Line]) -> Identifier? {
        guard let number = head.prefix(4).lazy.compactMap(\.advanceNumber).first,
            let session = Line.session(receivedIn: head.map(\.text).joined(separator: " "))
        else { return nil }
        return Identifier(rawValue: "ah-tk-\(session)-\(number)")
    }

    /// `29 237 Afrikabeleid` and, below it, `Nr. 178`.
    private static func dossier(_ head: [Line]) -> Identifier? {
        guard head.contains(where: { $0.contains("Tweede Kamer der Staten-Generaal") }),
            let place = head.firstIndex(where: { $0.dossier != nil }), let dossier = head[place].dossier,
            let number = head[(place + 1)...].lazy.compactMap(\.dossierNumber).first
        else { return nil }
        return Identifier(rawValue: "kst-\(dossier)-\(number)")
    }
}

/// A line of a paper's head, with hard spaces as plain ones.
private struct Line {
    let bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }

    init(_ line: PaperText.Line) {
        var bytes = Array(line.text.utf8)
        if bytes.contains(0xA0) {
            let raw = bytes
            bytes = []
            for byte in raw {
                if byte == 0xA0, bytes.last == 0xC2 {
                    bytes[bytes.count - 1] = 0x20
                } else {
                    bytes.append(byte)
                }
            }
        }
        // Marks of Markdown, which some programs that read PDFs put around headings.
        func isMark(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x23 || byte == 0x2A }
        let start = bytes.firstIndex { !isMark($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isMark($0) }.map { $0 + 1 } ?? start
        self.bytes = start == 0 && end == bytes.count ? bytes : Array(bytes[start..<end])
        isQuestion = [.question, .questionNumber, .answer, .answerNumber].contains(line.role)
    }

    private let isQuestion: Bool

    func contains(_ words: String) -> Bool { end(of: words) != nil }

    private func begins(with words: String) -> Bool { bytes.starts(with: words.utf8) }

    /// The place behind the first of these words.
    private func end(of words: String) -> Int? {
        let words = Array(words.utf8)
        guard let first = words.first, bytes.count >= words.count else { return nil }
        for start in 0...bytes.count - words.count where bytes[start] == first {
            let end = start + words.count
            if bytes[start..<end].elementsEqual(words) { return end }
        }
        return nil
    }

    /// Whether the head ends here: `Vraag 1`, `1. Kunt u …`, `1`.
    var beginsQuestions: Bool {
        if isQuestion || Self.wholeLines.contains(where: { bytes.elementsEqual($0.utf8) }) { return true }
        return Self.firstWords.contains { begins(with: $0) }
    }

    private static let wholeLines = ["1", "Vraag", "Antwoord"]
    private static let firstWords = ["Vraag 1", "Vraag:", "1. ", "1 "]

    /// The paper's identifier, where the line is nothing else; the number of the series is often glued to it.
    var identifier: Identifier? {
        guard begins(with: "ah-") || begins(with: "kst-") else { return nil }
        let token = bytes.prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
        var name = String(decoding: token, as: UTF8.self)
        let rest = bytes[token.endIndex...].drop { $0 == 0x20 }
        if let glued = name.firstRange(of: "ISSN") {
            name = String(name[..<glued.lowerBound])
        } else {
            guard rest.isEmpty || rest.starts(with: Array("ISSN".utf8)) else { return nil }
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 2, parts.allSatisfy({ !$0.isEmpty }),
            parts.last?.utf8.allSatisfy(\.isASCIIDigit) == true
        else { return nil }
        let isOwn =
            switch parts[0] {
            case "ah": ["tk", "ek"].contains(parts[1]) && parts.count == 4 && parts[2].utf8.count == 8
            case "kst": parts[1].utf8.allSatisfy(\.isASCIIDigit)
            default: false
            }
        return isOwn ? Identifier(rawValue: name) : nil
    }

    /// `20242025`, of `Vergaderjaar 2024–2025`.
    var session: String? {
        guard let end = end(of: "ergaderjaar ") else { return nil }
        let rest = Array(bytes[end...].drop { $0 == 0x20 })
        let first = rest.prefix(while: \.isASCIIDigit)
        let second = rest[first.endIndex...].drop { !$0.isASCIIDigit && $0 != 0x20 }
            .prefix(while: \.isASCIIDigit)
        guard first.count == 4, second.count == 4, second.startIndex - first.endIndex <= 3,
            let from = Int(String(decoding: first, as: UTF8.self)),
            Int(String(decoding: second, as: UTF8.self)) == from + 1
        else { return nil }
        return "\(from)\(from + 1)"
    }

    /// The number that the line is, and nothing else.
    var wholeNumber: Int? { (1...5).contains(bytes.count) ? Self.number(bytes[...]) : nil }

    /// The number of `AH 604`.
    var advanceNumber: Int? { begins(with: "AH ") ? Self.number(bytes.dropFirst(3)) : nil }

    /// The number of `Nr. 178`, with or without a heading behind it.
    var dossierNumber: Int? {
        guard begins(with: "Nr. ") else { return nil }
        let digits = bytes.dropFirst(4).drop { $0 == 0x20 }.prefix(while: \.isASCIIDigit)
        let next = bytes[digits.endIndex...].first ?? 0x20
        return next == 0x20 ? Self.number(digits) : nil
    }

    /// `29237`, `21501-02` or `36200-XVII`, of a line that begins with it: `36 200 XVII  Vaststelling van …`.
    var dossier: String? {
        guard bytes.count > 5, bytes[2] == 0x20, bytes[..<2].allSatisfy(\.isASCIIDigit),
            bytes[3..<6].allSatisfy(\.isASCIIDigit)
        else { return nil }
        let number = String(decoding: bytes[..<2] + bytes[3..<6], as: UTF8.self)
        let rest = bytes[6...]
        guard let next = rest.first else { return number }
        if next == UInt8(ascii: "-") {
            let part = rest.dropFirst().prefix(while: \.isASCIIDigit)
            return part.count == 2 ? "\(number)-\(String(decoding: part, as: UTF8.self))" : nil
        }
        guard next == 0x20 else { return nil }
        // A chapter of the budget: `XVII`, `A`.
        let word = rest.drop { $0 == 0x20 }.prefix { $0 != 0x20 }
        let isChapter =
            !word.isEmpty && word.endIndex < bytes.endIndex
            && (word.allSatisfy { Array("IVXLC".utf8).contains($0) }
                || (word.count == 1 && word.allSatisfy { (0x41...0x4D).contains($0) }))
        return isChapter ? "\(number)-\(String(decoding: word, as: UTF8.self))" : number
    }

    /// `2024Z18294`, also with a space before the last five digits.
    var cases: [Identifier] {
        bytes.indices.compactMap { place in
            guard bytes[place] == UInt8(ascii: "Z"), place >= 4,
                bytes[(place - 4)..<place].allSatisfy(\.isASCIIDigit),
                place == 4 || !(bytes[place - 5].isASCIIDigit || bytes[place - 5].isASCIILetter)
            else { return nil }
            let rest = bytes[(place + 1)...]
            let digits = (rest.first == 0x20 ? rest.dropFirst() : rest).prefix(while: \.isASCIIDigit)
            guard digits.count == 5 else { return nil }
            let year = String(decoding: bytes[(place - 4)..<place], as: UTF8.self)
            return Identifier(rawValue: "\(year)Z\(String(decoding: digits, as: UTF8.self))")
        }
    }

    /// The session in which an answer was received; `nil` in September, in which one ends and the next begins.
    static func session(receivedIn head: String) -> String? {
        guard let place = head.firstRange(of: "ontvangen ") else { return nil }
        let words = head[place.upperBound...].split(separator: " ", maxSplits: 3)
        guard words.count > 2, let month = CalendarWords.months[Word(folded: words[1].lowercased())]
        else { return nil }
        let digits = words[2].utf8.prefix(while: \.isASCIIDigit)
        guard digits.count == 4, let year = Int(String(decoding: Array(digits), as: UTF8.self)), month != 9
        else { return nil }
        let from = month > 9 ? year : year - 1
        return "\(from)\(from + 1)"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...6).contains(digits.count), digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
}

extension Document {
    /// Notes the numbers that the paper prints of itself.
    ///
    /// No stage does so: who a paper is must not hang on which stages are configured.
    package mutating func readPrintedNumbers() {
        let numbers = PrintedNumbers(text)
        (printedNumbers, caseNumbers) = (numbers.own, numbers.cases)
    }
}
