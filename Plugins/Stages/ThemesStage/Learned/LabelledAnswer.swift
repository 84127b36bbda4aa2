package import Pipeline

/// An answer and the themes under which people filed it: one object of JSON a line.
///
/// `question`, `answer` and `themes`, a list of ids, must be there; `title`, `section`, `numbers` and `document` may be, as `bode read`
/// prints them. The object of an alert is taken for what is in its `data`. Themes that Bode found itself are objects; they are
/// refused, since learning from them would teach Bode its own mistakes.
package struct LabelledAnswer: Codable, Sendable, Equatable {
    /// The paper, as far as it matters here.
    package struct Paper: Codable, Sendable, Equatable {
        package var id: String
        package var title: String?

        package init(id: String, title: String?) { (self.id, self.title) = (id, title) }
    }

    /// The answer's id: `PUBLICATION#22`.
    package var id: String?
    package var document: Paper?
    package var title: String?
    package var section: String?
    package var numbers: [Int]?
    package var question: String
    package var answer: String
    /// All themes under which it belongs.
    package var themes: [String]
    /// Of a correction: themes that it was not filed under, and belongs under.
    package var added: [String]?
    /// Of a correction: themes that it was filed under, and does not belong under.
    package var removed: [String]?
    /// Of a correction: why, in the words of whoever made it.
    package var note: String?
    /// Of a correction: the day on which it was made.
    package var corrected: CalendarDay?
    /// The part of a cross-validation in which it is held back, from 0; counts where all answers have one.
    package var fold: Int?

    package init(question: String, answer: String, themes: [String]) {
        (self.question, self.answer, self.themes) = (question, answer, themes)
    }

    /// The title of its paper.
    package var paperTitle: String { title ?? document?.title ?? "" }

    // MARK: Reading lines

    /// The largest number of lines that is read.
    package static let most = 200_000

    /// Reads a file of them; empty lines are passed over.
    ///
    /// - Throws: ``LabelProblem`` with the number of the line that is wrong.
    package static func all(in text: String) throws(LabelProblem) -> [LabelledAnswer] {
        var answers: [LabelledAnswer] = []
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            guard answers.count < most else {
                throw LabelProblem(line: index + 1, "there are more than \(most) answers")
            }
            do {
                answers.append(try JSONText.decode(Line.self, from: Array(line)).answer)
            } catch {
                throw LabelProblem(line: index + 1, reason(error, Array(line)))
            }
        }
        return answers
    }

    /// A labelled answer, or an alert that carries one.
    private struct Line: Decodable {
        let answer: LabelledAnswer

        private enum Keys: String, CodingKey { case data, specversion }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            answer =
                container.contains(.specversion) && container.contains(.data)
                ? try container.decode(LabelledAnswer.self, forKey: .data)
                : try LabelledAnswer(from: decoder)
        }
    }

    private static func reason(_ error: any Error, _ line: [UInt8]) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
        case DecodingError.typeMismatch(_, let context)
        where context.codingPath.contains { $0.stringValue == "themes" }:
            return "'themes' must be a list of ids that people chose; what Bode found itself teaches nothing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return "'\(path)' is not what it should be"
        default: return "is no object of JSON"
        }
    }
}

/// Which line of labelled answers is wrong, and why.
package struct LabelProblem: Error, Equatable, CustomStringConvertible {
    package let description: String
    init(line: Int, _ problem: String) { description = "line \(line): \(problem)" }
}
