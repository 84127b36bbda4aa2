import Pipeline

/// Finds the other official papers that an answer names, by their numbers.
///
/// Kamerstukken (`29521-446`, `19 637, nr. 3308`), the Aanhangsel (`vergaderjaar 2024–2025, nr. 528`) and the numbers of
/// Parlis, the Tweede Kamer's own system (`2022Z23276`, `2024D37938`).
enum PaperReferences {
    /// How many are kept of one passage.
    private static let most = 200

    static func find(in answer: Answer) -> [Reference] {
        Passage.allCases.flatMap { passage in
            find(in: Bytes(answer.text(of: passage).utf8)).prefix(most).map { found in
                Reference(id: found.id, url: url(found.id), span: Span(passage, found.range))
            }
        }
    }

    typealias Found = (id: String, range: Range<Int>)

    /// The papers named in `text`, in its order.
    static func find(in text: Bytes) -> [Found] {
        var found: [Found] = []
        var index = 0
        while index < text.count {
            guard mayBegin(text, index), index == 0 || !text[index - 1].isWordByte,
                let (hits, end) = read(text, index), end > index
            else {
                index += 1
                continue
            }
            found += hits
            index = end
        }
        return found
    }

    /// Whether one of ``read(_:_:)``'s wordings has the first two bytes that stand here.
    @inline(__always)
    private static func mayBegin(_ text: Bytes, _ index: Int) -> Bool {
        let byte = text[index]
        // A bit for each of `ABEKTak`, from `@` on; most bytes are none of them.
        guard byte >= 0x40, byte < 0x80 else { return (0x31...0x39).contains(byte) }
        guard UInt64(0x80200100826) &>> UInt64(byte & 0x3F) & 1 != 0 else { return false }
        switch (byte | 0x20, index + 1 < text.count ? text[index + 1] | 0x20 : 0) {
        case (0x61, 0x61), (0x61, 0x68), (0x62, 0x7A), (0x65, 0x65), (0x6B, 0x61), (0x6B, 0x73), (0x74, 0x77):
            return true
        default: return false
        }
    }

    private static func read(_ text: Bytes, _ index: Int) -> ([Found], Int)? {
        switch text[index] {
        case 0x4B, 0x6B: kamerstuk(text, index) ?? literal(text, index)
        case 0x54, 0x45: chamber(text, index)
        case 0x42: ministry(text, index)
        case 0x41, 0x61: aanhangsel(text, index) ?? literal(text, index)
        case 0x31...0x39: parlis(text, index) ?? bare(text, index)
        default: nil
        }
    }

    // MARK: Kamerstukken

    /// `Kamerstuk nr. 29521-446`, `Kamerstukken II 2024/25, 19 637, nr. 3308`, `Kamerstuk 2022Z23276`.
    private static func kamerstuk(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        guard scanner.skipWord("kamerstukken") || scanner.skipWord("kamerstuk") else { return nil }
        skipYear(&scanner)
        _ = scanner.skip("nr.") || scanner.skipWord("nr")
        scanner.skipSpaces()
        if let (hits, end) = parlis(text, scanner.position), let first = hits.first {
            return ([(first.id, start..<first.range.upperBound)] + hits.dropFirst(), end)
        }
        return dossier(&scanner, start)
    }

    /// `24 587, nr. 969`, without a word before it.
    private static func bare(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        guard let number = dossierNumber(&scanner) else { return nil }
        var ahead = scanner
        skipMarks(&ahead)
        guard number.utf8.first != 0x30, ahead.skip("nr. ") || ahead.skip("nrs. ") else { return nil }
        scanner.position = start
        return dossier(&scanner, start)
    }

    /// `Tweede Kamer, vergaderjaar 2023–2024, 19 637, nr. 3198`.
    private static func chamber(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        guard scanner.skip("tweede kamer, vergaderjaar ") || scanner.skip("eerste kamer, vergaderjaar ")
        else { return nil }
        skipYear(&scanner)
        return dossier(&scanner, start)
    }

    /// ` II 2024/25, `, ` II, 2021–2022, `, `, vergaderjaar 2022–2023, `.
    private static func skipYear(_ scanner: inout ByteScanner) {
        skipMarks(&scanner)
        _ = scanner.skipAnyWord(["ii", "i"])
        skipMarks(&scanner)
        _ = scanner.skipWord("vergaderjaar")
        skipMarks(&scanner)
        let start = scanner.position
        if let year = scanner.number(), (1800...2200).contains(year), scanner.skip("/") || scanner.skipDash(),
            scanner.number() != nil
        {
            skipMarks(&scanner)
        } else {
            scanner.position = start
        }
    }

    private static func skipMarks(_ scanner: inout ByteScanner) {
        while scanner.skipSpaces() || scanner.skip(",") || scanner.skip(":") {}
    }

    /// `19 637, nr. 3308`, `29521-446`, `36 200 V, nrs. 5 en 8`, `36 373, H`.
    private static func dossier(_ scanner: inout ByteScanner, _ start: Int) -> ([Found], Int)? {
        guard var dossier = dossierNumber(&scanner) else { return nil }
        if let part = subdossier(&scanner) { dossier += "-" + part }
        scanner.skipSpaces()
        var letters = ""
        let beforeLetters = scanner.position
        while let byte = scanner.current, byte.isASCIIUppercase, letters.utf8.count < 6 {
            letters.append(Character(Unicode.Scalar(byte)))
            scanner.position += 1
        }
        if scanner.current?.isWordByte == true {
            letters = ""
            scanner.position = beforeLetters
        }
        let base = letters.isEmpty ? dossier : "\(dossier)-\(letters)"
        let end = scanner.position
        skipMarks(&scanner)
        let hasWord =
            scanner.skip("nrs.") || scanner.skip("nr.") || scanner.skipWord("nr") || scanner.skipDash()
            || scanner.skipWord("nummer")
        scanner.skipSpaces()
        let numberStart = scanner.position
        guard let first = scanner.number(maximumDigits: 5) else {
            return chamberLetter(&scanner, base, start)
                ?? (letters.isEmpty ? nil : ([(base, start..<end)], end))
        }
        guard hasWord else { return nil }
        var hits: [Found] = [("\(base)-\(first)", start..<scanner.position)]
        _ = numberStart
        var ahead = scanner
        while hits.count < 20, ahead.skip(", ") || ahead.skip(" en "),
            let next = ahead.number(maximumDigits: 5),
            ahead.current?.isWordByte != true, !followedByDossier(ahead)
        {
            let length = String(next).utf8.count
            hits.append(("\(base)-\(next)", ahead.position - length..<ahead.position))
            scanner = ahead
        }
        return (hits, scanner.position)
    }

    /// `-02` of `21 501-02, nr. 2400`; a number of the dossier itself has none behind it.
    private static func subdossier(_ scanner: inout ByteScanner) -> String? {
        var ahead = scanner
        let start = ahead.position + 1
        guard ahead.skip("-"), ahead.number(maximumDigits: 2) != nil, ahead.position == start + 2 else {
            return nil
        }
        let end = ahead.position
        skipMarks(&ahead)
        guard ahead.skip("nr") || ahead.position == end && ahead.skip("-") && ahead.current?.isDigit == true
        else { return nil }
        scanner.position = end
        return scanner.bytes[start..<end].string
    }

    private static func followedByDossier(_ scanner: ByteScanner) -> Bool {
        var ahead = scanner
        return ahead.skip(" ") && ahead.number(maximumDigits: 3) != nil
            || DutchDate.isMonth(
                ByteScanner(scanner.bytes, at: min(scanner.position + 1, scanner.bytes.count)))
    }

    /// The Eerste Kamer numbers its papers with letters: `36 373, H`.
    private static func chamberLetter(_ scanner: inout ByteScanner, _ base: String, _ start: Int) -> (
        [Found], Int
    )? {
        guard let byte = scanner.current, byte.isASCIIUppercase else { return nil }
        scanner.position += 1
        guard scanner.current?.isWordByte != true else { return nil }
        return ([("\(base)-\(Character(Unicode.Scalar(byte)))", start..<scanner.position)], scanner.position)
    }

    /// Five digits, with or without a space after the second.
    private static func dossierNumber(_ scanner: inout ByteScanner) -> String? {
        let start = scanner.position
        var digits = ""
        while let byte = scanner.current, digits.utf8.count < 5 {
            if byte.isDigit {
                digits.append(Character(Unicode.Scalar(byte)))
            } else if !(digits.utf8.count == 2 && (byte == 0x20 || byte == 0x2E)) {
                break
            }
            scanner.position += 1
        }
        guard digits.utf8.count == 5, scanner.current?.isDigit != true else {
            scanner.position = start
            return nil
        }
        return digits
    }

    // MARK: Aanhangsel

    /// `Aanhangsel van de Handelingen, vergaderjaar 2024–2025, nr. 528`, `Aanhangsel Handelingen II 2023/24, nr. 2116`.
    private static func aanhangsel(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        guard scanner.skipWord("aanhangsel") else { return nil }
        for word in ["van", "de", "het", "der"] {
            scanner.skipSpaces()
            _ = scanner.skipWord(word)
        }
        scanner.skipSpaces()
        _ = scanner.skipWord("handelingen")
        skipMarks(&scanner)
        _ = scanner.skipWord("ii") || scanner.skipWord("tweede kamer")
        skipMarks(&scanner)
        _ = scanner.skipWord("vergaderjaar")
        skipMarks(&scanner)
        guard let year = scanner.number(), (1900...2200).contains(year),
            scanner.skip("/") || scanner.skipDash(),
            scanner.number() != nil
        else { return nil }
        skipMarks(&scanner)
        guard
            scanner.skip("nr.") || scanner.skipWord("nr") || scanner.skip("nrs.")
                || scanner.skipWord("nummer")
        else { return nil }
        scanner.skipSpaces()
        guard let number = scanner.number(maximumDigits: 5) else { return nil }
        return ([("ah-tk-\(year)\(year + 1)-\(number)", start..<scanner.position)], scanner.position)
    }

    /// `ah-tk-20242025-595`, `kst-29237-178`.
    private static func literal(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        if scanner.skip("ah-tk-"), let years = scanner.number(maximumDigits: 8), scanner.skip("-"),
            let number = scanner.number(maximumDigits: 5)
        {
            return ([("ah-tk-\(years)-\(number)", start..<scanner.position)], scanner.position)
        }
        scanner.position = start
        guard scanner.skip("kst-") else { return nil }
        return dossier(&scanner, start)
    }

    /// `BZ2407724`: a letter's number at the ministry of foreign affairs, which has no address.
    private static func ministry(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        guard scanner.skip("bz"), text[start + 1] == 0x5A, scanner.number(maximumDigits: 7) != nil,
            scanner.position == start + 9, scanner.current?.isWordByte != true
        else { return nil }
        return ([(text[start..<scanner.position].string, start..<scanner.position)], scanner.position)
    }

    // MARK: Parlis

    /// `2022Z23276`, `2024D37938`.
    private static func parlis(_ text: Bytes, _ start: Int) -> ([Found], Int)? {
        var scanner = ByteScanner(text, at: start)
        guard let year = scanner.number(), (1990...2200).contains(year), let letter = scanner.current,
            letter == 0x5A || letter == 0x44
        else { return nil }
        scanner.position += 1
        let digits = scanner.position
        while scanner.current?.isDigit == true { scanner.position += 1 }
        guard (4...6).contains(scanner.position - digits), scanner.current?.isLetter != true else {
            return nil
        }
        return ([(text[start..<scanner.position].string, start..<scanner.position)], scanner.position)
    }

    /// Where the paper can be read.
    private static func url(_ id: String) -> String? {
        if id.utf8.starts(with: "BZ".utf8) { return nil }
        let first = id.utf8.first ?? 0
        let isParlis =
            id.utf8.contains(0x5A) || id.utf8.contains(0x44) ? id.utf8.prefix(4).allSatisfy(\.isDigit) : false
        if isParlis, !id.contains("-") { return "https://www.tweedekamer.nl/zoeken?qry=\(id)" }
        let name = first.isDigit ? "kst-\(id)" : id
        return "https://zoek.officielebekendmakingen.nl/\(name).html"
    }
}
