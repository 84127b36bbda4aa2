/// The lines on which something begins.
struct GermanMarks {
    enum Kind: Equatable {
        /// `Vorbemerkung der Fragesteller`, `Vorbemerkung der Bundesregierung`.
        case preface
        /// `Antwort`, below the questions.
        case answers
        /// `2. Wie viele …?`, `Frage 2:`.
        case question(Int)
        /// `Zu den Fragen 1 und 3:`.
        case answer([Int])
    }

    struct Mark {
        var line: Int
        var kind: Kind
        var textStart: Int

        /// Whether a question or an answer begins there.
        var isPair: Bool {
            switch kind {
            case .question, .answer: true
            case .preface, .answers: false
            }
        }
    }

    var marks: [Mark] = []
    /// True where answers name their questions.
    let namesQuestions: Bool
    /// True where an answer is said to be there at all.
    let hasAnswer: Bool
    /// True where each question names its member, and its answer stands below it under a head of its own.
    let isList: Bool

    // MARK: Whether it is such a paper

    /// How many lines of a paper are looked at for what sort it is.
    private static let longestHead = 90

    static func areRecognised(_ lines: [PaperLine]) -> Bool {
        let head = lines.lazy.filter { !$0.isBlank }.prefix(longestHead)
        // Most papers are another parliament's, and have none of these words.
        guard head.contains(where: { $0.text.prefix(160).hasKey("frage") }) else { return false }
        let keys = head.map { $0.text.prefix(160).key }
        return keys.contains { key in inquiryWords.contains { key.has($0) } }
            && keys.contains { key in paperWords.contains { key.has($0) } }
            && (keys.contains(where: opensAnswer) || head.contains { readAnswer($0.text) != nil })
    }

    private static let paperWords = [
        "drucksache", "wahlperiode", "landtag", "bundestag", "abgeordnete", "rgerschaft", "nationalrat",
    ]
    /// Each has `frage` in it.
    private static let inquiryWords = ["anfrage", "fragesteller", "schriftlichefrage"]

    private static func opensAnswer(_ key: Bytes) -> Bool {
        isAnswerHead(key)
            || ["vorbemerkungd", "wirfragend", "ichfragedie", "ichfrageden", "anfragebeantwortung"].contains {
                key.begins(with: $0)
            }
    }

    /// `A N T W O R T`, `Antwort der Bundesregierung`, `Antwort des Ministeriums für …`.
    static func isAnswerHead(_ key: Bytes) -> Bool {
        key.equals("antwort") || key.equals("antworten") || key.equals("dieantwort")
            || ["antwortder", "antwortdes", "antwortvom", "antwortzuder", "undantwortde"].contains {
                key.begins(with: $0)
            }
    }

    // MARK: Where what begins

    init(_ paper: ForeignPaper) {
        let lines = paper.lines
        var found: [Mark] = []
        var answers = false
        var zu = lines.map { Self.readAnswer($0.text) }
        let named = Set(zu.compactMap { $0?.numbers }.joined())
        let numbered = lines.compactMap { Self.readQuestion($0.text) }
        // A line within an answer may speak of a question too: where answers name theirs, most do.
        namesQuestions = !named.isEmpty && named.count * 2 >= Set(numbered.map(\.0)).count
        if !namesQuestions { zu = lines.map { _ in nil } }
        isList = lines.contains {
            Self.readQuestion($0.text) != nil && $0.text.prefix(40).has(". abgeordnete")
        }
        var (isAfterQuestion, isHeadAnswered) = (false, false)
        for index in lines.indices where !lines[index].isBlank {
            let line = lines[index].text
            let key = line.prefix(160).key
            let isFree =
                index == 0 || lines[index - 1].isBlank || lines[index - 1].text.endsSentence
                || line.count < 60
            if let (numbers, start) = zu[index] {
                found.append(Mark(line: index, kind: .answer(numbers), textStart: start))
            } else if let (number, start) = Self.readQuestion(line),
                !namesQuestions || named.contains(number) || named.isEmpty,
                index == 0 || lines[index - 1].isBlank || !lines[index - 1].text.leavesNumberOpen
            {
                found.append(Mark(line: index, kind: .question(number), textStart: start))
                isAfterQuestion = true
            } else if isFree, key.begins(with: "vorbemerkung"), line.count < 120 {
                found.append(Mark(line: index, kind: .preface, textStart: 0))
            } else if isFree, Self.isAnswerHead(key) {
                answers = true
                isHeadAnswered = isHeadAnswered || !isAfterQuestion
                // Where the paper's own head speaks of the answer, only the bare word begins it below the questions.
                let isBare = key.equals("antwort") || key.equals("antworten")
                if isAfterQuestion, isBare || isList || (!isHeadAnswered && !line.endsSentence) {
                    found.append(Mark(line: index, kind: .answers, textStart: line.count))
                }
            }
        }
        hasAnswer = answers || namesQuestions
        marks = Self.inOrder(found, paper, namesQuestions: namesQuestions, isList: isList)
    }

    /// `Zu Frage 2:`, `Zu den Fragen 6, 7, 8 und 10:`, `Zu 1.:`, `Antwort zu Frage 3:`, `Zu Frage 2 a) bis c):`.
    static func readAnswer(_ line: Bytes) -> (numbers: [Int], textStart: Int)? {
        var scanner = ByteScanner(line)
        let isAnswer = scanner.skipWord("antwort") || scanner.skipWord("antworten")
        scanner.skipSpaces()
        let isNamed = scanner.skipWord("zu") || (isAnswer && scanner.skipWord("auf"))
        guard isNamed, scanner.skipSpaces() else { return nil }
        if scanner.skipAnyWord(["den", "der"]) { scanner.skipSpaces() }
        let hasWord = scanner.skipAnyWord([
            "fragen", "frage", "nummern", "nummer", "ziffern", "ziffer", "punkt", "nr",
        ])
        _ = scanner.skip(".")
        scanner.skipSpaces()
        guard let numbers = ForeignNumbers.read(&scanner) else { return nil }
        // Sub-questions stay with their number.
        while let byte = scanner.current, byte != 0x3A, scanner.position < 60 {
            guard
                byte == 0x20 || byte == 0x2E || byte == 0x29 || byte == 0x28 || byte == 0x2C
                    || byte.isASCIILowercase
            else { return nil }
            scanner.position += 1
        }
        guard scanner.skip(":") || (scanner.atEnd && (hasWord || line.last == 0x2E || line.last == 0x29))
        else {
            return nil
        }
        scanner.skipSpaces()
        return (numbers, scanner.position)
    }

    /// `2. Wie viele …`, `2) Wie …`, `Frage 2:`, `Frage Nr. 2:`.
    static func readQuestion(_ line: Bytes) -> (Int, Int)? {
        var scanner = ByteScanner(line)
        let isNamed = scanner.skipWord("frage")
        if isNamed {
            scanner.skipSpaces()
            _ = scanner.skip("nr.")
            scanner.skipSpaces()
        }
        guard let number = scanner.number(maximumDigits: 3), number > 0 else { return nil }
        if isNamed {
            guard scanner.skip(":") || scanner.skip(".") || scanner.atEnd else { return nil }
            scanner.skipSpaces()
            return (number, scanner.position)
        }
        guard scanner.skip(".") || scanner.skip(")") else { return nil }
        guard scanner.skipSpaces(), let next = scanner.current else { return nil }
        // A sentence or a sub-question: capital, quotation mark, bracket, `a)`.
        let isSubpart =
            next.isASCIILowercase && scanner.position + 1 < line.count && line[scanner.position + 1] == 0x29
        let begins = next.isASCIIUppercase || next >= 0xC3 || next == 0x22 || next == 0x28 || isSubpart
        // `12. Mai 2010` is a day, `17. Wahlperiode` a term.
        let rest = Bytes("1 ".utf8) + scanner.rest.prefix(20)
        guard begins, ForeignDate.first(in: rest + Bytes(" 2000".utf8)) == nil || rest.has("?"),
            !scanner.rest.prefix(12).has("wahlperiode")
        else { return nil }
        return (number, scanner.position)
    }

    /// The marks without the numbered lines that are no questions.
    private static func inOrder(
        _ found: [Mark], _ paper: ForeignPaper, namesQuestions: Bool, isList: Bool
    ) -> [Mark] {
        var kept: [Mark] = []
        var last = 0
        for (place, mark) in found.enumerated() {
            guard case .question(let number) = mark.kind else {
                if mark.kind == .answers, !isList {
                    // Below it, questions begin anew, or there are none.
                    let following = found[(place + 1)...].lazy.compactMap { mark in
                        if case .question(let number) = mark.kind { number } else { nil }
                    }.first
                    guard following == nil || following == 1 else { continue }
                    last = 0
                }
                kept.append(mark)
                continue
            }
            let end = place + 1 < found.count ? found[place + 1].line : paper.lines.count
            let next = found[(place + 1)...].first.map(\.kind)
            let isAsked = paper.lines[mark.line..<min(end, mark.line + 40)].contains {
                $0.text.contains(0x3F)
            }
            // Repeated from its beginning, the list is the one with the answers.
            let isInTurn =
                number == last + 1 || (number == 1 && last > 0)
                || (namesQuestions && next.map(isAnswer) == true)
            let isNamed = paper.lines[mark.line].text.starts(withFolded: "frage")
            guard isAsked || isNamed, isInTurn || namesQuestions else { continue }
            kept.append(mark)
            last = number
        }
        return kept
    }

    private static func isAnswer(_ kind: Kind) -> Bool {
        if case .answer = kind { true } else { false }
    }
}

extension Bytes {
    /// Whether a number after it is no question's: `in der Fassung vom`, `gemäß Artikel`.
    fileprivate var leavesNumberOpen: Bool {
        let word = lastWord.map(\.asciiLowercased).string
        return [
            "vom", "am", "artikel", "art.", "absatz", "nr.", "nummer", "der", "des", "dem", "den", "zum",
            "bis", "und",
            "im", "seit", "frage", "fragen", "die", "ab",
        ].contains(word)
    }
}
