import Pipeline

/// A way of printing questions and answers that is told from others by a paper's own signs.
protocol Layout: SendableMetatype {
    /// What the paper says; `nil` where it is of another layout.
    static func read(_ paper: RawPaper) -> Reading?
}

/// The layouts that are tried, in this order, before those of the Dutch parliament, which have the fewest signs.
let layouts: [any Layout.Type] = [
    EuropeanParliament.self, UKQuestionPages.self, UKWrittenAnswers.self, GermanInquiries.self,
    FrenchQuestions.self,
    BelgianQuestions.self,
]

/// A paper before anything was taken out of it.
struct RawPaper {
    /// What its source says of it.
    let publication: Publication
    let format: PaperText.Format
    let lines: [PaperLine]

    init(_ document: Document) {
        publication = document.publication
        format = document.text.format
        lines = PaperLine.lines(of: document.text)
    }
}
