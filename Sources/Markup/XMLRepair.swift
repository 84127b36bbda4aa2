/// Makes XML that is not well formed into XML that is, as far as what was meant can be told.
///
/// Most of it comes of programs that paste text into templates: bare ampersands, entities of HTML, control characters,
/// tags that do not match, attributes without quotes, something before or behind the document. Written for documents in
/// which the elements called `item` or `entry` do not stand within each other.
package struct XMLRepair {
    /// The document in UTF-8, well formed.
    package private(set) var text: [UInt8] = []
    /// True where the document stops before its root element ends.
    package private(set) var isCutOff = false

    /// True where tags were missing, too many or unfinished, so that another reading might be as good.
    package private(set) var isGuess = false

    private let source: [UInt8]
    private var index = 0
    /// The names of the elements that are open.
    private var open: [ArraySlice<UInt8>] = []
    /// How many elements of each name are open, the names in lower case.
    private var openNames: [[UInt8]: Int] = [:]
    private var hasRoot = false

    /// Deepest nesting that is kept; tags beyond it go, their text stays.
    private static let deepest = 256

    /// Mends a document in UTF-8.
    package init(_ source: [UInt8]) {
        self.source = source
        text.reserveCapacity(source.count + source.count / 16)
        while index < source.count, !(hasRoot && open.isEmpty) { step() }
        isCutOff = !open.isEmpty
        if isCutOff { isGuess = true }
        while let name = open.popLast() { close(name) }
    }

    private mutating func step() {
        guard source[index] == UInt8(ascii: "<") else { return appendText() }
        if source.matches("<!--", at: index) {
            index = source.end(of: "-->", from: index + 4) ?? source.count
        } else if source.matches("<![cdata[", at: index) {
            appendLiteral()
        } else if source.matches("<?", at: index) || source.matches("<!", at: index) {
            index = source[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? source.count
        } else if source.matches("</", at: index), index + 2 < source.count, source[index + 2].startsName {
            endTag()
        } else if index + 1 < source.count, source[index + 1].startsName {
            startTag()
        } else {
            if !open.isEmpty { text += "&lt;".utf8 }
            index += 1
        }
    }

    // MARK: Text

    private mutating func appendText() {
        let end = source[index...].firstIndex(of: UInt8(ascii: "<")) ?? source.count
        if open.isEmpty { index = end } else { append(upTo: end) }
    }

    /// Copies what stands before `end`, mended.
    private mutating func append(upTo end: Int) {
        while index < end {
            let byte = source[index]
            if byte == UInt8(ascii: "&") {
                index += 1 + XMLReference.append(source[(index + 1)..<end], to: &text)
            } else if byte == UInt8(ascii: "<") {
                text += "&lt;".utf8
                index += 1
            } else if byte == UInt8(ascii: ">") {
                text += "&gt;".utf8
                index += 1
            } else if byte == UInt8(ascii: "\"") {
                text += "&quot;".utf8
                index += 1
            } else {
                appendByte()
            }
        }
    }

    /// Copies a byte, unless it belongs to a character that XML 1.0 has no way to carry.
    private mutating func appendByte() {
        let byte = source[index]
        if byte == 0xEF, index + 2 < source.count, source[index + 1] == 0xBF, source[index + 2] >= 0xBE {
            index += 3
        } else {
            if !byte.isForbidden { text.append(byte) }
            index += 1
        }
    }

    /// Copies a CDATA section, in which an ampersand is only an ampersand.
    private mutating func appendLiteral() {
        let end = source.end(of: "]]>", from: index + 9)
        let contentEnd = end.map { $0 - 3 } ?? source.count
        guard !open.isEmpty else {
            index = end ?? source.count
            return
        }
        text += "<![CDATA[".utf8
        index += 9
        while index < contentEnd { appendByte() }
        text += "]]>".utf8
        index = end ?? source.count
    }

    // MARK: Tags

    private mutating func endTag() {
        index += 2
        let name = readName()
        index = source[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? source.count
        // Looked up first, so that ends of what was never begun cost no search.
        let isOpen = openNames[name.map(\.asciiLowercased), default: 0] > 0
        let place = isOpen ? lastOpen(name) : nil
        if place != open.count - 1 { isGuess = true }
        if let place { closeAll(from: place) }
    }

    private func lastOpen(_ name: ArraySlice<UInt8>) -> Int? {
        open.lastIndex { $0.elementsEqual(name, by: { $0.asciiLowercased == $1.asciiLowercased }) }
    }

    private mutating func closeAll(from place: Int) {
        while open.count > place, let name = open.popLast() { close(name) }
    }

    private mutating func close(_ name: ArraySlice<UInt8>) {
        openNames[name.map(\.asciiLowercased), default: 1] -= 1
        text += "</".utf8
        text += name
        text.append(UInt8(ascii: ">"))
    }

    private mutating func startTag() {
        index += 1
        let name = readName()
        if name.isEntry, let place = lastOpen(name) {
            isGuess = true
            closeAll(from: place)
        }
        let isKept = open.count < Self.deepest
        let mark = text.count
        text.append(UInt8(ascii: "<"))
        text += name
        let isEmpty = appendAttributes()
        text += (isEmpty ? "/>" : ">").utf8
        hasRoot = true
        if !isKept {
            isGuess = true
            text.removeSubrange(mark...)
        } else if !isEmpty {
            open.append(name)
            openNames[name.map(\.asciiLowercased), default: 0] += 1
        }
    }

    private mutating func readName() -> ArraySlice<UInt8> {
        let start = index
        while index < source.count, source[index].continuesName { index += 1 }
        return source[start..<index]
    }

    /// Copies the attributes of a tag up to its end, and returns whether the tag is an empty element's.
    private mutating func appendAttributes() -> Bool {
        var seen: [ArraySlice<UInt8>] = []
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return false
            } else if byte == UInt8(ascii: "/"), index + 1 < source.count,
                source[index + 1] == UInt8(ascii: ">")
            {
                index += 2
                return true
            } else if byte == UInt8(ascii: "<") {
                // The tag was never ended.
                isGuess = true
                return false
            } else if byte.startsName {
                appendAttribute(&seen)
            } else {
                index += 1
            }
        }
        return false
    }

    /// The most attributes of an element that are kept.
    private static let mostAttributes = 64

    private mutating func appendAttribute(_ seen: inout [ArraySlice<UInt8>]) {
        let name = readName()
        let isKept = seen.count < Self.mostAttributes && !seen.contains(name)
        seen.append(name)
        let mark = text.count
        text.append(0x20)
        text += name
        text += "=\"".utf8
        skipSpace()
        if index < source.count, source[index] == UInt8(ascii: "=") {
            index += 1
            skipSpace()
            appendValue()
        }
        text.append(UInt8(ascii: "\""))
        if !isKept { text.removeSubrange(mark...) }
    }

    private mutating func appendValue() {
        guard index < source.count else { return }
        let quote = source[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let end = source[(index + 1)...].firstIndex(of: quote)
        {
            index += 1
            append(upTo: end)
            index = end + 1
        } else {
            var end =
                source[index...].firstIndex { $0.isMarkupSpace || $0 == UInt8(ascii: ">") } ?? source.count
            // The slash is the tag's: had it been the address's, all that follows would stand within an empty element.
            if end > index, end < source.count, source[end] == UInt8(ascii: ">"),
                source[end - 1] == UInt8(ascii: "/")
            {
                end -= 1
            }
            append(upTo: end)
        }
    }

    private mutating func skipSpace() {
        while index < source.count, source[index].isMarkupSpace { index += 1 }
    }
}

extension ArraySlice<UInt8> {
    /// Whether it is the name of what a feed has many of.
    fileprivate var isEntry: Bool {
        let name = map(\.asciiLowercased)
        return name.elementsEqual("item".utf8) || name.elementsEqual("entry".utf8)
    }
}

extension UInt8 {
    /// A control character that XML 1.0 has no way to carry.
    fileprivate var isForbidden: Bool { self < 0x20 && self != 0x09 && self != 0x0A && self != 0x0D }

    /// No feed has names beyond ASCII.
    fileprivate var startsName: Bool {
        (0x61...0x7A).contains(asciiLowercased) || self == UInt8(ascii: "_")
    }

    fileprivate var continuesName: Bool {
        startsName || (0x30...0x39).contains(self) || self == UInt8(ascii: ":")
            || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
    }
}
