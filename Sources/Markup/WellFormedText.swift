extension String {
    /// A text of bytes that are UTF-8 as good as certainly: what ``String/init(decoding:as:)`` makes of them.
    ///
    /// Looks at many bytes at once, which that does for ASCII alone; most of what is written has an accent somewhere.
    package init(wellFormed bytes: [UInt8]) {
        self = bytes.withUnsafeBufferPointer { String(wellFormed: $0) }
    }

    init(wellFormed bytes: UnsafeBufferPointer<UInt8>) {
        // Short ones are no object, and are made faster.
        guard bytes.count > 15, MixedText.isWellFormed(bytes) else {
            self = String(decoding: bytes, as: UTF8.self)
            return
        }
        let isASCII = ByteScan.isASCII(bytes)
        self = String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
    }
}
