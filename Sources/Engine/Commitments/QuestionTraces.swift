import Hashing
import Pipeline

/// Ties an answer to the paper that asked, and to the one that put the answer off.
///
/// A paper with questions alone, and a notice of postponement, leave traces among the names under which they are archived: one
/// for each number of a case, and one for the words of each question. Who answers looks for these. A trace is no name of a
/// paper: it makes no two papers the same.
enum QuestionTraces {
    private static let mostQuestions = 12
    /// Letters of a question that are enough to be found by.
    private static let tellingLetters = 60

    static func isPostponement(_ document: Document) -> Bool {
        document.answers.isEmpty && document.oddities.contains { $0.code == "postponed" }
    }

    static func isQuestions(_ document: Document) -> Bool {
        document.answers.isEmpty && document.oddities.contains { $0.code == "questions-only" }
    }

    /// What a paper leaves for those who look for it.
    static func left(by document: Document) -> [Identifier] {
        let prefix: String
        if isPostponement(document) {
            prefix = "postponed "
        } else if isQuestions(document) {
            prefix = "asked "
        } else {
            return []
        }
        let questions = document.remarks.filter { $0.role == .unanswered }.map(\.text)
        return traces(of: document, questions).map { Identifier(rawValue: prefix + $0) }
    }

    /// What an answer looks for.
    static func sought(by document: Document) -> [Identifier] {
        guard !document.answers.isEmpty else { return [] }
        let traces = traces(of: document, document.answers.map(\.question))
        return ["asked ", "postponed "].flatMap { prefix in traces.map { Identifier(rawValue: prefix + $0) } }
    }

    private static func traces(of document: Document, _ questions: [String]) -> [String] {
        let cases = document.publication.names.filter(\.isCaseNumber) + document.caseNumbers
        var words: [String] = []
        for question in questions where words.count < mostQuestions {
            // Letters alone: the calls of notes may still stand in one of the two texts.
            let letters = Wording(question).letters.filter { !(0x30...0x39).contains($0) }
            if letters.count >= tellingLetters {
                words.append("words " + hex(SHA256.hash(letters).prefix(16)))
            }
        }
        var seen: Set<String> = []
        return (cases.map { $0.rawValue.uppercased() } + words).filter { seen.insert($0).inserted }
    }
}
