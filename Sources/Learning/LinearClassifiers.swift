/// A plane for each label, in the space of the texts that they were learned from.
package struct LinearClassifiers: Sendable, Equatable {
    package let space: FeatureSpace
    package let labels: [String]
    /// What each label's plane has at the origin.
    let intercepts: [Double]
    /// What each feature says of which label, in hundredths; labels rising, and none of which it says nothing.
    let weights: [[Weight]]

    package struct Weight: Sendable, Equatable {
        package let label: Int
        let hundredths: Int
        package var value: Double { Double(hundredths) / 100 }
    }

    init(space: FeatureSpace, labels: [String], intercepts: [Double], weights: [[Weight]]) {
        (self.space, self.labels, self.intercepts, self.weights) = (space, labels, intercepts, weights)
    }

    /// Learns from some texts of a collection.
    ///
    /// - Parameters:
    ///   - collection: all texts.
    ///   - chosen: which may be looked at.
    ///   - labels: what to learn, each against all the others.
    ///   - cost: what a text on the wrong side costs.
    ///   - isLabelled: whether a text has a label.
    package init(
        _ collection: BagCollection, _ chosen: [Int], labels: [String], cost: Double,
        isLabelled: (_ text: Int, _ label: String) -> Bool
    ) {
        let space = FeatureSpace(collection, chosen)
        let vectors = SparseMatrix(chosen.map { space.vector(of: collection.bags[$0]) })
        let descent = DualCoordinateDescent(cost: cost)
        var intercepts: [Double] = []
        var weights: [[Weight]] = Array(repeating: [], count: space.names.count)
        for (place, label) in labels.enumerated() {
            let plane = descent.plane(
                vectors, chosen.map { isLabelled($0, label) }, dimensions: space.names.count)
            intercepts.append((plane.intercept * 1000).rounded() / 1000)
            for (feature, weight) in plane.weights.enumerated() {
                let hundredths = Int((min(max(weight, -1000), 1000) * 100).rounded())
                if hundredths != 0 { weights[feature].append(Weight(label: place, hundredths: hundredths)) }
            }
        }
        self.init(space: space, labels: labels, intercepts: intercepts, weights: weights)
    }

    /// How far on the side of each label a text is: about 1 and more where it plainly has it, −1 and less where not.
    package func margins(of bag: FeatureBag) -> [Double] { margins(of: space.vector(of: bag)) }

    func margins(of vector: SparseVector) -> [Double] {
        var margins = intercepts
        for (index, value) in zip(vector.indices, vector.values) where index < weights.count {
            for weight in weights[index] { margins[weight.label] += weight.value * value }
        }
        return margins
    }

    /// What a feature says of a label.
    func weight(of feature: Int, for label: Int) -> Double {
        guard feature < weights.count else { return 0 }
        return weights[feature].first { $0.label == label }?.value ?? 0
    }

    /// The features that speak loudest for a label, or against it, with what they weigh.
    package func loudest(for label: String, count: Int, against: Bool = false) -> [(
        name: String, weight: Double
    )] {
        guard let place = labels.firstIndex(of: label) else { return [] }
        let sign = against ? -1.0 : 1
        let all = space.names.indices.map { ($0, sign * weight(of: $0, for: place)) }.filter { $0.1 > 0 }
        return all.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(count).map {
            (space.names[$0.0], sign * $0.1)
        }
    }
}
