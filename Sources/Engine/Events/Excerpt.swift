/// Parts of a text that is too long to be sent, with the places that matter.
struct Excerpt {
    /// The parts, with a mark where something was left out.
    let text: String
    private var parts: [(source: Range<Int>, start: Int)] = []

    private static let gap = " … "
    /// Places that are looked at before the excerpt is taken to be full.
    private static let mostPlaces = 200
    /// Bytes within which a part is ended at a space rather than in a word.
    private static let wordReach = 24

    /// An excerpt of about `budget` bytes: the beginning of the text, then what surrounds `places`, the first ones first.
    init(_ text: String, around places: [Range<Int>], budget: Int) {
        let bytes = Array(text.utf8)
        guard bytes.count > budget else {
            self.text = text
            parts = [(0..<bytes.count, 0)]
            return
        }
        var result: [UInt8] = []
        for range in Self.parts(of: bytes.count, around: places, budget: budget) {
            let start = Self.wordStart(at: range.lowerBound, in: bytes)
            let end = max(start, Self.wordEnd(at: range.upperBound, in: bytes))
            if !parts.isEmpty || start > 0 { result += Self.gap.utf8 }
            parts.append((start..<end, result.count))
            result += bytes[start..<end]
        }
        if let last = parts.last, last.source.upperBound < bytes.count { result += Self.gap.utf8.dropLast() }
        self.text = String(decoding: result, as: UTF8.self)
    }

    /// Where a place of the whole text stands in the excerpt; `nil` where it was left out, wholly or partly.
    func place(of range: Range<Int>) -> Range<Int>? {
        guard
            let part = parts.first(where: {
                $0.source.lowerBound <= range.lowerBound && range.upperBound <= $0.source.upperBound
            })
        else { return nil }
        let shift = part.start - part.source.lowerBound
        return range.lowerBound + shift..<range.upperBound + shift
    }

    /// The ranges to keep: sorted, apart, and together no longer than `budget`.
    private static func parts(of length: Int, around places: [Range<Int>], budget: Int) -> [Range<Int>] {
        let context = max(budget / 10, wordReach + 1)
        var parts = [0..<budget / 4]
        for place in places.prefix(mostPlaces) {
            let start = min(max(place.lowerBound, 0), length)
            let end = min(max(place.upperBound, start), start + budget / 3, length)
            let window = max(0, start - context)..<min(length, end + context)
            let next = merged(parts + [window])
            guard next.reduce(0, { $0 + $1.count }) <= budget else { continue }
            parts = next
        }
        let rest = budget - parts.reduce(0) { $0 + $1.count }
        parts[0] = parts[0].lowerBound..<min(length, parts[0].upperBound + rest)
        return merged(parts)
    }

    private static func merged(_ parts: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = result.last, part.lowerBound <= last.upperBound else {
                result.append(part)
                continue
            }
            result[result.count - 1] = last.lowerBound..<max(last.upperBound, part.upperBound)
        }
        return result
    }

    private static func wordStart(at offset: Int, in bytes: [UInt8]) -> Int {
        guard offset > 0 else { return 0 }
        let reach = min(bytes.count, offset + wordReach)
        if let space = (offset..<reach).first(where: { bytes[$0] <= 0x20 }) { return space + 1 }
        return bytes.scalarStart(atOrBefore: offset)
    }

    private static func wordEnd(at offset: Int, in bytes: [UInt8]) -> Int {
        guard offset < bytes.count else { return bytes.count }
        let reach = max(0, offset - wordReach)
        if let space = (reach..<offset).last(where: { bytes[$0] <= 0x20 }) { return space }
        return bytes.scalarStart(atOrBefore: offset)
    }
}

extension String {
    /// The text itself, or as much of it as fits `limit` bytes, with a mark that it was cut.
    func clipped(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        let bytes = Array(utf8.prefix(max(limit, 0) + 1))
        return String(decoding: bytes[..<bytes.scalarStart(atOrBefore: max(limit, 0))], as: UTF8.self) + "…"
    }
}
