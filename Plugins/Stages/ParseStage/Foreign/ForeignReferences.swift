/// The answers of the same paper to which an answer in another language sends its reader.
enum ForeignReferences {
    private static let words = ["frage ", "fragen ", "question ", "questions "]
    /// What an answer begins with that only refers.
    static let openings = [
        "auf die antwort zu", "auf die antworten zu", "siehe antwort", "siehe die antwort",
        "es wird auf die antwort",
        "i refer", "see the answer", "voir la r\u{E9}ponse", "il est renvoy\u{E9}",
    ]

    /// The numbers in `Auf die Antwort zu Frage 3 wird verwiesen`, `siehe Antworten zu den Fragen 1 und 2`.
    static func numbers(in text: Bytes) -> [Int] {
        var found: [Int] = []
        for word in words {
            var start = 0
            while let place = text[start...].firstRange(of: word) {
                start = place.upperBound
                // `Anfrage 17/123` is another paper, `Kleinen Anfrage 3` too.
                guard place.lowerBound == 0 || !text[place.lowerBound - 1].isWordByte,
                    isAnswer(before: place.lowerBound, text)
                else { continue }
                var scanner = ByteScanner(text, at: place.upperBound)
                guard let numbers = ForeignNumbers.read(&scanner), !isElsewhere(scanner) else { continue }
                for number in numbers where !found.contains(number) { found.append(number) }
            }
        }
        return found
    }

    /// Whether an answer is spoken of just before: `Antwort zu`, `verwiesen`, `answer to`, `réponse à la`.
    private static func isAnswer(before position: Int, _ text: Bytes) -> Bool {
        let before = text[max(0, position - 48)..<position]
        return [
            "antwort", "siehe", "vgl.", "answer", "reply", "ponse", "verwiesen", "ausf\u{FC}hrungen",
            "zu den ", "zu ",
        ].contains {
            before.has($0)
        }
    }

    /// `auf Bundestagsdrucksache 17/123`, `der Kleinen Anfrage`.
    private static func isElsewhere(_ scanner: ByteScanner) -> Bool {
        let rest = scanner.rest.prefix(60)
        return rest.has("drucksache") || rest.has("kleinen anfrage") || rest.has("gro\u{DF}en anfrage")
    }
}
