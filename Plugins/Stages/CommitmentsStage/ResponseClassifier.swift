import Language
import Pipeline

/// Says what an answer does with its question.
struct ResponseClassifier: Sendable {
    /// An answer of more words than this gives substance whatever else it says.
    private static let longest = 120

    private let words: ResponseWords

    init(_ language: TextLanguage) { words = ResponseWords.of(language) }

    func response(of sentences: [Sentence], in text: TokenizedText, promising: Set<Int>) -> Response {
        let substance = sentences.filter { sentence in
            !promising.contains(sentence.tokens.lowerBound) && !isReferral(sentence)
        }
        guard text.tokens.count <= Self.longest || substance.isEmpty else { return .answered }
        if substance.isEmpty {
            if !promising.isEmpty { return .deferred }
            return sentences.contains(where: isReferral) ? .refers : .answered
        }
        if substance.count <= 2, substance.contains(where: isUnable) {
            // What it cannot say is all there is, but for a sentence around it that tells no fact. A promise to tell later
            // puts it off.
            guard !substance.contains(where: { !isUnable($0) && hasFigures($0) }) else { return .answered }
            return promising.isEmpty ? .unable : .deferred
        }
        if !promising.isEmpty, substance.allSatisfy(isPointer) { return .deferred }
        return .answered
    }

    /// True for `Zie het antwoord op vraag 8` and the like.
    private func isReferral(_ sentence: Sentence) -> Bool {
        let found = sentence.words
        guard found.count <= 30 else { return false }
        guard found.contains(where: { words.papers.contains($0) }) else { return false }
        if words.openings.contains(found.first ?? "") { return true }
        return found.count <= 24 && words.referrals.contains { sentence.contains($0, within: 8) }
    }

    private func hasFigures(_ sentence: Sentence) -> Bool {
        sentence.words.contains { $0.utf8.first.map { (0x30...0x39).contains($0) } ?? false }
    }

    private func isUnable(_ sentence: Sentence) -> Bool {
        words.unable.contains { sentence.contains($0.words, within: $0.gap) }
    }

    /// `Dat komt tot uiting in de strategie die wordt ontwikkeld`: says where the answer will be, not what it is.
    private func isPointer(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: words.pointers)
            || words.pending.contains { sentence.contains($0, within: 8) }
    }
}
