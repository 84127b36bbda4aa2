/// The functions of real numbers that learning needs, of arithmetic alone, so that every machine learns the same.
package enum RealFunctions {
    /// eˣ; what is beyond ±700 counts as that.
    package static func exponential(_ x: Double) -> Double {
        guard !x.isNaN else { return .nan }
        let x = min(max(x, -700), 700)
        // The Taylor series of a small part of x, squared up again.
        let small = x / 4096
        var (term, sum) = (1.0, 1.0)
        for step in 1...8 {
            term *= small / Double(step)
            sum += term
        }
        for _ in 0..<12 { sum *= sum }
        return sum
    }

    /// The natural logarithm of a positive number; of anything else, that of the least positive one.
    package static func logarithm(_ x: Double) -> Double {
        let x = x > 0 ? min(x, .greatestFiniteMagnitude) : .leastNormalMagnitude
        // ln(m · 2ᵉ): the series of the area tangent for m, which is from 1 to 2.
        let ratio = (x.significand - 1) / (x.significand + 1)
        var (power, sum) = (ratio, 0.0)
        for step in stride(from: 1.0, through: 31, by: 2) {
            sum += power / step
            power *= ratio * ratio
        }
        return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_3
    }

    /// 1 / (1 + e⁻ˣ).
    package static func logistic(_ x: Double) -> Double { 1 / (1 + exponential(-min(max(x, -40), 40))) }

    /// The inverse of ``logistic(_:)``; probabilities nearer to 0 or 1 than `margin` count as that near.
    package static func logit(_ probability: Double, margin: Double = 1e-6) -> Double {
        let probability = min(max(probability, margin), 1 - margin)
        return logarithm(probability / (1 - probability))
    }
}
