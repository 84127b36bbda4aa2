import Language
public import Pipeline

/// Finds who and what each answer names: people, bodies, places, policies, papers, dates, money and counts.
///
/// Every mention is an entity of its own, with its place, one canonical name across all papers, and a value where it has one
/// (ISO 8601 dates, ISO 4217 amounts). Names come from the gazetteers, which are data, from their context, and from what the
/// paper itself introduces; the desk has the last word. Of overlapping ones the longest stays.
public struct EntitiesStage: Stage {
    public static let name = "entities"

    public struct Options: Decodable, Sendable {
        /// A data folder with gazetteers of your own; a name there goes before the one that ships with Bode.
        public var folder: String?

        public init(folder: String? = nil) { self.folder = folder }
    }

    /// The data folder of the gazetteers that ship with Bode.
    static let shippedFolder = "gazetteers"

    /// The most mentions that are kept of one passage; a longer passage has its first.
    public static let mostMentions = 2000

    private let gazetteer: Gazetteer

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        var files: [DataFile] = []
        for folder in [options.folder, Self.shippedFolder].compactMap(\.self) {
            let found = try data.files(in: folder)
            guard !found.isEmpty else { throw InvalidOptions("folder", "there are no files in '\(folder)'") }
            files += found
        }
        gazetteer = try Gazetteer(files, desk: DeskNames(data.files(in: DeskNames.folder)))
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var passages: [(answer: Int, passage: Passage, names: PassageNames)] = []
        let vocabulary = Vocabulary()
        for (index, answer) in document.answers.enumerated() {
            for passage in Passage.allCases {
                let names = PassageNames(answer.text(of: passage), gazetteer)
                vocabulary.learn(from: names.text)
                passages.append((index, passage, names))
            }
        }
        var paper = PaperNames(gazetteer, vocabulary, date: document.date)
        for index in passages.indices {
            passages[index].names.read(vocabulary, gazetteer)
            paper.learn(from: passages[index].names)
        }
        for name in Set(document.answers.flatMap(\.askedBy).compactMap(\.name)).sorted() {
            paper.learn(person: name)
        }
        var result = document
        for index in result.answers.indices { result.answers[index].entities = [] }
        for (answer, passage, names) in passages {
            // A question was asked before its answer came: `24 oktober aanstaande` is that of its own day.
            let date = passage == .question ? document.asked ?? document.date : document.date
            result.answers[answer].entities?.append(
                contentsOf: names.mentions(relativeTo: date, paper, gazetteer.desk)
                    .prefix(Self.mostMentions).map { $0.entity(in: passage) })
        }
        return result
    }
}
