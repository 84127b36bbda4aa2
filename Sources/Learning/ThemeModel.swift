package import Language

/// What was learned from labelled texts: planes, and how each is combined with rules.
package struct ThemeModel: Sendable, Equatable {
    package let classifiers: LinearClassifiers
    /// For each label of the classifiers.
    package let combinations: [Combination]
    /// The labelled texts that had each label.
    package let examples: [Int]
    /// The labelled texts that it was learned from.
    package let texts: Int

    package var labels: [String] { classifiers.labels }

    /// What it makes of one text.
    package struct Judgement: Sendable {
        fileprivate let vector: SparseVector
        /// For each label; see ``LinearClassifiers/margins(of:)``.
        package let margins: [Double]
    }

    package func judgement(of passages: [TokenizedText]) -> Judgement {
        let vector = classifiers.space.vector(of: FeatureBag(passages))
        return Judgement(vector: vector, margins: classifiers.margins(of: vector))
    }

    /// The rarity of what stands in a third of all texts, in thousandths: ln 3 + 1.
    private static let commonRarity = 2099

    /// A place that spoke for a label.
    package struct Witness: Sendable, Equatable {
        package let passage: Int
        /// The words, as indices of the passage's tokens.
        package let tokens: Range<Int>
        /// What it added to the margin.
        package let weight: Double
    }

    /// The words that spoke loudest for a label, in the order of the text; neighbours are one.
    ///
    /// What a feature adds is shared out among the places where it stands; a word says what it and its pieces add. Words that
    /// stand in every third text weigh something too, and convince nobody: they are left out.
    package func witnesses(
        for label: Int, in passages: [TokenizedText], _ judgement: Judgement, limit: Int
    ) -> [Witness] {
        var parts: [Int: Double] = [:]
        for (index, value) in zip(judgement.vector.indices, judgement.vector.values) {
            parts[index] = value * classifiers.weight(of: index, for: label)
        }
        var places: [Int: Int] = [:]
        for count in FeatureBag(passages).counts {
            if let index = classifiers.space.index(of: count.fingerprint) { places[index] = count.times }
        }
        var words: [(passage: Int, token: Int, weight: Double)] = []
        var common: Set<Int> = []
        for (passage, text) in passages.enumerated() {
            TextFeature.forEach(in: text) { feature, _ in
                guard let index = classifiers.space.index(of: feature.fingerprint),
                    let part = parts[index], let times = places[index]
                else { return }
                if words.last?.token != feature.token || words.last?.passage != passage {
                    words.append((passage, feature.token, 0))
                }
                words[words.count - 1].weight += part / Double(times)
                if feature.kind == .word, classifiers.space.rarities[index] < Self.commonRarity {
                    common.insert(words.count - 1)
                }
            }
        }
        let chosen = words.enumerated().filter { $0.element.weight > 0 && !common.contains($0.offset) }
            .map(\.element)
            .sorted { ($1.weight, $0.passage, $0.token) < ($0.weight, $1.passage, $1.token) }.prefix(limit)
            .sorted { ($0.passage, $0.token) < ($1.passage, $1.token) }
        return chosen.reduce(into: []) { witnesses, word in
            if let last = witnesses.last, last.passage == word.passage, last.tokens.upperBound == word.token,
                passages[word.passage].tokens[word.token].gap <= .space
            {
                witnesses[witnesses.count - 1] = Witness(
                    passage: last.passage, tokens: last.tokens.lowerBound..<word.token + 1,
                    weight: last.weight + word.weight)
            } else {
                witnesses.append(
                    Witness(passage: word.passage, tokens: word.token..<word.token + 1, weight: word.weight))
            }
        }
    }
}
