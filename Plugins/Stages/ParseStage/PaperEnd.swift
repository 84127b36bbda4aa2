extension Bytes {
    /// The longest paragraph that is still the end of a letter or the title of an annex.
    private static var longestEnd: Int { 160 }

    /// Whether it stands behind all answers: a letter's greeting, who signs it, or the title of an annex.
    var closesPaper: Bool {
        guard count <= Self.longestEnd else { return false }
        var scanner = ByteScanner(self)
        if scanner.skipAnyWord(["hoogachtend", "met vriendelijke groet", "met vriendelijke groeten"]) {
            return true
        }
        if scanner.skipAnyWord(["bijlage", "bijlagen", "bijlage(n)"]) { return namesAnnex(scanner) }
        return isSignature
    }

    /// `Bijlage`, `Bijlage 1: Overzicht`, but no sentence that begins so.
    private func namesAnnex(_ scanner: ByteScanner) -> Bool {
        guard !endsSentence else { return false }
        var scanner = scanner
        scanner.skipSpaces()
        if scanner.number(maximumDigits: 3) == nil {
            // `Bijlage B`.
            let isLetter = scanner.current?.isASCIIUppercase == true && scanner.rest.count < 2
            if isLetter { scanner.position += 1 }
        }
        scanner.skipSpaces()
        return scanner.atEnd || scanner.skip(":") || scanner.skip(".") || scanner.skipDash()
            || scanner.current?.isASCIIUppercase == true
    }

    private static var signatories: [String] {
        [
            "minister-president", "minister", "staatssecretaris", "burgemeester en wethouders",
            "college van burgemeester en wethouders", "gedeputeerde staten",
            "college van gedeputeerde staten",
        ]
    }

    /// `De Minister van Financiën,`, with or without the name below it.
    private var isSignature: Bool {
        var scanner = ByteScanner(self)
        _ = scanner.skipWord("de") || scanner.skipWord("het")
        scanner.skipSpaces()
        guard scanner.skipAnyWord(Self.signatories),
            let comma = lastIndex(of: 0x2C)
        else { return false }
        let name = self[(comma + 1)...].trimmed
        guard !name.isEmpty else { return true }
        // Initials tell a name from the second half of a sentence.
        let words = name.split(separator: 0x20)
        guard words.count <= 6, let first = words.first, first.first?.isASCIIUppercase == true,
            first.dropFirst().first == 0x2E
        else { return false }
        return name.last != 0x2E
    }
}
