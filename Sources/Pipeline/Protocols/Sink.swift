/// Delivers events to one place.
public protocol Sink: Plugin {
    /// Builds the sink called `name`, rejecting options that it could not work with.
    init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions)

    /// How the engine hands it events.
    static var traffic: Traffic { get }

    /// Prepares to deliver after a start. `memory` is what was stored with the last settled delivery.
    func resume(_ memory: SinkMemory?) async throws(SinkFailure)

    /// Delivers `events`, in order, and says what became of each; outcomes match them by index.
    ///
    /// Called for as many batches at a time as the traffic allows, fewer while the sink fails. Events of one subject are
    /// never under way together.
    /// Delivering an event again that was delivered before, but not settled because of a crash, must be harmless.
    func deliver(_ events: [Event]) async -> Delivery
}

/// What a sink is given beside ``Services``.
public struct SinkServices: Sendable {
    public var services: Services
    /// The directory against which a relative path stands: the state directory.
    public var directory: String
    /// Templates, and what else lies in the data folder.
    public var data: (any DataFiles)?
    /// The names of the watches that feed the sink; empty where nobody said.
    public var watches: [String]
    /// Reads the secret of that name, from the credentials that systemd gives or a file beside the configuration.
    public var secret: @Sendable (String) throws(InvalidOptions) -> String
    /// Called when a sync of what the sink itself stores has failed.
    ///
    /// Nobody knows what is on the disk then, so the process ends. Never sync again instead, since that may succeed over
    /// the loss.
    public var onBreak: @Sendable (SinkFailure) -> Void
    /// Runs programs of the machine.
    public var programs: any Programs
    /// Runs sinks that are programs of their own.
    package var outside: any OutsideSinks = NoOutsideSinks()

    public init(
        services: Services, directory: String, programs: any Programs = NoPrograms(),
        data: (any DataFiles)? = nil, watches: [String] = [],
        onBreak: @escaping @Sendable (SinkFailure) -> Void = { _ in },
        secret: @escaping @Sendable (String) throws(InvalidOptions) -> String
    ) {
        (self.services, self.directory, self.programs) = (services, directory, programs)
        (self.data, self.watches, self.onBreak, self.secret) = (data, watches, onBreak, secret)
    }
}

/// Where no program can be run.
public struct NoPrograms: Programs {
    public init() {}
    public func run(_ program: Program) async throws(ProgramFailure) -> ProgramEnd {
        throw ProgramFailure("no program can be run here")
    }
}

/// How many events a sink takes at a time, and what becomes of those it cannot deliver.
public struct Traffic: Sendable {
    /// Calls of `deliver` at the same time.
    public var lanes: Int
    /// Events in one call.
    public var batch: Int
    /// The waits before the second and later attempts; an event that fails after the last is set aside.
    ///
    /// Each wait gets ± 20 % of jitter. Empty: the sink is local, is tried for ever and soon, and gets its events in order.
    public var schedule: [Duration]

    /// For what may be away over a long weekend: fourteen attempts over 76 hours and 52 minutes.
    public static let patientSchedule: [Duration] = [
        5, 30, 120, 300, 900, 1800, 3600, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
    ].map { .seconds($0) }

    public init(lanes: Int, batch: Int, schedule: [Duration]) {
        (self.lanes, self.batch, self.schedule) = (lanes, batch, schedule)
    }
}

/// What a sink remembers with its deliveries: a file's offset.
///
/// Stored in the transaction that settles them.
public struct SinkMemory: Hashable, Codable, Sendable {
    public var fields: [String: String]
    public init(_ fields: [String: String] = [:]) { self.fields = fields }
    public subscript(key: String) -> String? {
        get { fields[key] }
        set { fields[key] = newValue }
    }
}

/// What became of the events handed to a sink.
public struct Delivery: Sendable {
    /// One for each event, in the same order.
    public var outcomes: [DeliveryOutcome]
    /// To be stored with the settlement; `nil` leaves what was stored.
    public var memory: SinkMemory?

    public init(_ outcomes: [DeliveryOutcome], memory: SinkMemory? = nil) {
        (self.outcomes, self.memory) = (outcomes, memory)
    }
}

public enum DeliveryOutcome: Hashable, Sendable {
    case delivered
    /// Tried again on the schedule. Where the receiver named a time, nothing at all goes to this sink before it has passed.
    case failed(String, holdSink: Duration? = nil)
    /// Offered again at that time, for a digest or after quiet hours; neither a failure nor an attempt.
    case deferred(until: Timestamp)
    /// Never to be taken, however often it is tried: set aside at once, with the reason.
    case refused(String)
    /// The receiver wants no more, ever (410): the sink is disabled until an operator says otherwise, its events are kept.
    case gone(String)
}

/// Why a sink could not be prepared; tried again every minute while the rest goes on.
public struct SinkFailure: Error, Equatable, CustomStringConvertible {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
    public var description: String { reason }
}
