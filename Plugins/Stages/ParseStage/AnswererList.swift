import Pipeline

/// Who answers, from the head of a paper.
///
/// `Minister Veldkamp (Buitenlandse Zaken), mede namens de Minister van Asiel en Migratie`.
enum AnswererList {
    private static let offices: [(word: String, name: String)] = [
        ("minister-president", "Minister-President"), ("viceminister-president", "Viceminister-President"),
        ("ministers", "Minister"), ("minister", "Minister"), ("staatssecretarissen", "Staatssecretaris"),
        ("staatssecretaris", "Staatssecretaris"),
    ]

    /// Reads the list.
    ///
    /// - Parameters:
    ///   - text: what stands between `Antwoord van` and `(ontvangen`.
    ///   - addressees: the head, where an office that is `voor` something shows.
    /// - Returns: those who answer, in the order of the head.
    static func read(_ text: Bytes, addressees: Bytes) -> [Answer.Answerer] {
        var found: [Answer.Answerer] = []
        var scanner = ByteScanner(text)
        var office: String?
        while !scanner.atEnd {
            let start = scanner.position
            skipConnectors(&scanner)
            if let next = readOffice(&scanner) { office = next }
            guard let office else { break }
            scanner.skipSpaces()
            // `Minister Van Weel` has a capital; `Minister van Financiën` has none.
            if scanner.current == 0x76, scanner.skipWord("van") || scanner.skipWord("voor") {
                found.append(
                    byField(
                        &scanner, office, preposition: text[scanner.position - 1] == 0x72 ? "voor" : "van"))
            } else if let named = byName(&scanner, office, addressees) {
                found.append(named)
            }
            if scanner.position <= start { break }
        }
        return found
    }

    private static func skipConnectors(_ scanner: inout ByteScanner) {
        var moved = true
        while moved {
            let start = scanner.position
            scanner.skipSpaces()
            _ =
                scanner.skip(",") || scanner.skip(";")
                || scanner.skipAnyWord([
                    "en", "antwoord van", "mede namens", "mede", "namens", "alsmede", "de", "het",
                ])
            moved = scanner.position > start
        }
    }

    private static func readOffice(_ scanner: inout ByteScanner) -> String? {
        for office in offices where scanner.skipWord(office.word) { return office.name }
        return nil
    }

    /// `van Asiel en Migratie`, up to the next office or field.
    private static func byField(_ scanner: inout ByteScanner, _ office: String, preposition: String)
        -> Answer.Answerer
    {
        scanner.skipSpaces()
        let start = scanner.position
        let stops = [
            " en van ", " en voor ", " en de ", ", mede ", " mede namens ", " en antwoord ", ", de ",
            " van de minister", " van de staats", "(",
        ]
        let end =
            stops.compactMap { scanner.rest.firstRange(of: $0)?.lowerBound }.min() ?? scanner.bytes.count
        scanner.position = end
        if scanner.current == 0x28, let close = scanner.rest.firstIndex(of: 0x29) {
            scanner.position = close + 1
        }
        var field = scanner.bytes[start..<end].trimmed
        while field.last == 0x2C || field.last == 0x2E { field = field.dropLast() }
        return Answer.Answerer(role: "\(office) \(preposition) \(field.string)")
    }

    /// Whether each word has a capital, but for the particles of Dutch names.
    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        let particles = [
            "van", "de", "den", "der", "ter", "ten", "te", "in", "'t", "\u{2019}t", "el", "al", "la", "le",
            "von", "d'", "en", "op", "het",
        ]
        let words = name.split(separator: 0x20)
        let named = words.filter { !particles.contains(Bytes($0).string) }
        return !named.isEmpty && named.allSatisfy { $0.first.map { !$0.isASCIILowercase } == true }
    }

    /// `Veldkamp (Buitenlandse Zaken)`.
    private static func byName(_ scanner: inout ByteScanner, _ office: String, _ addressees: Bytes) -> Answer
        .Answerer?
    {
        let start = scanner.position
        while let byte = scanner.current, byte != 0x28, byte != 0x2C { scanner.position += 1 }
        let name = scanner.bytes[start..<scanner.position].trimmed
        guard name.contains(where: \.isLetter), name.count <= 80 else { return nil }
        // `de minister op vragen van …`: no name follows.
        guard isName(name) else { return Answer.Answerer(role: office) }
        var role = office
        if scanner.skip("(") {
            // The bracket is sometimes never closed.
            let end = scanner.rest.firstIndex { $0 == 0x29 || $0 == 0x28 } ?? scanner.bytes.count
            let field = scanner.bytes[scanner.position..<end].trimmed.string
            scanner.position = min(end + 1, scanner.bytes.count)
            let isFor = addressees.has("voor \(field.lowercased())")
            if office != "Minister-President" { role = "\(office) \(isFor ? "voor" : "van") \(field)" }
        }
        return Answer.Answerer(name: NameText.parted(Bytes(name)).string, role: role)
    }
}
