package import Pipeline

/// Gives answers their names: `PUBLICATION#22`, `PUBLICATION#4+5` for a block, `PUBLICATION#~1` where the paper has no numbers.
///
/// A name is for ever. Where the paper prints a number twice, or a number has moved on to another answer, the later one is
/// `PUBLICATION#22~2`.
package struct KeyMaker {
    private let publication: Identifier
    private var taken: Set<String>
    private var unnumbered = 0
    private var copies: [String: Int] = [:]

    /// Numbers that are spelled out in a name.
    private static let longestBlock = 32

    /// `taken`: names that answers of this publication have already.
    package init(_ publication: Identifier, taken: some Sequence<String>) {
        self.publication = publication
        self.taken = Set(taken)
    }

    /// What tells one answer of a paper from another: its numbers in order, each once; empty where it has none.
    static func numbers(_ answer: Answer) -> String {
        let numbers = Set(answer.numbers).sorted()
        guard numbers.count > longestBlock, let first = numbers.first, let last = numbers.last else {
            return numbers.map(String.init).joined(separator: "+")
        }
        return "\(first)-\(last)x\(numbers.count)"
    }

    /// A name for an answer that was not known before.
    package mutating func key(for answer: Answer) -> String {
        let numbers = Self.numbers(answer)
        guard !numbers.isEmpty else {
            while true {
                unnumbered += 1
                let key = "\(publication)#~\(unnumbered)"
                if taken.insert(key).inserted { return key }
            }
        }
        let plain = "\(publication)#\(numbers)"
        if taken.insert(plain).inserted { return plain }
        while true {
            let copy = copies[plain, default: 1] + 1
            copies[plain] = copy
            let key = "\(plain)~\(copy)"
            if taken.insert(key).inserted { return key }
        }
    }
}
