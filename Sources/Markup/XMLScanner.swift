/// Reads the XML that nearly all documents are written in, several times as fast as a parser that knows all of it.
///
/// It judges no document: what it does not know for certain to be well formed, or to be within the limits, it gives up, and
/// libxml2 reads the document from its beginning and says what is to be said. So what it accepts it must tell exactly as
/// ``XMLSession`` would. It knows elements, attributes, namespaces, text, CDATA sections, comments, processing
/// instructions and XML's own references; names in ASCII alone, and no document type.
struct XMLScanner {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    let text: Bytes
    var place = 0
    var names: ScannedNames
    /// Whether there are any of what few documents have: carriage returns, closing brackets.
    let (hasReturns, hasBrackets): (Bool, Bool)
    private let limits: MarkupLimits
    private var open: [Open] = []
    private var attributes: [XMLAttributes.Record] = []
    private var hasRoot = false
    /// Text since the last tag that stands in several pieces, or not as it is meant.
    var pending: [UInt8] = []
    /// Text since the last tag that stands in one piece.
    var piece = 0..<0
    /// Values of a tag's attributes that do not stand there as they are meant, and which attribute's is where.
    private var values: [UInt8] = []
    private var unusual: [(attribute: Int, value: Range<Int>)] = []
    /// The namespaces that were known before the tag that is being read.
    private var outer = 0

    private struct Open {
        var name: Int
        var written: Bytes
        /// The namespaces that were known outside of it.
        var bindings: Int
    }

    /// Longer comments, values and the like are left to libxml2, which has limits of its own.
    static let longest = 1 << 20

    private init(_ text: Bytes, xml: Bytes, _ limits: MarkupLimits) {
        (self.text, self.limits) = (text, limits)
        hasReturns = ByteScan.find(0x0D, in: text) != nil
        hasBrackets = ByteScan.find(UInt8(ascii: "]"), in: text) != nil
        names = ScannedNames(xml: xml)
    }

    /// Tells `events` what is in a document; false where it is given up, and what was told counts for nothing.
    static func read(_ text: [UInt8], limits: MarkupLimits, _ events: inout some XMLEvents) -> Bool {
        guard text.first == UInt8(ascii: "<") else { return false }
        return Array(XMLNamespace.xml.utf8).withUnsafeBufferPointer { xml in
            text.withUnsafeBufferPointer { text in
                guard !ByteScan.hasControls(text), !hasNoCharacters(text), !hasLoneReturns(text) else {
                    return false
                }
                var scanner = XMLScanner(text, xml: xml, limits)
                return scanner.scan(&events)
            }
        }
    }

    /// Whether U+FFFE or U+FFFF is there, which XML does not have.
    private static func hasNoCharacters(_ text: Bytes) -> Bool {
        var start = 0
        while let found = ByteScan.find(0xEF, in: Bytes(rebasing: text[start...])) {
            let index = start + found
            guard index + 2 < text.count else { return false }
            if text[index + 1] == 0xBF, text[index + 2] >= 0xBE { return true }
            start = index + 1
        }
        return false
    }

    /// Whether there is a carriage return without a line feed, which libxml2 does not make one everywhere.
    private static func hasLoneReturns(_ text: Bytes) -> Bool {
        var start = 0
        while let found = ByteScan.find(0x0D, in: Bytes(rebasing: text[start...])) {
            start += found + 1
            guard start < text.count, text[start] == 0x0A else { return true }
        }
        return false
    }

    // MARK: The document

    private mutating func scan(_ events: inout some XMLEvents) -> Bool {
        guard skipDeclaration() else { return false }
        while place < text.count {
            guard text[place] == UInt8(ascii: "<") else {
                guard open.isEmpty ? skipSpaceOutside() : takeText() else { return false }
                continue
            }
            guard place + 1 < text.count else { return false }
            let isRead =
                switch text[place + 1] {
                case UInt8(ascii: "/"): endTag(&events)
                case UInt8(ascii: "!"):
                    stands("<!--") ? skipComment() : !open.isEmpty && stands("<![CDATA[") && takeSection()
                case UInt8(ascii: "?"): skipInstruction()
                default: startTag(&events)
                }
            guard isRead else { return false }
        }
        return hasRoot && open.isEmpty
    }

    private mutating func skipSpaceOutside() -> Bool {
        let start = place
        skipSpace()
        return place > start
    }

    // MARK: Tags

    private mutating func startTag(_ events: inout some XMLEvents) -> Bool {
        guard !(hasRoot && open.isEmpty), open.count < limits.depth else { return false }
        flushText(&events)
        place += 1
        guard let name = takeName() else { return false }
        outer = names.bindings.count
        attributes.removeAll(keepingCapacity: true)
        if !unusual.isEmpty { (values, unusual) = ([], []) }
        var isEmpty = false
        while true {
            let start = place
            skipSpace()
            guard place < text.count else { return false }
            if text[place] == UInt8(ascii: ">") {
                place += 1
                break
            }
            if text[place] == UInt8(ascii: "/") {
                guard place + 1 < text.count, text[place + 1] == UInt8(ascii: ">") else { return false }
                place += 2
                isEmpty = true
                break
            }
            guard place > start, takeAttribute() else { return false }
        }
        guard let namespace = names.namespace(of: name.prefix), qualifyAttributes(),
            let (number, isNew) = names.number(of: name.whole, hash: name.hash, in: namespace)
        else { return false }
        if isNew {
            events.name(
                String(decoding: name.local, as: UTF8.self),
                in: String(decoding: names.uri(of: namespace), as: UTF8.self))
        }
        hasRoot = true
        // What the handler refuses it will refuse again, and then it counts.
        do throws(MarkupFailure) {
            try tell(number, &events)
            if isEmpty { try events.end(number) }
        } catch { return false }
        if isEmpty {
            names.unbind(to: outer)
        } else {
            open.append(Open(name: number, written: name.whole, bindings: outer))
        }
        return true
    }

    private mutating func tell(_ name: Int, _ events: inout some XMLEvents) throws(MarkupFailure) {
        guard !unusual.isEmpty else {
            return try attributes.withUnsafeBufferPointer { records throws(MarkupFailure) in
                try events.start(name, XMLAttributes(records))
            }
        }
        try values.withUnsafeBufferPointer { values throws(MarkupFailure) in
            for (attribute, value) in unusual {
                attributes[attribute].value = Bytes(rebasing: values[value])
            }
            try attributes.withUnsafeBufferPointer { records throws(MarkupFailure) in
                try events.start(name, XMLAttributes(records))
            }
        }
    }

    private mutating func endTag(_ events: inout some XMLEvents) -> Bool {
        guard let element = open.popLast() else { return false }
        flushText(&events)
        let (start, length) = (place + 2, element.written.count)
        guard start + length < text.count,
            Bytes(rebasing: text[start..<start + length]).equals(element.written)
        else { return false }
        place = start + length
        skipSpace()
        guard place < text.count, text[place] == UInt8(ascii: ">") else { return false }
        place += 1
        names.unbind(to: element.bindings)
        do throws(MarkupFailure) { try events.end(element.name) } catch { return false }
        return true
    }

    private mutating func flushText(_ events: inout some XMLEvents) {
        if !pending.isEmpty {
            events.text(pending.span)
            pending.removeAll(keepingCapacity: true)
        } else if !piece.isEmpty {
            events.text(Bytes(rebasing: text[piece]).span)
        }
        piece = 0..<0
    }

    // MARK: Names

    /// A name with its prefix, as it stands in the document.
    struct Name {
        var whole: Bytes
        var prefix: Bytes
        var local: Bytes
        var hash: UInt32
    }

    private static let longestName = 1000

    mutating func takeName() -> Name? {
        let start = place
        guard start < text.count, text[start].beginsName else { return nil }
        var (index, colon) = (start, start)
        var hash: UInt32 = 0x811C_9DC5
        while index < text.count, text[index].isOfName {
            if text[index] == UInt8(ascii: ":") {
                guard colon == start, index + 1 < text.count, text[index + 1].beginsName else { return nil }
                colon = index
            }
            hash = (hash ^ UInt32(text[index])) &* 0x0100_0193
            index += 1
        }
        // Letters beyond ASCII may go on with it.
        guard index < text.count, text[index] < 0x80, index - start <= Self.longestName else { return nil }
        place = index
        return Name(
            whole: Bytes(rebasing: text[start..<index]), prefix: Bytes(rebasing: text[start..<colon]),
            local: Bytes(rebasing: text[(colon == start ? start : colon + 1)..<index]), hash: hash)
    }

    // MARK: Attributes

    private mutating func takeAttribute() -> Bool {
        guard let name = takeName() else { return false }
        skipSpace()
        guard place < text.count, text[place] == UInt8(ascii: "=") else { return false }
        place += 1
        skipSpace()
        guard place < text.count, text[place] == UInt8(ascii: "\"") || text[place] == UInt8(ascii: "'"),
            let end = find(text[place], from: place + 1), end - place <= Self.longest
        else { return false }
        let value = Bytes(rebasing: text[place + 1..<end])
        place = end + 1
        for byte in value where byte < 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") {
            return takeUnusual(value, of: name)
        }
        if name.prefix.equals("xmlns") { return bind(name.local, to: value) }
        if name.whole.equals("xmlns") { return bind(name.prefix, to: value) }
        attributes.append(.init(local: name.local, namespace: name.prefix, value: value))
        return true
    }

    /// A value that does not stand there as it is meant.
    private mutating func takeUnusual(_ value: Bytes, of name: Name) -> Bool {
        let start = values.count
        guard !name.prefix.equals("xmlns"), !name.whole.equals("xmlns"),
            Self.append(value, toValue: &values)
        else { return false }
        unusual.append((attributes.count, start..<values.count))
        attributes.append(.init(local: name.local, namespace: name.prefix, value: value))
        return true
    }

    private mutating func bind(_ prefix: Bytes, to uri: Bytes) -> Bool {
        guard prefix.isEmpty || !uri.isEmpty, !prefix.equals("xml"), !prefix.equals("xmlns"),
            !uri.equals(names.uri(of: .xml))
        else { return false }
        // Said again within, it is another; said twice in one tag it is an error.
        let isSaid = names.bindings[outer...].contains { $0.prefix.equals(prefix) }
        return !isSaid && names.bind(prefix, to: uri)
    }

    /// Puts the namespace where the prefix was; false where two attributes may be the same.
    private mutating func qualifyAttributes() -> Bool {
        var size = values.count
        for index in attributes.indices {
            let record = attributes[index]
            for other in attributes[..<index] where other.local.equals(record.local) {
                // Outside of namespaces and in one they differ.
                guard (other.namespace == nil) != (record.namespace?.isEmpty ?? true) else { return false }
            }
            size += record.value.count
            guard let prefix = record.namespace, !prefix.isEmpty else {
                attributes[index].namespace = nil
                continue
            }
            guard let namespace = names.namespace(of: prefix), namespace != .none else { return false }
            attributes[index].namespace = names.uri(of: namespace)
        }
        return size <= limits.attributes
    }
}

extension UInt8 {
    fileprivate var beginsName: Bool {
        switch self {
        case 0x61...0x7A, 0x41...0x5A, 0x5F: true
        default: false
        }
    }

    /// Letters, digits, and `-`, `.`, `_`, `:`.
    fileprivate var isOfName: Bool {
        let words: (UInt64, UInt64) = (0x07FF_6000_0000_0000, 0x07FF_FFFE_87FF_FFFE)
        return self < 0x80 && (self < 0x40 ? words.0 : words.1) >> UInt64(self & 63) & 1 == 1
    }
}
