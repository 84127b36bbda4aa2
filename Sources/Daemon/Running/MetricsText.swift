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

    package private(set) var text = ""

    package init() {}

    package mutating func add(_ name: String, _ kind: Kind, help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
            text += name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}")
            text += " \(Self.number(sample.value))\n"
        }
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
