/// Turns a few numbers about a case into a probability: logistic regression that keeps near what was thought before.
///
/// With one number it is Platt's scaling ("Probabilistic Outputs for Support Vector Machines", 1999). Fitted by Newton's method;
/// the penalty ½ λ ‖θ − θ₀‖² keeps it at θ₀ where there is little to learn from, and makes the optimum one.
package struct LogisticFit: Sendable, Equatable {
    /// One for each number of a case, then the constant.
    package var coefficients: [Double]

    package init(_ coefficients: [Double]) { self.coefficients = coefficients }

    private static let mostSteps = 60
    private static let longestStep = 4.0

    /// - Parameters:
    ///   - cases: the numbers of each case, as many for each.
    ///   - outcomes: what became of them.
    ///   - prior: what the coefficients are without any case.
    ///   - strength: λ: how many cases, about, weigh as much as the prior.
    package init(_ cases: [[Double]], _ outcomes: [Bool], prior: [Double], strength: Double) {
        var coefficients = prior
        let size = prior.count
        for _ in 0..<Self.mostSteps {
            var gradient = zip(coefficients, prior).map { strength * ($0 - $1) }
            var curvature = (0..<size).map { row in (0..<size).map { $0 == row ? strength : 0 } }
            for (numbers, outcome) in zip(cases, outcomes) {
                let numbers = Self.padded(numbers, to: size)
                let probability = RealFunctions.logistic(Self.sum(coefficients, numbers))
                let error = probability - (outcome ? 1 : 0)
                let weight = max(probability * (1 - probability), 1e-9)
                for row in 0..<size {
                    gradient[row] += error * numbers[row]
                    for column in 0..<size {
                        curvature[row][column] += weight * numbers[row] * numbers[column]
                    }
                }
            }
            guard let step = Self.solution(of: curvature, gradient) else { break }
            let longest = step.map(abs).max() ?? 0
            let scale = longest > Self.longestStep ? Self.longestStep / longest : 1
            for index in 0..<size { coefficients[index] -= scale * step[index] }
            if longest < 1e-9 { break }
        }
        self.coefficients = coefficients
    }

    /// The probability of a case with these numbers.
    package func probability(_ numbers: [Double]) -> Double {
        RealFunctions.logistic(Self.sum(coefficients, Self.padded(numbers, to: coefficients.count)))
    }

    private static func padded(_ numbers: [Double], to size: Int) -> [Double] {
        Array(numbers.prefix(max(size - 1, 0))) + [1]
    }

    private static func sum(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Gauss' elimination with the largest pivot; `nil` where the matrix has no inverse.
    private static func solution(of matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var rows = zip(matrix, right).map { $0 + [$1] }
        let size = right.count
        for column in 0..<size {
            guard let pivot = (column..<size).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-12
            else { return nil }
            rows.swapAt(column, pivot)
            for row in 0..<size where row != column {
                let factor = rows[row][column] / rows[column][column]
                for place in column...size { rows[row][place] -= factor * rows[column][place] }
            }
        }
        return (0..<size).map { rows[$0][size] / rows[$0][$0] }
    }
}
