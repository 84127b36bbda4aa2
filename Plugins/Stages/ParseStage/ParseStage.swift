public import Pipeline

/// Splits the text of an official paper into questions and answers.
///
/// It knows the layouts in which the Dutch parliament prints them: the report of a written consultation, where a numbered
/// line closes each question, written questions with their answers, where each of both carries its number, and lists of
/// questions; and, by their own signs, those of other parliaments (``layouts``).
public struct ParseStage: Stage {
    public static let name = "parse"
    public static let needsText = true

    /// The stage has nothing to set.
    public struct Options: Decodable, Sendable {
        public init() {}
    }

    public init(_ options: Options = Options(), data: any DataFiles) throws(InvalidOptions) {}

    public func process(_ document: Document) throws(StageFailure) -> Document {
        guard !document.text.lines.isEmpty else { return document }
        let raw = RawPaper(document)
        if let reading = layouts.lazy.compactMap({ $0.read(raw) }).first {
            return finished(reading, of: document)
        }
        let paper = CleanPaper(raw)
        var reading = Self.reading(of: paper, document)
        reading.remarks += paper.residue.map { Remark(.residue, $0.string) }
        reading.furniture += paper.furniture.map(\.string)
        reading.noteCalls += paper.noteCalls.map(\.string)
        NoteLinks.resolve(&reading, paper.notes)
        if let example = paper.partedWords.first {
            reading.oddities.append(
                Oddity(
                    "words-glued",
                    "\(paper.partedWords.count) words had lost the space between them and were parted, such as «\(example)»."
                ))
        }
        return finished(reading, of: document)
    }

    /// How sure an answer can be, as a share, whose paper was recognised in pictures: markers may be misread as well.
    private static let recognisedSureness = 0.8

    /// The document with what a layout's reader made of it.
    private func finished(_ reading: Reading, of document: Document) -> Document {
        var (reading, result) = (reading, document)
        CrossReferences.resolve(&reading.answers)
        for index in reading.answers.indices {
            let sureness = document.isRecognised ? Self.recognisedSureness : 1
            let confidence = reading.answers[index].confidence * sureness
            reading.answers[index].confidence = (confidence * 100).rounded() / 100
            reading.answers[index].references = PaperReferences.find(in: reading.answers[index])
        }
        result.answers = reading.answers
        result.remarks = reading.allRemarks
        // Behind what was odd about reading the original.
        result.oddities = Oddity.found(in: document.text) + reading.oddities
        (result.askedBy, result.answeredBy) = (reading.askedBy, reading.answeredBy)
        (result.asked, result.answered) = (reading.asked, reading.answered)
        if let title = reading.title, !title.isEmpty, result.title.isEmpty || result.isTitledByFile {
            result.title = title
        }
        if result.kind == nil { result.kind = reading.kind }
        date(&result, reading.date, isDutch: reading.isDutch)
        let coverage = Coverage(of: result)
        if coverage.accounted < coverage.text {
            result.oddities.append(
                Oddity(
                    "text-lost",
                    "\(coverage.text - coverage.accounted) of \(coverage.text) letters and digits are accounted for nowhere."
                ))
        }
        return result
    }

    private static func reading(of paper: CleanPaper, _ document: Document) -> Reading {
        if ConsultationReader.recognises(paper) { return ConsultationReader.read(paper) }
        let elements = Headings.found(in: paper.elements)
        guard !GroupedConsultationReader.recognises(elements) else {
            var reading = GroupedConsultationReader.read(elements)
            reading.date = ConsultationReader.date(paper)
            return reading
        }
        return QuestionListReader.read(paper, document) ?? ProseReader.read(paper, document)
            ?? WrittenQuestionsReader.read(paper, document)
    }

    /// The paper's own date; else the day it was published; else what its text lets one infer.
    private func date(_ document: inout Document, _ printed: CalendarDay?, isDutch: Bool) {
        guard document.date == nil else { return }
        if let day = printed ?? document.publication.published?.day {
            document.date = day
        } else if isDutch, let inferred = InferredDate.find(in: document) {
            document.date = inferred
            document.isDateInferred = true
        }
    }
}

extension Document {
    /// True where its source knows no title and gives the name of the file for one.
    fileprivate var isTitledByFile: Bool {
        guard publication.links.first?.url.hasPrefix("file:") ?? false, title == publication.title else {
            return false
        }
        let file = publication.entryID
        return title == file || title == file.lastIndex(of: ".").map { String(file[..<$0]) }
    }
}
