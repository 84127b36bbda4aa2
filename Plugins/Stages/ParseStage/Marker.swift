/// A line that says where a question or an answer begins.
struct Marker {
    enum Role {
        /// `Vraag 1`.
        case question
        /// `Antwoord 1`, `Antwoord op vraag 3 en 4`, `Antwoord`.
        case answer
        /// `12. Antwoord van het kabinet`: it ends the question before it.
        case closing
        /// `Mededeling`: what stands below answers nothing.
        case notice
    }

    var role: Role
    /// Empty where the line gives no number.
    var numbers: [Int]
    /// Who answers, where the line says it: `het kabinet`, `de minister`.
    var answerer: String?
    /// Where on the line the text itself begins; the line's end where nothing follows.
    var textStart: Int
    /// False where running text could look the same, so that the place in the sequence must decide.
    var isCertain: Bool
}

extension Marker {
    /// What `line` marks, seen alone; `nil` where it is text.
    static func read(_ line: Bytes) -> Marker? {
        guard let first = line.first else { return nil }
        switch first {
        case 0x56: return question(line) ?? initial(line, .question)  // V
        case 0x41: return answer(line) ?? initial(line, .answer)  // A
        case 0x4F: return answer(line)  // O
        case 0x42: return reply(line, "beantwoording")  // B
        case 0x52: return reply(line, "reactie") ?? closing(line)  // R
        case 0x30...0x39: return closing(line)
        case 0x4D: return notice(line)  // M
        default: return nil
        }
    }

    private static func question(_ line: Bytes) -> Marker? {
        var scanner = ByteScanner(line)
        guard scanner.skipWord("vragen") || scanner.skip("vraag") else { return nil }
        guard let numbers = numbers(&scanner) else { return unnumbered(&scanner) }
        return ended(&scanner, .question, numbers)
    }

    /// `Vraag`, alone or with a colon and the question behind it.
    private static func unnumbered(_ scanner: inout ByteScanner) -> Marker? {
        scanner.skipSpaces()
        guard scanner.skip(":") || scanner.atEnd else { return nil }
        scanner.skipSpaces()
        return Marker(role: .question, numbers: [], textStart: scanner.position, isCertain: true)
    }

    /// `V1.` and `A1:`, which are roads and shelves as well, so that the order of numbers must decide.
    private static func initial(_ line: Bytes, _ role: Role) -> Marker? {
        var scanner = ByteScanner(line, at: 1)
        guard let numbers = NumberList.read(&scanner),
            scanner.skip(".") || scanner.skip(":") || scanner.skip(")")
        else { return nil }
        scanner.skipSpaces()
        return Marker(role: role, numbers: numbers, textStart: scanner.position, isCertain: false)
    }

    private static func answer(_ line: Bytes) -> Marker? {
        var scanner = ByteScanner(line)
        // `Ons antwoord:`, as those write who answer together.
        if scanner.skipWord("ons") || scanner.skipWord("onze") { scanner.skipSpaces() }
        guard scanner.skip("antwoord") else { return nil }
        _ = scanner.skip("en")
        guard scanner.current?.isLetter != true else { return nil }
        let afterWord = scanner.position
        scanner.skipSpaces()
        _ = scanner.skipWord("op")
        scanner.skipSpaces()
        _ = scanner.skipAnyWord(["de", "uw"])
        scanner.skipSpaces()
        let namesQuestion = scanner.skip("vragen") || scanner.skip("vraag")
        if let numbers = numbers(&scanner, inWords: namesQuestion) {
            return ended(&scanner, .answer, numbers)
        }
        scanner.position = afterWord
        if let answerer = Answerer.read(&scanner) { return closed(&scanner, [], answerer) }
        scanner.position = afterWord
        let answerer = Answerer.beforeColon(&scanner)
        scanner.skipSpaces()
        let colon = scanner.skip(":")
        scanner.skipSpaces()
        guard scanner.atEnd || colon else { return nil }
        return Marker(
            role: .answer, numbers: [], answerer: answerer, textStart: scanner.position, isCertain: true)
    }

    /// `Beantwoording vraag 1`, `Reactie op de vragen 2 en 3`.
    private static func reply(_ line: Bytes, _ word: String) -> Marker? {
        var scanner = ByteScanner(line)
        guard scanner.skipWord(word) else { return nil }
        scanner.skipSpaces()
        _ = scanner.skipAnyWord(["op", "van"])
        scanner.skipSpaces()
        _ = scanner.skipWord("de")
        scanner.skipSpaces()
        guard scanner.skipWord("vragen") || scanner.skipWord("vraag"), let numbers = numbers(&scanner) else {
            return nil
        }
        return ended(&scanner, .answer, numbers)
    }

    /// `12. Antwoord van het kabinet`, `3 en 4. Reactie van de minister`, and the same without a number.
    private static func closing(_ line: Bytes) -> Marker? {
        var scanner = ByteScanner(line)
        let numbers = NumberList.read(&scanner) ?? []
        if !numbers.isEmpty {
            _ = scanner.skip(".") || scanner.skip(")") || scanner.skip(":")
            scanner.skipSpaces()
        }
        guard scanner.skipAnyWord(["antwoord", "antwoorden", "reactie"]) else { return nil }
        let answerer = Answerer.read(&scanner)
        guard answerer != nil || !numbers.isEmpty else { return nil }
        return closed(&scanner, numbers, answerer)
    }

    /// The marker whose words end at `scanner`; the answer may follow on the same line.
    private static func closed(_ scanner: inout ByteScanner, _ numbers: [Int], _ answerer: String?) -> Marker?
    {
        let gap = scanner.position
        scanner.skipSpaces()
        // The cells of a table stand apart.
        let isCell = scanner.position - gap > 1
        let colon = scanner.skip(":")
        if !colon { _ = scanner.skip(".") }
        scanner.skipSpaces()
        if !scanner.atEnd {
            let isText =
                scanner.current?.isASCIIUppercase == true || scanner.current.map { $0 >= 0x80 } == true
            let isRunIn = !numbers.isEmpty && answerer.map(Answerer.standsAlone) == true
            guard isText, colon || isCell || isRunIn else { return nil }
        }
        return Marker(
            role: .closing, numbers: numbers, answerer: answerer, textStart: scanner.position, isCertain: true
        )
    }

    private static func notice(_ line: Bytes) -> Marker? {
        var scanner = ByteScanner(line)
        guard scanner.skipWord("mededeling") else { return nil }
        scanner.skipSpaces()
        _ = scanner.skip(":")
        guard scanner.atEnd else { return nil }
        return Marker(role: .notice, numbers: [], textStart: scanner.position, isCertain: true)
    }

    /// `Vraag drie`, where nothing but a mark stands behind it.
    private static func word(_ scanner: inout ByteScanner) -> [Int]? {
        var ahead = scanner
        for (index, word) in words.enumerated()
        where ahead.skipWord(word) || index == 0 && ahead.skipWord("een") {
            let end = ahead
            _ = ahead.skip(":") || ahead.skip(".")
            guard ahead.rest.allSatisfy({ $0 == 0x20 }) else { return nil }
            scanner = end
            return [index + 1]
        }
        return nil
    }

    private static let words = [
        "\u{E9}\u{E9}n", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
        "twaalf",
    ]

    private static func numbers(_ scanner: inout ByteScanner, inWords: Bool = true) -> [Int]? {
        scanner.skipSpaces()
        _ = scanner.skip("nr.") || scanner.skip("nummer")
        scanner.skipSpaces()
        let bracket = scanner.skip("(")
        guard let numbers = NumberList.read(&scanner) ?? (inWords ? word(&scanner) : nil) else { return nil }
        if bracket { guard scanner.skip(")") else { return nil } }
        return numbers
    }

    /// The marker whose numbers end at `scanner`: nothing, a colon, a stop or a capital may follow.
    private static func ended(_ scanner: inout ByteScanner, _ role: Role, _ numbers: [Int]) -> Marker? {
        let hasSpace = scanner.skipSpaces()
        let hasMark = scanner.skip(":") || scanner.skip(".") || scanner.skip(")")
        scanner.skipSpaces()
        _ = scanner.skipDash()
        scanner.skipSpaces()
        let start = scanner.position
        if scanner.atEnd {
            return Marker(role: role, numbers: numbers, textStart: start, isCertain: true)
        }
        if scanner.current == 0x28 {
            // `Vraag 1 (pagina 2)`: where in the paper it stands, said beside the number.
            guard let close = scanner.rest.firstIndex(of: 0x29) else { return nil }
            scanner.position = close + 1
            scanner.skipSpaces()
            return Marker(role: role, numbers: numbers, textStart: scanner.position, isCertain: false)
        }
        guard hasMark || hasSpace, !Bytes(scanner.rest.prefix(2)).beginsInMidSentence else { return nil }
        return Marker(role: role, numbers: numbers, textStart: start, isCertain: hasMark)
    }

    /// Who answers, as a marker line says it.
    enum Answerer {
        private static let offices = [
            "kabinet", "regering", "minister-president", "ministers", "minister", "staatssecretarissen",
            "staatssecretaris", "bewindspersonen", "bewindspersoon", "bewindslieden", "initiatiefnemers",
            "initiatiefnemer", "commissie", "college", "gedeputeerde staten",
        ]

        /// Reads the office of `Antwoord college:`, `Antwoord GS:`; `nil` where no colon follows one.
        static func beforeColon(_ scanner: inout ByteScanner) -> String? {
            let start = scanner.position
            scanner.skipSpaces()
            let office = scanner.position
            _ = scanner.skipWord("het") || scanner.skipWord("de")
            scanner.skipSpaces()
            if scanner.skipAnyWord(offices + ["gs", "b en w", "b&w"]) {
                let end = fieldEnd(scanner)
                if end < scanner.bytes.count, scanner.bytes[end] == 0x3A, end - office <= 120 {
                    scanner.position = end
                    return scanner.bytes[office..<end].trimmed.string
                }
            }
            scanner.position = start
            return nil
        }

        /// Reads ` van het kabinet`, ` van de minister voor Klimaat`; `nil` where something else stands there.
        static func read(_ scanner: inout ByteScanner) -> String? {
            let start = scanner.position
            scanner.skipSpaces()
            guard scanner.skipWord("van") || scanner.skipWord("vanuit") || scanner.skipWord("namens") else {
                scanner.position = start
                return nil
            }
            scanner.skipSpaces()
            guard scanner.skipWord("het") || scanner.skipWord("de") else {
                scanner.position = start
                return nil
            }
            scanner.skipSpaces()
            let office = scanner.position
            guard scanner.skipAnyWord(offices) else {
                scanner.position = start
                return nil
            }
            if standsAlone(scanner.bytes[office..<scanner.position].string), scanner.rest.count > 1,
                scanner.current == 0x20, scanner.bytes[scanner.position + 1].isASCIIUppercase
            {
                return scanner.bytes[office..<scanner.position].string
            }
            // The office's own field may follow; a sentence or a bracket may not.
            let end = fieldEnd(scanner)
            let field = scanner.bytes[scanner.position..<end]
            guard field.count <= 120, !field.contains(0x28), !field.contains(0x2E),
                !(field.has(" op ") && field.has("vragen")), !field.has(" over "),
                !sentenceWords.contains(where: { field.has($0) }),
                field.trimmed.isEmpty || field.has(" van") || field.has(" voor")
            else {
                scanner.position = start
                return nil
            }
            if field.has(" van") || field.has(" voor") { scanner.position = end }
            return scanner.bytes[office..<scanner.position][...].trimmed.string
        }

        /// Words that make a sentence, and stand in the name of no office.
        private static let sentenceWords = [
            " is ", " was ", " zijn ", " waren ", " heeft ", " wordt ", " luidt", " dat ", " niet ",
        ]

        /// Whether nothing says what the office is for, so that what follows is text.
        static func standsAlone(_ office: String) -> Bool {
            ["kabinet", "regering", "bewindspersoon", "bewindspersonen", "bewindslieden"].contains(office)
        }

        /// Where an office's field ends at the latest: a colon, the gap between two cells, a stop that ends the line.
        private static func fieldEnd(_ scanner: ByteScanner) -> Int {
            var index = scanner.position
            let bytes = scanner.bytes
            while index < bytes.count, bytes[index] != 0x3A {
                if bytes[index] == 0x20, index + 1 < bytes.count, bytes[index + 1] == 0x20 { break }
                if bytes[index] == 0x2E, bytes[(index + 1)...].allSatisfy({ $0 == 0x20 }) { break }
                index += 1
            }
            return index
        }
    }
}
