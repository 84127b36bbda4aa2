import Pipeline

/// How many of what was wanted were found right.
package struct Tally: Encodable, Equatable {
    package var right = 0
    package var of = 0

    package init(right: Int = 0, of: Int = 0) { (self.right, self.of) = (right, of) }

    package static func + (left: Tally, right: Tally) -> Tally {
        Tally(right: left.right + right.right, of: left.of + right.of)
    }

    var isWhole: Bool { right == of }
}

/// How one paper was read, beside its gold where it has some.
struct PaperScore: Encodable {
    /// Its path below the folder of documents.
    var document: String
    /// The folder it lies in, which holds papers of one layout.
    var layout: String
    var kind: String?
    var answers: Int
    var numbers: [[Int]]
    /// Whether each answer has the numbers that it should have; `nil` where nobody wrote them down.
    var areNumbersExact: Bool?
    /// Answers whose question and answer equal gold.
    var texts: Tally?
    /// Answers that send the reader where gold says.
    var references: Tally?
    var coverage: Coverage
    var oddities: [Oddity]
    /// What is not as gold has it, for people.
    var differences: [String] = []

    private enum CodingKeys: String, CodingKey {
        case document, layout, kind, answers, numbers, texts, references, coverage, oddities, differences
        case areNumbersExact = "numbers_exact"
    }

    /// Whether something of it is not as gold has it.
    var isBelowGold: Bool {
        areNumbersExact == false || texts?.isWhole == false || references?.isWhole == false
    }

    /// How many differences of one paper are told.
    private static let mostDifferences = 10

    /// - Parameters:
    ///   - document: the paper as the stages left it.
    ///   - path: where it lies below the folder of documents.
    ///   - gold: what readers wrote down of its answers.
    ///   - count: what was counted of it.
    init(_ document: Document, path: String, gold: [GoldFolder.GoldAnswer]?, count: GoldFolder.Count?) {
        self.document = path
        layout = path.split(separator: "/").dropLast().last.map(String.init) ?? "-"
        kind = document.kind
        answers = document.answers.count
        numbers = document.answers.map(\.numbers)
        coverage = Coverage(of: document)
        oddities = document.oddities
        if let gold {
            compare(document, gold)
        } else if let count {
            compare(count)
        }
    }

    private mutating func compare(_ count: GoldFolder.Count) {
        guard let wanted = count.numbers else {
            areNumbersExact = answers == count.answers
            if areNumbersExact == false { differ("\(answers) answers instead of \(count.answers)") }
            return
        }
        let found = numbers.sorted { $0.lexicographicallyPrecedes($1) }
        areNumbersExact = found == wanted
        guard areNumbersExact == false else { return }
        let surplus = found.filter { !wanted.contains($0) }
        let missing = wanted.filter { !found.contains($0) }
        differ("numbers \(surplus) instead of \(missing)")
    }

    private mutating func compare(_ document: Document, _ gold: [GoldFolder.GoldAnswer]) {
        areNumbersExact = numbers == gold.map { [$0.number] }
        if areNumbersExact == false { differ("numbers \(numbers.count) instead of \(gold.count)") }
        var (texts, references) = (Tally(), Tally())
        for wanted in gold {
            texts.of += 1
            references.of += 1
            guard let found = document.answers.first(where: { $0.numbers.contains(wanted.number) }) else {
                differ("answer \(wanted.number) is missing")
                continue
            }
            let isQuestion = Self.comparable(found.question) == Self.comparable(wanted.question)
            let isAnswer = Self.comparable(found.answer) == Self.comparable(wanted.answer)
            if isQuestion, isAnswer {
                texts.right += 1
            } else {
                differ("the \(isQuestion ? "answer" : "question") of \(wanted.number) has other words")
            }
            if found.refersTo == wanted.refers_to ?? [] {
                references.right += 1
            } else {
                differ("answer \(wanted.number) refers to \(found.refersTo), not \(wanted.refers_to ?? [])")
            }
        }
        (self.texts, self.references) = (texts, references)
    }

    private mutating func differ(_ text: String) {
        if differences.count < Self.mostDifferences { differences.append(text) }
    }

    /// White space and hyphens at line ends say nothing of the words.
    static func comparable(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "-" && $0 != "\u{AD}" }
        return String(String.UnicodeScalarView(kept))
    }
}
