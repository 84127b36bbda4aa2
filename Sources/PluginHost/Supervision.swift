import Pipeline
import PluginProtocol

/// Work that somebody waits for.
struct Job<Work: Assignment>: Sendable {
    var work: Work
    let line: [UInt8]
    let given: ContinuousClock.Instant
    let end: CheckedContinuation<Ending<Work.Outcome>, Never>
}

/// What a supervisor knows of its program.
struct Supervision<Work: Assignment> {
    enum Phase {
        /// Not started, or about to be.
        case idle
        /// A session is there, and on its way to be ready.
        case starting
        case running(PluginMessage.Ready)
        case restarting(at: Timestamp, reason: String)
        case disabled(since: Timestamp, reason: String)
        case stopped
    }

    var phase = Phase.idle
    var session: ProgramSession?
    /// What the running session said of itself; kept when it is told to stop, since it may answer still.
    var ready: PluginMessage.Ready?
    var load: Workload<Job<Work>>
    var restarts = Restarts()
    var lastID: Int64 = 0
    /// Starts sessions one after the other.
    var keeping: Task<Void, Never>?

    init(deadline: Duration) { load = Workload(deadline: deadline) }
}
