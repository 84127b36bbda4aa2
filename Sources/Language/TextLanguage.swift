/// The languages in which dates and amounts are read.
package enum TextLanguage: Hashable, Sendable, CaseIterable {
    case dutch, english, french, german

    /// Words that only one of the languages has, folded, and that hardly a sentence is without.
    private static let telling: WordMap<TextLanguage> = {
        let words: [(TextLanguage, String)] = [
            (
                .dutch,
                """
                het een van voor niet dat zijn wordt worden op met aan ook er heeft uw zal naar bij deze dit \
                kabinet ik wij hebben over door vraag jaar
                """
            ),
            (
                .english,
                """
                the of and to that for with on by has have will are this these which from i we my year years \
                months between within before until next last early late mid spring
                """
            ),
            (
                .french,
                """
                le la les du et est dans pour une sur par que qui au aux ne pas sont cette vous nous je il elle \
                avec avant ont mon
                """
            ),
            (
                .german,
                """
                der das und ist dem nicht eine einen wird werden von zu mit auf fur im zum zur sich bis hat \
                vom wurde wurden uber bei durch deutschland
                """
            ),
        ]
        var result: WordMap<TextLanguage> = [:]
        for (language, list) in words {
            for word in list.split(separator: " ") { result[Word(folded: String(word))] = language }
        }
        return result
    }()

    /// Words that are looked at; a text does not change its language behind them.
    private static let longestLook = 400

    fileprivate static func of(_ tokens: [Token]) -> TextLanguage {
        var (dutch, english, french, german) = (0, 0, 0, 0)
        for token in tokens.prefix(longestLook) {
            switch telling[token.word] {
            case .dutch: dutch += 1
            case .english: english += 1
            case .french: french += 1
            case .german: german += 1
            case nil: break
            }
        }
        // Names and quotations in another language make no other text of a Dutch one.
        let others = [(TextLanguage.english, english), (.french, french), (.german, german)]
        return others.max { $0.1 < $1.1 }.flatMap { $0.1 > dutch ? $0.0 : nil } ?? .dutch
    }
}

extension TokenizedText {
    /// The language that most of its small words are of; Dutch where they do not tell.
    package var language: TextLanguage { TextLanguage.of(tokens) }
}
