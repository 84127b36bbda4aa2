import Pipeline

/// What stands above written questions: who asks whom about what, who answers, and when.
struct WrittenQuestionsHead {
    private(set) var title: String?
    private(set) var askers: [Answer.Asker] = []
    private(set) var answerers: [Answer.Answerer] = []
    /// When the questions were handed in.
    private(set) var submitted: CalendarDay?
    /// When the answer came.
    private(set) var received: CalendarDay?
    private(set) var isPostponement = false
    private(set) var isOral = false

    var isRecognised: Bool { title != nil || !answerers.isEmpty || isPostponement }

    /// How much of the text above the first question is looked at.
    private static let longest = 6000

    static func read(_ text: Bytes) -> WrittenQuestionsHead {
        var head = WrittenQuestionsHead()
        let text = Bytes(text.prefix(longest))
        let questionsStart = head.readQuestions(text)
        head.submitted = date(after: "(ingezonden", in: text)
        head.received = date(after: "(ontvangen", in: text)
        if !head.readAnswer(Bytes(text[questionsStart...]), all: text) {
            _ = head.readAnswer(text, all: text)
        }
        return head
    }

    private static func date(after word: String, in text: Bytes) -> CalendarDay? {
        guard let found = text[...].firstRange(of: word) else { return nil }
        return DutchDate.all(in: Bytes(text[found.upperBound...].prefix(60))).first?.day
    }

    // MARK: Who asks

    /// Reads the sentence about the questions and returns where it ends.
    private mutating func readQuestions(_ text: Bytes) -> Int {
        let openings = [
            "vragen van het lid ", "vragen van de leden ", "vraag van het lid ", "vraag van de leden ",
            "vragen van het leden ", "vragen van lid ", "vragen van leden ", "mondelinge vraag van het lid ",
        ]
        let found = openings.compactMap { text[...].firstRange(of: $0) }.min { $0.lowerBound < $1.lowerBound }
        guard let found else { return 0 }
        let before = Bytes(text[max(0, found.lowerBound - 11)..<found.lowerBound])
        isOral = before.has("mondelinge")
        let rest = text[found.upperBound...]
        let end =
            rest.firstRange(of: "(ingezonden")?.lowerBound
            ?? rest.firstRange(of: "antwoord van ")?.lowerBound
            ?? [". ", "? ", ", die op ", ", ingezonden", " kunnen niet ", " die zijn "].compactMap {
                rest.firstRange(of: $0)?.lowerBound
            }.min() ?? text.count
        let sentence = text[found.upperBound..<end]
        let namesEnd =
            [" aan de ", " aan het ", " over "].compactMap { sentence.firstRange(of: $0)?.lowerBound }.min()
            ?? end
        askers = Self.askers(Bytes(text[found.upperBound..<namesEnd]))
        let start = isOral ? max(0, found.lowerBound - 11) : found.lowerBound
        var words = text[start..<end].trimmed
        while words.last == 0x2E || words.last == 0x2C { words = words.dropLast() }
        title = words.string
        return end
    }

    /// `Paternotte en Podt (beiden D66)`, `Piri (GroenLinks-PvdA) en Boswijk (CDA)`.
    static func askers(_ text: Bytes) -> [Answer.Asker] {
        var askers: [Answer.Asker] = []
        var names: [String] = []
        for piece in text.split(omittingEmptySubsequences: true, whereSeparator: { $0 == 0x28 }) {
            guard let close = piece.firstIndex(of: 0x29) else {
                names += Self.names(Bytes(piece))
                continue
            }
            var party = ByteScanner(Bytes(piece[..<close][...].trimmed))
            _ = party.skipAnyWord(["beiden", "allen", "alle", "beide", "lid"])
            party.skipSpaces()
            askers += names.map { Answer.Asker(name: $0, party: party.rest.string) }
            names = Self.names(Bytes(piece[(close + 1)...]))
        }
        return askers + names.map { Answer.Asker(name: $0) }
    }

    private static func names(_ text: Bytes) -> [String] {
        var parts: [Bytes] = [[]]
        for word in text.split(separator: 0x20) {
            let word = Bytes(word)
            if word == Bytes("en".utf8) || word == [0x2C] {
                parts.append([])
            } else {
                let bare = word.last == 0x2C ? Bytes(word.dropLast()) : word
                parts[parts.count - 1] += (parts[parts.count - 1].isEmpty ? [] : [0x20]) + bare
                if bare.count < word.count { parts.append([]) }
            }
        }
        return parts.filter { $0.contains(where: \.isASCIIUppercase) || $0.contains { $0 >= 0x80 } }
            .map { NameText.parted($0).string }
    }

    // MARK: Who answers

    private mutating func readAnswer(_ text: Bytes, all: Bytes) -> Bool {
        let answer = text[...].firstRange(of: "antwoord van ") ?? text[...].firstRange(of: "antwoord namens ")
        let notice = text[...].firstRange(of: "mededeling van ")
        guard let start = [answer, notice].compactMap({ $0 }).min(by: { $0.lowerBound < $1.lowerBound })
        else { return false }
        isPostponement = start == notice
        let rest = text[start.upperBound...]
        let end = rest.firstRange(of: "(ontvangen")?.lowerBound ?? min(text.count, start.upperBound + 300)
        answerers = AnswererList.read(Bytes(text[start.upperBound..<end]), addressees: all)
        return true
    }
}

/// Names as they were before a lost space joined them: `DaniëlleJansen`.
enum NameText {
    static func parted(_ name: Bytes) -> Bytes {
        var result: Bytes = []
        for (index, byte) in name.enumerated() {
            let isSeam =
                byte.isASCIIUppercase && index > 2
                && (name[index - 1].isASCIILowercase || name[index - 1] >= 0x80)
            if isSeam, !result.ends(withFolded: "mc"), !result.ends(withFolded: "mac") { result.append(0x20) }
            result.append(byte)
        }
        return result
    }
}
