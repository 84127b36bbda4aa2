import Pipeline

/// Written questions to the institutions of the European Union, and their answers.
///
/// `Question for written answer E-003714/2021 to the Commission` with its questions numbered, and `Answer given by … on
/// behalf of …` without numbers: mostly papers of their own. One answer answers all numbers of its question.
enum EuropeanParliament: Layout {
    static func read(_ raw: RawPaper) -> Reading? {
        let lines = raw.lines
        var marks = EPMarks(lines)
        guard marks.isRecognised else { return nil }
        let paper = ForeignPaper(raw) { EPMarks.isFurniture($0) }
        marks = EPMarks(paper.lines)
        var reader = EPReader(paper: paper, marks: marks)
        return reader.reading()
    }
}
