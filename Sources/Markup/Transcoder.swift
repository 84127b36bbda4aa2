import CXML

/// Reads the encodings that libxml2 knows.
enum Transcoder {
    static func knows(_ name: String) -> Bool {
        guard let handler = xmlFindCharEncodingHandler(name) else { return false }
        xmlCharEncCloseFunc(handler)
        return true
    }

    /// `bytes` in UTF-8; throws where they are no text in the encoding called `name`.
    static func utf8(_ bytes: ArraySlice<UInt8>, from name: String, limit: Int) throws(MarkupFailure)
        -> [UInt8]
    {
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
            while xmlBufferLength(input) > 0, xmlBufferLength(output) <= limit {
                let left = xmlBufferLength(input)
                let written = xmlCharEncInFunc(handler, output, input)
                // It stops early where its output is full, which asks for another round, or at what it cannot read.
                guard written != -2, xmlBufferLength(input) < left else { return false }
            }
            return true
        }
        guard isWhole else { throw .malformed("the document is not in \(name), as it claims to be") }
        return Array(
            UnsafeBufferPointer(start: xmlBufferContent(output), count: Int(xmlBufferLength(output))))
    }
}
