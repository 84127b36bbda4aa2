/// Finds where a question begins behind an answer whose end is not marked.
enum QuestionStart {
    /// The paragraph that begins the question, and how doubtful that is, from 0 to 1.
    ///
    /// The first paragraph is the answer's.
    static func find(in paragraphs: [Paragraph]) -> (index: Int, doubt: Double) {
        guard paragraphs.count > 1 else { return (paragraphs.count, 0.3) }
        let certain = certain(in: paragraphs)
        if certain < paragraphs.count { return (certain, paragraphs[certain].opening == .blank ? 0 : 0.1) }
        // Nobody says who speaks: the question is what the last blank line begins.
        let last = paragraphs.lastIndex { $0.opening == .blank } ?? 0
        if last > 0 {
            if let asking = asking(behind: last, in: paragraphs) { return (asking, 0.2) }
            let asks = paragraphs[last...].contains { $0.text.contains(0x3F) }
            return (last, asks ? 0.05 : 0.3)
        }
        let asking = paragraphs.dropFirst().lastIndex { $0.text.contains(0x3F) }
        return asking.map { ($0, 0.4) } ?? (paragraphs.count, 0.4)
    }

    /// The paragraph that asks, where the one at `start` says something and those behind it follow without a blank line.
    private static func asking(behind start: Int, in paragraphs: [Paragraph]) -> Int? {
        guard start + 1 < paragraphs.count, !paragraphs[start].text.contains(0x3F) else { return nil }
        return paragraphs[(start + 1)...].firstIndex { $0.text.contains(0x3F) && $0.text.beginsAsQuestion }
    }

    /// The two parts of an answer's last paragraph whose rest is the next question, where nothing parts them but a
    /// sentence in which members of parliament speak.
    static func parted(_ paragraph: Paragraph) -> (answer: Paragraph, question: Paragraph)? {
        let text = paragraph.text
        var index = 0
        while index + 2 < text.count {
            defer { index += 1 }
            guard text[index] == 0x2E || text[index] == 0x3F, text[index + 1] == 0x20 else { continue }
            let rest = Bytes(text[(index + 2)...])
            guard rest.opensContribution || rest.starts(withFolded: "deze leden "),
                rest.first?.isASCIIUppercase == true
            else { continue }
            let parts = paragraph.parted(end: index + 1, start: index + 2)
            return (parts.before, parts.behind)
        }
        return nil
    }

    /// The first paragraph, after one of answer, in which members of parliament speak; the count where none is.
    static func certain(in paragraphs: [Paragraph]) -> Int {
        for index in paragraphs.indices.dropFirst() {
            let text = paragraphs[index].text
            guard PartyHead.speaks(text), !isReply(text) else { continue }
            // They may speak from the second sentence on of what a new page began.
            if index > 1, paragraphs[index].opening == .shortLine, paragraphs[index - 1].opening == .indent {
                return index - 1
            }
            return index
        }
        return paragraphs.count
    }

    /// Whether the paragraph speaks of the members to answer them.
    static func isReply(_ text: Bytes) -> Bool {
        [
            "in antwoord op", "in reactie op", "op de vraag van", "op de vragen van",
            "naar aanleiding van de vra",
            "ten aanzien van de vra", "wat betreft de vra", "met betrekking tot de vra", "in reactie hierop",
        ].contains { text.starts(withFolded: $0) }
    }
}

extension Bytes {
    /// Whether it opens with the words by which a contribution does: `De leden van de`, `Verder hebben de leden van`.
    var opensContribution: Bool {
        self[...].prefix(60).has("leden van de") || PartyHead.opensWithFraction(self)
    }

    /// Whether it begins with a word that asks: `Kan de minister`, `Op welke wijze`, `Hoe verhoudt`.
    var beginsAsQuestion: Bool {
        var scanner = ByteScanner(self)
        _ = scanner.skipAnyWord([
            "en", "of", "zo ja,", "zo nee,", "in", "op", "aan", "met", "voor", "van", "tot",
        ])
        scanner.skipSpaces()
        return scanner.skipAnyWord([
            "kan", "kunt", "kunnen", "wil", "wilt", "is", "zijn", "heeft", "hebben", "hoe", "hoeveel", "wat",
            "welk",
            "welke", "wie", "waar", "waarom", "waaruit", "waarop", "wanneer", "hoeverre", "klopt", "deelt",
            "bent",
            "ziet", "wordt", "worden", "gaat", "erkent", "acht", "denkt", "vindt", "komt", "zal", "zou",
            "bestaat",
            "bestaan",
        ])
    }
}
