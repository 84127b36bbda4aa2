/// Numbers of questions as lists in several languages: `1 und 3`, `6, 7, 8 und 10`, `3 bis 5`, `2 et 3`, `2 en 3`, `4-7`.
enum ForeignNumbers {
    /// Reads the list at `scanner` and leaves it behind the last number; `nil` where none stands there.
    static func read(_ scanner: inout ByteScanner) -> [Int]? {
        guard let first = number(&scanner) else { return nil }
        var numbers = [first]
        while numbers.count < NumberList.longest {
            var ahead = scanner
            skipSubpart(&ahead)
            ahead.skipSpaces()
            if skipRange(&ahead), let last = numbers.last, let end = number(&ahead), end > last,
                end - last < NumberList.longest
            {
                numbers += Array(last + 1...end)
                scanner = ahead
                continue
            }
            ahead = scanner
            skipSubpart(&ahead)
            guard skipSeparator(&ahead), let next = number(&ahead) else { break }
            if !numbers.contains(next) { numbers.append(next) }
            scanner = ahead
        }
        return numbers
    }

    /// A number from 1 that is no part of an amount, a date or a paragraph's number.
    private static func number(_ scanner: inout ByteScanner) -> Int? {
        var ahead = scanner
        guard let number = ahead.number(maximumDigits: 3), number >= 1 else { return nil }
        if let mark = ahead.current, mark == 0x2E || mark == 0x2C || mark == 0x2F,
            ahead.position + 1 < ahead.bytes.count, ahead.bytes[ahead.position + 1].isDigit
        {
            return nil
        }
        scanner = ahead
        return number
    }

    /// `a)` behind a number: `Zu Frage 2 a)`, `1a`.
    private static func skipSubpart(_ scanner: inout ByteScanner) {
        var ahead = scanner
        ahead.skipSpaces()
        guard ahead.current?.isASCIILowercase == true else { return }
        ahead.position += 1
        if ahead.skip(")") || ahead.current.map({ !$0.isWordByte }) == true { scanner = ahead }
    }

    private static func skipRange(_ scanner: inout ByteScanner) -> Bool {
        let found =
            scanner.skipAnyWord(["bis", "to", "tot en met", "tot", "t/m"]) || scanner.skip("\u{E0} ")
            || scanner.skipDash()
        scanner.skipSpaces()
        return found
    }

    private static func skipSeparator(_ scanner: inout ByteScanner) -> Bool {
        let start = scanner.position
        // `1. en 2.`: a stop behind a number that a list goes on from.
        _ = scanner.skip(".")
        scanner.skipSpaces()
        let mark = scanner.skip(",") || scanner.skip("&") || scanner.skip("/")
        scanner.skipSpaces()
        let word = scanner.skipAnyWord(["und", "sowie", "et", "and", "en"])
        scanner.skipSpaces()
        if mark || word { return true }
        scanner.position = start
        return false
    }
}
