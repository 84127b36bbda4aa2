/// The lines on which a question, its text, or its answer begins.
struct FrenchMarks {
    enum Kind {
        /// A question's number with what belongs to it.
        case head
        case question
        case answer
    }

    var marks: [(line: Int, kind: Kind, textStart: Int)] = []
    /// The headings that stand right above numbered questions, by the line of the question.
    var headings: [Int: Int] = [:]
    private var labels = 0
    private var hasAnswerText = false

    /// A page with its labels, or the Journal officiel with numbered questions.
    var areRecognised: Bool { labels > 1 || (labels > 0 && !marks.isEmpty) }

    private static let labelWords = [
        "rubrique", "tetedanalyse", "ministereinterroge", "ministereattributaire", "questionpublieeaujo",
        "reponsepublieeaujo", "textedelaquestion", "textedelareponse", "questionecrite",
        "publieedanslejosenat",
        "journalofficiel", "datedesignalement", "joanan", "josenat",
    ]

    init(_ lines: [PaperLine]) {
        for index in lines.indices {
            let line = lines[index].text
            guard let first = line.first,
                first.isASCIIUppercase || first.isDigit || first >= 0x80 || first == 0x70
            else { continue }
            guard Self.mayBegin(line) else { continue }
            let key = line.prefix(80).key
            if Self.labelWords.contains(where: { key.begins(with: $0) }) { labels += 1 }
            if key.equals("textedelaquestion") || key.equals("textequestion") {
                add(index, .question, line.count)
            } else if key.equals("textedelareponse") || key.equals("textereponse") {
                add(index, .answer, line.count)
                hasAnswerText = true
            } else if let (kind, start) = Self.labelled(line, key) {
                add(index, kind, start)
                if kind == .answer { hasAnswerText = true }
            } else if key.begins(with: "texte"), let start = Self.dashed(line) {
                add(index, .question, start)
            } else if let start = Self.answerStart(line, key), marks.last?.kind != .answer {
                add(index, .answer, start)
            } else if let start = Self.itemStart(line) {
                labels += 1
                if let heading = Self.heading(above: index, in: lines) { headings[index] = heading }
                add(index, .head, start)
            }
        }
    }

    /// Whether the first two letters are those of a label; true where something else than plain letters stands there.
    private static func mayBegin(_ line: Bytes) -> Bool {
        guard line.count > 1, line[0].isPlainLetter, line[1].isPlainLetter else { return true }
        return ["ru", "te", "mi", "qu", "re", "pu", "jo", "da"].contains { line.starts(withFolded: $0) }
    }

    /// `Texte de la QUESTION : M. Exemple appelle …`, with the text on the line of its label.
    private static func labelled(_ line: Bytes, _ key: Bytes) -> (Kind, Int)? {
        let kind: Kind? =
            key.begins(with: "textedelaquestion")
            ? .question : key.begins(with: "textedelareponse") ? .answer : nil
        guard let kind, let colon = line.prefix(30).firstIndex(of: 0x3A) else { return nil }
        let text = line[(colon + 1)...].drop { $0 == 0x20 }
        return (kind, text.startIndex)
    }

    /// A short free line that ends no sentence.
    private static func heading(above index: Int, in lines: [PaperLine]) -> Int? {
        guard let above = lines[..<index].lastIndex(where: { !$0.isBlank }), index - above <= 2 else {
            return nil
        }
        let text = lines[above].text
        let isFree = above == 0 || lines[above - 1].isBlank || lines[above - 1].text.endsSentence
        let begins = text.first.map { $0.isASCIIUppercase || $0 >= 0x80 } == true
        return isFree && begins && text.count <= 160 && !text.endsSentence && text.last != 0x3A ? above : nil
    }

    private mutating func add(_ line: Int, _ kind: Kind, _ textStart: Int) {
        marks.append((line, kind, textStart))
    }

    /// `Réponse. − …`, `Reponse. - …`, `Réponse du Ministère de l'intérieur publiée dans le JO Sénat du …`, `Réponse` alone.
    private static func answerStart(_ line: Bytes, _ key: Bytes) -> Int? {
        guard key.begins(with: "reponse") else { return nil }
        if key.equals("reponse") { return line.count }
        if key.begins(with: "reponsedu"), key.has("ministere") || key.has("secretariat"),
            line.has("publi") || line.count < 120
        {
            return line.count
        }
        return dashed(line)
    }

    /// Behind the dash of `Texte. -` or `Réponse. −`.
    private static func dashed(_ line: Bytes) -> Int? {
        guard let stop = line.prefix(14).firstIndex(where: { $0 == 0x2E || $0 == 0x3A }) else { return nil }
        var scanner = ByteScanner(line, at: stop + 1)
        scanner.skipSpaces()
        guard scanner.skipDash() || scanner.skip("\u{2212}") else { return nil }
        scanner.skipSpaces()
        return scanner.position
    }

    /// `1234. − 12 septembre 2017. − M. Exemple …`: the Journal officiel.
    static func itemStart(_ line: Bytes) -> Int? {
        var scanner = ByteScanner(line)
        guard scanner.number(maximumDigits: 6) != nil, scanner.skip("."), scanner.skipSpaces(),
            scanner.skipDash() || scanner.skip("\u{2212}"), scanner.skipSpaces(),
            scanner.current?.isDigit == true || Bytes(scanner.rest).hasName
        else { return nil }
        guard scanner.current?.isDigit == true else { return scanner.position }
        // The day comes first.
        guard ForeignDate.first(in: scanner.rest.prefix(24)) != nil,
            let stop = scanner.rest.prefix(40).firstIndex(of: 0x2E)
        else { return nil }
        scanner.position = stop + 1
        scanner.skipSpaces()
        guard scanner.skipDash() || scanner.skip("\u{2212}") else { return nil }
        scanner.skipSpaces()
        return scanner.position
    }
}

extension FrenchMarks {
    /// Whether a line is the beginning of a question's text: a member, and what the member does.
    static func opensQuestion(_ line: Bytes) -> Bool {
        (line.starts(withFolded: "m. ") || line.starts(withFolded: "mme ")) && line.count > 60
            && FrenchReader.asker(in: line) != nil
    }
}

extension Bytes {
    /// Whether a member of parliament is named at its beginning.
    fileprivate var hasName: Bool {
        starts(withFolded: "m. ") || starts(withFolded: "mme ") || starts(withFolded: "mlle ")
    }
}
