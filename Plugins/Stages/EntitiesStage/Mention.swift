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
        var result: [Mention] = []
        let order = indices.sorted {
            (self[$1].range.count, $0) < (self[$0].range.count, $1)
        }
        // What begins a sum and ends within it is the code of its currency: `USD 40 miljoen`.
        let sums = Dictionary(
            lazy.filter { $0.kind == .money }.map { ($0.range.lowerBound, $0.range.upperBound) },
            uniquingKeysWith: Swift.max)
        for index in order where !self[index].isValue {
            if let end = sums[self[index].range.lowerBound], self[index].range.upperBound < end { continue }
            if names.take(self[index].range) { result.append(self[index]) }
        }
        for index in order where self[index].isValue {
            let mention = self[index]
            // The number itself must not be part of a name; the things counted, and whose money it is, may.
            let number = mention.kind == .date ? mention.range : mention.range.prefix(1)
            guard names.isFree(number), values.take(mention.range) else { continue }
            result.append(mention)
        }
        return result.sorted {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }
    }
}

/// Which bytes of a passage are taken.
private struct Occupancy {
    private var taken: [Bool]

    init(_ length: Int) { taken = Array(repeating: false, count: length) }

    func isFree(_ range: Range<Int>) -> Bool {
        !taken[range.clamped(to: taken.indices)].contains(true)
    }

    mutating func take(_ range: Range<Int>) -> Bool {
        guard !range.isEmpty, isFree(range) else { return false }
        for index in range.clamped(to: taken.indices) { taken[index] = true }
        return true
    }
}
