import Pipeline

/// A question with its head: the number, the institution, the rule, who asks, and the subject.
struct EPQuestion {
    var head: [Bytes]
    var text: String
    var numbers: [Int]
    var askers: [Answer.Asker] = []
    var subject: String?
    var date: CalendarDay?
    /// The marks that called its notes.
    var calls: [String] = []

    private static let subjectWords = [
        "subject:", "betreft:", "objet:", "objet\u{A0}:", "objet :", "betrifft:", "oggetto:", "asunto:",
        "assunto:",
    ]
    /// How many lines a head may have where no subject closes it.
    private static let longestHead = 8

    init(_ paper: ForeignPaper, _ range: Range<Int>) {
        let lines = paper.lines[range]
        let subject = lines.prefix(30).firstIndex { line in
            Self.subjectWords.contains { line.text.starts(withFolded: $0) }
        }
        var end = subject.map { $0 + 1 } ?? range.lowerBound + 1
        if let subject {
            // A subject may be longer than its line.
            while end < range.upperBound, !paper.lines[end].isBlank, end - subject < 4, paper.areWrapped {
                end += 1
            }
        } else {
            while end < range.upperBound, end - range.lowerBound < Self.longestHead,
                paper.lines[end].text.count <= 120, !paper.lines[end].text.endsSentence
            { end += 1 }
        }
        head = paper.paragraphs(range.lowerBound..<end)
        let (body, notes) = EPNotes.parted(paper, end..<range.upperBound)
        var paragraphs = paper.paragraphs(body)
        // `Submitted: 3.11.2025` is the paper's own, as is what follows it.
        if let last = paragraphs.lastIndex(where: { text in
            ["submitted:", "ingediend:", "d\u{E9}p\u{F4}t:", "d\u{E9}p\u{F4}t :", "eingang:"].contains {
                text.starts(withFolded: $0)
            }
        }), last >= paragraphs.count - 2 {
            date = ForeignDate.first(in: paragraphs[last])
            head += paragraphs[last...]
            paragraphs.removeSubrange(last...)
        }
        head += notes.map { Bytes("\($0.label) ".utf8) + $0.text }
        let (joined, called) = EPNotes.withoutCalls(paragraphs, notes.map(\.label))
        calls = called.map { notes[$0.note].label }
        let parts = InlineParts.find(in: joined)
        numbers = parts.count > 1 ? parts.flatMap(\.numbers) : []
        text = joined.string
        if let subject {
            let words = paper.paragraphs(subject..<end).first ?? []
            let colon = words.firstIndex(of: 0x3A).map { $0 + 1 } ?? 0
            self.subject = words[colon...].trimmed.string
        }
        for line in lines.prefix(end - range.lowerBound) {
            askers += Self.askers(in: line.text)
            if date == nil { date = ForeignDate.first(in: line.text) }
        }
    }

    /// `Ann Example (Renew), Bob Sample (PPE)`, perhaps behind `by` or a number.
    private static func askers(in line: Bytes) -> [Answer.Asker] {
        guard !subjectWords.contains(where: { line.starts(withFolded: $0) }) else { return [] }
        var rest = line[...]
        if let by = rest.firstRange(of: " by ") ?? rest.firstRange(of: " van ") {
            rest = rest[by.upperBound...]
        }
        var found: [Answer.Asker] = []
        while let open = rest.firstIndex(of: 0x28), let close = rest[open...].firstIndex(of: 0x29),
            found.count < 60
        {
            let party = rest[rest.index(after: open)..<close].trimmed
            let names = rest[..<open].split(separator: 0x2C).map { $0.trimmed }.filter { !$0.isEmpty }
            for name in names where isName(name) && party.contains(where: \.isASCIIUppercase) {
                let bare = ["and ", "en ", "et ", "und ", "by "].reduce(Bytes(name)) { text, word in
                    text.starts(withFolded: word) ? Bytes(text.dropFirst(word.utf8.count)) : text
                }
                found.append(Answer.Asker(name: bare.string, party: party.string))
            }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        name.count <= 80 && name.contains(0x20) && !name.contains(where: \.isDigit) && !name.has("rule ")
    }
}

/// `Answer given by Ms Example on behalf of the European Commission (12 January 2022)`.
struct EPAnswerHead {
    var text: Bytes
    var end: Int
    var answerers: [Answer.Answerer] = []
    var date: CalendarDay?

    init(_ paper: ForeignPaper, _ range: Range<Int>) {
        var end = range.lowerBound + 1
        // The institution and the day may stand on lines of their own.
        while end < range.upperBound, end - range.lowerBound < 6 {
            let line = paper.lines[end].text
            let key = line.prefix(60).key
            let isHead =
                line.isEmpty || line.first == 0x28 && line.last == 0x29
                || key.begins(with: "onbehalfof") || key.begins(with: "aunomde")
                || key.begins(with: "namensde")
                || key.begins(with: "imnamender") || key.begins(with: "anomedella")
                || key.begins(with: "ennombrede")
                // `Question reference: E-000842/2025`, in whatever language.
                || line.count <= 80 && line.contains(0x3A) && EPMarks.number(in: line) != nil
                || line.count <= 40 && !line.endsSentence
                    && (ForeignDate.first(in: line) != nil || key.equals("commission"))
            guard isHead else { break }
            end += 1
        }
        self.end = end
        self.text = Bytes(paper.paragraphs(range.lowerBound..<end).joined(separator: [0x20]))
        // What names the question says nothing of who answers.
        let said = (range.lowerBound..<end).filter { EPMarks.number(in: paper.lines[$0].text) == nil }
        let text = Bytes(said.map { paper.lines[$0].text }.joined(separator: [0x20])).singlySpaced
        date = ForeignDate.first(in: text)
        let (starts, ends) = (
            [
                "given by ", "antwoord van ", "donn\u{E9}e par ", "antwort von ", "risposta di ",
                "respuesta del ", "respuesta de ",
            ],
            [
                " on behalf of ", " namens ", " au nom de ", " im namen der ", " a nome della ",
                " en nombre de ",
            ]
        )
        guard let start = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return }
        let behalf = ends.lazy.compactMap { text[start.upperBound...].firstRange(of: $0) }.first
        let close = text[start.upperBound...].firstIndex(of: 0x28) ?? text.endIndex
        let name = text[start.upperBound..<(behalf?.lowerBound ?? close)].trimmed
        var role = behalf.map { $0.upperBound < close ? text[$0.upperBound..<close].trimmed : [] }?.string
        for article in ["the ", "de ", "la ", "der "] where role?.hasPrefix(article) == true {
            role?.removeFirst(article.utf8.count)
        }
        let isBody = name.first == 0x74 || name.has("the council")
        answerers = [Answer.Answerer(name: isBody ? nil : Self.bare(name), role: isBody ? name.string : role)]
    }

    /// The name without its title, and without what follows it: `High Representative/Vice-President Borrell`.
    private static func bare(_ name: ArraySlice<UInt8>) -> String {
        var rest = Bytes(name)
        for title in [
            "mr ", "mrs ", "ms ", "mevrouw ", "de heer ", "m. ", "mme ", "frau ", "herrn ", "herr ", "sr. ",
            "sra. ", "executive vice-president ", "uitvoerend vicevoorzitter ",
            "vice-pr\u{E9}sident ex\u{E9}cutif ", "vice-pr\u{E9}sidente ex\u{E9}cutive ",
            "exekutiv-vizepr\u{E4}sident ", "exekutiv-vizepr\u{E4}sidentin ", "vicevoorzitter ",
            "le vice-pr\u{E9}sident ", "la vice-pr\u{E9}sidente ", "vizepr\u{E4}sident ",
            "vizepr\u{E4}sidentin ", "vice-president ", "president ",
            "high representative/vice-president ", "hoge vertegenwoordiger/vicevoorzitter ",
            "haut repr\u{E9}sentant/vice-pr\u{E9}sident ", "hohen vertreter/vizepr\u{E4}sident ",
            "hohe vertreterin/vizepr\u{E4}sidentin ", "hohe vertreter/vizepr\u{E4}sident ",
        ]
        where rest.starts(withFolded: title) {
            rest = Bytes(rest.dropFirst(title.utf8.count))
        }
        return rest.string
    }
}
