/// The two curves that scoring needs, worked out with arithmetic alone so that every machine gives the same score.
enum Logistic {
    /// 1 / (1 + e⁻ˣ).
    static func value(_ x: Double) -> Double { 1 / (1 + exponential(-min(max(x, -30), 30))) }

    /// eˣ for −30 to 30: the Taylor series of a small part of `x`, squared up again.
    private static func exponential(_ x: Double) -> Double {
        let small = x / 1024
        var (term, sum) = (1.0, 1.0)
        for step in 1...8 {
            term *= small / Double(step)
            sum += term
        }
        for _ in 0..<10 { sum *= sum }
        return sum
    }

    /// The natural logarithm of a number from 1 on: halvings, then the series of the area tangent.
    static func logarithm(_ x: Double) -> Double {
        guard x > 1, x.isFinite else { return 0 }
        let mantissa = x.significand
        let ratio = (mantissa - 1) / (mantissa + 1)
        var (power, sum) = (ratio, 0.0)
        for step in stride(from: 1.0, through: 25, by: 2) {
            sum += power / step
            power *= ratio * ratio
        }
        return 2 * sum + Double(x.exponent) * 0.693_147_180_559_945_3
    }
}
