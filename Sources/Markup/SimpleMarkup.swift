/// The markup that summaries are mostly written in: paragraphs, line breaks, letters in bold, and few references.
enum SimpleMarkup {
    /// Longer texts are left to a parser, which has limits of its own.
    private static let longest = 64 << 10

    /// The text of a fragment on one line, as ``HTMLText/plain(_:)`` has it; `nil` where that takes a parser.
    static func plain(_ text: [UInt8]) -> [UInt8]? {
        guard text.count <= longest else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var (isPending, isInParagraph) = (false, false)
        var index = 0
        while index < text.count {
            let end = endOfRun(in: text, from: index)
            if end > index {
                if isPending, !result.isEmpty { result.append(0x20) }
                isPending = false
                result += text[index..<end]
                index = end
                continue
            }
            let (shown, length): (UInt8, Int)
            switch text[index] {
            case 0x00...0x20, 0x7F:
                isPending = true
                index += 1
                continue
            case UInt8(ascii: "<"):
                guard let tag = tag(in: text, at: index) else { return nil }
                // What a parser makes of the end of a paragraph that never began depends on what came before.
                if tag.effect == .endOfParagraph, !isInParagraph { return nil }
                if tag.effect == .paragraph || tag.effect == .endOfParagraph {
                    isInParagraph = tag.effect == .paragraph
                }
                isPending = isPending || tag.effect != .none
                index += tag.length
                continue
            case UInt8(ascii: "&"):
                guard let reference = reference(in: text, at: index) else { return nil }
                (shown, length) = reference
            case let byte:
                guard isOrdinary(text, at: index) else { return nil }
                (shown, length) = (byte, 1)
            }
            if isPending, !result.isEmpty { result.append(0x20) }
            isPending = false
            result.append(shown)
            index += length
        }
        return result
    }

    /// Behind the characters that are shown as they stand, and the single spaces between them.
    private static func endOfRun(in text: [UInt8], from start: Int) -> Int {
        guard isShown(text[start]) else { return start }
        var index = start + 1
        while index < text.count {
            index += text.withUnsafeBufferPointer { ByteScan.plain(in: $0, from: index) }
            // A space is part of the run where something follows that is seen.
            if text[index - 1] == 0x20 { index -= 1 }
            let end = endOfRun(in: text, from: index, steps: stepsBetweenScans)
            guard end > index, end < text.count else { return end }
            index = end
        }
        return index
    }

    /// How far to go byte by byte before looking at many at once again.
    private static let stepsBetweenScans = 16

    private static func endOfRun(in text: [UInt8], from start: Int, steps: Int) -> Int {
        var index = start
        for _ in 0..<steps where index < text.count {
            if isShown(text[index]) {
                index += 1
            } else if text[index] == 0x20, index + 1 < text.count, isShown(text[index + 1]) {
                index += 2
            } else {
                break
            }
        }
        return index
    }

    /// Whether the byte is of a character that is seen, whatever follows.
    private static func isShown(_ byte: UInt8) -> Bool {
        // All of ASCII that is seen but `<` and `&`; bytes that go on with a character, and those that begin one of a block
        // without invisible ones.
        let words: (UInt64, UInt64, UInt64, UInt64) = (
            0xEFFF_FFBE_0000_0000, 0x7FFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x0000_7FF0_FEFF_FFF8
        )
        let word =
            switch byte >> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return word >> UInt64(byte & 63) & 1 == 1
    }

    private enum Effect { case none, lineBreak, paragraph, endOfParagraph }

    private static let tags: [(text: StaticString, effect: Effect)] = [
        ("<p>", .paragraph), ("</p>", .endOfParagraph), ("<br>", .lineBreak), ("<br/>", .lineBreak),
        ("<br />", .lineBreak), ("<b>", .none), ("</b>", .none), ("<i>", .none), ("</i>", .none),
        ("<em>", .none), ("</em>", .none), ("<strong>", .none), ("</strong>", .none),
    ]

    private static func tag(in text: [UInt8], at index: Int) -> (length: Int, effect: Effect)? {
        for tag in tags where stands(tag.text, in: text, at: index) {
            return (tag.text.utf8CodeUnitCount, tag.effect)
        }
        return nil
    }

    private static func reference(in text: [UInt8], at index: Int) -> (byte: UInt8, length: Int)? {
        if stands("&amp;", in: text, at: index) { return (UInt8(ascii: "&"), 5) }
        if stands("&quot;", in: text, at: index) { return (UInt8(ascii: "\""), 6) }
        if stands("&lt;", in: text, at: index) { return (UInt8(ascii: "<"), 4) }
        return stands("&gt;", in: text, at: index) ? (UInt8(ascii: ">"), 4) : nil
    }

    private static func stands(_ word: StaticString, in text: [UInt8], at index: Int) -> Bool {
        guard index + word.utf8CodeUnitCount <= text.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where text[index + offset] != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Whether a character of which some neighbours are invisible is seen: signs and letters of Latin-1, dashes, quotation
    /// marks, the euro.
    private static func isOrdinary(_ text: [UInt8], at index: Int) -> Bool {
        guard index + 1 < text.count else { return false }
        switch (text[index], text[index + 1]) {
        case (0xC2, 0xA1...0xAC), (0xC2, 0xAE...0xBF), (0xE2, 0x82): return true
        case (0xE2, 0x80): return index + 2 < text.count && (0x90...0xA7).contains(text[index + 2])
        default: return false
        }
    }
}
