/// Numbers as official papers list them: `4`, `4 en 5`, `4, 5, 7 en 8`, `2 t/m 6`, `4-7`.
enum NumberList {
    /// The highest number that a question has in practice; a higher one is something else, such as a year.
    static let highest = 999
    /// How many numbers one list may stand for.
    static let longest = 200

    /// Reads the list at `scanner`, and leaves it behind the last number; `nil` where none stands there.
    static func read(_ scanner: inout ByteScanner) -> [Int]? {
        guard let first = number(&scanner) else { return nil }
        var numbers = [first]
        while numbers.count < longest {
            let start = scanner.position
            if let end = rangeEnd(&scanner), let last = numbers.last, end > last, end - last < longest {
                numbers += Array(last + 1...end)
            } else if scanner.restore(start), separator(&scanner), let next = number(&scanner) {
                if !numbers.contains(next) { numbers.append(next) }
            } else {
                scanner.position = start
                break
            }
        }
        return numbers
    }

    private static func number(_ scanner: inout ByteScanner) -> Int? {
        let start = scanner.position
        guard let number = scanner.number(maximumDigits: 3), number >= 1 else {
            scanner.position = start
            return nil
        }
        skipPart(&scanner)
        guard
            scanner.current?.isLetter != true || isGlue(scanner)
        else {
            scanner.position = start
            return nil
        }
        // `4.1` is a paragraph's number, `1,5` an amount.
        if let mark = scanner.current, mark == 0x2E || mark == 0x2C,
            scanner.position + 1 < scanner.bytes.count, scanner.bytes[scanner.position + 1].isDigit
        {
            let isList = mark == 0x2C && isTight(scanner)
            guard isList else {
                scanner.position = start
                return nil
            }
        }
        return number
    }

    /// The letter of `3a`, which names a part of question 3.
    private static func skipPart(_ scanner: inout ByteScanner) {
        guard let letter = scanner.current, (0x61...0x68).contains(letter),
            scanner.position + 1 >= scanner.bytes.count
                || !scanner.bytes[scanner.position + 1].isWordByte
        else { return }
        scanner.position += 1
    }

    /// `1,2,3,4 en 5` is a list without spaces; `1,5` alone is an amount.
    private static func isTight(_ scanner: ByteScanner) -> Bool {
        var ahead = scanner
        var commas = 0
        while ahead.skip(","), ahead.number(maximumDigits: 3) != nil { commas += 1 }
        if commas > 1 { return true }
        ahead.skipSpaces()
        return commas == 1 && ahead.skipWord("en")
    }

    private static func isGlue(_ scanner: ByteScanner) -> Bool {
        var ahead = scanner
        return ahead.skip("en") && ahead.skipSpaces() && ahead.current?.isDigit == true
    }

    private static func rangeEnd(_ scanner: inout ByteScanner) -> Int? {
        scanner.skipSpaces()
        guard
            scanner.skip("t/m") || scanner.skip("tot en met") || scanner.skip("t.m.") || scanner.skip("tm ")
                || scanner.skipDash()
        else { return nil }
        scanner.skipSpaces()
        return number(&scanner)
    }

    private static func separator(_ scanner: inout ByteScanner) -> Bool {
        scanner.skipSpaces()
        let comma =
            scanner.skip(",") || scanner.skip("&") || scanner.skip("/") || scanner.skip(";")
            || scanner.skip("+")
        scanner.skipSpaces()
        let word =
            scanner.skipAnyWord(["en", "alsmede", "respectievelijk", "resp."])
            || (scanner.current == 0x65 && gluedAnd(&scanner))
        scanner.skipSpaces()
        _ = scanner.skipWord("vraag")
        scanner.skipSpaces()
        return comma || word
    }

    /// `en5`, where a space was lost.
    private static func gluedAnd(_ scanner: inout ByteScanner) -> Bool {
        var ahead = scanner
        guard ahead.skip("en"), ahead.current?.isDigit == true else { return false }
        scanner = ahead
        return true
    }
}

extension ByteScanner {
    /// Goes back to `position`; always true, so that it can stand in a condition.
    fileprivate mutating func restore(_ position: Int) -> Bool {
        self.position = position
        return true
    }
}
