/// Finds publications, and brings the papers behind them.
public protocol Source: Plugin {
    /// Builds the source called `name`, rejecting options that it could not work with.
    init(name: String, _ options: Options, services: Services) throws(InvalidOptions)

    /// Hosts on which this source makes requests, for spacing them over all sources; empty for one without a network.
    var hosts: Set<String> { get }

    /// Asks once for what is there.
    ///
    /// `memory` is what the last successful poll returned in ``Poll/memory``, `nil` before the first. It and the
    /// publications are stored in one transaction, so a cursor kept there never skips a publication.
    func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll

    /// Brings the paper behind `publication`.
    func fetch(_ publication: Publication) async throws(FetchFailure) -> Original

    /// The memory from which polls bring all that was published or changed since `day`, page by page; `nil` where the source
    /// has nothing but the window that it shows.
    func history(since day: Timestamp) -> SourceMemory?
}

extension Source {
    public func history(since day: Timestamp) -> SourceMemory? { nil }
}

/// What a source remembers between polls: validators, a cursor, a moved address.
///
/// Opaque to everyone else.
public struct SourceMemory: Hashable, Codable, Sendable {
    public var fields: [String: String]
    public init(_ fields: [String: String] = [:]) { self.fields = fields }
    public subscript(key: String) -> String? {
        get { fields[key] }
        set { fields[key] = newValue }
    }
}

/// What one poll brought.
public struct Poll: Sendable {
    /// Everything that the source shows now, oldest first where it knows; the caller knows which are new.
    public var publications: [Publication]
    /// To be handed to the next poll.
    public var memory: SourceMemory
    /// True where the next page is waiting: poll again at once, after the host's gap.
    public var hasMore: Bool
    /// True where the source shows only what changed since its cursor, so that a first poll is a place to start
    /// and not a window to remember.
    ///
    /// One that does not is expected to show what it has at every poll: showing nothing where there was something, or
    /// nothing known in a full window, is told to operators.
    public var isIncremental: Bool
    /// The server's wish: not again within this time.
    public var notBefore: Duration?
    /// Entries that could not be read, for the log.
    public var problems: [String]
    /// True where the server said that nothing changed (304), and so showed nothing.
    public var isUnchanged: Bool
    /// The address to which the source has moved for good, once it has answered there.
    public var movedTo: String?

    public init(
        publications: [Publication], memory: SourceMemory, hasMore: Bool = false, isIncremental: Bool = false,
        notBefore: Duration? = nil, problems: [String] = [], isUnchanged: Bool = false,
        movedTo: String? = nil
    ) {
        self.publications = publications
        self.memory = memory
        self.hasMore = hasMore
        self.isIncremental = isIncremental
        self.notBefore = notBefore
        self.problems = problems
        self.isUnchanged = isUnchanged
        self.movedTo = movedTo
    }
}

/// Why a poll brought nothing.
///
/// Nothing of it is kept, validators and cursor neither.
public enum PollFailure: Error, Equatable, Sendable {
    /// Tried again on the back-off schedule, and not before `notBefore` has passed where the server said so.
    case temporary(String, notBefore: Duration? = nil)
    /// The server answers and will not give it (401, 403, 404, 451), which waiting seldom mends: tried again on a back-off
    /// that grows to a day, and alarmed after three.
    case denied(String, notBefore: Duration? = nil)
    /// No server was reached, which may be our own network's fault: tried again within two intervals, since no server is
    /// troubled by it.
    case unreachable(String)
    /// The answer is not what the source should give: a page instead of a feed, a broken feed. Tried again; alarmed after three.
    case malformed(String)
    /// The server says that it is gone for good (410): polled no more until an operator says so.
    case gone(String)
}

/// Why a paper could not be brought.
public enum FetchFailure: Error, Equatable, Sendable {
    /// Tried again on the schedule for papers.
    case temporary(String, notBefore: Duration? = nil)
    /// Will not come: refused by our rules, or too large. The publication is set aside.
    case permanent(String)
}
