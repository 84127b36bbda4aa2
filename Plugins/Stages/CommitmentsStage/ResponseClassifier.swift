import Language
import Pipeline

/// Says what an answer does with its question.
struct ResponseClassifier: Sendable {
    /// An answer of more words than this gives substance whatever else it says.
    private static let longest = 120

    func response(of sentences: [Sentence], in text: TokenizedText, promising: Set<Int>)
        -> Response
    {
        let substance = sentences.filter { sentence in
            !promising.contains(sentence.tokens.lowerBound) && !isReferral(sentence)
        }
        guard text.tokens.count <= Self.longest || substance.isEmpty else { return .answered }
        if substance.isEmpty {
            if !promising.isEmpty { return .deferred }
            return sentences.contains(where: isReferral) ? .refers : .answered
        }
        if substance.contains(where: isUnable), substance.count <= 2 { return .unable }
        if !promising.isEmpty, substance.allSatisfy(isPointer) { return .deferred }
        return .answered
    }

    /// True for `Zie het antwoord op vraag 8` and the like.
    private func isReferral(_ sentence: Sentence) -> Bool {
        let words = sentence.words
        guard words.count <= 30 else { return false }
        let pointsTo = words.contains {
            [
                "antwoord", "antwoorden", "beantwoording", "vraag", "vragen", "kamerstuk", "brief",
                "kamerbrief",
            ].contains($0)
        }
        if pointsTo, ["zie", "hiervoor", "kortheidshalve"].contains(words.first ?? "") { return true }
        return pointsTo
            && (sentence.contains([["verwijs", "verwijzen", "verwijst"], ["naar"]], within: 8)
                || sentence.contains([["verwezen"]], within: 0))
            && words.count <= 20
    }

    private func isUnable(_ sentence: Sentence) -> Bool {
        let cannot: Set = ["kan", "kunnen", "wil", "doet", "doen", "kunt"]
        let nothing: Set = ["geen", "niet"]
        let telling: Set = [
            "inschatting", "uitspraken", "uitspraak", "mededelingen", "bevestigen", "vooruitlopen", "ingaan",
            "oordeel",
            "antwoord", "beantwoorden", "toelichting", "aangeven", "zeggen", "cijfers",
        ]
        if sentence.contains([cannot, nothing, telling], within: 6) { return true }
        if sentence.contains(
            [["verklaring", "gegevens", "informatie", "cijfers"], ["ontbreekt", "ontbreken"]], within: 4)
        {
            return true
        }
        if sentence.contains(
            [["niet"], ["bekend", "bijgehouden", "geregistreerd", "beschikbaar"]], within: 2)
        {
            return true
        }
        return sentence.contains([["lopende"], ["onderzoek", "onderzoeken"], ["geen", "niet"]], within: 6)
    }

    /// `Dat komt tot uiting in de strategie die wordt ontwikkeld`: says where the answer will be, not what it is.
    private func isPointer(_ sentence: Sentence) -> Bool {
        sentence.contains(anyOf: ["erkent", "onderschrijft", "hierin", "voortbouwend"])
    }
}
