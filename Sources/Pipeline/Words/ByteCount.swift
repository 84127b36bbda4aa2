/// A number of bytes as people write it in a configuration: `64MiB`, `400GiB`.
public struct ByteCount: Hashable, Sendable, Decodable {
    public let bytes: UInt64

    /// Reads a whole number with its unit (`KiB`, `MiB`, `GiB`, `TiB`); `nil` where it is none, or more than 64 bits hold.
    public init?(_ text: String) {
        let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
        let unit = String(text.utf8.dropFirst(digits.count)) ?? ""
        guard let number = UInt64(String(digits) ?? ""), let shift = ByteCount.units[unit] else { return nil }
        let (bytes, isTooMuch) = number.multipliedReportingOverflow(by: 1 << shift)
        guard !isTooMuch else { return nil }
        self.bytes = bytes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let read = ByteCount(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text.onOneLine(limit: 60))' is no size; write one like 64MiB or 400GiB")
        }
        self = read
    }

    private static let units: [String: UInt64] = ["KiB": 10, "MiB": 20, "GiB": 30, "TiB": 40]
}
