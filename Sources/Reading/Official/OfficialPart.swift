import Pipeline

/// What a part of a paper with questions is.
enum OfficialPart {
    case question, answer
    /// A postponement, or what is said besides.
    case remark

    /// Sees to it that a question or an answer begins with the line of its number, whichever way it is written.
    ///
    /// Returns the line that is to stand before the `first` paragraph; `nil` where that is the line already.
    func line(_ number: String?, before first: inout FlowParagraph) -> FlowParagraph? {
        let word = self == .question ? "Vraag" : self == .answer ? "Antwoord" : "Mededeling"
        switch self {
        case .remark:
            let lowered = String(decoding: first.text, as: UTF8.self).trimmed.lowercased()
            guard !["mededeling", "toelichting", "opmerking", "nader"].contains(where: lowered.hasPrefix)
            else { return nil }
        case .question, .answer:
            let role: PaperText.Role = self == .question ? .questionNumber : .answerNumber
            if Self.mayBeNumberLine(first.text) {
                let text = String(decoding: first.text, as: UTF8.self).trimmed
                // `25` may be an answer, where its number is said elsewhere.
                let isAnswer =
                    number != nil && number != text && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
                if text.utf8.count <= Self.longestNumberLine, Self.isNumberLine(text), !isAnswer {
                    // A bare number gets the word that is printed for it.
                    if text.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
                        first.prepend("\(word) ")
                    }
                    first.role = role
                    return nil
                }
            }
            var line = FlowParagraph()
            let isWhole = number?.lowercased().hasPrefix(word.lowercased()) == true
            line.append(Array((number.map { isWhole ? $0 : "\(word) \($0)" } ?? word).utf8))
            line.role = role
            return line
        }
        var line = FlowParagraph()
        line.append(Array(word.utf8))
        line.role = .heading
        return line
    }

    private static let longestNumberLine = 60

    /// Whether a text is short enough for such a line, apart from what is no ASCII, or white space; most are paragraphs.
    private static func mayBeNumberLine(_ text: [UInt8]) -> Bool {
        text.count <= longestNumberLine
            || text.count { (0x21...0x7E).contains($0) } <= longestNumberLine
    }

    /// Whether a line says which question this is: `Vraag 2 t/m 6`, `Antwoord op vraag 3`, `4, 5 en 7`, `Antwoord`.
    private static func isNumberLine(_ text: String) -> Bool {
        let known: Set = [
            "vraag", "vragen", "antwoord", "antwoorden", "op", "de", "t", "m", "tot", "met", "en", "nr",
            "nrs", "nummer",
        ]
        let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
        guard !words.isEmpty else { return false }
        let isSentence = text.hasSuffix("?") || text.hasSuffix("!")
        return !isSentence
            && words.allSatisfy { word in
                known.contains(String(word))
                    || word.utf8.count <= 3 && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        let inner = drop { $0.isWhitespace }
        return String(inner.reversed().drop { $0.isWhitespace }.reversed())
    }
}
