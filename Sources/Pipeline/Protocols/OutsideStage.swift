/// A stage that runs outside the daemon's own process.
///
/// Unlike a ``Stage`` it may take its time, fail for a while, and need not be pure: what it made of a document is kept, not
/// made again.
package protocol OutsideStage: Sendable {
    /// The name under which it is configured.
    var name: String { get }
    /// How many documents it may be given at a time.
    var window: Int { get }
    /// Whether documents wait while it is disabled; else they go on without it, and say so.
    var isRequired: Bool { get }

    /// What it makes of `document`.
    ///
    /// - Parameters:
    ///   - document: a paper as the stages before left it.
    ///   - alone: true where nothing else may be in its hands at the same time, so that a death is this document's.
    /// - Returns: what became of it; never throws, since every way to fail is an outcome.
    func process(_ document: Document, alone: Bool) async -> OutsideOutcome

    /// How it is doing.
    var condition: OutsideCondition { get async }

    /// Runs it again after it was disabled; harmless where it was not.
    func resume() async

    /// Ends it: what it has in hand is finished first, within a grace of a few seconds.
    func stop() async
}

/// What became of a document that was given to an outside stage.
package enum OutsideOutcome: Sendable {
    case processed(Document)
    /// To be given again, after that time where it said one.
    case retry(after: Duration?, reason: String)
    /// It says that it can never do anything with this document.
    case setAside(reason: String)
    /// It died, hung or broke the protocol with the document in hand; `wasAlone` is false where another may be to blame.
    case lost(reason: String, wasAlone: Bool)
    /// It is disabled, and was not asked.
    case disabled(reason: String)
    /// The daemon is stopping; the document goes back as it was.
    case stopping
}

package enum OutsideCondition: Hashable, Sendable {
    case running
    /// Died, and is started again at that time.
    case restarting(at: Timestamp, reason: String)
    /// Died too often, or refused its options.
    case disabled(since: Timestamp, reason: String)
}
