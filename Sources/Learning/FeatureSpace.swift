/// The features that a model knows, and how much each says: its inverse document frequency.
///
/// A text becomes a vector by 1 + ln(times) for each feature (sublinear frequency), times ln((1 + texts) / (1 + texts with it)) + 1
/// (smoothed inverse frequency), as scikit-learn's `TfidfVectorizer` has it, after Salton and Buckley, "Term-weighting approaches
/// in automatic text retrieval" (1988). Words and pieces are scaled to the same length each, so that the many pieces do not
/// drown the words, and the whole to 1, so that long texts do not speak louder.
package struct FeatureSpace: Sendable, Equatable {
    /// Ordered by their bytes.
    package let names: [String]
    /// Of each name, in thousandths, as it is written to a file.
    let rarities: [Int]
    private let places: [Fingerprint: Int]

    /// Features in fewer texts say nothing of other texts.
    private static let fewestTexts = 2
    /// The most that are kept; beyond that, the rarer go first.
    package static let most = 60_000

    init(names: [String], rarities: [Int]) {
        (self.names, self.rarities) = (names, rarities)
        places = Dictionary(
            names.enumerated().map { (Fingerprint($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Learns which features there are.
    ///
    /// - Parameters:
    ///   - collection: all texts.
    ///   - chosen: which of them may be looked at.
    package init(_ collection: BagCollection, _ chosen: [Int]) {
        var texts: [Fingerprint: Int] = [:]
        for index in chosen {
            for count in collection.bags[index].counts { texts[count.fingerprint, default: 0] += 1 }
        }
        var kept = texts.compactMap { fingerprint, count -> (name: String, count: Int)? in
            guard count >= Self.fewestTexts, let name = collection.names[fingerprint] else { return nil }
            return (name, count)
        }
        if kept.count > Self.most {
            kept.sort { ($1.count, $0.name) < ($0.count, $1.name) }
            kept.removeLast(kept.count - Self.most)
        }
        kept.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let whole = Double(1 + chosen.count)
        self.init(
            names: kept.map(\.name),
            rarities: kept.map { item in
                let rarity = RealFunctions.logarithm(whole / Double(1 + item.count)) + 1
                return Int((rarity * 1000).rounded())
            })
    }

    package func index(of fingerprint: Fingerprint) -> Int? { places[fingerprint] }

    /// What a text is in this space; nothing where it shares no feature.
    package func vector(of bag: FeatureBag) -> SparseVector {
        var entries: [(index: Int, value: Double, kind: TextFeature.Kind)] = []
        var (words, pieces) = (0.0, 0.0)
        for count in bag.counts {
            guard let index = places[count.fingerprint] else { continue }
            let value =
                (1 + RealFunctions.logarithm(Double(count.times))) * Double(rarities[index]) / 1000
            entries.append((index, value, count.kind))
        }
        entries.sort { $0.index < $1.index }
        for entry in entries {
            if entry.kind == .word {
                words += entry.value * entry.value
            } else {
                pieces += entry.value * entry.value
            }
        }
        let blocks = (words > 0 ? 1.0 : 0) + (pieces > 0 ? 1.0 : 0)
        var vector = SparseVector()
        vector.indices = entries.map(\.index)
        vector.values = entries.map { entry in
            entry.value / ((entry.kind == .word ? words : pieces) * blocks).squareRoot()
        }
        return vector
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.names == right.names && left.rarities == right.rarities
    }
}
