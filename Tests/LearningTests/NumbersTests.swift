import Learning
import Testing

@Suite("The numbers of learning")
struct NumbersTests {
    @Test(
        "functions are what tables say",
        arguments: [
            (RealFunctions.exponential(1), 2.718281828459045),
            (RealFunctions.exponential(-20), 2.061153622438558e-9),
            (RealFunctions.logarithm(10), 2.302585092994046),
            (RealFunctions.logarithm(0.001), -6.907755278982137),
            (RealFunctions.logistic(0), 0.5), (RealFunctions.logistic(2), 0.8807970779778823),
            (RealFunctions.logit(0.8807970779778823), 2.0),
        ])
    func functions(_ found: Double, _ wanted: Double) {
        #expect(abs(found - wanted) <= 1e-9 * abs(wanted))
    }

    @Test("functions have a value for every number")
    func extremes() {
        for x in [-Double.infinity, -1e300, 0, 1e300, .infinity] {
            #expect(RealFunctions.exponential(x).isFinite)
            #expect(RealFunctions.logarithm(x).isFinite)
            #expect((0...1).contains(RealFunctions.logistic(x)))
        }
    }

    @Test("a regression finds the probabilities that its cases have")
    func fits() {
        // Of cases at 0 a fifth come true, of those at 1 four fifths.
        let cases = (0..<200).map { [Double($0 % 2)] }
        let outcomes = (0..<200).map { ($0 / 2) % 5 < ($0 % 2 == 0 ? 1 : 4) }
        let fit = LogisticFit(cases, outcomes, prior: [0, 0], strength: 1e-6)
        #expect(abs(fit.probability([0]) - 0.2) < 1e-4)
        #expect(abs(fit.probability([1]) - 0.8) < 1e-4)
    }

    @Test("a regression without cases is its prior, and a strong prior outweighs few cases")
    func keepsThePrior() {
        #expect(LogisticFit([], [], prior: [1, -2], strength: 1).coefficients == [1, -2])
        let fit = LogisticFit([[1], [0]], [false, true], prior: [3, -1], strength: 1e6)
        #expect(abs(fit.coefficients[0] - 3) < 1e-3)
        // Where the penalty's pull and that of two cases are equal.
        let slope = LogisticFit([[1], [-1]], [true, false], prior: [0, 0], strength: 1).coefficients[0]
        #expect(abs(slope - 2 * (1 - RealFunctions.logistic(slope))) < 1e-6)
    }

    @Test("counts of what is found give precision, recall and F1")
    func counts() {
        var counts = LabelCounts()
        for (isFound, isWanted) in [(true, true), (true, false), (false, true), (true, true), (false, false)]
        {
            counts.count(isFound: isFound, isWanted: isWanted)
        }
        #expect((counts.right, counts.found, counts.wanted) == (2, 3, 3))
        #expect(abs(counts.f1 - 2.0 / 3) < 1e-12)
    }

    @Test("probabilities that come true have little loss")
    func calibrates() {
        var (good, bad) = (Calibration(), Calibration())
        for index in 0..<10 {
            good.count(index < 8 ? 0.8 : 0.2, index < 8)
            bad.count(0.5, index < 8)
        }
        #expect(good.logLoss < bad.logLoss)
        #expect(bad.tenths[5].cases == 10 && bad.tenths[5].came == 8)
    }
}
