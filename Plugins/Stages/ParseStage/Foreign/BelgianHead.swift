import Pipeline

/// Who asks, whom, and when.
struct BelgianHead {
    var askers: [Answer.Asker] = []
    var addressee: String?
    var date: CalendarDay?
    var title: String?
    /// `6-1234`.
    let number: Bytes
    /// The line after it.
    var end: Int

    private static let longest = 30

    /// - Parameters:
    ///   - paper: where it stands.
    ///   - range: from its first line up to the next mark.
    ///   - untilEnd: true where a line `Vraag` closes it.
    init(_ paper: ForeignPaper, _ range: Range<Int>, untilEnd: Bool) {
        let text = BelgianMarks.joined(range.lowerBound, in: paper.lines)
        number = Bytes(text.drop { !$0.isDigit }.prefix { $0.isDigit || $0 == 0x2D })
        var end = range.lowerBound + 1
        while end < range.upperBound, end - range.lowerBound < Self.longest,
            untilEnd
                || !(paper.lines[end].isBlank || paper.lines[end - 1].text.last == 0x3A
                    || paper.lines[end - 1].text.last == 0x29 && !paper.areWrapped)
        { end += 1 }
        self.end = untilEnd ? range.upperBound : end
        date = ForeignDate.first(in: text)
        addressee = Self.addressee(text)
        askers = Self.asker(text).map { [$0] } ?? []
        let head = paper.lines[range.lowerBound..<self.end]
        if askers.isEmpty, let author = Self.value(of: ["auteur"], in: head) {
            let parts = author.split(separator: 0x2C).map { $0.trimmed }
            let party = parts.count > 1 ? parts[1].prefix { $0 != 0x28 } : nil
            askers = [Answer.Asker(name: parts.first?.string, party: party?.trimmed.string)]
        }
        if addressee == nil {
            addressee = Self.value(of: ["departement"], in: head)?.string
        }
        title = Self.value(of: ["titel", "titre"], in: head)?.string
        if date == nil { date = head.lazy.compactMap { ForeignDate.first(in: $0.text) }.first }
    }

    func merging(_ other: BelgianHead?) -> BelgianHead {
        guard let other else { return self }
        var merged = self
        if merged.askers.isEmpty { merged.askers = other.askers }
        merged.addressee = merged.addressee ?? other.addressee
        merged.title = merged.title ?? other.title
        merged.date = merged.date ?? other.date
        return merged
    }

    /// What stands behind a label of the Kamer's site, or on the line below it.
    private static func value(of labels: [String], in lines: ArraySlice<PaperLine>) -> Bytes? {
        for index in lines.indices {
            let line = lines[index].text
            guard let label = labels.first(where: { line.prefix(40).key.starts(with: $0.utf8) }) else {
                continue
            }
            let rest = line.drop(while: \.isWordByte).drop { !$0.isWordByte }
            if !rest.isEmpty { return Bytes(rest) }
            guard line.key.count == label.utf8.count else { continue }
            return lines[(index + 1)...].first { !$0.isBlank }?.text
        }
        return nil
    }

    /// `van De Coninck, Monica (SP.A) aan`, `van mevrouw de volksvertegenwoordiger Monica De Coninck van 16 januari`.
    private static func asker(_ text: Bytes) -> Answer.Asker? {
        guard let digit = text.firstIndex(where: \.isDigit),
            let by = text[digit...].firstRange(of: " van ") ?? text[digit...].firstRange(of: " de ")
        else { return nil }
        let stops = [" aan ", " d.d. ", " van ", " du ", " au ", " \u{E0} ", "("]
        let end =
            stops.compactMap { text[by.upperBound...].firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        // A name has `van` too: `Van Camp`, `van Yoleen Van Camp`, of which the first letter tells.
        var stop = end
        if !text[by.upperBound...].prefix(1).isEmpty, text[end...].first == 0x20,
            Bytes(text[end...].dropFirst()).starts(with: "Van ".utf8)
        {
            stop =
                stops.compactMap { text[(end + 4)...].firstRange(of: $0)?.lowerBound }.min() ?? text.endIndex
        }
        var name = Bytes(text[by.upperBound..<stop].trimmed)
        for title in [
            "mevrouw ", "de heer ", "madame ", "monsieur ", "mme ", "m. ", "de volksvertegenwoordiger ",
            "volksvertegenwoordiger ", "senator ",
            "la d\u{E9}put\u{E9}e ", "le d\u{E9}put\u{E9} ", "de senator ", "la s\u{E9}natrice ",
            "le s\u{E9}nateur ",
        ] where name.starts(withFolded: title) {
            name = Bytes(name.dropFirst(title.utf8.count))
        }
        guard !name.isEmpty, name.count <= 80, !name.contains(where: \.isDigit) else { return nil }
        // `De Coninck, Monica`.
        if let comma = name.firstIndex(of: 0x2C) {
            name = Bytes(name[(comma + 1)...].trimmed) + [0x20] + Bytes(name[..<comma].trimmed)
        }
        var party: String?
        if text[stop...].first == 0x28, let close = text[stop...].firstIndex(of: 0x29) {
            let inside = text[(stop + 1)..<close].trimmed
            if !["N.", "Fr.", "N", "Fr"].contains(inside.string) { party = inside.string }
        }
        return Answer.Asker(name: name.string, party: party)
    }

    /// `aan de minister van Justitie:`.
    private static func addressee(_ text: Bytes) -> String? {
        let starts = [" aan de ", " aan het ", " au ", " \u{E0} la ", " \u{E0} "]
        guard let start = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return nil }
        var field = text[start.upperBound...].trimmed
        while field.last == 0x3A || field.last == 0x20 || field.last == 0x2E { field = field.dropLast() }
        guard !field.isEmpty, field.count <= 300 else { return nil }
        return field.string
    }
}

/// `Antwoord`, `Antwoord ontvangen op 20 februari 2017 :`, `Antwoord van de minister … van …, op de vraag nr. 12 …:`.
struct BelgianAnswerHead {
    var end: Int
    var date: CalendarDay?
    var role: String?
    var isNamed = false

    init(_ paper: ForeignPaper, _ range: Range<Int>, isInline: Bool) {
        let first = paper.lines[range.lowerBound].text
        end = isInline ? range.lowerBound : range.lowerBound + 1
        guard !isInline else { return }
        let key = first.key
        guard !key.equals("antwoord"), !key.equals("reponse") else { return }
        isNamed = true
        while end < range.upperBound, !paper.lines[end].isBlank, paper.lines[end - 1].text.last != 0x3A,
            end - range.lowerBound < 8
        { end += 1 }
        let text = BelgianMarks.joined(range.lowerBound, in: paper.lines)
        date = ForeignDate.first(in: text)
        let starts = [
            "antwoord van de ", "antwoord van het ", "r\u{E9}ponse du ", "r\u{E9}ponse de la ",
            "r\u{E9}ponse de ",
        ]
        guard let start = starts.lazy.compactMap({ text[...].firstRange(of: $0) }).first else { return }
        // The day follows, or the question.
        let rest = text[start.upperBound...]
        let digit = rest.firstIndex(where: \.isDigit) ?? rest.endIndex
        var field = rest[..<digit].trimmed
        for word in [" van", " du", " op de vraag nr.", " \u{E0} la question n\u{B0}", ","]
        where Bytes(field).ends(withFolded: word) { field = field.dropLast(word.utf8.count).trimmed }
        role = field.isEmpty || field.count > 300 ? nil : field.string
    }
}
