import Pipeline

/// What an answer says: the measure of whether it is the same as one that was seen before.
struct AnswerContent: Sendable {
    let question: Wording
    let answer: Wording

    init(_ answer: Answer) {
        question = Wording(answer.question)
        self.answer = Wording(answer.answer)
    }

    /// The letters and digits of both texts, with a mark between that is neither.
    var letters: [UInt8] { question.letters + [Self.border] + answer.letters }

    private static let border: UInt8 = 0x1F
    /// One change in so many letters is still the same text: less than 0.5 %.
    private static let tolerance = 200
    /// Changes that are never overlooked, however long the text is.
    private static let largestTolerated = 1_000
    /// Words by which likeness is judged.
    private static let wordsOfLikeness = 500

    /// Whether less than 0.5 % of the letters differ, and none of its numbers, names and words that turn a sentence round.
    func isNearly(_ other: AnswerContent) -> Bool {
        let (left, right) = (letters, other.letters)
        let limit = min((max(left.count, right.count) - 1) / Self.tolerance, Self.largestTolerated)
        guard abs(left.count - right.count) <= limit else { return false }
        return EditDistance(limit: limit).between(left, right) != nil
            && weightyWords(with: other) == other.weightyWords(with: self)
    }

    /// Whether the question is the same, or most words with which the answer begins are.
    func resembles(_ other: AnswerContent) -> Bool {
        if !question.letters.isEmpty, question.letters == other.question.letters { return true }
        let (own, others) = (
            answer.words.prefix(Self.wordsOfLikeness), other.answer.words.prefix(Self.wordsOfLikeness)
        )
        var counts: [ArraySlice<UInt8>: Int] = [:]
        for word in own { counts[answer.folded(word), default: 0] += 1 }
        var shared = 0
        for word in others where counts[other.answer.folded(word), default: 0] > 0 {
            counts[other.answer.folded(word), default: 0] -= 1
            shared += 1
        }
        return shared > 0 && shared * 2 >= max(own.count, others.count)
    }

    // MARK: Words that no tolerance covers

    /// The words of both texts, in order, that carry a number or a name in this answer or in `other`.
    private func weightyWords(with other: AnswerContent) -> [ArraySlice<UInt8>] {
        let names = namesOfBoth(other)
        return [question, answer].flatMap { text in
            text.words.lazy.filter { word in
                word.hasDigit || names.contains(text.folded(word))
                    || WeightyWords.all.contains(text.folded(word))
            }.map { text.folded($0) }
        }
    }

    /// Capitalised words; those that only begin a sentence count unless they also occur in small letters.
    private func namesOfBoth(_ other: AnswerContent) -> Set<ArraySlice<UInt8>> {
        var (names, first, small) = (
            Set<ArraySlice<UInt8>>(), Set<ArraySlice<UInt8>>(), Set<ArraySlice<UInt8>>()
        )
        for text in [question, answer, other.question, other.answer] {
            for word in text.words {
                let letters = text.folded(word)
                if !word.isCapitalised {
                    small.insert(letters)
                } else if word.startsSentence {
                    first.insert(letters)
                } else {
                    names.insert(letters)
                }
            }
        }
        return names.union(first.subtracting(small))
    }
}
