/// The languages in which dates and amounts are read.
package enum TextLanguage: Hashable, Sendable, CaseIterable {
    case dutch, english, french, german

    /// Words that only one of the languages has, folded, and that hardly a sentence is without.
    private static let telling: [String: TextLanguage] = {
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
        var result: [String: TextLanguage] = [:]
        for (language, list) in words {
            for word in list.split(separator: " ") { result[String(word)] = language }
        }
        return result
    }()

    /// Words that are looked at; a text does not change its language behind them.
    private static let longestLook = 400

    fileprivate static func of(_ tokens: [Token]) -> TextLanguage {
        var counts: [TextLanguage: Int] = [:]
        for token in tokens.prefix(longestLook) {
            if let language = telling[token.folded] { counts[language, default: 0] += 1 }
        }
        let dutch = counts[.dutch, default: 0]
        // Names and quotations in another language make no other text of a Dutch one.
        return [TextLanguage.english, .french, .german].max {
            counts[$0, default: 0] < counts[$1, default: 0]
        }.flatMap { counts[$0, default: 0] > dutch ? $0 : nil } ?? .dutch
    }
}

extension TokenizedText {
    /// The language that most of its small words are of; Dutch where they do not tell.
    package var language: TextLanguage { TextLanguage.of(tokens) }
}
