/// Where the papers of a page begin, and where their answers do.
struct EPMarks {
    var questions: [Int] = []
    var answers: [Int] = []
    private var hasNumber = false

    /// One with a number of the Parliament's, or none of them is looked at.
    var isRecognised: Bool { hasNumber && !(questions.isEmpty && answers.isEmpty) }

    init(_ lines: [PaperLine]) {
        hasNumber = lines.contains { $0.text.count <= 400 && Self.number(in: $0.text) != nil }
        guard hasNumber else { return }
        for (index, line) in lines.enumerated() where !line.isBlank && line.text.count <= 400 {
            if Self.asks(lines, index) { questions.append(index) }
            if Self.answers(lines, index, isAsked: !questions.isEmpty) { answers.append(index) }
        }
    }

    /// What a question begins with: `Question`, `Priority question`, `Vraag met voorrang`, `Interrogazione`.
    private static let questionWords = [
        "question", "priorityquestion", "writtenquestion", "vraag", "schriftelijkevraag", "anfrage",
        "schriftlicheanfrage", "interrogazione", "pregunta", "pergunta",
    ]
    /// That it is one in writing.
    private static let writtenWords = [
        "writtenanswer", "writtenquestion", "priorityanswer", "schriftelijk", "ecrite", "schriftlich",
        "scritta", "escrita",
    ]
    /// How far above or below the line its number may stand.
    private static let nearNumber = 3

    private static func asks(_ lines: [PaperLine], _ index: Int) -> Bool {
        let line = lines[index].text
        // The Official Journal numbers them anew: `(2001/C 350 E/011) WRITTEN QUESTION E-0181/01`.
        let hasItem = line.first == 0x28 && line.prefix(30).has("/c ")
        let begin = hasItem ? line.firstIndex(of: 0x29).map { $0 + 1 } ?? 0 : 0
        let key = line[begin...].prefix(120).key
        guard questionWords.contains(where: { key.starts(with: $0.utf8) }),
            writtenWords.contains(where: { key.has($0) })
        else { return false }
        if number(in: line) != nil { return true }
        guard key.count < 60, !line.endsSentence else { return false }
        let near = lines[max(0, index - nearNumber)..<min(lines.count, index + nearNumber + 1)]
        return near.contains { $0.text.count <= 80 && number(in: $0.text) != nil }
    }

    private static let answerWords = [
        (begins: "answergivenby", onBehalf: "onbehalfof"),
        (begins: "jointanswergivenby", onBehalf: "onbehalfof"),
        (begins: "gezamenlijkantwoord", onBehalf: "namensde"),
        (begins: "gemeinsameantwort", onBehalf: "imnamender"),
        (begins: "reponsecommune", onBehalf: "aunomde"),
        (begins: "antwoordvan", onBehalf: "namensdeeurop"),
        (begins: "antwoordvan", onBehalf: "namensdecommissie"),
        (begins: "reponsedonneepar", onBehalf: "aunomde"), (begins: "antwort", onBehalf: "imnamendereurop"),
        (begins: "antwort", onBehalf: "imnamenderkommission"),
        (begins: "risposta", onBehalf: "anomedella"), (begins: "respuesta", onBehalf: "ennombrede"),
        (begins: "resposta", onBehalf: "emnomeda"),
        (begins: "answer", onBehalf: "onbehalfoftheeuropean"),
        (begins: "reply", onBehalf: ""), (begins: "answergivenbythe", onBehalf: ""),
    ]

    private static func answers(_ lines: [PaperLine], _ index: Int, isAsked: Bool) -> Bool {
        let key = lines[index].text.prefix(240).key
        return answerWords.contains { word in
            guard key.starts(with: word.begins.utf8) else { return false }
            // The Council's answers stand under the one word.
            if word.begins == "reply" { return key.count == 5 && isAsked }
            // For whom may stand on the next line.
            let joined = lines[index...].prefix(3).reduce(into: Bytes()) { $0 += $1.text.prefix(240).key }
            return word.onBehalf.isEmpty || joined.has(word.onBehalf)
        }
    }

    /// `E-003714/2021`, `P-1926/99`.
    static func number(in line: Bytes) -> Bytes? {
        var start = 1
        let end = line.count - 6
        while start < end, let index = line[...].firstPlace(of: 0x2D, from: start, upTo: end) {
            start = index + 1
            guard [0x45, 0x50, 0x4F, 0x48].contains(line[index - 1]), index < 2 || !line[index - 2].isWordByte
            else { continue }
            var scanner = ByteScanner(line, at: index + 1)
            guard scanner.number(maximumDigits: 6) != nil, scanner.skip("/"), scanner.number() != nil else {
                continue
            }
            return Bytes(line[(index - 1)..<scanner.position])
        }
        return nil
    }

    /// What the Parliament's site prints below a paper.
    private static let pageEnds = [
        "last updated:", "legal notice - ", "laatst bijgewerkt op:", "juridische mededeling - ",
        "derni\u{E8}re mise \u{E0} jour", "avis juridique - ", "letzte aktualisierung:",
        "rechtlicher hinweis - ", "ultimo aggiornamento:", "avviso legale - ",
        "\u{FA}ltima actualizaci\u{F3}n:", "aviso jur\u{ED}dico - ",
    ]

    /// `EN`, `PE123.456v01-00`, `RQ\1234567EN.docx`, `E-003714/2021` alone is the number of the paper, and kept.
    static func isFurniture(_ line: Bytes) -> Bool {
        guard line.count <= 60 else { return false }
        let isLanguage = line.count == 2 && line.allSatisfy(\.isASCIIUppercase)
        var scanner = ByteScanner(line)
        let isFile = scanner.skip("pe") && scanner.number(maximumDigits: 7) != nil && line.contains(0x76)
        // `(English version)`, `(Versione italiana)`
        let isVersion =
            line.first == 0x28 && line.last == 0x29 && line.count <= 30
            && ["versi", "fassung"].contains { line.has($0) }
        return isVersion || isLanguage || isFile || line.has(".docx") || line.has(".doc ")
            || pageEnds.contains { line.starts(withFolded: $0) }
    }
}
