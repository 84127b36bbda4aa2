/// Who in parliament speaks: in a head (`Inbreng VVD`) and in running text (`De leden van de VVD-fractie`).
enum PartyHead {
    /// The longest line that is still a head.
    private static let longest = 120

    static func matches(_ line: Bytes) -> Bool { party(line) != nil }

    /// The party whose contribution this line opens: `Inbreng D66`, `Inbreng van de leden van de SP-fractie`,
    /// `Vragen en opmerkingen van de leden van de fractie van de ChristenUnie`; `nil` where it is no such head.
    static func party(_ line: Bytes) -> String? {
        guard line.count <= longest, let first = line.first, mayBegin(first) else { return nil }
        var scanner = ByteScanner(line)
        _ = scanner.skip("\u{2022}") || scanner.skip("*") || scanner.skip("\u{B7}") || scanner.skipDash()
        scanner.skipSpaces()
        let isReply = skipReply(&scanner)
        if isReply, !line.has("fractie") { return nil }
        if scanner.skipAnyWord([
            "vragen en opmerkingen", "opmerkingen en vragen", "bijdrage", "vragen", "vraag", "opmerkingen",
        ]) {
            scanner.skipSpaces()
            guard scanner.skipWord("van") || scanner.skipWord("vanuit") else { return nil }
            scanner.skipSpaces()
            guard scanner.skipWord("de") || scanner.skipWord("het") else { return nil }
        } else if !scanner.skipWord("inbreng") {
            return nil
        }
        return name(&scanner)
    }

    /// Whether a head may begin so: with a mark before it, or as one of its words does.
    private static func mayBegin(_ first: UInt8) -> Bool {
        switch first.asciiLowercased {
        case 0x20, 0x2A, 0x2D, 0xC2, 0xE2: true
        case 0x61, 0x62, 0x69, 0x6F, 0x72, 0x76: true  // a, b, i, o, r, v
        default: false
        }
    }

    /// Skips `Reactie op de`, `Antwoord op de`, where what is answered follows.
    private static func skipReply(_ scanner: inout ByteScanner) -> Bool {
        let start = scanner.position
        if scanner.skipAnyWord(["reactie", "antwoord", "antwoorden", "beantwoording"]) {
            scanner.skipSpaces()
            if scanner.skipAnyWord(["op", "van"]) {
                scanner.skipSpaces()
                _ = scanner.skipWord("de")
                scanner.skipSpaces()
                return true
            }
        }
        scanner.position = start
        return false
    }

    /// The party's name, after whatever leads up to it, where nothing follows it on the line.
    private static func name(_ scanner: inout ByteScanner) -> String? {
        repeat {
            scanner.skipSpaces()
        } while scanner.skipAnyWord([
            "van", "vanuit", "de", "het", "lid", "leden", "fractie", "fracties", "kamerfractie",
        ])
        // `… van de VVD-fractie en reactie van de bewindspersoon`: what follows holds both.
        var end =
            [" en reactie", " en antwoord", " en de reactie", " en het antwoord"].compactMap {
                scanner.rest.firstRange(of: $0)?.lowerBound
            }.min() ?? scanner.bytes.count
        while end > scanner.position, [0x3A, 0x20].contains(scanner.bytes[end - 1]) { end -= 1 }
        let rest = Bytes(scanner.bytes[scanner.position..<end])
        if rest.isEmpty || rest.last == 0x2E || rest.last == 0x3F { return nil }
        let name = withoutFraction(rest)
        // A name is a few words with a capital; anything else is a sentence, or `de fracties`.
        guard name.count <= 40, name.contains(where: \.isASCIIUppercase),
            name.count(where: { $0 == 0x20 }) <= 4,
            !name.contains(0x28), !name.has(" aan "), !name.has(" over ")
        else { return nil }
        return name.string
    }

    /// The party that is all a line says, `VVD` or `De leden van de NSC-fractie:`, where its members speak on the `next`.
    static func lone(_ line: Bytes, before next: @autoclosure () -> Bytes?) -> String? {
        guard line.count <= longest, let first = line.first, mayBeginLone(first) else { return nil }
        var scanner = ByteScanner(line)
        repeat {
            scanner.skipSpaces()
        } while scanner.skipAnyWord(["de", "leden", "van", "fractie", "fracties"])
        guard mayBeginParty(scanner), let next = next(), speaks(Bytes(next.prefix(200))) else { return nil }
        var rest = scanner.rest.trimmed
        while rest.last == 0x3A { rest = rest.dropLast() }
        let found = names(in: rest.string)
        return !found.isEmpty && found.allSatisfy(isKnown) ? found.joined(separator: " en ") : nil
    }

    /// Whether a line may begin so that is only a party: not in mid-sentence, but for the words before a name.
    private static func mayBeginLone(_ first: UInt8) -> Bool {
        switch first {
        case 0x64, 0x65, 0x66, 0x68, 0x6C, 0x76: true  // d, e, f, h, l, v
        default: !first.isASCIILowercase
        }
    }

    /// Whether what stands at `scanner` begins as the name of a party does, apart from what may stand before a name.
    private static func mayBeginParty(_ scanner: ByteScanner) -> Bool {
        var scanner = scanner
        while scanner.skipSpaces() || scanner.skipDash() || scanner.skip("/") || scanner.skip("&")
            || scanner.skip(",") || scanner.skipAnyWord(["en", "de", "het", "van", "fractie"])
        {}
        let rest = scanner.rest
        guard let first = rest.first, !first.isASCIILowercase, let second = rest.dropFirst().first else {
            return false
        }
        return partyStarts.contains(UInt16(first) << 8 | UInt16(second))
    }

    /// The first two bytes of each party's name.
    private static let partyStarts = Set(
        parties.map { $0.utf8.prefix(2).reduce(UInt16(0)) { $0 << 8 | UInt16($1) } }
    ).sorted()

    /// The parties that `text` lists: `VVD en CDA`, `D66, VVD- en CDA-fractie`.
    static func names(in text: String) -> [String] {
        var names: [String] = []
        var name: [String] = []
        func end() {
            let joined = withoutFraction(Bytes(name.joined(separator: " ").utf8))
            let bare = joined.last == 0x2D ? Bytes(joined.dropLast()) : joined
            if !bare.isEmpty, !names.contains(bare.string) { names.append(bare.string) }
            name = []
        }
        for word in text.split(separator: " ") {
            switch word {
            case "en", "&", "/": end()
            case _ where name.isEmpty && ["de", "het", "van", "fractie"].contains(word): continue
            default:
                name.append(String(word.last == "," ? word.dropLast() : word))
                if word.last == "," { end() }
            }
        }
        end()
        return names
    }

    private static func isKnown(_ name: String) -> Bool {
        parties.contains(name) || names(of: name).allSatisfy(parties.contains)
    }

    /// The parts of the name of a common list: `GroenLinks` and `PvdA`.
    private static func names(of list: String) -> [String] {
        list.split(whereSeparator: { $0 == "-" || $0 == "/" }).map(String.init)
    }

    private static func withoutFraction(_ name: Bytes) -> Bytes {
        for ending in ["-fractie", "\u{2013}fractie", " fractie", "- fractie", "fractie"]
        where name.ends(withFolded: ending) {
            let shorter = Bytes(name.dropLast(ending.utf8.count))
            return shorter.last == 0x2D ? Bytes(shorter.dropLast()) : shorter
        }
        return name
    }

    // MARK: In running text

    /// Whether `text` speaks for members of parliament: `de leden van de VVD-fractie`, `deze leden vragen`.
    static func speaks(_ text: Bytes) -> Bool {
        // Without the word, only a fraction can.
        guard text.has("leden") else { return fraction(text) != nil }
        return speaker(text) != nil || hasTheseMembers(text)
    }

    /// The first party that `text` speaks for, from `leden van de X-fractie` or `leden van de fractie van X`.
    static func speaker(_ text: Bytes) -> String? {
        var start = 0
        while let found = text[start...].firstRange(of: "leden van ") {
            start = found.upperBound
            if let name = party(after: found.upperBound, in: text) { return name }
        }
        return fraction(text)
    }

    /// Whether `text` begins with a party: `De VVD-fractie vraagt`, `De fractie van de SP`, `De fracties van VVD en CDA`.
    static func opensWithFraction(_ text: Bytes) -> Bool { fraction(text) != nil }

    private static func fraction(_ text: Bytes) -> String? {
        var scanner = ByteScanner(text)
        guard scanner.skipWord("de") else { return nil }
        scanner.skipSpaces()
        var ahead = scanner
        if ahead.skipWord("fractie van") || ahead.skipWord("fracties van") {
            return party(after: scanner.position, in: text)
        }
        let word = scanner.rest.prefix { $0 != 0x20 && $0 != 0x2C }
        let name = withoutFraction(Bytes(word))
        return name.count < word.count && isKnown(name.string) ? name.string : nil
    }

    private static func hasTheseMembers(_ text: Bytes) -> Bool {
        var start = 0
        while let found = text[start...].firstRange(of: "deze leden") {
            start = found.upperBound
            guard start < text.count else { return true }
            var scanner = ByteScanner(text, at: start)
            let isWhole = scanner.current?.isWordByte != true
            scanner.skipSpaces()
            // `deze leden van de missie` are not members of parliament.
            if isWhole, !scanner.skipWord("van") { return true }
        }
        return text.starts(withFolded: "de leden ") && !text.starts(withFolded: "de leden van ")
            || text.has(" de leden vragen") || text.has("vragen de leden") || text.has(" leden willen ")
    }

    private static func party(after position: Int, in text: Bytes) -> String? {
        var scanner = ByteScanner(text, at: position)
        _ = scanner.skipWord("de") || scanner.skipWord("het")
        scanner.skipSpaces()
        if scanner.skipWord("fracties van") { return list(after: scanner.position, in: text) }
        let ofTheFraction = scanner.skipWord("fractie van")
        if ofTheFraction {
            scanner.skipSpaces()
            _ = scanner.skipWord("de") || scanner.skipWord("het")
            scanner.skipSpaces()
        }
        let start = scanner.position
        var end = start
        // As far as words go that begin with a capital or a digit, or as far as `-fractie`.
        while end < text.count, end - start < 40 {
            let wordStart = end
            while end < text.count, text[end] != 0x20, text[end] != 0x2C, text[end] != 0x3F { end += 1 }
            let word = Bytes(text[wordStart..<end])
            if word.ends(withFolded: "fractie"), !word.isEmpty {
                let name = withoutFraction(Bytes(text[start..<end]))
                return name.isEmpty ? nil : name.string
            }
            guard let first = word.first, first.isASCIIUppercase || first.isDigit || word == Bytes("en".utf8),
                end < text.count, text[end] == 0x20
            else { return known(Bytes(text[start..<max(wordStart, start)]), word, ofTheFraction) }
            end += 1
            if ofTheFraction { return nonEmpty(word) }
            if parties.contains(word.string) { return word.string }
        }
        return nil
    }

    /// `VVD, D66 en CDA`, as far as the names go.
    private static func list(after position: Int, in text: Bytes) -> String? {
        var words: [String] = []
        for word in text[position...].split(separator: 0x20, maxSplits: 12).prefix(12) {
            let isName = word.first.map { $0.isASCIIUppercase || $0.isDigit } == true
            guard isName || ["en", "de", "het", "van"].contains(word.string) else { break }
            words.append(word.string)
        }
        while let last = words.last, ["en", "de", "het", "van"].contains(last) { words.removeLast() }
        let found = names(in: words.joined(separator: " "))
        return found.isEmpty ? nil : found.joined(separator: " en ")
    }

    private static func known(_ before: Bytes, _ word: Bytes, _ ofTheFraction: Bool) -> String? {
        let trimmed = Bytes(word.prefix { $0.isWordByte || $0 == 0x2D || $0 == 0x2B })
        if before.isEmpty, parties.contains(trimmed.string) { return trimmed.string }
        return ofTheFraction && before.isEmpty ? nonEmpty(trimmed) : nil
    }

    private static func nonEmpty(_ word: Bytes) -> String? {
        guard let first = word.first, first.isASCIIUppercase || first.isDigit else { return nil }
        return word.string
    }

    /// Parties of both Chambers since 1994, for `de leden van de VVD` without the word `fractie`.
    private static let parties: Set<String> = [
        "VVD", "D66", "PVV", "CDA", "SP", "PvdA", "GroenLinks", "GroenLinks-PvdA", "ChristenUnie", "SGP",
        "PvdD",
        "DENK", "Denk", "FVD", "FvD", "JA21", "Volt", "BBB", "BIJ1", "NSC", "50PLUS", "LPF", "LN", "GPV",
        "RPF", "OSF",
        "OPNL", "AOV", "U55+",
    ]
}
