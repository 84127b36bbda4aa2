import Pipeline

/// Text without what cannot be seen: white space told apart, controls turned into spaces, soft hyphens dropped.
struct VisibleText<Bytes: Collection<UInt8>>: Sequence, IteratorProtocol {
    enum Piece {
        case byte(UInt8)
        case space
        case newline
    }

    private let bytes: Bytes
    private var index: Bytes.Index
    /// Bytes of a sequence that was found to be visible and is still to be given out.
    private var left = 0

    init(_ bytes: Bytes) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    mutating func next() -> Piece? {
        while index < bytes.endIndex {
            let byte = bytes[index]
            if left > 0 {
                left -= 1
                bytes.formIndex(after: &index)
                return .byte(byte)
            }
            switch byte {
            case 0x0A:
                bytes.formIndex(after: &index)
                return .newline
            case 0x21...0x7E:
                bytes.formIndex(after: &index)
                return .byte(byte)
            case 0x00...0x20, 0x7F:
                bytes.formIndex(after: &index)
                return .space
            case 0xC2, 0xD8, 0xE2, 0xE3, 0xEF:
                if let piece = unusual() { return piece }
            default: left = 1
            }
        }
        return nil
    }

    /// Judges a sequence that may be invisible; `nil` where it is to be given out, or is dropped.
    private mutating func unusual() -> Piece? {
        let length = bytes[index] >= 0xE0 ? 3 : 2
        let end = bytes.index(index, offsetBy: length, limitedBy: bytes.endIndex) ?? bytes.endIndex
        guard let scalar = String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first else {
            return nil
        }
        switch scalar.value {
        case 0xAD, 0x200B, 0x2060, 0xFEFF:
            index = end
            return nil
        case _ where scalar.actsOnTerminalsOrLines || scalar.properties.isWhitespace:
            index = end
            return .space
        default:
            left = length
            return nil
        }
    }
}
