/// Tells a notice that answers come later from an answer.
enum Postponement {
    /// An answer is longer than a notice.
    private static let longest = 1_500

    /// Whether `text` does no more than put answers off.
    static func isOne(_ text: Bytes) -> Bool {
        guard text.count <= longest else { return false }
        let speaksOfQuestions = text.has("vragen") || text.has("vraag") || text.has("beantwoord")
        return speaksOfQuestions && (wordings.contains { text.has($0) } || asksForDelay(text))
    }

    /// Whether one of its sentences speaks of both a delay and answering.
    private static func asksForDelay(_ text: Bytes) -> Bool {
        text.split(separator: 0x2E).contains { $0.has("uitstel") && $0.has("beantwoord") }
    }

    /// Whether a head names the paper such a notice.
    static func isNamed(_ head: Bytes) -> Bool {
        [
            "uitstel van beantwoording", "uitstel beantwoording", "uitstelbrief",
            "uitstel van de beantwoording",
            "uitstel antwoord",
        ].contains { head.has($0) }
    }

    private static let wordings = [
        "binnen de gebruikelijke termijn", "binnen de gestelde termijn",
        "binnen de daarvoor gestelde termijn",
        "binnen de daartoe gestelde termijn", "binnen de termijn van drie weken", "binnen drie weken kunnen",
        "niet binnen de termijn", "niet binnen drie weken", "niet tijdig kunnen worden beantwoord",
        "niet tijdig worden beantwoord", "niet tijdig beantwoord", "binnen de gevraagde termijn",
        "uitstel van beantwoording", "uitstel voor de beantwoording", "meer tijd nodig voor de beantwoording",
        "beantwoording vergt meer tijd", "beantwoording meer tijd", "niet binnen de verzochte termijn",
        "niet binnen de door u gestelde termijn", "niet lukt om de vragen binnen",
        "zo spoedig mogelijk worden beantwoord", "zo spoedig mogelijk te beantwoorden",
        "zo spoedig mogelijk beantwoorden", "zo spoedig mogelijk beantwoord",
    ]
}
