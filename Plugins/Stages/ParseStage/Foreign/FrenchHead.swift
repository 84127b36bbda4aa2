import Pipeline

/// What stands above a question: labels with their values.
struct FrenchHead {
    var ministry: String?
    var title: String?
    var askers: [Answer.Asker]?
    var asked: CalendarDay?
    var answered: CalendarDay?

    init(_ lines: ArraySlice<PaperLine>) {
        let value = { (label: String) in Self.value(of: label, in: lines) }
        ministry = (value("ministereattributaire") ?? value("ministereinterroge"))?.string
        title = (value("titre") ?? value("analyse") ?? value("tetedanalyse"))?.string
        asked = value("questionpublieeaujo").flatMap { ForeignDate.first(in: $0) }
        answered = value("reponsepublieeaujo").flatMap { ForeignDate.first(in: $0) }
        if asked == nil { asked = lines.lazy.compactMap { ForeignDate.first(in: $0.text) }.first }
        for line in lines {
            // `Question écrite n° 12345 de M. X (Département - GROUPE)`, `De Mme X (Groupe - Département)`, `M. X`.
            let text = line.text
            guard let open = text.firstIndex(of: 0x28), let close = text[open...].firstIndex(of: 0x29),
                let title = [" de m. ", " de mme ", "de m. ", "de mme "].lazy.compactMap({
                    text[..<open].firstRange(of: $0)
                })
                .first
            else { continue }
            let inside = Self.parted(text[(open + 1)..<close])
            // The Sénat names the department first, the Assemblée the group.
            let isSenate = lines.contains { $0.text.has("s\u{E9}nat") || $0.text.has("senat") }
            let party = isSenate ? inside.last : inside.first
            let name = text[title.upperBound..<open].trimmed
            guard !name.isEmpty, name.count <= 80 else { continue }
            askers = [
                Answer.Asker(name: name.string, party: inside.count > 1 || !isSenate ? party?.string : nil)
            ]
            break
        }
    }

    /// Group and department, which are parted by a dash with spaces: `Gauche - Côte-d'Or`.
    private static func parted(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        guard let dash = text.firstRange(of: " - ") ?? text.firstRange(of: " \u{2013} ") else {
            return text.has("-")
                ? text.split(separator: 0x2D, maxSplits: 1).map { $0.trimmed } : [text.trimmed]
        }
        return [text[..<dash.lowerBound].trimmed, text[dash.upperBound...].trimmed]
    }

    /// What stands behind a label and its `:` or `>`, or on the next line.
    private static func value(of label: String, in lines: ArraySlice<PaperLine>) -> Bytes? {
        for index in lines.indices {
            let line = lines[index].text
            guard line.prefix(60).key.starts(with: label.utf8) else { continue }
            var letters = 0
            var end = 0
            while end < line.count, letters < label.utf8.count {
                letters = Bytes(line[...end]).key.count
                end += 1
            }
            // The rest of the label's words, up to its mark.
            let rest = line[end...]
            let mark = rest.prefix(40).firstIndex { $0 == 0x3A || $0 == 0x3E }
            let value =
                mark.map { rest[($0 + 1)...].drop { $0 == 0x20 || $0 == 0x3A || $0 == 0x3E } }
                ?? rest.trimmed[...]
            if !value.isEmpty { return Bytes(value.trimmed) }
            return lines[(index + 1)...].first { !$0.isBlank }?.text
        }
        return nil
    }
}
