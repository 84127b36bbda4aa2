/// Cuts a stream of bytes into lines, none of them longer than a limit.
///
/// It holds at most one unfinished line, so that a stream without line feeds costs no more than the limit.
package struct LineSplitter {
    private let limit: Int
    private var rest: [UInt8] = []

    /// `limit`: the longest line, without its line feed.
    package init(limit: Int) { self.limit = limit }

    /// Whether a line has begun and not ended.
    package var isInLine: Bool { !rest.isEmpty }

    /// Takes the next bytes, and hands every line that ends in them to `line`, without its line feed.
    ///
    /// - Throws: a fault where a line is too long; the stream is of no more use then.
    package mutating func feed(
        _ bytes: ArraySlice<UInt8>, _ line: (ArraySlice<UInt8>) -> Void
    ) throws(ProtocolFault) {
        var left = bytes
        while let end = left.firstIndex(of: 0x0A) {
            let piece = left[left.startIndex..<end]
            guard rest.count + piece.count <= limit else { throw tooLong }
            if rest.isEmpty {
                line(piece)
            } else {
                rest += piece
                line(rest[...])
                rest.removeAll(keepingCapacity: rest.capacity <= 1 << 16)
            }
            left = left[(end + 1)...]
        }
        guard rest.count + left.count <= limit else { throw tooLong }
        rest += left
    }

    private var tooLong: ProtocolFault { ProtocolFault("a line is longer than \(limit) bytes") }
}
