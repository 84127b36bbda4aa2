import Language
package import Pipeline

/// An answer made ready to be asked many queries.
package struct Candidate: Sendable {
    let answer: Answer
    let source: String
    /// The paper's kind, as ``String/foldedWords``.
    let kind: String
    let section: String
    /// Who asks or answers.
    let people: [String]
    let parties: [String]
    let offices: [String]
    /// Canonical names and mentions of entities, by place in the answer's list.
    let entityNames: [[String]]

    let texts: [CandidateText]
    let vocabulary: Vocabulary

    /// An answer of a paper as the stages left it.
    package init(_ answer: Answer, of document: Document) {
        self.init(answer, kind: document.kind, source: document.publication.source)
    }

    /// What a candidate is made ready for; the rest of it is empty.
    package struct Parts: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Its words.
        static let words = Parts(rawValue: 1)
        /// Names of what it mentions.
        static let names = Parts(rawValue: 2)
        /// Its paper's kind, its heading, who asks and who answers.
        static let head = Parts(rawValue: 4)
        package static let all: Parts = [.words, .names, .head]
    }

    /// An answer of a paper of that kind, from the source of that name.
    ///
    /// It may be asked what needs no more than `parts`; see ``Query/needs``.
    package init(_ answer: Answer, kind: String?, source: String, parts: Parts = .all) {
        (self.answer, self.source) = (answer, source)
        entityNames = parts.contains(.names) ? Self.names(of: answer) : []
        var vocabulary = Vocabulary()
        texts =
            parts.contains(.words)
            ? Passage.allCases.map { CandidateText($0, of: answer, numbering: &vocabulary) } : []
        vocabulary.sort()
        self.vocabulary = vocabulary
        guard parts.contains(.head) else {
            (self.kind, section, people, parties, offices) = ("", "", [], [], [])
            return
        }
        self.kind = (kind ?? "").foldedWords
        section = (answer.section ?? "").foldedWords
        people = (answer.askedBy.compactMap(\.name) + answer.answeredBy.compactMap(\.name)).map(\.foldedWords)
        parties = answer.askedBy.compactMap { $0.party?.foldedWords }
        offices = answer.answeredBy.compactMap { $0.role?.foldedWords }
    }

    private static func names(of answer: Answer) -> [[String]] {
        let bytes = [Passage.question: Array(answer.question.utf8), .answer: Array(answer.answer.utf8)]
        var folded: [String: String] = [:]
        func fold(_ name: String) -> String {
            if let known = folded[name] { return known }
            let words = name.foldedWords
            folded[name] = words
            return words
        }
        return (answer.entities ?? []).map { entity in
            let text = bytes[entity.span.passage, default: []]
            let mention = text[entity.span.range.clamped(to: 0..<text.count)]
            return [entity.canonical, String(decoding: mention, as: UTF8.self)].map(fold)
        }
    }
}
