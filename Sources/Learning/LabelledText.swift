package import Language

/// A text of which people said what it is about.
package struct LabelledText: Sendable {
    package var passages: [TokenizedText]
    package var labels: Set<String>
    /// What is thought of labels without learning, as probabilities: what rules say.
    package var opinions: [String: Double]
    /// The part of a cross-validation to which it belongs, where somebody wants to say.
    package var fold: Int?

    package init(
        _ passages: [TokenizedText], labels: Set<String>, opinions: [String: Double] = [:], fold: Int? = nil
    ) {
        (self.passages, self.labels, self.opinions, self.fold) = (passages, labels, opinions, fold)
    }
}

/// Which texts are held back together when a model is tried on texts that it has not seen.
package struct Folds: Sendable {
    package let count: Int
    /// The part of each text.
    package let parts: [Int]

    /// Deals texts out, those of each label evenly, in an order that hangs on nothing but their number and labels.
    ///
    /// Rarer labels are dealt first, as Sechidis, Tsoumakas and Vlahavas do ("On the Stratification of Multi-label Data", 2011),
    /// so that each part gets its share of them. Texts that name their part get it where all do.
    package init(_ texts: [LabelledText], count: Int) {
        let named = texts.compactMap(\.fold)
        if named.count == texts.count, let last = named.max(), (named.min() ?? -1) >= 0, last < 1000, last > 0
        {
            (self.count, parts) = (last + 1, named)
            return
        }
        let count = max(2, min(count, texts.count))
        var frequencies: [String: Int] = [:]
        for label in texts.flatMap(\.labels) { frequencies[label, default: 0] += 1 }
        // The label by which a text is dealt: its rarest.
        var groups: [String: [Int]] = [:]
        var shuffle = Shuffle()
        var order = Array(texts.indices)
        shuffle.shuffle(&order)
        for index in order {
            let rarest = texts[index].labels.min {
                (frequencies[$0, default: 0], $0) < (frequencies[$1, default: 0], $1)
            }
            groups[rarest ?? "", default: []].append(index)
        }
        var parts = Array(repeating: 0, count: texts.count)
        var next = 0
        for group in groups.sorted(by: { ($0.value.count, $0.key) < ($1.value.count, $1.key) }) {
            for index in group.value {
                parts[index] = next % count
                next += 1
            }
        }
        (self.count, self.parts) = (count, parts)
    }

    /// The texts outside of `part`.
    func training(without part: Int) -> [Int] { parts.indices.filter { parts[$0] != part } }
    func held(of part: Int) -> [Int] { parts.indices.filter { parts[$0] == part } }
}
