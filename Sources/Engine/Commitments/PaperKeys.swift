import Language
import Pipeline

/// The numbers by which papers name one another, each in one spelling: `29521-446`, `ah-tk-20232024-446`, `2022Z23276`.
enum PaperKeys {
    /// Bytes of one text that are looked through.
    private static let longestText = 200_000
    private static let most = 64

    /// What a later paper would call this one: its own numbers and those of its case.
    static func own(_ archive: ArchivedPublication, _ document: Document) -> [String] {
        let names =
            [archive.id] + archive.names.filter { !$0.rawValue.contains(" ") } + document.printedNumbers
            + document.caseNumbers
        return ([archive.id.rawValue] + names.compactMap { normal($0.rawValue) }).uniqued(limit: most)
    }

    /// What a paper calls others: in its answers, in the rest of its text, and by the case that it says it belongs to.
    static func named(by document: Document) -> [String] {
        var found = document.caseNumbers.map(\.rawValue)
        found += document.publication.names.filter(\.isCaseNumber).map(\.rawValue)
        found += document.answers.flatMap { $0.references.map(\.id) }
        for text in [document.title] + document.remarks.map(\.text) { found += named(in: text) }
        return found.compactMap(normal).uniqued(limit: most)
    }

    /// The official number that a name is, in its one spelling; `nil` for any other name.
    static func normal(_ name: String) -> String? {
        if Identifier(rawValue: name).isCaseNumber { return name.uppercased() }
        let lower = name.lowercased()
        let number = lower.hasPrefix("kst-") ? String(lower.dropFirst(4)) : lower
        if number.hasPrefix("ah-"), number.utf8.count > 10 { return number }
        // `29521-446`, `21501-02-1234`, `36200-xvii-5`
        let parts = number.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 5,
            [parts[0], parts[parts.count - 1]].allSatisfy({ part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            })
        else { return nil }
        return number
    }

    /// The numbers in running text: `2022Z23276`, `Kamerstuk 29 521, nr. 446`,
    /// `Aanhangsel Handelingen, vergaderjaar 2023–2024, nr. 446`.
    static func named(in text: String) -> [String] {
        let text = TokenizedText(String(decoding: text.utf8.prefix(longestText), as: UTF8.self))
        var found: [String] = []
        for index in text.tokens.indices where found.count < most {
            let word = text.tokens[index].word
            if Identifier(rawValue: word.letters).isCaseNumber { found.append(word.letters) }
            guard word == "nr", let number = digits(index + 1, 1...5, text) else { continue }
            if let session = session(before: index, in: text) {
                found.append("ah-tk-\(session)-\(number)")
            } else if let dossier = dossier(before: index, in: text) {
                found.append("\(dossier)-\(number)")
            }
        }
        return found
    }

    private static func digits(_ index: Int, _ width: ClosedRange<Int>, _ text: TokenizedText) -> String? {
        guard text.tokens.indices.contains(index) else { return nil }
        let word = text.tokens[index].word
        return width.contains(word.count) && word.isDigits ? word.letters : nil
    }

    /// `20232024`, of `Aanhangsel …, vergaderjaar 2023–2024, nr. …`.
    private static func session(before index: Int, in text: TokenizedText) -> String? {
        guard let last = digits(index - 1, 4...4, text), let first = digits(index - 2, 4...4, text),
            let from = Int(first), Int(last) == from + 1,
            text.tokens[max(0, index - 10)..<index].contains(where: { $0.word == "aanhangsel" })
        else { return nil }
        return first + last
    }

    /// `29521`, `21501-02` or `36200-xvii`, of `29 521, nr.`.
    private static func dossier(before index: Int, in text: TokenizedText) -> String? {
        var (place, part) = (index - 1, "")
        if digits(place, 5...5, text) == nil, digits(place, 3...3, text) == nil {
            guard text.tokens.indices.contains(place), text.tokens[place].word.count <= 6 else {
                return nil
            }
            part = "-" + text.tokens[place].word.letters
            place -= 1
        }
        if let whole = digits(place, 5...5, text) { return whole + part }
        guard let tail = digits(place, 3...3, text), let head = digits(place - 1, 2...2, text) else {
            return nil
        }
        return head + tail + part
    }
}

extension Sequence<String> {
    /// Each once, in order, at most `limit`.
    fileprivate func uniqued(limit: Int) -> [String] {
        var seen: Set<String> = []
        return Array(lazy.filter { seen.insert($0).inserted }.prefix(limit))
    }
}
