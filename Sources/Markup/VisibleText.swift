import Pipeline

/// Text without what cannot be seen: white space told apart, controls turned into spaces, soft hyphens dropped.
struct VisibleText<Bytes: Collection<UInt8>>: Sequence, IteratorProtocol {
    enum Piece {
        /// Text that is seen as it stands, as far as it goes.
        case seen(Bytes.SubSequence)
        case space
        case newline
    }

    private let bytes: Bytes
    private var index: Bytes.Index

    init(_ bytes: Bytes) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    mutating func next() -> Piece? {
        while index < bytes.endIndex {
            let start = index
            skipSeen()
            if start < index { return .seen(bytes[start..<index]) }
            switch bytes[index] {
            case 0x0A:
                bytes.formIndex(after: &index)
                return .newline
            case 0x00...0x20, 0x7F:
                bytes.formIndex(after: &index)
                return .space
            default:
                let (end, isSpace) = unseen()
                index = end
                if isSpace { return .space }
            }
        }
        return nil
    }

    /// Goes on to the next byte that is white space, or begins a character that is not seen.
    private mutating func skipSeen() {
        while index < bytes.endIndex {
            switch bytes[index] {
            case 0x00...0x20, 0x7F: return
            case 0xC2, 0xD8, 0xE2, 0xE3, 0xEF:
                guard isSeen() else { return }
                index = sequenceEnd
            default: bytes.formIndex(after: &index)
            }
        }
    }

    private var sequenceEnd: Bytes.Index {
        let length = bytes[index] >= 0xE0 ? 3 : 2
        return bytes.index(index, offsetBy: length, limitedBy: bytes.endIndex) ?? bytes.endIndex
    }

    private var scalar: Unicode.Scalar? {
        String(decoding: bytes[index..<sequenceEnd], as: UTF8.self).unicodeScalars.first
    }

    /// Judges a character that may be invisible.
    private func isSeen() -> Bool {
        guard let scalar else { return true }
        switch scalar.value {
        case 0xAD, 0x200B, 0x2060, 0xFEFF: return false
        case _ where scalar.actsOnTerminalsOrLines || scalar.properties.isWhitespace: return false
        default: return true
        }
    }

    /// Where a character ends that is not seen, and whether it is a space.
    private func unseen() -> (end: Bytes.Index, isSpace: Bool) {
        let isDropped = scalar.map { [0xAD, 0x200B, 0x2060, 0xFEFF].contains($0.value) } ?? false
        return (sequenceEnd, !isDropped)
    }
}
