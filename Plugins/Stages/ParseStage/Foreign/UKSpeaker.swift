import Pipeline

/// Who speaks, from the beginning of a paragraph: `Ann Example (Sampleton) (Lab): …`.
struct UKSpeaker {
    var name: String?
    /// What stands in brackets, the outer ones taken off.
    var brackets: [String]
    /// Where the words begin that are said.
    var textStart: Int

    /// The number of the question, where it stands with the name: `Ann Example: [12345]`.
    var number: Int?

    private static let longestLabel = 140

    var asker: Answer.Asker {
        let fields = brackets.flatMap { $0.split(separator: ", ").map(String.init) }
        let party = fields.last { Self.parties.contains($0) } ?? (fields.count > 1 ? fields.first : nil)
        return Answer.Asker(name: name, party: party)
    }

    /// The body for which someone replies.
    var body: String? { brackets.last }

    /// Who asks on the line at `index`, or above the question on the next one; `nil` where no question begins there.
    static func asking(_ index: Int, in lines: [PaperLine]) -> UKSpeaker? {
        if let found = asking(lines[index].text) { return found }
        return label(lines[index].text).flatMap { label in
            let next = lines[(index + 1)...].prefix(3).first { !$0.isBlank }?.text ?? []
            return next.starts(with: "To ask".utf8) ? label : nil
        }
    }

    /// `Ann Example: [12345]` or `Asked by Lord Example`, alone on their line.
    private static func label(_ line: Bytes) -> UKSpeaker? {
        guard line.count <= longestLabel, line.first?.isASCIIUppercase == true else { return nil }
        if line.starts(with: "Asked by ".utf8) {
            var speaker = speaker(Bytes(line.dropFirst(9)), upTo: line.count - 9)
            speaker?.textStart = line.count
            return speaker
        }
        guard let colon = line.firstIndex(of: 0x3A) else {
            // A peer alone on the line.
            guard peers.contains(where: { line.starts(with: $0.utf8) }) else { return nil }
            var speaker = speaker(line, upTo: line.count)
            speaker?.textStart = line.count
            return speaker
        }
        let rest = line[(colon + 1)...].trimmed
        guard rest.isEmpty || rest.first == 0x5B && rest.last == 0x5D else { return nil }
        var speaker = speaker(line, upTo: colon)
        var scanner = ByteScanner(Bytes(rest))
        if scanner.skip("["), let number = scanner.number(maximumDigits: 7), number > 999, scanner.skip("]") {
            speaker?.number = number
            speaker?.textStart = line.count
        }
        return speaker
    }

    private static let peers = [
        "Lord ", "Baroness ", "Viscount ", "Viscountess ", "Earl ", "Countess ", "Marquess ", "Duke ",
        "The Earl ", "The Countess ", "The Marquess ", "The Duke ", "The Lord Bishop ", "Lady ",
    ]

    private static func asking(_ line: Bytes) -> UKSpeaker? {
        let head = line.prefix(longestLabel + 40)
        // Each of the wordings has it.
        guard head.has("ask") else { return nil }
        if let found = head.firstRange(of: ": to ask"), line[found.lowerBound + 2] == 0x54,
            found.upperBound == line.count || !line[found.upperBound].isWordByte
        {
            return speaker(line, upTo: found.lowerBound)
        }
        // Lords of former times: `Lord Example asked Her Majesty's Government:`.
        for word in [" asked her majesty", " asked his majesty", " asked the scottish government"] {
            guard let found = head.firstRange(of: word) else { continue }
            var speaker = speaker(line, upTo: found.lowerBound)
            speaker?.textStart = found.lowerBound + 1
            return speaker
        }
        return nil
    }

    /// Who replies on this line; `nil` where it begins with no name.
    static func replying(_ line: Bytes) -> UKSpeaker? {
        guard let colon = line.prefix(longestLabel).firstIndex(of: 0x3A),
            colon + 1 == line.count || line[colon + 1] == 0x20
        else { return nil }
        guard var speaker = speaker(line, upTo: colon) else { return nil }
        // `Bob Example: [Holding answer 10 June 2026]: We are …`
        if line[speaker.textStart...].starts(with: "[".utf8),
            Bytes(line[(speaker.textStart + 1)...]).starts(withFolded: "holding answer"),
            let close = line[speaker.textStart...].firstIndex(of: 0x5D)
        {
            speaker.textStart = close + 1
            while speaker.textStart < line.count, [0x3A, 0x20].contains(line[speaker.textStart]) {
                speaker.textStart += 1
            }
        }
        return speaker
    }

    private static func speaker(_ line: Bytes, upTo end: Int) -> UKSpeaker? {
        var (outside, brackets): (Bytes, [Bytes]) = ([], [])
        var depth = 0
        for byte in line[..<end] {
            if byte == 0x28 || byte == 0x5B {
                depth += 1
                if depth == 1 {
                    brackets.append([])
                    continue
                }
            } else if byte == 0x29 || byte == 0x5D {
                depth -= 1
                guard depth >= 0 else { return nil }
                if depth == 0 { continue }
            }
            if depth == 0 { outside.append(byte) } else { brackets[brackets.count - 1].append(byte) }
        }
        guard depth == 0, !outside.isEmpty else { return nil }
        let words = outside.split(separator: 0x20)
        guard (1...12).contains(words.count), words.allSatisfy(isOfName) else { return nil }
        let kept = brackets.map { $0[...].trimmed.string }.filter { !$0.hasPrefix("holding answer") }
        var start = end + 1
        while start < line.count, line[start] == 0x20 { start += 1 }
        // `The Minister of State for X (Mr. Y):`.
        var name: String? = words.map { $0.string }.joined(separator: " ")
        if name == "Question" || name == "Answer" { name = nil }
        if let office = name, office.hasPrefix("The "), let person = kept.first {
            return UKSpeaker(
                name: untitled(person), brackets: [String(office.dropFirst(4))], textStart: start)
        }
        return UKSpeaker(name: name.map(untitled), brackets: kept, textStart: start)
    }

    private static func untitled(_ name: String) -> String {
        for title in ["Mr. ", "Mr ", "Mrs. ", "Mrs ", "Ms ", "Ms. ", "Miss ", "Dr. ", "Dr "]
        where name.hasPrefix(title) {
            return String(name.dropFirst(title.count))
        }
        return name
    }

    /// Whether a word may belong to a name with its titles and offices.
    private static func isOfName(_ word: ArraySlice<UInt8>) -> Bool {
        guard let first = word.first else { return false }
        if first.isASCIIUppercase || first >= 0x80 || first == 0x2A {
            // A stop closes a title or an initial only.
            return word.dropLast().allSatisfy { $0 != 0x2E || word.count < 6 }
                && (word.last != 0x2E || word.count < 6)
        }
        return ["of", "the", "and", "for", "de", "van", "von", "der", "la", "le", "du", "ap", "y"].contains(
            word.string)
    }

    private static let parties: Set<String> = [
        "Labour", "Lab", "Labour (Co-op)", "Lab/Co-op", "Conservative", "Con", "Liberal Democrat", "LD",
        "Lib Dem",
        "Scottish National Party", "SNP", "Green Party", "Green", "Plaid Cymru", "PC", "DUP", "SDLP", "UUP",
        "UKIP",
        "Democratic Unionist Party", "Social Democratic & Labour Party", "Ulster Unionist Party",
        "Sinn F\u{E9}in",
        "Alliance", "Reform UK", "Reform", "Independent", "Ind", "Crossbench", "CB", "Non-affiliated",
        "Bishops",
    ]
}
