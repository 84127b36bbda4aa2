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
