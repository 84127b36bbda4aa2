/// The body of an answer while it comes in.
///
/// It grows piece by piece: one array would be copied each time it grows, and a body that turns out to be too large would have
/// cost three times what is allowed.
struct Body {
    private var pieces: [[UInt8]] = []
    private(set) var count = 0

    private static let piece = 1 << 20

    mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
        var rest = bytes
        while !rest.isEmpty {
            if pieces.last.map({ $0.count >= Self.piece }) ?? true { pieces.append([]) }
            let last = pieces.count - 1
            let part = rest.prefix(Self.piece - pieces[last].count)
            pieces[last].append(contentsOf: part)
            count += part.count
            rest = rest.dropFirst(part.count)
        }
    }

    /// All of it in one.
    var bytes: [UInt8] {
        guard pieces.count > 1 else { return pieces.first ?? [] }
        var whole: [UInt8] = []
        whole.reserveCapacity(count)
        for piece in pieces { whole += piece }
        return whole
    }
}
