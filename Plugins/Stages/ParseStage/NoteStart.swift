/// The beginning of a note: `1 Zie:`, `1Zie`, `1) Zie`, `[1] Zie`.
struct NoteStart {
    var number: Int
    var textStart: Int
    /// True where no space parts the number from the text, as the official publications have it.
    var isTight: Bool
    /// True for `1)` and `[1]`.
    var isEndnote: Bool

    /// Whether the note says where to look: `Zie: https://…`.
    func isAddress(_ line: Bytes) -> Bool {
        let text = Bytes(line[min(textStart, line.count)...].prefix(24))
        return text.starts(withFolded: "http") || text.starts(withFolded: "www.")
            || text.starts(withFolded: "zie") && text.has("http")
    }

    static func read(_ line: Bytes) -> NoteStart? {
        guard let first = line.first, first.isDigit || first == 0x5B, line.count > 4 else { return nil }
        var scanner = ByteScanner(line)
        let bracket = scanner.skip("[")
        guard let number = scanner.number(maximumDigits: 3), number > 0 else { return nil }
        let isEndnote = bracket ? scanner.skip("]") : scanner.skip(")")
        if bracket, !isEndnote { return nil }
        let hasSpace = scanner.skipSpaces()
        guard let next = scanner.current else { return nil }
        let text = Bytes(scanner.rest.prefix(12))
        let begins =
            next.isASCIIUppercase || next >= 0x80 || next == 0x28 || next == 0x22
            || ["http", "www", "zie", "ibid", "idem", "o.a."].contains { text.starts(withFolded: $0) }
        // A broken address may go on with a number: `5D-%5Bnews`, `1713&id=3`.
        let isAddress = scanner.rest.prefix { $0 != 0x20 }.contains { [0x25, 0x26, 0x3D].contains($0) }
        guard begins, !text.starts(withFolded: "antwoord"), !text.starts(withFolded: "reactie"),
            !isAddress || text.starts(withFolded: "http") || text.starts(withFolded: "www")
        else { return nil }
        return NoteStart(
            number: number, textStart: scanner.position, isTight: !hasSpace && !isEndnote,
            isEndnote: isEndnote)
    }
}
