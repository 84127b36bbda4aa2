/// Where Dutch writes a hyphen within a word, wherever its line ends.
enum DutchHyphen {
    /// Whether the hyphen between `head` and `tail`, both in small letters, belongs to the word.
    static func belongs(between head: Bytes, _ tail: Bytes) -> Bool {
        prefixes.contains(head.string) || abbreviations.contains(head.string) || !hasVowel(head)
            || clashes(head, tail) || pairs.contains("\(head.string)-\(tail.string)")
    }

    /// Words that are followed by a hyphen whatever comes after.
    private static let prefixes: Set<String> = [
        "niet", "non", "anti", "pro", "ex", "oud", "vice", "semi", "quasi", "e", "co", "pre", "off", "lock",
        "high",
        "low", "all", "would", "minister", "directeur", "directeuren", "secretaris", "sociaal", "politiek",
        "publiek", "privaat", "juridisch", "technisch", "macro", "micro", "noord", "zuid", "fixed", "like",
        "self",
    ]

    /// Abbreviations in small letters.
    private static let abbreviations: Set<String> = [
        "mbo", "hbo", "vmbo", "havo", "wo", "po", "vo", "so", "ov", "tbs", "ggz", "ggd", "bbp", "btw", "aow",
        "wao",
        "wia", "ww", "zzp", "cao", "pgb", "dna", "tv", "pc", "cv", "wc", "ict", "it", "mkb", "lhbti",
        "lhbtiq", "bso",
        "kdv", "ic", "eu", "vn", "zbo", "rbv", "vve", "wmo", "wlz", "esm", "mri", "asiel-ic", "id", "gps",
        "ngo",
        "bv", "nv", "cpb", "scp", "hr", "wob", "woo", "vog", "bni", "wnt",
    ]

    /// Words that stand side by side: neither says what the other is.
    private static let pairs: Set<String> = [
        "oorzaak-gevolg", "kosten-baten", "kosten-batenanalyse", "baten-lasten", "baten-lastenstelsel",
        "woon-werk",
        "woon-werkverkeer", "zwart-wit", "wit-zwart", "haat-liefde", "vraag-antwoord", "voor-achter",
        "mei-juni",
        "escalatie-dominantie", "klant-leverancier", "mens-machine",
    ]

    private static func hasVowel(_ word: Bytes) -> Bool {
        word.contains { [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79].contains($0) || $0 >= 0x80 }
    }

    /// Whether the vowels that meet would be read as one: `zee-egel`, `zij-instroom`, `corona-informatie`.
    private static func clashes(_ head: Bytes, _ tail: Bytes) -> Bool {
        guard let last = head.last, let first = tail.first else { return false }
        return [
            "aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu",
        ].contains([last, first].string) || last == 0x6A && first == 0x69
    }
}

/// Takes out hyphens in the middle of lines, which ended lines before these were joined: `gasleve-ringszekerheid`.
enum SoftHyphens {
    /// Mends the lines of a paper that lost its lines' ends.
    ///
    /// It did where `isKnown`, or where it has one of its words both with a hyphen and without.
    static func mend(_ lines: inout [PaperLine], isKnown: Bool) {
        var words: Set<Bytes> = []
        var capitalised: Set<Bytes> = []
        for line in lines {
            for word in line.text.split(whereSeparator: { !$0.isWordByte && $0 != 0x2D })
            where word.count < 40 {
                guard !word.contains(0x2D) else { continue }
                words.insert(word.map(\.asciiLowercased))
                if word.first?.isASCIIUppercase == true { capitalised.insert(word.map(\.asciiLowercased)) }
            }
        }
        guard isKnown || lines.contains(where: { hasBroken($0.text, words) }) else { return }
        for index in lines.indices where lines[index].text.contains(0x2D) {
            mend(&lines[index], words, capitalised)
        }
    }

    private static func hasBroken(_ text: Bytes, _ words: Set<Bytes>) -> Bool {
        text.indices.contains { place in
            guard text[place] == 0x2D, let (head, tail) = halves(text, place) else { return false }
            let (left, right) = (head.map(\.asciiLowercased), tail.map(\.asciiLowercased))
            return words.contains(left + right) && !DutchHyphen.belongs(between: left, right)
        }
    }

    private static func mend(_ line: inout PaperLine, _ words: Set<Bytes>, _ capitalised: Set<Bytes>) {
        var edits: [LineEdit] = []
        for place in line.text.indices where line.text[place] == 0x2D {
            guard let (head, tail) = halves(line.text, place) else { continue }
            let (left, right) = (head.map(\.asciiLowercased), tail.map(\.asciiLowercased))
            if right == Bytes("en".utf8) || right == Bytes("of".utf8) {
                // `domein- en ketenpartners`: no word is parted before `en`.
                edits.append(.space(before: place + 1))
            } else if words.contains(left + right)
                || !DutchHyphen.belongs(between: left, right) && !isName(head, left, capitalised)
            {
                edits.append(.removal(of: place))
            }
        }
        line.apply(edits)
    }

    /// `Gülen-aanhangers`: a name that the paper also has alone, and that no small letters could begin.
    private static func isName(_ head: Bytes, _ folded: Bytes, _ capitalised: Set<Bytes>) -> Bool {
        head.first?.isASCIILowercase != true && capitalised.contains(folded)
    }

    /// The letters on both sides of a hyphen that may have ended a line; `nil` where it cannot have.
    private static func halves(_ text: Bytes, _ place: Int) -> (Bytes, Bytes)? {
        var (start, end) = (place, place + 1)
        while start > 0, text[start - 1].isLetter { start -= 1 }
        while end < text.count, text[end].isLetter { end += 1 }
        guard place - start > 1, end - place > 2, text[place + 1].isASCIILowercase || text[place + 1] >= 0x80
        else { return nil }
        // An address, an amount, or a word of several parts is as its author wrote it.
        for neighbour in [start - 1, end] where text.indices.contains(neighbour) {
            if [0x2D, 0x2F, 0x40, 0x5F, 0x23, 0x25, 0x3D].contains(text[neighbour]) || text[neighbour].isDigit
            {
                return nil
            }
            if text[neighbour] == 0x2E, neighbour == start - 1 || text.indices.contains(end + 1),
                neighbour != end
                    || text[end + 1].isWordByte
            {
                return nil
            }
        }
        let head = Bytes(text[start..<place])
        guard !head.dropFirst().contains(where: \.isASCIIUppercase) else { return nil }
        return (head, Bytes(text[(place + 1)..<end]))
    }
}
