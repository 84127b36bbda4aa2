import Pipeline

/// What lies at the end of a file beyond what is known to be settled.
struct Tail {
    /// The events of its whole lines; lines that are no events are passed over.
    private(set) var ids: [String] = []
    /// The bytes after the last line's end: what a write that a crash cut short has left.
    let torn: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        torn = bytes[end...]
        for line in bytes[..<end].split(separator: 0x0A) {
            guard line.first == UInt8(ascii: "{"),
                let head = try? JSONText.decode(Head.self, from: Array(line))
            else {
                continue
            }
            ids.append(head.id)
        }
    }

    private struct Head: Decodable { let id: String }
}
