/// The lines on which something begins.
struct BelgianMarks {
    enum Kind {
        /// `Vraag nr. 185004 (2017-01-16) van X aan de minister van Y`.
        case head
        /// `Vraag`, alone on its line.
        case question
        /// `Antwoord`, alone, or `Antwoord van de minister van Y …, op de vraag nr. 12 …`.
        case answer
    }

    var marks: [(line: Int, kind: Kind, textStart: Int)] = []
    private var heads = 0
    /// Signs that only Belgian papers have.
    private var signs = 0

    /// A head that names who asks and whom is asked; a Dutch paper has `Vraag 1`.
    var areRecognised: Bool { heads > 0 && (signs > 0 || marks.contains { $0.kind != .head }) }

    private static let heads = [
        "vraagnr", "schriftelijkevraagnr", "schriftelijkevraagenantwoordnr", "questionn", "questionecriten",
        "questionetreponseecriten",
    ]

    init(_ lines: [PaperLine]) {
        for index in lines.indices {
            let line = lines[index].text
            guard let first = line.first, Self.mayBegin(first), line.count <= 600 else { continue }
            let key = line.prefix(100).key
            if Self.heads.contains(where: { key.begins(with: $0) }), Self.isHead(index, in: lines) {
                marks.append((index, .head, 0))
                heads += 1
            } else if key.equals("vraag") || key.equals("question") {
                if heads > 0 { marks.append((index, .question, line.count)) }
            } else if key.equals("antwoord") || key.equals("reponse") {
                if heads > 0 { marks.append((index, .answer, line.count)) }
            } else if heads > 0, marks.last?.kind != .answer, let start = Self.inlineAnswer(line) {
                marks.append((index, .answer, start))
            } else if Self.isAnswerHead(key, index, in: lines) {
                if heads > 0 { marks.append((index, .answer, 0)) }
                signs += 1
            }
        }
    }

    /// Behind the mark of `Antwoord : Ik heb de eer …`, `Réponse : J'ai l'honneur …`.
    private static func inlineAnswer(_ line: Bytes) -> Int? {
        var scanner = ByteScanner(line)
        guard scanner.skipWord("antwoord") || scanner.skipWord("r\u{E9}ponse") else { return nil }
        scanner.skipSpaces()
        guard scanner.skip(":"), scanner.skipSpaces() else { return nil }
        return scanner.position
    }

    /// V, A, S, Q, R, or a capital with an accent.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        [0x56, 0x41, 0x53, 0x51, 0x52, 0xC3].contains(byte)
    }

    /// Whether the number of the question stands there with who asks, or the labels of the Kamer's site follow.
    private static func isHead(_ index: Int, in lines: [PaperLine]) -> Bool {
        let text = joined(index, in: lines)
        var scanner = ByteScanner(text)
        while let byte = scanner.current, !byte.isDigit, scanner.position < 60 { scanner.position += 1 }
        guard scanner.current?.isDigit == true else { return false }
        let rest = Bytes(scanner.rest)
        // Below the heading of a minister, the language alone closes the head.
        let closes = ["(n.)", "(fr.)"].contains { rest.prefix(200).has($0) }
        let asksGovernment = ["minister", "secretaris", "regering", "ministre", "secr\u{E9}taire"].contains {
            rest.has($0)
        }
        let isDutch =
            (rest.has(" van ") || rest.has("gesteld in het"))
            && (rest.has(" aan de ") && asksGovernment || rest.has(" d.d. "))
        let isFrench =
            (rest.has(" de ") || rest.has("pos\u{E9}e en"))
            && (rest.has(" pos\u{E9}e en")
                || asksGovernment
                    && (rest.has(" au ") || rest.has(" \u{E0} la ") || rest.has(" \u{E0} l")))
        return isDutch || isFrench || rest.has("auteur")
            || (closes && (rest.has(" van ") || rest.has(" de ")))
    }

    private static func isAnswerHead(_ key: Bytes, _ index: Int, in lines: [PaperLine]) -> Bool {
        if key.begins(with: "antwoordontvangenop") || key.begins(with: "reponserecuele") { return true }
        guard key.begins(with: "antwoordvan") || key.begins(with: "reponsed") else { return false }
        let text = joined(index, in: lines)
        return text.has("op de vraag nr") || text.has("la question n")
    }

    /// A head over its lines.
    static func joined(_ index: Int, in lines: [PaperLine]) -> Bytes {
        var text = lines[index].text
        for line in lines[(index + 1)...].prefix(5) where text.count < 500 {
            if line.isBlank || text.last == 0x3A || isLabelled(line.text) { break }
            text += [0x20] + line.text
        }
        return text
    }

    /// `Trefwoorden: …`, `Titel: …`: a word, and what it is for this question.
    private static func isLabelled(_ line: Bytes) -> Bool {
        guard let colon = line.prefix(24).firstIndex(of: 0x3A), colon > 2 else { return false }
        return line[..<colon].allSatisfy { $0.isLetter || $0 == 0x2D }
    }

    /// `DO 2016201714075`, `QRVA 54 107`, `07-03-2017`, and the chamber's name between them.
    static func isFurniture(_ line: Bytes) -> Bool {
        guard line.count <= 90 else { return false }
        let key = line.key
        return key.starts(with: "qrva".utf8) && key.count <= 30
            || key.starts(with: "do20".utf8) && (12...20).contains(key.count)
                && key.dropFirst(2).allSatisfy(\.isDigit)
            || key.starts(with: "kamer".utf8) && key.has("zittingvandezittingsperiode")
            || key.starts(with: "chambre".utf8) && key.has("sessiondela")
    }
}
