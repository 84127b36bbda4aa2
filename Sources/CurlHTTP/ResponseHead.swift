/// Gathers the headers of a response from the lines that libcurl hands over.
struct ResponseHead {
    /// The most bytes of headers in one answer; libcurl's own limit is near this one, but not documented.
    static let largest = 300 << 10

    /// Names in lower case, in the order received.
    private(set) var fields: [(name: String, value: String)] = []
    private var size = 0
    /// False before the first line and between a status line and the empty line that ends its headers.
    private(set) var isComplete = false
    private var hasBegun = false

    /// Takes one line; false where the headers have become too large.
    mutating func append(_ line: UnsafeRawBufferPointer) -> Bool {
        // A new status line follows an interim answer (1xx); what else follows a complete head is a trailer.
        if !hasBegun || isComplete {
            guard line.starts(with: "HTTP/".utf8) else { return true }
            (fields, size, isComplete, hasBegun) = ([], 0, false, true)
        }
        size += line.count
        guard size <= Self.largest else { return false }
        let end = line.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        let text = line.prefix(end)
        if text.isEmpty {
            isComplete = true
        } else if let first = text.first, first == 0x20 || first == 0x09 {
            // The rest of the value before (RFC 9112 §5.2).
            guard !fields.isEmpty else { return true }
            fields[fields.count - 1].value += " " + Self.trimmed(text)
        } else if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
            fields.append((Self.trimmed(text[..<colon]).lowercased(), Self.trimmed(text[(colon + 1)...])))
        }
        return true
    }

    func first(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex
        return String(decoding: bytes[..<end].drop(while: isBlank), as: UTF8.self)
    }
}
