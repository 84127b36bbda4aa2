/// A duration as people write it in a configuration: `60s`, `15m`, `4d`, `1h30m`, `250ms`.
///
/// Whole numbers, each with its unit (`ms`, `s`, `m`, `h`, `d`), largest first where there are several.
public struct DurationText: Hashable, Sendable, Decodable {
    public let duration: Duration

    public init(_ duration: Duration) { self.duration = duration }

    /// Reads `text`; `nil` where it is no duration, or one of more than 100 years.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        var (total, last): (Int64, Int64) = (0, .max)
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !(0x30...0x39).contains($0) }
            rest = rest.dropFirst(unit.count)
            guard let number = Int64(String(decoding: digits, as: UTF8.self)),
                let step = Self.milliseconds[String(decoding: unit, as: UTF8.self)], step < last
            else { return nil }
            let (part, isTooLong) = number.multipliedReportingOverflow(by: step)
            guard !isTooLong, part <= Self.most, total + part <= Self.most else { return nil }
            total += part
            last = step
        }
        duration = .milliseconds(total)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let read = DurationText(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "'\(text.onOneLine(limit: 60))' is no duration; write one like 60s, 15m, 1h30m or 4d")
        }
        self = read
    }

    private static let milliseconds: [String: Int64] = [
        "ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]
    private static let most: Int64 = 36_525 * 86_400_000
}
