import Pipeline

/// Written inquiries of the Bundestag and the parliaments of the Länder with the answers of the governments.
///
/// Each numbered question is repeated above its answer, or answers name their questions: `Zu Frage 2:`, `Zu den Fragen 1
/// und 3:`. Questions taken together follow each other, and `Die Fragen 3 bis 5 werden gemeinsam beantwortet`.
enum GermanInquiries: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        guard GermanMarks.areRecognised(raw.lines) else { return nil }
        let paper = ForeignPaper(raw) { isFurniture($0) }
        let marks = GermanMarks(paper)
        // News about an inquiry has its words, and neither its questions nor its answers.
        guard marks.marks.contains(where: \.isPair) else { return nil }
        var reader = GermanReader(paper, marks)
        return reader.reading()
    }

    /// `Vorabfassung - wird durch die lektorierte Version ersetzt`, and who printed the paper.
    private static func isImprint(_ line: Bytes) -> Bool {
        guard let first = line.first, [0x56, 0x47, 0x49, 0x48, 0x44].contains(first) else { return false }
        let key = line.prefix(60).key
        return key.begins(with: "vorabfassungwirddurch") || key.begins(with: "gesamtherstellung")
            || key.begins(with: "herstellungkanzlei") || key.begins(with: "issn07")
            || key.begins(with: "druckth")
            || key.begins(with: "vertrieb") && (line.has("postfach") || line.has("telefon"))
    }

    /// `Drucksache 15/1284 Landtag des Saarlandes - 15. Wahlperiode - - 2 -`, but not the line with the date.
    private static func isFurniture(_ line: Bytes) -> Bool {
        if line.count <= 160, isImprint(line) { return true }
        guard line.count <= 140, line.has("drucksache "), line.contains(0x2F) else { return false }
        guard line.first.map({ $0 == 0x44 || $0 == 0x4C || $0 == 0x2D || $0 == 0xE2 }) == true else {
            return false
        }
        // Its page number stands between dashes.
        let dashes = line.indices.filter { line[$0] == 0x2D || line[$0] == 0xE2 }
        return dashes.count > 1
            && dashes.contains { index in
                var scanner = ByteScanner(line, at: index)
                guard scanner.skipDash() else { return false }
                scanner.skipSpaces()
                guard scanner.number() != nil else { return false }
                scanner.skipSpaces()
                return scanner.skipDash()
            }
    }
}
