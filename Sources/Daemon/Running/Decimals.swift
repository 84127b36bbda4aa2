/// Numbers for people, without Foundation's formatting.
enum Decimals {
    /// `value` with so many digits behind the point, at most 6.
    static func text(_ value: Double, places: Int = 3) -> String {
        guard value.isFinite else { return "-" }
        let scale = (0..<min(max(places, 0), 6)).reduce(1) { scale, _ in scale * 10 }
        let number = Int((min(max(value, -1e9), 1e9) * Double(scale)).rounded())
        let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        let sign = number < 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let digits = String(rest)
        return "\(sign)\(whole)." + String(repeating: "0", count: min(places, 6) - digits.utf8.count) + digits
    }
}
