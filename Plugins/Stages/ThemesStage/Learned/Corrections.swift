import Language
import Pipeline

/// What the desk said of answers that were filed wrongly: stands whatever rules and learning say.
///
/// An answer is known by its id, so that it stays corrected when its text is amended, and by its words, so that it is known under
/// another id as well.
struct Corrections: Sendable {
    private struct Change: Sendable {
        var added: Set<String> = []
        var removed: Set<String> = []

        init(_ answer: LabelledAnswer, known: Set<String>) {
            added = Set(answer.added ?? []).intersection(known)
            removed = Set(answer.removed ?? []).subtracting(added)
        }
    }

    /// Shorter texts are too common to be known by their words.
    private static let fewestLetters = 40

    private var byID: [String: Change] = [:]
    private var byWords: [[UInt8]: Change] = [:]

    /// - Parameters:
    ///   - answers: the corrected answers; the later of two about one answer holds.
    ///   - themes: the themes that there are; others, which were there when the correction was made, are passed over.
    init(_ answers: [LabelledAnswer], themes: [String]) {
        let known = Set(themes)
        for answer in answers {
            let change = Change(answer, known: known)
            guard !change.added.isEmpty || !change.removed.isEmpty else { continue }
            if let id = answer.id { byID[id] = change }
            if let words = Self.words(answer.question, answer.answer) { byWords[words] = change }
        }
    }

    /// The themes of an answer, corrected.
    func applied(to matches: [ThemeMatch], of answer: Answer, in document: Document) -> [ThemeMatch] {
        guard !byID.isEmpty || !byWords.isEmpty, let change = change(of: answer, in: document) else {
            return matches
        }
        var matches = matches.filter { !change.removed.contains($0.id) }
        for id in change.added {
            if let place = matches.firstIndex(where: { $0.id == id }) {
                matches[place].score = 1
            } else {
                matches.append(ThemeMatch(id: id, score: 1, evidence: []))
            }
        }
        return matches.sorted { $0.id < $1.id }
    }

    private func change(of answer: Answer, in document: Document) -> Change? {
        if !answer.numbers.isEmpty {
            let numbers = Set(answer.numbers).sorted().map(String.init).joined(separator: "+")
            let publication = document.publication
            for name in [publication.identity] + publication.aliases + document.printedNumbers {
                if let change = byID["\(name.rawValue)#\(numbers)"] { return change }
            }
        }
        return Self.words(answer.question, answer.answer).flatMap { byWords[$0] }
    }

    /// The letters and digits of both texts, folded; `nil` where they are few.
    private static func words(_ question: String, _ answer: String) -> [UInt8]? {
        var letters: [UInt8] = []
        for text in [question, answer] {
            let text = TokenizedText(text)
            for index in text.tokens.indices { letters += text.letters(index) }
            // No letter, so that question and answer cannot run into one another.
            letters.append(0x1F)
        }
        return letters.count < fewestLetters ? nil : letters
    }
}
