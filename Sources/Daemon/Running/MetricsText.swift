/// Metrics in Prometheus' text format, version 0.0.4.
///
/// A family is its help, its type and its samples; each family is written once, and only where it has samples.
package struct MetricsText {
    package enum Kind: String {
        case gauge
        case counter
    }

    /// A value and the labels that tell it from others of its family.
    package struct Sample {
        var labels: [(name: String, value: String)]
        var value: Double

        package init(_ value: Double, _ labels: (name: String, value: String)...) {
            (self.value, self.labels) = (value, labels)
        }
    }

    /// A histogram and the labels that tell it from others of its family.
    package struct Spread {
        var labels: [(name: String, value: String)]
        /// Upper bounds, rising, with how many are at most that; the last bound is `+Inf`.
        var buckets: [(bound: Double, count: Int)]
        var sum: Double

        package init(
            _ buckets: [(bound: Double, count: Int)], sum: Double, _ labels: (name: String, value: String)...
        ) {
            (self.buckets, self.sum, self.labels) = (buckets, sum, labels)
        }
    }

    package private(set) var text = ""

    package init() {}

    package mutating func add(_ name: String, _ kind: Kind, help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        head(name, kind.rawValue, help)
        for sample in samples { line(name, sample.labels, sample.value) }
    }

    package mutating func add(_ name: String, help: String, _ spreads: [Spread]) {
        guard !spreads.isEmpty else { return }
        head(name, "histogram", help)
        for spread in spreads {
            for (bound, count) in spread.buckets {
                line("\(name)_bucket", spread.labels + [("le", Self.number(bound))], Double(count))
            }
            line("\(name)_sum", spread.labels, spread.sum)
            line("\(name)_count", spread.labels, Double(spread.buckets.last?.count ?? 0))
        }
    }

    private mutating func head(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind)\n"
    }

    private mutating func line(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
        let labels = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
        text += name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}")
        text += " \(Self.number(value))\n"
    }

    /// Backslashes and ends of lines are escaped everywhere, quotes in labels.
    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        // Whole numbers up to 2^53 are exact, and people read them.
        return value == value.rounded() && abs(value) < 9_007_199_254_740_992
            ? String(Int64(value)) : "\(value)"
    }
}
