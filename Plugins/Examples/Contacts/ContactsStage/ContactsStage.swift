public import Pipeline

/// Adds to each answer whom to call about it: the ministry that answered, and ministries that it names.
public struct ContactsStage: Stage {
    public static let name = "contacts"
    /// The kind of its annotations, and the folder of its data.
    static let kind = "contact"
    static let folder = "contacts"

    public struct Options: Decodable, Sendable {
        /// Whether ministries that the answer's text names are added too; true unless given.
        var mentions: Bool?
        public init(mentions: Bool? = nil) { self.mentions = mentions }
    }

    private let ministries: [Ministry]
    private let hasMentions: Bool

    public init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        hasMentions = options.mentions ?? true
        var ministries: [Ministry] = []
        for file in try data.files(in: Self.folder) { ministries += try Ministry.read(file) }
        guard !ministries.isEmpty else {
            throw InvalidOptions("data", "there is no file with ministries in the folder '\(Self.folder)'")
        }
        self.ministries = ministries
    }

    public func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for index in document.answers.indices {
            var annotations = document.answers[index].annotations ?? []
            for contact in contacts(for: document.answers[index], of: document)
            where !annotations.contains(contact) {
                annotations.append(contact)
            }
            document.answers[index].annotations = annotations
        }
        return document
    }

    /// The ministry of each who answered, then those that the answer names, each once.
    private func contacts(for answer: Answer, of document: Document) -> [Annotation] {
        let answerers = answer.answeredBy.isEmpty ? document.answeredBy : answer.answeredBy
        var found: [Annotation] = []
        var known: Set<String> = []
        for role in answerers.compactMap(\.role) {
            guard let ministry = ministry(of: role), known.insert(ministry.name).inserted else { continue }
            found.append(ministry.contact(at: nil))
        }
        guard hasMentions else { return found }
        for ministry in ministries where !known.contains(ministry.name) {
            guard let span = ministry.mention(in: answer) else { continue }
            found.append(ministry.contact(at: span))
        }
        return found
    }

    /// The ministry with the longest portfolio that the office ends with: `Staatssecretaris van Financiën`.
    private func ministry(of role: String) -> Ministry? {
        let role = role.lowercased()
        return ministries.compactMap { ministry in
            ministry.portfolios.filter { role.hasSuffix($0.lowercased()) }.map(\.utf8.count).max()
                .map { (ministry, $0) }
        }.max { $0.1 < $1.1 }?.0
    }
}
