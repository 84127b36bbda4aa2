/// What stands between tags.
extension XMLScanner {
    // MARK: Finding

    /// Where the byte stands next; `nil` where it does not.
    func find(_ byte: UInt8, from index: Int) -> Int? {
        guard index < text.count else { return nil }
        return ByteScan.find(byte, in: Bytes(rebasing: text[index...])).map { index + $0 }
    }

    /// Whether `word` stands here.
    func stands(_ word: StaticString) -> Bool { stands(word, at: place) }

    private func stands(_ word: StaticString, at index: Int) -> Bool {
        guard word.utf8CodeUnitCount <= text.count - index else { return false }
        return Bytes(rebasing: text[index..<index + word.utf8CodeUnitCount]).equals(word)
    }

    mutating func skipSpace() {
        while place < text.count, text[place].isSpaceOfXML { place += 1 }
    }

    // MARK: Text

    mutating func takeText() -> Bool {
        guard let end = find(UInt8(ascii: "<"), from: place) else { return false }
        let part = place..<end
        let bytes = Bytes(rebasing: text[part])
        place = end
        if hasBrackets {
            // "]]>" must not stand in text.
            for index in part where text[index] == UInt8(ascii: "]") && stands("]]>", at: index) {
                return false
            }
        }
        let hasReturns = hasReturns && bytes.contains(0x0D)
        guard hasReturns || ByteScan.find(UInt8(ascii: "&"), in: bytes) != nil else {
            append(part)
            return true
        }
        keepPiece()
        return Self.append(bytes, toText: &pending, hasReturns: hasReturns)
    }

    /// Adds text that stands there as it is meant.
    private mutating func append(_ part: Range<Int>) {
        if piece.isEmpty, pending.isEmpty {
            piece = part
        } else {
            keepPiece()
            pending.append(contentsOf: Bytes(rebasing: text[part]))
        }
    }

    /// Puts the piece with what else stands before the next tag.
    private mutating func keepPiece() {
        guard !piece.isEmpty else { return }
        pending.append(contentsOf: Bytes(rebasing: text[piece]))
        piece = 0..<0
    }

    /// `<![CDATA[…]]>`, whose line ends libxml2 leaves as they are.
    mutating func takeSection() -> Bool {
        let start = place + 9
        var search = start
        while let end = find(UInt8(ascii: "]"), from: search) {
            guard end - start <= Self.longest else { return false }
            guard stands("]]>", at: end) else {
                search = end + 1
                continue
            }
            place = end + 3
            append(start..<end)
            return true
        }
        return false
    }

    // MARK: What is passed over

    /// `<!--…-->`, with no `--` in it.
    mutating func skipComment() -> Bool {
        let start = place + 4
        var search = start
        while let dash = find(UInt8(ascii: "-"), from: search) {
            guard dash - start <= Self.longest else { return false }
            if stands("--", at: dash) {
                place = dash + 3
                return stands("-->", at: dash)
            }
            search = dash + 1
        }
        return false
    }

    mutating func skipInstruction() -> Bool {
        place += 2
        guard let name = takeName(), name.prefix.isEmpty, !isReserved(name.whole) else { return false }
        guard place < text.count, text[place].isSpaceOfXML || stands("?>") else { return false }
        let start = place
        while let mark = find(UInt8(ascii: "?"), from: place) {
            guard mark - start <= Self.longest else { return false }
            place = mark + 1
            guard stands("?>", at: mark) else { continue }
            place = mark + 2
            return true
        }
        return false
    }

    /// Whether an instruction's name is XML's own, in whatever case.
    private func isReserved(_ name: Bytes) -> Bool {
        name.count == 3 && zip(name, "xml".utf8).allSatisfy { $0.asciiLowercased == $1 }
    }

    /// Passes over `<?xml version="1.0" encoding="…" standalone="…"?>`, of which nothing counts any more; false where it
    /// is written in another way.
    mutating func skipDeclaration() -> Bool {
        guard stands("<?xml"), text.count > 5, text[5].isSpaceOfXML else { return true }
        place = 5
        guard let version = pseudoAttribute("version"), version.equals("1.0") else { return false }
        if let encoding = pseudoAttribute("encoding") {
            guard let first = encoding.first, (0x61...0x7A).contains(first | 0x20),
                encoding.allSatisfy({ $0.isOfEncodingName })
            else { return false }
        }
        if let standalone = pseudoAttribute("standalone") {
            guard standalone.equals("yes") || standalone.equals("no") else { return false }
        }
        skipSpace()
        guard stands("?>") else { return false }
        place += 2
        return true
    }

    /// The value of what stands next where it has that name; else nothing is passed over.
    private mutating func pseudoAttribute(_ name: StaticString) -> Bytes? {
        let start = place
        skipSpace()
        guard place > start, stands(name) else {
            place = start
            return nil
        }
        place += name.utf8CodeUnitCount
        skipSpace()
        if stands("=") { place += 1 }
        skipSpace()
        guard place < text.count, text[place] == UInt8(ascii: "\"") || text[place] == UInt8(ascii: "'"),
            let end = find(text[place], from: place + 1), end - place < 64
        else {
            place = start
            return nil
        }
        defer { place = end + 1 }
        return Bytes(rebasing: text[place + 1..<end])
    }
}

/// Reading what does not stand there as it is meant.
extension XMLScanner {
    /// Appends text with its references read and its line ends made line feeds; false for a reference that is not XML's own.
    private static func append(_ bytes: Bytes, toText result: inout [UInt8], hasReturns: Bool) -> Bool {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "&"):
                guard let length = append(reference: bytes, at: index, to: &result) else { return false }
                index += length
            // Of a line's end the line feed is told.
            case 0x0D: index += 1
            case _:
                let rest = Bytes(rebasing: bytes[index...])
                var length = ByteScan.find(UInt8(ascii: "&"), in: rest) ?? rest.count
                if hasReturns {
                    length = ByteScan.find(0x0D, in: Bytes(rebasing: rest[..<length])) ?? length
                }
                result.append(contentsOf: Bytes(rebasing: rest[..<length]))
                index += length
            }
        }
        return true
    }

    /// Appends the value of an attribute, in which each white space is a space.
    static func append(_ bytes: Bytes, toValue result: inout [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "<"), 0x0D: return false
            case UInt8(ascii: "&"):
                guard let length = append(reference: bytes, at: index, to: &result) else { return false }
                index += length
            case let byte:
                result.append(byte < 0x20 ? 0x20 : byte)
                index += 1
            }
        }
        return true
    }

    /// Appends what the reference at `index` stands for, and returns how long it is; `nil` where it is none of XML's own.
    private static func append(
        reference bytes: Bytes, at index: Int, to result: inout [UInt8]
    ) -> Int? {
        let rest = bytes[(index + 1)...].prefix(longestReference)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = Bytes(rebasing: bytes[index + 1..<end])
        if name.equals("amp") {
            result.append(UInt8(ascii: "&"))
        } else if name.equals("lt") {
            result.append(UInt8(ascii: "<"))
        } else if name.equals("gt") {
            result.append(UInt8(ascii: ">"))
        } else if name.equals("quot") {
            result.append(UInt8(ascii: "\""))
        } else if name.equals("apos") {
            result.append(UInt8(ascii: "'"))
        } else {
            guard let scalar = scalar(name) else { return nil }
            result.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
        return end + 1 - index
    }

    /// `#1234567` has the most digits that a character needs.
    private static let longestReference = 9

    /// The character that `#39` or `#x27` stands for; `nil` for one that XML does not have.
    private static func scalar(_ name: Bytes) -> Unicode.Scalar? {
        guard name.count > 1, name[0] == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = name[1] == UInt8(ascii: "x")
        let digits = name.dropFirst(isHexadecimal ? 2 : 1)
        var code: UInt32 = 0
        guard !digits.isEmpty else { return nil }
        for digit in digits {
            let value: UInt32
            switch digit {
            case 0x30...0x39: value = UInt32(digit - 0x30)
            case 0x61...0x66 where isHexadecimal: value = UInt32(digit - 0x61 + 10)
            case 0x41...0x46 where isHexadecimal: value = UInt32(digit - 0x41 + 10)
            default: return nil
            }
            code = code * (isHexadecimal ? 16 : 10) + value
        }
        guard code >= 0x20 || code == 0x09 || code == 0x0A || code == 0x0D,
            code & 0xFFFE != 0xFFFE || code > 0xFFFF
        else { return nil }
        return Unicode.Scalar(code)
    }
}

extension UInt8 {
    /// Space, tab, line feed or carriage return.
    fileprivate var isSpaceOfXML: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

    fileprivate var isOfEncodingName: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
