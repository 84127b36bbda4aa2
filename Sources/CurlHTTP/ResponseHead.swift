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
    mutating func append(_ line: Swift.Span<UInt8>) -> Bool {
        // A new status line follows an interim answer (1xx); what else follows a complete head is a trailer.
        if !hasBegun || isComplete {
            guard line.starts(with: "HTTP/") else { return true }
            (fields, size, isComplete, hasBegun) = ([], 0, false, true)
            fields.reserveCapacity(8)
        }
        size += line.count
        guard size <= Self.largest else { return false }
        var end = line.count
        while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
        if end == 0 {
            isComplete = true
        } else if line[0] == 0x20 || line[0] == 0x09 {
            // The rest of the value before (RFC 9112 §5.2).
            guard !fields.isEmpty else { return true }
            fields[fields.count - 1].value += " " + line.trimmedText(0..<end)
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), colon < end {
            fields.append((line.lowercasedText(0..<colon), line.trimmedText(colon + 1..<end)))
        }
        return true
    }

    func first(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

extension Swift.Span<UInt8> {
    fileprivate func starts(with word: StaticString) -> Bool {
        guard count >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount where self[index] != word.utf8Start[index] { return false }
        return true
    }

    fileprivate func firstIndex(of byte: UInt8) -> Int? {
        for index in indices where self[index] == byte { return index }
        return nil
    }

    /// What stands in `range`, without spaces and tabs around it.
    fileprivate func trimmedText(_ range: Range<Int>) -> String {
        extracting(trimmed(range)).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The same in lower case.
    fileprivate func lowercasedText(_ range: Range<Int>) -> String {
        let name = extracting(trimmed(range))
        for index in name.indices where name[index] >= 0x80 { return trimmedText(range).lowercased() }
        return String(unsafeUninitializedCapacity: name.count) { bytes in
            for index in name.indices {
                let byte = name[index]
                bytes.initializeElement(at: index, to: (0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
            }
            return name.count
        }
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, isBlank(self[start]) { start += 1 }
        while end > start, isBlank(self[end - 1]) { end -= 1 }
        return start..<end
    }
}
