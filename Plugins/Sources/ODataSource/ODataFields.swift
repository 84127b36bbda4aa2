/// Where an entity says what, as paths from its top: `Nummer`, `HuidigeDocumentVersie.ExterneIdentifier`.
///
/// The first of a list that an entity has counts. Those that are not set are as in version 5 of the Tweede Kamer's service,
/// with the names of version 4 behind them. Absent fields are absent; only the id is needed.
public struct ODataFields: Decodable, Sendable {
    public var id: [String]?
    public var title: [String]?
    public var kind: [String]?
    /// The number of the paper, under which other sources know it too.
    public var number: [String]?
    /// The number of an answer in the Appendix of the Handelingen.
    public var appendix: [String]?
    /// Other official names.
    public var names: [String]?
    /// The latest of these is when the paper was published.
    public var published: [String]?
    public var updated: [String]?
    /// True where the entity was taken back.
    public var deleted: [String]?
    public var mediaType: [String]?
    public var summary: [String]?
    public var authors: [String]?
    public var categories: [String]?

    enum CodingKeys: String, CodingKey {
        case id, title, kind, number, appendix, names, published, updated, deleted, summary, authors,
            categories
        case mediaType = "media_type"
    }

    public init() {}
}
