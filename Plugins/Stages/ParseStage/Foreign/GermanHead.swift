import Pipeline

/// Who asks, who answers, and what about, from the head of a paper.
struct GermanHead {
    var askers: [Answer.Asker] = []
    var answerers: [Answer.Answerer] = []
    var title: String?
    var date: CalendarDay?

    /// How many members are read from one head.
    private static let mostAskers = 100

    init(_ lines: ArraySlice<PaperLine>, _ paragraphs: [Bytes]) {
        let text = Bytes(paragraphs.joined(separator: [0x20])).singlySpaced
        askers = Self.askerBelowKind(lines).map { [$0] } ?? []
        if askers.isEmpty,
            let range = [
                "der abgeordneten ", "des abgeordneten ", "der abgeordnete ", "des abg. ", "der abg. ",
            ].lazy
                .compactMap({ text[...].firstRange(of: $0) }).first
        {
            askers = Self.askers(text[range.upperBound...].prefix(600))
        }
        let bodies = [
            ("bundesregierung", "Bundesregierung"), ("landesregierung", "Landesregierung"),
            ("staatsregierung", "Staatsregierung"),
            ("senats", "Senat"), ("regierung des", "Landesregierung"),
        ]
        if let range = text[...].firstRange(of: "antwort de"),
            let body = bodies.first(where: { text[range.upperBound...].prefix(40).has($0.0) })
        {
            answerers = [Answer.Answerer(role: body.1)]
        }
        if let ministry = paragraphs.lazy.compactMap({ Self.ministry($0) }).first {
            answerers.append(Answer.Answerer(role: ministry))
        }
        if answerers.isEmpty {
            answerers = [Answer.Answerer(role: text.has("bundes") ? "Bundesregierung" : "Landesregierung")]
        }
        date = lines.lazy.compactMap { ForeignDate.first(in: $0.text) }.first
        if let range = text[...].firstRange(of: "vom "),
            let day = ForeignDate.first(in: text[range.upperBound...].prefix(24)),
            text.has("bermittelt")
        {
            date = day
        }
        if let range = text[...].firstRange(of: "und antwort vom "),
            let day = ForeignDate.first(in: text[range.upperBound...].prefix(24))
        {
            date = day
        }
        title = Self.title(lines)
    }

    /// `Ulla Beispiel, Jan Muster, weiterer Abgeordneter und der Fraktion DIE LINKE.`, `Anna Muster (CDU)`.
    private static func askers(_ text: ArraySlice<UInt8>) -> [Answer.Asker] {
        var names = text
        var party: String?
        if let faction = text.firstRange(of: "fraktion ") {
            names = text[..<faction.lowerBound]
            var rest = text[faction.upperBound...].prefix(60)
            for article in ["der ", "des ", "von "] where Bytes(rest).starts(withFolded: article) {
                rest = rest.dropFirst(4)
            }
            // The party is written in capitals, or in one word.
            let words = rest.split(separator: 0x20).prefix { word in
                word.contains(where: \.isASCIIUppercase)
                    && !["Drucksache", "Antwort", "Die", "Wir"].contains(word.string)
            }
            var kept: [String] = []
            for word in words.prefix(4) {
                if let previous = kept.last, word.contains(where: \.isASCIILowercase),
                    previous.utf8.allSatisfy({ !$0.isASCIILowercase })
                {
                    break
                }
                kept.append(word.string)
                if word.contains(where: \.isASCIILowercase) { break }
            }
            party = kept.isEmpty ? nil : kept.joined(separator: " ").trimmedOfStops
        } else if let end = [
            " betr", " und antwort", " vom ", " auf ", " thema", " \u{2013} ", " - ", " drucksache ",
        ]
        .compactMap({ text.firstRange(of: $0)?.lowerBound }).min() {
            names = text[..<end]
        }
        var found: [Answer.Asker] = []
        for part in names.split(separator: 0x2C).prefix(mostAskers) {
            var name = part.trimmed
            if Bytes(name).starts(withFolded: "und ") { name = name.dropFirst(4) }
            if name.has("weiterer ") || name.has("abgeordnete") || name.has("der ") && name.count < 8 {
                continue
            }
            for (place, piece) in Self.split(name, at: " und ").enumerated() where place < 3 {
                var piece = piece.trimmed
                var own: String?
                if let open = piece.firstIndex(of: 0x28) {
                    own = piece[(open + 1)...].prefix { $0 != 0x29 }.string
                    piece = piece[..<open].trimmed
                }
                // `Hans Muster BUNTE`
                if own == nil, party == nil, let last = piece.split(separator: 0x20).last, last.count > 1,
                    last.count < piece.count, last.allSatisfy({ $0.isASCIIUppercase || $0 == 0x2F })
                {
                    own = last.string
                    piece = piece[..<last.startIndex].trimmed
                }
                guard piece.count > 2, piece.count <= 60,
                    piece.first.map({ $0.isASCIIUppercase || $0 >= 0x80 }) == true,
                    !piece.contains(where: \.isDigit), piece.split(separator: 0x20).count <= 5
                else { continue }
                found.append(Answer.Asker(name: piece.string, party: own ?? party))
            }
        }
        if found.isEmpty, let party { found = [Answer.Asker(party: party)] }
        return found
    }

    /// `Anna Muster (CDU) vom 03.11.2026` on the line below `Kleine Anfrage`.
    private static func askerBelowKind(_ lines: ArraySlice<PaperLine>) -> Answer.Asker? {
        guard let line = askingLine(lines).map({ lines[$0].text }), let open = line.firstIndex(of: 0x28),
            let close = line[open...].firstIndex(of: 0x29)
        else { return nil }
        let name = line[..<open].trimmed
        guard name.first?.isASCIILowercase == false, name.split(separator: 0x20).count <= 6 else {
            return nil
        }
        return Answer.Asker(name: name.string, party: line[(open + 1)..<close].string)
    }

    private static func askingLine(_ lines: ArraySlice<PaperLine>) -> Int? {
        guard
            let kind = lines.firstIndex(where: {
                ["kleineanfrage", "grosseanfrage"].contains($0.text.key.string)
            }),
            let next = lines[(kind + 1)...].firstIndex(where: { !$0.isBlank })
        else { return nil }
        let text = lines[next].text
        return text.count <= 120 && text.has(") vom ") && ForeignDate.first(in: text) != nil ? next : nil
    }

    private static func split(_ text: ArraySlice<UInt8>, at word: String) -> [ArraySlice<UInt8>] {
        var (parts, rest) = ([ArraySlice<UInt8>](), text)
        while let found = rest.firstRange(of: word) {
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        return parts + [rest]
    }

    /// `mit Schreiben des Bundesministeriums des Innern vom …`, `Antwort des Ministeriums für Verkehr`.
    private static func ministry(_ text: Bytes) -> String? {
        let text = text.map { $0 == 0x0A ? 0x20 : $0 }
        for word in ["mit schreiben des ", "mit schreiben der ", "antwort des ", "antwort der "] {
            guard let start = text[...].firstRange(of: word) else { continue }
            let rest = text[start.upperBound...].prefix(140)
            guard
                rest.prefix(30).has("minist") || rest.prefix(30).has("amt")
                    || rest.prefix(20).has("staatskanzlei")
            else { continue }
            let end = [" vom ", " auf ", " zu ", " drucksache", ":", " \u{2013} "].compactMap {
                rest.firstRange(of: $0)?.lowerBound
            }.min()
            let field = rest[..<(end ?? rest.endIndex)].trimmed
            guard end != nil || rest.count < 140, !field.isEmpty else { return nil }
            // From the genitive to the name: `des Bundesministeriums der Finanzen`, `des Auswärtigen Amts`.
            return field.string.replacingFirst("ministeriums", with: "ministerium").replacingFirst(
                "Ministeriums", with: "Ministerium"
            )
            .replacingFirst("igen Amtes", with: "iges Amt").replacingFirst("igen Amts", with: "iges Amt")
        }
        return nil
    }

    /// What stands behind `betr.:` or `Thema:`, or between the number of the inquiry and the preface.
    private static func title(_ lines: ArraySlice<PaperLine>) -> String? {
        for index in lines.indices {
            let line = lines[index].text
            let words = ["betr.:", "betr.", "betrifft:", "thema:", "zum thema:", "betreff:"]
            guard let word = words.first(where: { line.starts(withFolded: $0) }) else { continue }
            let rest = line.dropFirst(word.utf8.count).trimmed
            return rest.isEmpty ? lines[(index + 1)...].first { !$0.isBlank }?.text.string : rest.string
        }
        // Below who asks, up to `und Antwort`.
        if let asking = askingLine(lines) {
            let rest = lines[(asking + 1)...].drop { $0.isBlank }.prefix { line in
                !line.isBlank && !["und", "antwort"].contains(line.text.key.string)
            }
            let title = Bytes(rest.prefix(4).map(\.text).joined(separator: [0x20]))
            if !title.isEmpty, title.count <= 400 { return title.string }
        }
        // `Die Kleine Anfrage 12 vom … hat folgenden Wortlaut:` stands below it.
        if let wording = lines.firstIndex(where: { $0.text.starts(withFolded: "die kleine anfrage ") }),
            let title = lines[..<wording].last(where: { !$0.isBlank })?.text, title.count <= 400
        {
            return title.string
        }
        guard
            let number = lines.indices.last(where: { index in
                let line = lines[index].text
                guard line.count < 60, line.has("drucksache ") else { return false }
                if line.first == 0x2D || line.first == 0xE2 { return true }
                // Without its dashes it is the inquiry's where the inquiry is named above it.
                return line.starts(withFolded: "drucksache ") && ForeignDate.first(in: line) == nil
                    && lines[..<index].contains { $0.text.has("anfrage ") }
            })
        else { return nil }
        let rest = lines[(number + 1)...].drop { $0.isBlank }.prefix { !$0.isBlank }
        let title = Bytes(rest.prefix(4).map(\.text).joined(separator: [0x20]))
        return title.isEmpty || title.count > 400 ? nil : title.string
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        let bytes = Bytes(utf8)
        let wanted = Bytes(old.utf8)
        guard bytes.count >= wanted.count else { return self }
        for start in 0...(bytes.count - wanted.count)
        where bytes[start..<start + wanted.count].elementsEqual(wanted) {
            return (Bytes(bytes[..<start]) + Bytes(new.utf8) + bytes[(start + wanted.count)...]).string
        }
        return self
    }

    fileprivate var trimmedOfStops: String {
        var text = self
        while text.hasSuffix(".") || text.hasSuffix(",") { text.removeLast() }
        return text
    }
}
