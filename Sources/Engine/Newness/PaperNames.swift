import Hashing
package import Pipeline

/// The names under which a paper is looked for in the archive, and kept there.
///
/// A paper's own names are those of its announcement and the official numbers that it prints. One of them is enough to be the
/// same paper. Beside them are hints, which papers may share that are not the same: the number of a case, and what the first
/// answers say. A hint finds a candidate, and what its answers say decides; see ``Kinship``.
package struct PaperNames: Sendable {
    /// Names of this paper alone, the identity first.
    package let own: [Identifier]
    /// Names that lead to papers which may be the same.
    package let hints: [Identifier]

    /// What it leaves for those who look for the questions that it asks, or whose answers it puts off.
    package let traces: [Identifier]

    package var all: [Identifier] { own + hints + traces }

    private static let casePrefix = "case "
    private static let wordsPrefix = "words "
    /// Answers by whose words a paper may be found.
    private static let mostAnswers = 3
    /// Letters of question and answer that are enough to be found by.
    private static let tellingLetters = 100

    package init(_ document: Document) {
        let announced = document.publication.names
        let printed = OfficialFamily.agreeing(document.printedNumbers, with: announced)
        traces = QuestionTraces.left(by: document)
        // What a source calls the paper's identity is that, whatever it looks like.
        own =
            (announced.prefix(1) + (announced.dropFirst() + printed).filter { !$0.isCaseNumber })
            .flatMap { [$0, $0.twin].compactMap(\.self) }.uniqued
        // Only what has answers can be the same by what they say; and a question must not be found by its answer.
        guard !document.answers.isEmpty else {
            hints = []
            return
        }
        let cases = (announced.filter(\.isCaseNumber) + document.caseNumbers).map {
            Identifier(rawValue: Self.casePrefix + $0.rawValue.uppercased())
        }
        var words: [Identifier] = []
        for answer in document.answers where words.count < Self.mostAnswers {
            let letters = AnswerContent(answer).letters
            guard letters.count >= Self.tellingLetters else { continue }
            words.append(Identifier(rawValue: Self.wordsPrefix + hex(SHA256.hash(letters).prefix(16))))
        }
        hints = (cases + words).uniqued
    }

    /// The number of its case, where the name is a hint at one.
    static func isCase(_ name: Identifier) -> Bool { name.rawValue.hasPrefix(casePrefix) }
}

/// Families of final official numbers, of which a paper has one number at most: `ah-tk`, `kst`.
enum OfficialFamily {
    /// The printed numbers that contradict none of the announced ones.
    ///
    /// A source that knows the number knows it better than whoever reads it off the page.
    static func agreeing(_ printed: [Identifier], with announced: [Identifier]) -> [Identifier] {
        printed.filter { !contradict([$0], announced) }
    }

    /// Whether two sets of names have numbers of one family, and none in common.
    static func contradict(_ left: some Sequence<Identifier>, _ right: some Sequence<Identifier>) -> Bool {
        let (left, right) = (Set(left), Set(right))
        return ["ah-", "kst-"].contains { family in
            let (ours, theirs) = (numbers(left, family), numbers(right, family))
            return !ours.isEmpty && !theirs.isEmpty && ours.isDisjoint(with: theirs)
        }
    }

    private static func numbers(_ names: Set<Identifier>, _ family: String) -> Set<Identifier> {
        names.filter { $0.rawValue.hasPrefix(family) && !$0.isInterim }
    }
}

extension Identifier {
    /// Whether it is like `2022Z23276`, which a question, its postponement and its answer share.
    var isCaseNumber: Bool {
        let bytes = Array(rawValue.utf8)
        return bytes.count == 10 && bytes[4] | 0x20 == UInt8(ascii: "z")
            && bytes.indices.allSatisfy { $0 == 4 || (0x30...0x39).contains(bytes[$0]) }
    }

    /// The same address with encryption, or without: a site that moves to HTTPS has no new papers for it.
    fileprivate var twin: Identifier? {
        for (scheme, other) in [("https://", "http://"), ("http://", "https://")]
        where rawValue.hasPrefix(scheme) {
            return Identifier(rawValue: other + rawValue.dropFirst(scheme.utf8.count))
        }
        return nil
    }

    /// Whether it is like `kst-1027687`, `ah-1271549` or `kv-1045034`: given first, and replaced later by the number for good.
    var isInterim: Bool {
        for family in ["kst-", "ah-", "kv-"] where rawValue.hasPrefix(family) {
            let number = rawValue.utf8.dropFirst(family.utf8.count)
            return number.count > 5 && number.allSatisfy { (0x30...0x39).contains($0) }
        }
        return false
    }
}

extension Sequence<Identifier> {
    /// Each once, in order.
    var uniqued: [Identifier] {
        var seen: Set<Identifier> = []
        return filter { seen.insert($0).inserted }
    }
}
