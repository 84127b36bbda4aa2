import Pipeline

/// An archived answer that matches a query, with the place that says so.
package struct SearchHit: Codable, Hashable, Sendable {
    /// The answer's name: `PUBLICATION#22`.
    package var answer: String
    package var publication: String
    package var source: String
    package var title: String
    package var kind: String?
    /// When the paper was published, or first seen.
    package var date: String
    package var url: String?
    package var numbers: [Int]
    package var askedBy: [String]
    package var answeredBy: [String]
    package var themes: [String]
    /// The sentence around the first match, on one line; the beginning of the answer where only a field matched.
    package var excerpt: String
    /// Where the matches stand in the excerpt, in Unicode scalars.
    package var matches: [Range]
    /// True once an event told of it.
    package var isAnnounced: Bool

    /// As in the answer object.
    private enum CodingKeys: String, CodingKey {
        case answer, publication, source, title, kind, date, url, numbers, themes, excerpt, matches
        case askedBy = "asked_by"
        case answeredBy = "answered_by"
        case isAnnounced = "announced"
    }

    /// Half-open, from 0.
    package struct Range: Codable, Hashable, Sendable {
        package var start: Int
        package var end: Int
    }

    init(_ paper: ArchivedPublication, _ archived: ArchivedAnswer, spans: [Span]) {
        let answer = archived.answer
        (self.answer, publication) = (archived.key, paper.id.rawValue)
        (source, title, kind) = (paper.publication.source, paper.publication.title, paper.publication.kind)
        date = paper.shelfTime.day.description
        url = paper.publication.links.first?.url
        numbers = answer.numbers
        askedBy = answer.askedBy.compactMap { asker in
            asker.name.map { name in asker.party.map { "\(name) (\($0))" } ?? name } ?? asker.party
        }
        answeredBy = answer.answeredBy.compactMap { $0.name ?? $0.role }
        themes = (answer.themes ?? []).map(\.id)
        isAnnounced = archived.isAnnounced
        let shown = Sentence(of: answer, around: spans)
        (excerpt, matches) = (
            shown.text, shown.matches.map { Range(start: $0.lowerBound, end: $0.upperBound) }
        )
    }
}

/// The sentence of an answer that people are shown, with what surrounds it where it is short.
struct Sentence {
    let text: String
    /// In Unicode scalars.
    let matches: [Swift.Range<Int>]

    /// Bytes that are shown before and behind the first match, at most.
    private static let reach = (before: 120, after: 200)

    init(of answer: Answer, around spans: [Span]) {
        let passage = spans.first?.passage ?? .answer
        let bytes = Array(answer.text(of: passage).utf8)
        let first = (spans.first?.range ?? 0..<0).clamped(to: 0..<bytes.count)
        let start = Self.start(before: first.lowerBound, in: bytes)
        let end = Self.end(after: first.upperBound, in: bytes)
        var text = start > 0 ? "… " : ""
        var matches: [Swift.Range<Int>] = []
        var place = start
        let inside = spans.filter { $0.passage == passage }.map(\.range)
            .filter { start <= $0.lowerBound && $0.upperBound <= end && !$0.isEmpty }
            .sorted { $0.lowerBound < $1.lowerBound }
        for span in inside where span.lowerBound >= place {
            text += Self.line(bytes[place..<span.lowerBound])
            let begin = text.unicodeScalars.count
            text += Self.line(bytes[span])
            matches.append(begin..<text.unicodeScalars.count)
            place = span.upperBound
        }
        text += Self.line(bytes[place..<end])
        if end < bytes.count { text += " …" }
        (self.text, self.matches) = (text, matches)
    }

    /// On one line, a space for each run of white space.
    private static func line(_ bytes: ArraySlice<UInt8>) -> String {
        var line: [UInt8] = []
        for byte in bytes {
            let byte = byte <= 0x20 ? 0x20 : byte
            if byte != 0x20 || line.last != 0x20 { line.append(byte) }
        }
        return String(decoding: line, as: UTF8.self)
    }

    private static func isEnd(_ index: Int, in bytes: [UInt8]) -> Bool {
        guard index + 1 < bytes.count, bytes[index + 1] <= 0x20 else { return false }
        return bytes[index] == 0x2E || bytes[index] == 0x3F || bytes[index] == 0x21 || bytes[index] == 0x0A
    }

    private static func start(before place: Int, in bytes: [UInt8]) -> Int {
        let lowest = max(0, place - reach.before)
        var index = place
        while index > lowest {
            if isEnd(index - 1, in: bytes) {
                while index < place, bytes[index] <= 0x20 { index += 1 }
                return index
            }
            index -= 1
        }
        guard lowest > 0 else { return 0 }
        return (lowest..<place).first { bytes[$0] <= 0x20 }.map { $0 + 1 }
            ?? bytes.scalarStart(atOrBefore: lowest)
    }

    private static func end(after place: Int, in bytes: [UInt8]) -> Int {
        let highest = min(bytes.count, place + reach.after)
        for index in place..<highest where isEnd(index, in: bytes) { return index + 1 }
        guard highest < bytes.count else { return bytes.count }
        return (place..<highest).last { bytes[$0] <= 0x20 } ?? bytes.scalarStart(atOrBefore: highest)
    }
}
