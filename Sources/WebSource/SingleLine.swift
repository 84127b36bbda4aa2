import Pipeline

extension String {
    /// The text with its white space collapsed and without what acts on terminals, cut after `longest` bytes.
    package func singleLine(longest: Int = 4096) -> String {
        if utf8.count <= longest, utf8.span.isSingleLine { return self }
        return Array(utf8).singleLine(longest: longest)
    }
}

extension [UInt8] {
    /// The text with its white space collapsed and without what acts on terminals, cut after `longest` bytes.
    package func singleLine(longest: Int = 4096) -> String {
        if count <= longest, span.isSingleLine { return String(decoding: self, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(Swift.min(count, longest))
        var isPending = false
        var index = 0
        while index < count {
            let length = lengthOfCharacter(at: index)
            if isGap(at: index, length: length) {
                isPending = !result.isEmpty
            } else {
                guard result.count + length + (isPending ? 1 : 0) <= longest else {
                    return String(decoding: result, as: UTF8.self) + "…"
                }
                if isPending { result.append(0x20) }
                isPending = false
                result += self[index..<index + length]
            }
            index += length
        }
        return String(decoding: result, as: UTF8.self)
    }

    private func lengthOfCharacter(at index: Int) -> Int {
        let wanted =
            switch self[index] {
            case 0xC0...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xFF: 4
            default: 1
            }
        return Swift.min(wanted, count - index)
    }

    /// Whether white space or a control stands there.
    private func isGap(at index: Int, length: Int) -> Bool {
        let byte = self[index]
        guard byte.mayLeadGap else { return byte <= 0x20 || byte == 0x7F }
        guard let scalar = String(decoding: self[index..<index + length], as: UTF8.self).unicodeScalars.first
        else {
            return true
        }
        return scalar.actsOnTerminalsOrLines || scalar.properties.isWhitespace
    }
}

extension Swift.Span<UInt8> {
    /// Whether nothing is to be changed, as far as a quick look tells.
    fileprivate var isSingleLine: Bool {
        var before: UInt8 = 0x20
        for index in 0..<count {
            let byte = self[index]
            // Most are letters.
            if byte > 0x20, byte < 0x7F {
                before = byte
                continue
            }
            if byte < 0x20 || byte == 0x7F || (byte == 0x20 && before == 0x20) || byte.mayLeadGap {
                return false
            }
            before = byte
        }
        return before != 0x20 || isEmpty
    }
}

extension UInt8 {
    /// Whether a character that begins with this byte may be white space or a control beyond ASCII.
    fileprivate var mayLeadGap: Bool {
        switch self {
        case 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF: true
        default: false
        }
    }
}
