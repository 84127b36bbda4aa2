import CXML

/// Reads the encodings that libxml2 knows.
enum Transcoder {
    /// Bytes of the units of an encoding.
    private static func width(of name: String) -> Int {
        let name = name.lowercased()
        return name.hasPrefix("utf-16") ? 2 : name.hasPrefix("utf-32") ? 4 : 1
    }

    /// U+FFFD in UTF-8.
    private static let replacement: [xmlChar] = [0xEF, 0xBF, 0xBD]

    static func knows(_ name: String) -> Bool {
        guard let handler = xmlFindCharEncodingHandler(name) else { return false }
        xmlCharEncCloseFunc(handler)
        return true
    }

    /// Of this many bytes, one may be wrong, and a few more whatever the length.
    private static let bytesPerError = 256
    private static let freeErrors = 4

    /// `bytes` in UTF-8, with U+FFFD for the few that are wrong; throws where more are than a text in the encoding
    /// called `name` could have.
    static func utf8(_ bytes: ArraySlice<UInt8>, from name: String, limit: Int) throws(MarkupFailure)
        -> [UInt8]
    {
        // What is wrong is told by what comes back; libxml2 would print it as well, on standard error.
        xmlSetStructuredErrorFunc(nil, LibXML.onError)
        guard let handler = xmlFindCharEncodingHandler(name) else {
            throw .malformed("the encoding '\(name)' is not known")
        }
        defer { xmlCharEncCloseFunc(handler) }
        guard let output = xmlBufferCreateSize(bytes.count &* 2 &+ 16) else {
            throw .tooLarge("no memory to decode \(bytes.count) bytes")
        }
        defer { xmlBufferFree(output) }
        let isWhole = bytes.withUnsafeBytes { raw in
            // The buffer does not own what it reads, and is never written through.
            let start = UnsafeMutableRawPointer(mutating: raw.baseAddress)
            guard let start, let input = xmlBufferCreateStatic(start, raw.count) else { return raw.isEmpty }
            defer { xmlBufferFree(input) }
            var errorsLeft = freeErrors + raw.count / bytesPerError
            while xmlBufferLength(input) > 0, xmlBufferLength(output) <= limit {
                let left = xmlBufferLength(input)
                let written = xmlCharEncInFunc(handler, output, input)
                // It stops early where its output is full, which asks for another round, or at what it cannot read.
                guard written == -2 || xmlBufferLength(input) >= left else { continue }
                errorsLeft -= 1
                let skipped = UInt32(min(width(of: name), Int(xmlBufferLength(input))))
                guard errorsLeft >= 0, xmlBufferShrink(input, skipped) == Int32(skipped) else { return false }
                xmlBufferAdd(output, replacement, Int32(replacement.count))
            }
            return true
        }
        guard isWhole else { throw .malformed("the document is not in \(name), as it claims to be") }
        return Array(
            UnsafeBufferPointer(start: xmlBufferContent(output), count: Int(xmlBufferLength(output))))
    }
}
