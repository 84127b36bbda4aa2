/// What stands before the first element of an XML document.
package enum XMLProlog {
    /// The document, which is in UTF-8, with spaces where its document type stood.
    ///
    /// RSS 0.91 names one, and some pages that became feeds do. It is neither read nor fetched. Lines keep their numbers.
    ///
    /// - Throws: ``MarkupFailure/refused(_:)`` where the document type declares entities, which is how XML attacks its
    ///   readers, or takes declarations from elsewhere; ``MarkupFailure/malformed(_:)`` where it does not end.
    package static func withoutDocumentType(_ text: [UInt8]) throws(MarkupFailure) -> [UInt8] {
        guard let start = documentType(in: text) else { return text }
        var index = start
        var isInternal = false
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let end = text[(index + 1)...].firstIndex(of: text[index]) else { throw unfinished }
                index = end
            case UInt8(ascii: "<") where isInternal:
                if text.matches("<!--", at: index) {
                    guard let end = text.end(of: "-->", from: index + 4) else { throw unfinished }
                    index = end - 1
                } else if text.matches("<!entity", at: index) {
                    throw .refused("its document type declares entities, and those are never read")
                }
            case UInt8(ascii: "%") where isInternal:
                throw .refused(
                    "its document type takes declarations from elsewhere, and those are never read")
            case UInt8(ascii: "["): isInternal = true
            case UInt8(ascii: "]"): isInternal = false
            case UInt8(ascii: ">") where !isInternal:
                var rest = text
                for place in start...index where rest[place] != 0x0A { rest[place] = 0x20 }
                return rest
            default: break
            }
            index += 1
        }
        throw unfinished
    }

    private static let unfinished = MarkupFailure.malformed("its document type does not end")

    /// Where the document type begins; `nil` where the first element comes before one.
    private static func documentType(in text: [UInt8]) -> Int? {
        var index = 0
        while index < text.count {
            if text[index].isMarkupSpace {
                index += 1
            } else if text.matches("<?", at: index) {
                index = text.end(of: "?>", from: index + 2) ?? text.count
            } else if text.matches("<!--", at: index) {
                index = text.end(of: "-->", from: index + 4) ?? text.count
            } else {
                return text.matches("<!doctype", at: index) ? index : nil
            }
        }
        return nil
    }
}

extension [UInt8] {
    /// Whether `word`, which is in lower case, stands at `index` in either case.
    func matches(_ word: StaticString, at index: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        for offset in 0..<length where self[index + offset].asciiLowercased != word.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Behind the first `word` from `index` on; `nil` where there is none.
    func end(of word: StaticString, from index: Int) -> Int? {
        var index = index
        while index + word.utf8CodeUnitCount <= count {
            if matches(word, at: index) { return index + word.utf8CodeUnitCount }
            index += 1
        }
        return nil
    }
}
