import Pipeline

/// Papers that a source shows under another id than before, recognised by their other names.
///
/// Some feeds make up their ids anew at each request. Their papers are neither new nor worth fetching again.
struct Recognition {
    /// Strangers that are looked up at one poll; of more, none is recognised.
    static let mostStrangers = 500
    /// Archived papers that are in memory at the same time.
    private static let batch = 50

    /// Identities of papers that say what they said before.
    private(set) var unchanged: Set<Identifier> = []
    /// Identities of papers that the source has shown before, in other words.
    private(set) var changed: Set<Identifier> = []
    /// True where the archive knows any of them, from whatever source.
    private(set) var hasArchived = false

    /// Looks for papers of `source` that are not in `seen`.
    init(
        _ publications: [Publication], seen: [Identifier: String], source: String, log: any Log
    ) async throws(LogFailure) {
        let strangers = publications.filter { seen[$0.identity] == nil && !$0.isWithdrawn }
        guard strangers.count <= Self.mostStrangers else { return }
        var rest = strangers[...]
        while !rest.isEmpty {
            try await recognise(rest.prefix(Self.batch), source: source, log: log)
            rest = rest.dropFirst(Self.batch)
        }
    }

    private mutating func recognise(
        _ strangers: ArraySlice<Publication>, source: String, log: any Log
    ) async throws(LogFailure) {
        let archived = try await log.archived(under: strangers.flatMap(\.names))
        guard !archived.isEmpty else { return }
        hasArchived = true
        let own = archived.filter { $0.publication.source == source }
        var owners: [Identifier: ArchivedPublication] = [:]
        for paper in own { for name in [paper.id] + paper.names { owners[name] = paper } }
        let shown = try await log.seen(own.flatMap { [$0.id] + $0.names }, at: source)
        for stranger in strangers {
            guard let known = stranger.names.lazy.compactMap({ owners[$0] }).first else { continue }
            let isSame = ([known.id] + known.names).contains { name in
                guard let fingerprint = shown[name] else { return false }
                var former = stranger
                (former.identity, former.entryID) = (name, known.publication.entryID)
                return Newcomers.unmarked(fingerprint) == Newcomers.fingerprint(of: former)
            }
            if isSame { unchanged.insert(stranger.identity) } else { changed.insert(stranger.identity) }
        }
    }
}
