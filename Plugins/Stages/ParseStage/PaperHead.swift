import Pipeline

/// What the head of a paper says of it that is no written question's: whether it has answers, who asked and who answered.
struct PaperHead {
    /// What stands before the first question, with title and kind as its source gave them.
    let text: Bytes
    let written: WrittenQuestionsHead

    /// How much of the text before the first question is its head.
    private static let longest = 6_000

    /// Running heads may say what a paper is, too.
    init(_ paragraphs: [Paragraph], _ document: Document, furniture: [Bytes]) {
        let before = Bytes(paragraphs.map(\.text).joined(separator: [0x20]).prefix(Self.longest))
        written = WrittenQuestionsHead.read(before)
        let given = "\(document.title) \(document.kind ?? "") \(document.publication.kind ?? "") "
        text = Bytes(given.utf8) + before + [0x20] + Bytes(furniture.prefix(3).joined(separator: [0x20]))
    }

    /// True where the paper puts its answers off or has none to give.
    var deniesAnswers: Bool {
        if written.isPostponement || written.isOral || Postponement.isNamed(text) { return true }
        return written.submitted != nil && written.received == nil && written.answerers.isEmpty
            && !text.has("antwoord van ")
    }

    /// True where the paper says that it has answers.
    var saysAnswers: Bool {
        !deniesAnswers
            && [
                "antwoorden", "beantwoording", "antwoord op", "antwoord van", "memorie van antwoord",
                "nota naar aanleiding", "reactie van de", "reactie van het", "reactie op",
            ].contains { text.has($0) }
    }

    /// What sort of paper it is.
    var kind: String {
        if text.has("nota naar aanleiding van het nader verslag") {
            return "Nota naar aanleiding van het nader verslag"
        }
        if text.has("nota naar aanleiding van het") { return "Nota naar aanleiding van het verslag" }
        if text.has("memorie van antwoord") { return "Memorie van antwoord" }
        if text.has("schriftelijk overleg") || text.has("en reactie van") {
            return "Verslag van een schriftelijk overleg"
        }
        if !written.askers.isEmpty { return "Antwoord schriftelijke vragen" }
        return "Lijst van vragen en antwoorden"
    }

    /// A title made of what the paper is and what it is about, where its head has none of its own.
    var title: String? {
        if let title = written.title { return title }
        for rest in subjects {
            let end = [". ", " (", ";", " beantwoord", "? "].compactMap {
                rest.firstRange(of: $0)?.lowerBound
            }.min()
            let subject = Letterhead.cut(from: rest[..<(end ?? rest.endIndex)]).trimmed
            let bare = subject.last == 0x2E ? subject.dropLast() : subject
            if bare.count > 3 { return "\(kind) over \(bare.string)" }
        }
        return nil
    }

    /// What begins with what the paper may be about, the likeliest first.
    private var subjects: [ArraySlice<UInt8>] {
        func starts(_ openings: [String], in part: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
            openings.compactMap { part.firstRange(of: $0) }.map { text[$0.upperBound...].prefix(300) }
        }
        // The subject of a letter: `beantwoording vragen Tweede Kamer bij het rapport …`.
        let letters = ["beantwoording vra", "beantwoording van de vra", "beantwoording feitelijke vra"]
        if let start = letters.lazy.compactMap({ text[...].firstRange(of: $0)?.upperBound }).first {
            return starts([" over ", " bij ", " inzake ", " betreffende "], in: text[start...])
                .sorted { $0.startIndex < $1.startIndex }
        }
        guard committee != nil || kind.utf8.first == 0x4E else { return [] }
        return starts([" over ", " inzake ", " betreffende "], in: text[...])
    }

    var askers: [Answer.Asker] {
        written.askers.isEmpty ? committee.map { [Answer.Asker(name: $0)] } ?? [] : written.askers
    }

    /// `vaste commissie voor Defensie`, which asked.
    private var committee: String? {
        let starts = [
            "vaste commissie voor ", "algemene commissie voor ", "vaste commissie van ", "commissie voor de ",
        ]
        guard let found = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return nil }
        let rest = text[found.upperBound...].prefix(120)
        let stops = [" heeft", " hebben", " over ", " gestelde", " inzake", ".", " (", ";", " d.d.", " bij "]
        let end = stops.compactMap { rest.firstRange(of: $0)?.lowerBound }.min() ?? rest.endIndex
        let subjects = text[found.upperBound..<end]
        guard !subjects.isEmpty else { return nil }
        // `commissie voor Europese Zaken, Financiën` is cut short rather than run on.
        let comma = subjects.firstIndex(of: 0x2C)
        return text[found.lowerBound..<(Self.isOneSeries(subjects) ? end : comma ?? end)].string
    }

    /// Whether capitalised words follow each other up to an `en`: `Onderwijs, Cultuur en Wetenschap`.
    private static func isOneSeries(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: 0x2C)
        guard let last = parts.last, last.has(" en ") else { return parts.count < 2 }
        return text.split(separator: 0x20).allSatisfy {
            $0.elementsEqual("en".utf8) || $0.first.map { $0.isASCIIUppercase || $0 >= 0x80 } ?? false
        }
    }

    var answerers: [Answer.Answerer] {
        if !written.answerers.isEmpty { return written.answerers }
        if text.has("antwoorden algemene rekenkamer") || text.has("antwoord algemene rekenkamer") {
            return [Answer.Answerer(role: "Algemene Rekenkamer")]
        }
        let openings = [
            "brief van de ", "antwoorden van de ", "reactie van de ", "antwoord van de ",
            "voorgelegd aan de ",
            "vragen gesteld aan de ", "vragen aan de ",
        ]
        for opening in openings {
            guard let found = text[...].firstRange(of: opening) else { continue }
            let rest = text[found.upperBound...].prefix(120)
            let stops = [
                " over ", " inzake ", " op ", " naar aanleiding", " betreffende", ". ", " d.d.", ";",
            ]
            let end = stops.compactMap { rest.firstRange(of: $0)?.lowerBound }.min() ?? rest.endIndex
            let list = AnswererList.read(Bytes(text[found.upperBound..<end]), addressees: [])
            // Without what the office is for, the list ran into the text.
            let first = list.first.flatMap { $0.role.map { Bytes($0.utf8) } }
            if let first, first.count <= 80 { return Array(list.prefix(1)) }
        }
        return []
    }
}
