extension Bytes {
    /// The text with single spaces where it has several.
    var singlySpaced: Bytes {
        guard hasWideGap else { return self }
        var result: Bytes = []
        result.reserveCapacity(count)
        for byte in self where byte != 0x20 || result.last != 0x20 { result.append(byte) }
        return result
    }

    /// ``ArraySlice/key`` of all of it.
    var key: Bytes { self[...].key }

    /// Whether it begins with these bytes.
    func begins(with literal: String) -> Bool { starts(with: literal.utf8) }

    /// Whether it is these bytes and no more.
    func equals(_ literal: String) -> Bool { elementsEqual(literal.utf8) }
}

extension ArraySlice<UInt8> {
    /// Its letters and digits alone, small and without accents, so that spaced out, accented and capital forms are one.
    var key: Bytes {
        var result: Bytes = []
        result.reserveCapacity(count)
        var index = startIndex
        while let byte = nextOfKey(&index) { result.append(byte) }
        return result
    }

    /// Whether its ``key`` has `literal`, which begins with a letter that has no accents.
    func hasKey(_ literal: String) -> Bool {
        guard let first = literal.utf8.first else { return true }
        var start = startIndex
        while let found = firstPlace(of: first, from: start, upTo: endIndex) {
            start = found + 1
            var index = found
            if literal.utf8.allSatisfy({ nextOfKey(&index) == $0 }) { return true }
        }
        return false
    }

    /// The next letter or digit of its key from `index` on, which moves behind it.
    @inline(__always)
    private func nextOfKey(_ index: inout Int) -> UInt8? {
        while index < endIndex {
            let byte = self[index]
            index += 1
            if byte == 0xC3, index < endIndex {
                index += 1
                if let letter = Self.unaccented(self[index - 1]) { return letter }
            } else if byte.isDigit || byte.isPlainLetter {
                return byte.asciiLowercased
            }
        }
        return nil
    }

    /// The plain letter of the one that ends in `byte` after C3.
    private static func unaccented(_ byte: UInt8) -> UInt8? {
        switch byte | 0x20 {
        case 0xA0...0xA6: 0x61
        case 0xA7: 0x63
        case 0xA8...0xAB: 0x65
        case 0xAC...0xAF: 0x69
        case 0xB1: 0x6E
        case 0xB2...0xB6: 0x6F
        case 0xB9...0xBC: 0x75
        default: nil
        }
    }
}
