import Language

/// Tells promises from other sentences in one language.
protocol PromiseRules: Sendable {
    /// True where the sentence promises something; `isDue` where it names a time to come.
    func promises(_ sentence: Sentence, isDue: Bool) -> Bool
    /// True where what is promised is to tell something later, and not an act that is told here: `reist in mei naar Kyiv`.
    ///
    /// It is asked of promises only.
    func postpones(_ sentence: Sentence) -> Bool
    /// True where the sentence says what else will be in what was promised before it.
    func continues(_ sentence: Sentence) -> Bool
    /// Words that say who promises, where the sentence has one.
    var speakers: WordSet { get }
}

extension PromiseRules {
    func continues(_ sentence: Sentence) -> Bool { false }
}
