package import Language

/// How often each feature stands in the passages of a text.
package struct FeatureBag: Sendable {
    package struct Count: Sendable {
        package let fingerprint: Fingerprint
        package let kind: TextFeature.Kind
        package var times: Int
    }

    /// In the order in which they are first met.
    package private(set) var counts: [Count] = []

    package init(_ texts: [TokenizedText]) { self.init(texts) { _, _, _ in } }

    /// - Parameters:
    ///   - texts: the passages.
    ///   - met: called with each feature's fingerprint, kind and bytes when it is first met.
    init(_ texts: [TokenizedText], met: (Fingerprint, TextFeature.Kind, ArraySlice<UInt8>) -> Void) {
        var places: [Fingerprint: Int] = [:]
        for text in texts {
            TextFeature.forEach(in: text) { feature, bytes in
                if let place = places[feature.fingerprint] {
                    counts[place].times += 1
                } else {
                    places[feature.fingerprint] = counts.count
                    counts.append(Count(fingerprint: feature.fingerprint, kind: feature.kind, times: 1))
                    met(feature.fingerprint, feature.kind, bytes)
                }
            }
        }
    }
}

/// The bags of many texts, and what their features are called.
package struct BagCollection: Sendable {
    package private(set) var bags: [FeatureBag] = []
    private(set) var names: [Fingerprint: String] = [:]

    package init() {}

    package mutating func add(_ texts: [TokenizedText]) {
        bags.append(
            FeatureBag(texts) { fingerprint, kind, bytes in
                if names[fingerprint] == nil { names[fingerprint] = TextFeature.name(kind, bytes) }
            })
    }
}
