import Hashing
import Pipeline

/// Text in the forms that mail takes: nothing in it can end a line, a header or the message.
enum MailEncoding {
    /// The longest line, without its end, that is written (RFC 5322 §2.1.1 advises 78).
    private static let longestLine = 76

    // MARK: Headers

    /// A header with unstructured text, folded and in encoded words where need be (RFC 2047), with its line's end.
    static func header(_ name: String, _ text: String) -> String {
        let line = "\(name): \(text)"
        let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
        if isPlain, line.utf8.count <= longestLine, !text.hasPrefix(" "), !text.hasSuffix(" ") {
            return line + "\r\n"
        }
        return "\(name): \(encodedWords(text).joined(separator: "\r\n "))\r\n"
    }

    /// A header with addresses, one a line.
    static func header(_ name: String, _ addresses: [MailAddress]) -> String {
        let items = addresses.map { address -> String in
            guard let name = address.name else { return address.address }
            return encodedWords(name).joined(separator: "\r\n ") + "\r\n <\(address.address)>"
        }
        return "\(name): \(items.joined(separator: ",\r\n "))\r\n"
    }

    /// Words of at most 75 characters, none of which cuts a character in two.
    private static func encodedWords(_ text: String) -> [String] {
        var (words, part): ([String], [UInt8]) = ([], [])
        func end() {
            if !part.isEmpty { words.append("=?UTF-8?B?\(Base64.encode(part))?=") }
            part = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar.actsOnTerminalsOrLines ? " " : scalar).utf8)
            // The first word shares its line with the header's name.
            if part.count + bytes.count > (words.isEmpty ? 33 : 45) { end() }
            part += bytes
        }
        end()
        return words
    }

    // MARK: Bodies

    /// `text` as quoted-printable (RFC 2045 §6.7), in lines of at most 76 characters that end with CR LF.
    ///
    /// A point at a line's beginning is written as `=2E`, so that no server on the way has anything to stuff or to unstuff.
    static func quotedPrintable(_ text: String) -> [UInt8] {
        var result: [UInt8] = []
        var length = 0
        func append(_ piece: [UInt8], isLast: Bool) {
            if length + piece.count > (isLast ? longestLine : longestLine - 1) {
                result += [UInt8(ascii: "="), 0x0D, 0x0A]
                length = 0
            }
            // What a soft break has brought to the beginning of a line begins one too.
            let isRisky = length == 0 && (piece == [UInt8(ascii: ".")] || piece == [UInt8(ascii: "F")])
            let written = isRisky ? escaped(piece[0]) : piece
            result += written
            length += written.count
        }
        for line in lines(of: text) {
            for (index, byte) in line.enumerated() {
                let isLast = index == line.count - 1
                let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
                let isSpace = byte == 0x20 && !isLast
                append(isPlain || isSpace ? [byte] : escaped(byte), isLast: isLast)
            }
            result += [0x0D, 0x0A]
            length = 0
        }
        return result
    }

    /// Lines without their ends, however they ended; whatever ends a line somewhere ends it here.
    private static func lines(of text: String) -> [[UInt8]] {
        var (lines, line): ([[UInt8]], [UInt8]) = ([], [])
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where last == 0x0D: break
            case 0x0A, 0x0D:
                lines.append(line)
                line = []
            default: line.append(byte)
            }
            last = byte
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
