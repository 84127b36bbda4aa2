/// How many of the texts that should have a label were given it.
package struct LabelCounts: Sendable, Equatable {
    package var right = 0
    package var found = 0
    package var wanted = 0

    package init() {}

    package var precision: Double { found == 0 ? (wanted == 0 ? 1 : 0) : Double(right) / Double(found) }
    package var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
    package var f1: Double {
        found + wanted == 0 ? 1 : 2 * Double(right) / Double(found + wanted)
    }

    package mutating func count(isFound: Bool, isWanted: Bool) {
        right += isFound && isWanted ? 1 : 0
        found += isFound ? 1 : 0
        wanted += isWanted ? 1 : 0
    }

    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.right += right.right
        sum.found += right.found
        sum.wanted += right.wanted
        return sum
    }
}

/// How near probabilities come to what is so.
package struct Calibration: Sendable, Equatable {
    private var cases = 0
    private var surprise = 0.0
    /// In tenths of probability: cases, the sum of what was said, and how many came true.
    package private(set) var tenths = Array(repeating: Tenth(), count: 10)

    package struct Tenth: Sendable, Equatable {
        package var cases = 0
        package var said = 0.0
        package var came = 0
    }

    package init() {}

    package mutating func count(_ probability: Double, _ isTrue: Bool) {
        let near = min(max(probability, 0.001), 0.999)
        cases += 1
        surprise -= RealFunctions.logarithm(isTrue ? near : 1 - near)
        let tenth = min(max(Int(probability * 10), 0), 9)
        tenths[tenth].cases += 1
        tenths[tenth].said += probability
        tenths[tenth].came += isTrue ? 1 : 0
    }

    /// The mean logarithm of how unlikely what is so was said to be (logarithmic loss); nearer to 0 is better.
    package var logLoss: Double { cases == 0 ? 0 : surprise / Double(cases) }
}
