import Language
public import Pipeline

/// Finds who and what each answer names: people, bodies, places, policies, papers, dates, money and counts.
///
/// Every mention is an entity of its own, with its place, one canonical name across all papers, and a value where it has one
/// (ISO 8601 dates, ISO 4217 amounts). Names come from the gazetteers, which are data, and from patterns; of overlapping ones the
/// longest stays.
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
        gazetteer = try Gazetteer(files)
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var result = document
        var paper = PaperNames()
        let passages = document.answers.map { answer in
            Passage.allCases.map { ($0, PassageNames(answer.text(of: $0), gazetteer)) }
        }
        for (_, names) in passages.joined() { paper.learn(from: names) }
        for (index, passages) in passages.enumerated() {
            result.answers[index].entities = passages.flatMap { passage, names in
                // A question was asked before its answer came: `24 oktober aanstaande` is that of its own day.
                let date = passage == .question ? document.asked ?? document.date : document.date
                return names.mentions(relativeTo: date, paper).prefix(Self.mostMentions).map {
                    $0.entity(in: passage)
                }
            }
        }
        return result
    }
}
