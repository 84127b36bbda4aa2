import Language
import Pipeline

/// Says what an answer does with its question.
struct ResponseClassifier: Sendable {
    /// An answer of more words than this gives substance whatever else it says.
    private static let longest = 120

    private let words: ResponseWords

    init(_ language: TextLanguage) { words = ResponseWords.of(language) }

    /// What the answer of these sentences does.
    ///
    /// `postponing` holds the sentences that promise to tell something later, by their first words. A definite act that is
    /// promised is what was asked for.
    func response(of sentences: [Sentence], in text: TokenizedText, postponing: Set<Int>) -> Response {
        let substance = sentences.filter { sentence in
            !postponing.contains(sentence.tokens.lowerBound) && !isReferral(sentence)
        }
        guard text.tokens.count <= Self.longest || substance.isEmpty else { return .answered }
        if substance.isEmpty {
            if !postponing.isEmpty { return .deferred }
            return sentences.contains(where: isReferral) ? .refers : .answered
        }
        if substance.count <= 2, substance.contains(where: isUnable) {
            // What it cannot say is all there is, but for a sentence around it that tells no fact. A promise to tell later
            // puts it off.
            guard !substance.contains(where: { !isUnable($0) && hasFigures($0) }) else { return .answered }
            return postponing.isEmpty ? .unable : .deferred
        }
        if !postponing.isEmpty, substance.allSatisfy(isPointer) { return .deferred }
        // One sentence that only speaks of the paper referred to, or of the question.
        if postponing.isEmpty, substance.count == 1, substance.allSatisfy(isEmpty),
            sentences.contains(where: isReferral)
        {
            return .refers
        }
        return .answered
    }

    /// True for `Zie het antwoord op vraag 8` and the like.
    private func isReferral(_ sentence: Sentence) -> Bool {
        guard sentence.contains(anyOf: words.papers) else { return false }
        // Where the paper is to be found does not make it more.
        let found = sentence.words.filter { !words.citations.contains($0) && !Self.hasDigit($0) }
        guard found.count <= 30 else { return false }
        guard found.contains(where: { words.papers.contains($0) }) else { return false }
        if words.openings.contains(found.first ?? .empty) { return true }
        return found.count <= 24 && words.referrals.contains { sentence.contains($0, within: 8) }
    }

    private func hasFigures(_ sentence: Sentence) -> Bool {
        sentence.words.contains(where: Self.hasDigit)
    }

    private static func hasDigit(_ word: Word) -> Bool {
        word.hasDigit
    }

    /// `Daar heb ik niets aan toe te voegen`: says nothing of its own.
    private func isEmpty(_ sentence: Sentence) -> Bool {
        !hasFigures(sentence)
            && (sentence.contains(anyOf: words.pointers)
                || words.empty.contains { sentence.contains($0, within: 8) })
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
