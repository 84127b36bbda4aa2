import Language
import Pipeline

/// Something found in one passage, before it is decided what stays.
struct Mention {
    var kind: Entity.Kind
    /// In bytes.
    var range: Range<Int>
    var canonical: String
    var id: String?
    var value: Entity.Value?
    var unit: String?
    var isDemonym = false

    /// True for values, which may have names within them: `49 Ivoriaanse militairen`.
    var isValue: Bool { kind == .date || kind == .money || kind == .quantity }

    func entity(in passage: Passage) -> Entity {
        Entity(
            kind, Span(passage, range), canonical: canonical, id: id, value: value, unit: unit,
            isDemonym: isDemonym)
    }
}

extension [Mention] {
    /// What stays when of overlapping mentions the longest does, in the order of the text.
    ///
    /// Names compete with names and values with values. A date within a name belongs to the name (`Flintlock 2023`); a name
    /// within an amount is a mention of its own. Of two of the same length the one that was found first stays.
    func resolved(length: Int) -> [Mention] {
        var (names, values) = (Occupancy(length), Occupancy(length))
        // Mentions are large, and are moved once.
        let (ranges, areValues) = (map(\.range), map(\.isValue))
        var kept: [Int] = []
        let order = indices.sorted { (ranges[$1].count, $0) < (ranges[$0].count, $1) }
        // What begins a sum and ends within it is the code of its currency: `USD 40 miljoen`.
        var sums: [Int: Int] = [:]
        for index in indices where areValues[index] && self[index].kind == .money {
            sums[ranges[index].lowerBound] = Swift.max(
                sums[ranges[index].lowerBound] ?? 0, ranges[index].upperBound)
        }
        for index in order where !areValues[index] {
            if let end = sums[ranges[index].lowerBound], ranges[index].upperBound < end { continue }
            if names.take(ranges[index]) { kept.append(index) }
        }
        for index in order where areValues[index] {
            // The number itself must not be part of a name; the things counted, and whose money it is, may.
            let range = ranges[index]
            guard names.isFree(self[index].kind == .date ? range : range.prefix(1)), values.take(range) else {
                continue
            }
            kept.append(index)
        }
        kept.sort {
            (ranges[$0].lowerBound, ranges[$1].upperBound) < (ranges[$1].lowerBound, ranges[$0].upperBound)
        }
        return kept.map { self[$0] }
    }
}

/// Which bytes of a passage are taken.
private struct Occupancy {
    /// A bit for each byte, 64 together.
    private var taken: [UInt64]
    private let bytes: Range<Int>

    init(_ length: Int) {
        (taken, bytes) = (Array(repeating: 0, count: (length + 63) / 64), 0..<length)
    }

    func isFree(_ range: Range<Int>) -> Bool {
        let range = range.clamped(to: bytes)
        guard let last = range.last else { return true }
        for block in range.lowerBound / 64...last / 64 where taken[block] & Self.bits(range, block) != 0 {
            return false
        }
        return true
    }

    mutating func take(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, isFree(range) else { return false }
        let range = range.clamped(to: bytes)
        guard let last = range.last else { return true }
        for block in range.lowerBound / 64...last / 64 { taken[block] |= Self.bits(range, block) }
        return true
    }

    /// The bits of a range in one block.
    private static func bits(_ range: Range<Int>, _ block: Int) -> UInt64 {
        let (first, end) = (max(range.lowerBound - block * 64, 0), min(range.upperBound - block * 64, 64))
        // A shift of 64 gives 0.
        return ~((1 << UInt64(first)) &- 1) & ((1 << UInt64(end)) &- 1)
    }
}
