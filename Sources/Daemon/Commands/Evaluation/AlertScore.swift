import Engine
import Pipeline
import ThemesStage

/// Which papers a watch tells of, beside those that somebody wants to hear of.
package struct AlertScore: Encodable {
    /// An answer that made a watch speak, or came nearest to it.
    package struct Reason: Encodable {
        var numbers: [Int]
        /// How the question begins; the answer where there is no question.
        var text: String
        /// The words for which it matched, or for which it was nearly filed under the theme.
        package var evidence: [String]
        /// Scores of the themes that the query names.
        var scores: [String: Double]
    }

    /// A paper of which the watch told wrongly, or wrongly did not.
    package struct Fault: Encodable {
        package var document: String
        var label: String
        package var note: String
        /// The first of the answers that matched, or those that came nearest.
        package var answers: [Reason]
        /// Answers that matched and are not among them.
        var others: Int
    }

    let watch: String
    package var measure = LabelScores.Measure()
    package var papers = 0
    package var falseAlarms: [Fault] = []
    package var misses: [Fault] = []

    private let query: Query
    private let labels: AlertLabels
    private let themes: Set<String>
    private var unseen: Set<String>

    private static let mostReasons = 5
    private static let mostWords = 20
    private static let excerpt = 160

    private enum CodingKeys: String, CodingKey {
        case watch, measure, papers, misses
        case falseAlarms = "false_alarms"
    }

    /// - Throws: ``QueryProblem`` where the watch is no query.
    init(watch: String, _ labels: AlertLabels) throws(QueryProblem) {
        (self.watch, self.labels) = (watch, labels)
        query = try Query(watch)
        themes = Self.themes(in: watch)
        unseen = Set(labels.rows.keys)
    }

    /// Papers that are labelled and were not among those that were read.
    var missing: [String] { unseen.sorted() }

    /// Adds a paper as the stages left it.
    mutating func add(_ document: Document, path: String, stage: ThemesStage?) {
        unseen.remove(path)
        papers += 1
        let row = labels.rows[path]
        let wanted = row?.label.wantsAlert ?? false
        let reasons = document.answers.compactMap { answer -> Reason? in
            guard let match = query.matches(Candidate(answer, of: document)) else { return nil }
            return reason(answer, match.spans, answer.themes ?? [])
        }
        measure.found += reasons.isEmpty ? 0 : 1
        measure.wanted += wanted ? 1 : 0
        measure.right += wanted && !reasons.isEmpty ? 1 : 0
        guard wanted == reasons.isEmpty else { return }
        let fault = Fault(
            document: path, label: row?.label.rawValue ?? "not listed", note: row?.note ?? "",
            answers: wanted ? nearest(document, stage) : Array(reasons.prefix(Self.mostReasons)),
            others: max(0, reasons.count - Self.mostReasons))
        if wanted { misses.append(fault) } else { falseAlarms.append(fault) }
    }

    /// The answers that came nearest to the themes that the query names.
    private func nearest(_ document: Document, _ stage: ThemesStage?) -> [Reason] {
        guard let stage else { return [] }
        let matches = zip(document.answers, stage.ruleMatches(in: document)).compactMap {
            answer, found -> (answer: Answer, match: ThemeMatch, all: [ThemeMatch])? in
            let named = found.filter { themes.contains($0.id) && !$0.evidence.isEmpty }
            return named.max { $0.score < $1.score }.map { (answer, $0, named) }
        }
        return matches.sorted { $0.match.score > $1.match.score }.prefix(Self.mostReasons).map {
            reason($0.answer, $0.match.evidence, $0.all)
        }
    }

    private func reason(_ answer: Answer, _ spans: [Span], _ found: [ThemeMatch]) -> Reason {
        var words: [String] = []
        for span in spans where words.count < Self.mostWords {
            let bytes = Array(answer.text(of: span.passage).utf8)
            let word = String(decoding: bytes[span.range.clamped(to: bytes.indices)], as: UTF8.self)
                .onOneLine(limit: 80)
            if !words.contains(word) { words.append(word) }
        }
        let text = answer.question.isEmpty ? answer.answer : answer.question
        let scores = found.filter { themes.contains($0.id) }.map {
            ($0.id, ($0.score * 1000).rounded() / 1000)
        }
        return Reason(
            numbers: answer.numbers, text: text.onOneLine(limit: Self.excerpt), evidence: words,
            scores: Dictionary(scores, uniquingKeysWith: { first, _ in first }))
    }

    /// The ids behind `theme:` in a query.
    private static func themes(in query: String) -> Set<String> {
        let mark = Array("theme:".utf8)
        let bytes = Array(query.lowercased().utf8)
        var found: Set<String> = []
        for start in bytes.indices where bytes[start...].starts(with: mark) {
            let id = bytes[(start + mark.count)...].drop { $0 == UInt8(ascii: "\"") }.prefix {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x3A
            }
            found.insert(String(decoding: id, as: UTF8.self))
        }
        return found
    }

    // MARK: For people

    var text: String {
        var text = """
            watch \(watch): told of \(measure.found) of \(papers) papers, \(measure.right) of the \(measure.wanted) that are wanted; \
            precision \(Decimals.text(measure.precision)), recall \(Decimals.text(measure.recall)), F1 \(Decimals.text(measure.f1))

            """
        for fault in falseAlarms { text += Self.text("false alarm", fault, "") }
        for fault in misses { text += Self.text("missed", fault, "nearest: ") }
        return text
    }

    private static func text(_ what: String, _ fault: Fault, _ prefix: String) -> String {
        let note = fault.note.isEmpty ? fault.label : "\(fault.label): \(fault.note)"
        var text = "  \(what): \(fault.document) (\(note))\n"
        if fault.answers.isEmpty { text += "    no answer has a word of it\n" }
        for answer in fault.answers {
            let name =
                answer.numbers.isEmpty
                ? "an answer" : "answer \(answer.numbers.map(String.init).joined(separator: "+"))"
            let scores = answer.scores.sorted { $0.key < $1.key }.map {
                "\($0.key) \(Decimals.text($0.value))"
            }
            text +=
                "    \(prefix)\(name), \(scores.joined(separator: ", ")): \(answer.evidence.joined(separator: ", "))\n"
            text += "      \(answer.text)\n"
        }
        if fault.others > 0 { text += "    and \(fault.others) answers more\n" }
        return text
    }
}
