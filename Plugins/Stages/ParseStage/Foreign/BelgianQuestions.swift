import Pipeline

/// Written questions and answers of the Belgian Kamer and Senaat, in Dutch and in French.
///
/// One question with its parts numbered in the running text, and one answer with the same numbers or none. They stay one
/// pair, since parts share their lead-in and half an answer misleads; its numbers are those of the parts.
enum BelgianQuestions: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        guard BelgianMarks(raw.lines).areRecognised else { return nil }
        let paper = ForeignPaper(raw) { BelgianMarks.isFurniture($0) }
        var reader = BelgianReader(paper: paper, marks: BelgianMarks(paper.lines))
        return reader.reading()
    }
}
