import Pipeline

/// Finds the answers of the same paper to which an answer sends its reader.
enum CrossReferences {
    /// How many answers one chain of references may bring along, and how long each may be.
    private static let longestChain = 20
    private static let longestAnswer = 65_536

    /// Fills `refersTo` and `resolved` of all `answers`.
    static func resolve(_ answers: inout [Answer]) {
        let runs = NumberRuns.of(answers)
        var byNumber: [[Int: Int]] = []
        for (index, run) in runs.enumerated() {
            if run == byNumber.count { byNumber.append([:]) }
            for number in answers[index].numbers where byNumber[run][number] == nil {
                byNumber[run][number] = index
            }
        }
        for (index, run) in runs.enumerated() {
            let previous = index > 0 ? answers[index - 1].numbers.last : nil
            // What a reader of another language found is there already.
            let found = numbers(in: Bytes(answers[index].answer.utf8), previous: previous)
            answers[index].refersTo = Set(answers[index].refersTo + found)
                .filter { byNumber[run][$0] != nil && !answers[index].numbers.contains($0) }.sorted()
        }
        for (index, run) in runs.enumerated() where !answers[index].refersTo.isEmpty {
            answers[index].resolved = chain(from: index, answers, byNumber[run])
        }
    }

    /// The answers along the chain: those referred to, and, where one does nothing but refer, those it refers to.
    private static func chain(from start: Int, _ answers: [Answer], _ byNumber: [Int: Int]) -> [Answer
        .Resolved]
    {
        var resolved: [Answer.Resolved] = []
        var visited: Set<Int> = [start]
        var waiting = answers[start].refersTo[...]
        while let number = waiting.popFirst(), resolved.count < longestChain {
            guard let index = byNumber[number], visited.insert(index).inserted else { continue }
            let answer = answers[index]
            if answer.answer.utf8.count <= longestAnswer {
                resolved.append(Answer.Resolved(number: number, answer: answer.answer))
            }
            if isPure(answer) { waiting += answer.refersTo }
        }
        return resolved
    }

    /// Whether the answer says nothing of its own: one short sentence with a reference in it.
    static func isPure(_ answer: Answer) -> Bool {
        let text = Bytes(answer.answer.utf8)
        guard !answer.refersTo.isEmpty, text.count <= 160, !text.contains(0x0A) else { return false }
        let begins = [
            "zie", "hiervoor", "voor het antwoord", "ik verwijs", "kortheidshalve", "verwezen",
            "het antwoord op",
            "voor de beantwoording", "wij verwijzen", "ja, zie", "nee, zie",
        ]
        return (begins + ForeignReferences.openings).contains { text.starts(withFolded: $0) }
            && text.dropLast().filter { $0 == 0x2E || $0 == 0x3F }.isEmpty
    }

    // MARK: Wordings

    /// The numbers that `text` points to, each once.
    ///
    /// - Parameters:
    ///   - text: an answer.
    ///   - previous: the number of the answer before, for `de vorige vraag`.
    /// - Returns: numbers of questions, in the order of the text.
    static func numbers(in text: Bytes, previous: Int?) -> [Int] {
        var found: [Int] = []
        let vraag = places(of: "vraag", in: text)
        for range in vraag { found += list(after: range.upperBound, in: text) }
        for range in places(of: "vragen", in: text) {
            found += list(after: range.upperBound, in: text)
        }
        let antwoord = places(of: "antwoord", in: text)
        for range in antwoord { found += directList(after: range.upperBound, in: text) }
        // Each of these wordings has one of the words above in it.
        if let previous, !(vraag.isEmpty && antwoord.isEmpty),
            wordsOfPrevious.contains(where: { text.has($0) }),
            wordingsOfPrevious.contains(where: { text.has($0) })
        {
            found.append(previous)
        }
        for (before, opening) in [
            (0, "antwoord op de "), (0, "antwoorden op de "), (2, "beantwoording van de "),
        ] {
            for range in antwoord where range.lowerBound >= before {
                var scanner = ByteScanner(text, at: range.lowerBound - before)
                if scanner.skip(opening) { found += ordinalList(after: scanner.position, in: text) }
            }
        }
        let under = text.has(" onder ") ? ["zoals", "zie", "zie ook", "vermeld", "gemeld"] : []
        for opening in under {
            for range in places(of: opening + " onder ", in: text) {
                found += places(under: range.upperBound, in: text)
            }
        }
        found += bare(text)
        var seen: Set<Int> = []
        return found.filter { seen.insert($0).inserted }
    }

    /// Each of the wordings has one of these in it, and few texts do.
    private static let wordsOfPrevious = ["vorige", "voorgaande", "hierboven", "bovenstaande"]

    private static let wordingsOfPrevious = [
        "op de vorige vraag", "op de voorgaande vraag", "op voorgaande vraag", "op vorige vraag",
        "het vorige antwoord", "het voorgaande antwoord", "mijn vorige antwoord", "mijn voorgaande antwoord",
        "bij de vorige vraag", "bij de voorgaande vraag", "antwoord hierboven", "bovenstaande antwoord",
    ]

    private static let ordinals = [
        "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
    ]

    private static func places(of word: String, in text: Bytes) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = 0
        while let found = text[start...].firstRange(of: word) {
            start = found.upperBound
            places.append(found)
        }
        return places
    }

    /// `vraag 3, 8 en 9`, unless another paper's question is meant.
    private static func list(after position: Int, in text: Bytes) -> [Int] {
        var scanner = ByteScanner(text, at: position)
        scanner.skipSpaces()
        _ = scanner.skip("nr.") || scanner.skip("nummers") || scanner.skip("nummer")
        scanner.skipSpaces()
        let numbers = NumberList.read(&scanner) ?? words(&scanner)
        guard let numbers, !isElsewhere(scanner) else { return [] }
        return numbers
    }

    /// `eerste vraag`, `tweede en derde vraag`.
    private static func ordinalList(after position: Int, in text: Bytes) -> [Int] {
        var scanner = ByteScanner(text, at: position)
        var found: [Int] = []
        while let index = ordinals.firstIndex(where: { scanner.skipWord($0) }) {
            found.append(index + 1)
            _ = scanner.skip(",")
            scanner.skipSpaces()
            _ = scanner.skipWord("en")
            scanner.skipSpaces()
        }
        guard scanner.skipWord("vraag") || scanner.skipWord("vragen"), !isElsewhere(scanner) else {
            return []
        }
        return found
    }

    /// `onder 3`, unless of something else: `onder 3 van het akkoord`, `onder 1 in de tabel`.
    private static func places(under position: Int, in text: Bytes) -> [Int] {
        var scanner = ByteScanner(text, at: position)
        guard let numbers = NumberList.read(&scanner), !DutchDate.isMonth(scanner) else { return [] }
        scanner.skipSpaces()
        return scanner.skipAnyWord(["van", "in", "uit", "procent"]) || scanner.skip("%") ? [] : numbers
    }

    /// `Zie 3.`, where that is all.
    private static func bare(_ text: Bytes) -> [Int] {
        var scanner = ByteScanner(text)
        guard scanner.skipWord("zie") else { return [] }
        scanner.skipSpaces()
        _ = scanner.skipWord("ook") || scanner.skipWord("onder")
        scanner.skipSpaces()
        let numbers = NumberList.read(&scanner) ?? []
        _ = scanner.skip(".")
        return scanner.atEnd ? numbers : []
    }

    /// `antwoord 4`, `in antwoord vier`, `het antwoord onder 2`.
    private static func directList(after position: Int, in text: Bytes) -> [Int] {
        var scanner = ByteScanner(text, at: position)
        _ = scanner.skip("en")
        guard scanner.skipSpaces() else { return [] }
        _ = scanner.skipAnyWord(["op", "onder", "bij"])
        scanner.skipSpaces()
        _ = scanner.skipWord("nummer") || scanner.skip("nr.")
        scanner.skipSpaces()
        let numbers = NumberList.read(&scanner) ?? words(&scanner)
        guard let numbers, !isElsewhere(scanner) else { return [] }
        // `het antwoord op 12 mei` is a date.
        scanner.skipSpaces()
        return DutchDate.isMonth(scanner) ? [] : numbers
    }

    /// Whether what follows the numbers says that they are another paper's.
    private static func isElsewhere(_ scanner: ByteScanner) -> Bool {
        var ahead = scanner
        ahead.skipSpaces()
        _ = ahead.skip(",")
        ahead.skipSpaces()
        return ahead.skip("van het lid") || ahead.skip("van de leden") || ahead.skip("(aanhangsel")
            || ahead.skip("van de schriftelijke vragen") || ahead.skip("van de eerdere")
            || ahead.skip("van eerdere")
            || ahead.skip("in de eerdere") || ahead.skip("in mijn eerdere") || ahead.skip("in eerdere")
            || ahead.skip("uit de eerdere")
            || ahead.skip("van het schriftelijk overleg") || ahead.skip("in aanhangsel")
            || ahead.skip("(kamerstuk")
            || ahead.skip("aanhangsel") || ahead.skip("(20") || ahead.skip("van de vragen van")
            || ahead.skip("van de kamervragen") || ahead.skip("van kamervragen")
            || ahead.skip("van schriftelijke vragen") || ahead.skip("van mijn brief")
            || ahead.skip("van het verslag") || ahead.skip("in het verslag") || ahead.skip("uit het verslag")
            || ahead.skip("van de lijst") || ahead.skip("van de set")
    }

    /// `twee`, `vijf en zes`, `drie tot en met vijf`.
    private static func words(_ scanner: inout ByteScanner) -> [Int]? {
        guard let first = word(&scanner) else { return nil }
        var numbers = [first]
        while numbers.count < 12 {
            var ahead = scanner
            ahead.skipSpaces()
            let isRange = ahead.skip("tot en met") || ahead.skip("t/m")
            guard isRange || ahead.skip(",") || ahead.skipWord("en") else { break }
            ahead.skipSpaces()
            guard let next = word(&ahead), let last = numbers.last else { break }
            numbers += isRange && next > last ? Array(last + 1...next) : [next]
            scanner = ahead
        }
        return numbers
    }

    private static func word(_ scanner: inout ByteScanner) -> Int? {
        let words = [
            "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
        ]
        for (index, word) in words.enumerated() where scanner.skipWord(word) {
            // `een vraag`, `in antwoord een stap`: the article is no number.
            return index == 0 ? nil : index + 1
        }
        return nil
    }
}

extension DutchDate {
    static func isMonth(_ scanner: ByteScanner) -> Bool {
        var ahead = scanner
        return ahead.skipAnyWord([
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
            "oktober", "november",
            "december",
        ])
    }
}
