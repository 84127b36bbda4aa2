/// Finds the plane that parts texts of a label from the others: a linear support vector machine with squared hinge loss.
///
/// Minimises ½‖w‖² + C Σ max(0, 1 − yᵢ w·xᵢ)² by coordinate descent in the dual, with shrinking: Hsieh, Chang, Lin, Keerthi and
/// Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008), algorithms 1 and 3, which is what
/// LIBLINEAR does with `-s 1`. As there, the intercept is the weight of one more feature that is always 1.
struct DualCoordinateDescent {
    /// What a text on the wrong side costs.
    var cost = 1.0
    /// Ends once no coordinate pulls harder than this.
    var tolerance = 0.05
    var mostRounds = 300

    struct Plane {
        var weights: [Double]
        var intercept: Double
    }

    /// - Parameters:
    ///   - vectors: the texts.
    ///   - isPositive: which of them have the label, as many.
    ///   - dimensions: more than any index of `vectors`.
    /// - Returns: the plane; the same for the same arguments, whatever the machine.
    func plane(_ vectors: SparseMatrix, _ isPositive: [Bool], dimensions: Int) -> Plane {
        let diagonal = 0.5 / cost
        let lengths = (0..<vectors.count).map { vectors.squaredLength(of: $0) + 1 + diagonal }
        var plane = Plane(weights: Array(repeating: 0, count: dimensions), intercept: 0)
        var duals = Array(repeating: 0.0, count: vectors.count)
        var active = Array(0..<vectors.count)
        var shuffle = Shuffle()
        var bound = Double.infinity
        for _ in 0..<mostRounds {
            shuffle.shuffle(&active)
            var (strongest, weakest) = (-Double.infinity, Double.infinity)
            var kept = 0
            for place in active.indices {
                let index = active[place]
                let sign = isPositive[index] ? 1.0 : -1.0
                let margin = vectors.dot(index, plane.weights) + plane.intercept
                let gradient = sign * margin - 1 + diagonal * duals[index]
                // A text far on its own side, which no plane of the rounds to come is likely to reach.
                if duals[index] == 0, gradient > bound { continue }
                active.swapAt(kept, place)
                kept += 1
                let pull = duals[index] == 0 ? min(gradient, 0) : gradient
                (strongest, weakest) = (max(strongest, pull), min(weakest, pull))
                guard abs(pull) > 1e-12 else { continue }
                let before = duals[index]
                duals[index] = max(before - gradient / lengths[index], 0)
                let step = (duals[index] - before) * sign
                vectors.add(index, to: &plane.weights, scale: step)
                plane.intercept += step
            }
            active.removeLast(active.count - kept)
            if strongest - weakest <= tolerance || active.isEmpty {
                guard active.count < vectors.count else { break }
                // Once more with all, to see that what was left out is still of no account.
                active = Array(0..<vectors.count)
                bound = .infinity
                continue
            }
            bound = strongest > 0 ? strongest : .infinity
        }
        return plane
    }
}

/// An order that looks like chance and is the same each time: xorshift (Marsaglia, "Xorshift RNGs", 2003).
struct Shuffle {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// Shuffles as Fisher and Yates do.
    mutating func shuffle(_ items: inout [Int]) {
        guard items.count > 1 else { return }
        for last in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(last, Int(next() % UInt64(last + 1)))
        }
    }
}
