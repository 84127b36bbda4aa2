/// How what rules say of a label and what was learned of it become one probability.
package struct Combination: Sendable, Equatable {
    /// On the scale of log-odds.
    package var rules: Double
    package var learned: Double
    package var constant: Double

    /// The rules alone, as they are.
    package static let rulesAlone = Combination(rules: 1, learned: 0, constant: 0)

    package var isRulesAlone: Bool { self == .rulesAlone }

    package init(rules: Double, learned: Double, constant: Double) {
        (self.rules, self.learned, self.constant) = (rules, learned, constant)
    }

    init(_ fit: LogisticFit) {
        let numbers = fit.coefficients + [0, 0, 0]
        // As a file has them, so that what was tried is what will be used.
        func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
        self.init(rules: rounded(numbers[0]), learned: rounded(numbers[1]), constant: rounded(numbers[2]))
    }

    /// - Parameters:
    ///   - opinion: what the rules say, as a probability; `nil` where they found nothing to say.
    ///   - margin: how far on the label's side the text is.
    /// - Returns: how likely the text has the label.
    package func probability(opinion: Double?, margin: Double) -> Double {
        if isRulesAlone { return opinion ?? 0 }
        return RealFunctions.logistic(rules * Self.logOdds(of: opinion) + learned * margin + constant)
    }

    /// A rule that found nothing is about as sure as this that there is nothing.
    private static let silence = 0.02

    /// Rules are never so sure that nothing else could speak.
    static func logOdds(of opinion: Double?) -> Double {
        RealFunctions.logit(min(max(opinion ?? silence, silence), 1 - silence))
    }
}
