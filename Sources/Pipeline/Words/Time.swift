/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds.multipliedReportingOverflow(by: 1000).partialValue }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The moment `duration` later; saturates at the ends of time instead of trapping.
    public func adding(_ duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let (whole, tooMany) = seconds.multipliedReportingOverflow(by: 1000)
        let step = tooMany ? (seconds < 0 ? Int64.min : .max) : whole + attoseconds / 1_000_000_000_000_000
        let (sum, overflow) = milliseconds.addingReportingOverflow(step)
        return Timestamp(milliseconds: overflow ? (step < 0 ? .min : .max) : sum)
    }

    /// The time from `earlier` to this moment.
    public func since(_ earlier: Timestamp) -> Duration {
        let (gap, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return .milliseconds(overflow ? (milliseconds < earlier.milliseconds ? Int64.min : .max) : gap)
    }

    /// The day on which this moment falls in UTC.
    public var day: CalendarDay { CalendarDay(daysSinceEpoch: milliseconds.floorDivided(by: 86_400_000)) }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Timestamp {
    /// RFC 3339 in UTC, with milliseconds where there are any: `2022-12-20T08:15:00Z`.
    public var rfc3339: String {
        let (days, rest) = (
            milliseconds.floorDivided(by: 86_400_000), milliseconds.floorModulo(by: 86_400_000)
        )
        let (hour, minute, second, fraction) =
            (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
        let tail = fraction == 0 ? "" : "." + padded(fraction, 3)
        return
            "\(CalendarDay(daysSinceEpoch: days))T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))\(tail)Z"
    }

    /// Reads RFC 3339 and the ISO 8601 forms that official feeds really use.
    ///
    /// Accepts 0 to 9 or more fraction digits, `Z`, `+01:00` and `+0100`, a space for the `T`, and a date alone.
    /// A time without an offset is taken to be `localOffset` east of UTC. `nil` for anything else.
    public init?(rfc3339 text: some StringProtocol, localOffset: Duration = .zero) {
        var scanner = DigitScanner(text.utf8)
        guard let day = scanner.day() else { return nil }
        var total = day.daysSinceEpoch * 86_400
        var fraction: Int64 = 0
        guard !scanner.atEnd else {
            self.init(seconds: total - localOffset.components.seconds)
            return
        }
        guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") else { return nil }
        guard let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2), hour < 25,
            minute < 60
        else { return nil }
        var second: Int64 = 0
        if scanner.skip(":") {
            guard let read = scanner.number(2), read < 61 else { return nil }
            second = read
            if scanner.skip(".") || scanner.skip(",") { fraction = scanner.milliseconds() }
        }
        total += hour * 3600 + minute * 60 + second
        if scanner.skip("Z") || scanner.skip("z") {
        } else if let sign: Int64 = scanner.skip("+") ? 1 : scanner.skip("-") ? -1 : nil {
            guard let hours = scanner.number(2), hours < 25 else { return nil }
            _ = scanner.skip(":")
            total -= sign * (hours * 3600 + (scanner.number(2) ?? 0) * 60)
        } else {
            total -= localOffset.components.seconds
        }
        guard scanner.atEnd else { return nil }
        self.init(milliseconds: total * 1000 + fraction)
    }
}

/// A day of the Gregorian calendar, without a time or a zone.
public struct CalendarDay: Hashable, Comparable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// A day that exists, from year 1 to 9999; `nil` otherwise.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= CalendarDay.length(ofMonth: month, in: year)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2022-12-20`, also when a time follows it.
    public init?(_ text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let day = scanner.day() else { return nil }
        self = day
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    public static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // Days from civil and back: Howard Hinnant, "chrono-compatible low-level date algorithms".

    /// Days since 1970-01-01, negative before.
    public var daysSinceEpoch: Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }

    /// The day that many days after 1970-01-01, held within years 1 to 9999.
    public init(daysSinceEpoch: Int64) {
        let shifted = Int(min(max(daysSinceEpoch, -719_162), 2_932_896)) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    public func adding(days: Int) -> CalendarDay { CalendarDay(daysSinceEpoch: daysSinceEpoch + Int64(days)) }
}

extension CalendarDay: CustomStringConvertible {
    public var description: String {
        "\(padded(Int64(year), 4))-\(padded(Int64(month), 2))-\(padded(Int64(day), 2))"
    }
}

extension CalendarDay: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = CalendarDay(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no date like 2022-12-20")
        }
        self = day
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension Int64 {
    fileprivate func floorDivided(by divisor: Int64) -> Int64 { (self - floorModulo(by: divisor)) / divisor }
    fileprivate func floorModulo(by divisor: Int64) -> Int64 {
        let rest = self % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

/// Reads fixed-width numbers off ASCII text.
private struct DigitScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some Sequence<UInt8>) { rest = Array(text)[...] }

    var atEnd: Bool { rest.isEmpty }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ width: Int) -> Int64? {
        guard rest.count >= width else { return nil }
        var value: Int64 = 0
        for byte in rest.prefix(width) {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        rest.removeFirst(width)
        return value
    }

    mutating func day() -> CalendarDay? {
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else {
            return nil
        }
        return CalendarDay(year: Int(year), month: Int(month), day: Int(day))
    }

    /// The fraction's digits as milliseconds; what is finer is dropped.
    mutating func milliseconds() -> Int64 {
        var (value, scale): (Int64, Int64) = (0, 100)
        while let digit = number(1) {
            value += digit * scale
            scale /= 10
        }
        return value
    }
}
