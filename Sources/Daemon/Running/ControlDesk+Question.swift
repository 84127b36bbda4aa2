import Engine
import Pipeline

extension ControlDesk {
    /// What may be asked, one line of JSON.
    enum Question: Codable, Sendable {
        case status
        case asides
        case retry(reader: String, sequences: [Int64])
        case drop(reader: String, sequences: [Int64])
        case reprocess(Reprocessing.Request)
        /// Remembered promises, a page at a time.
        case commitments(after: String?)
        /// What a person says became of promises.
        case settleCommitments(ids: [String], CommitmentState.Kind)
        /// For Prometheus.
        case metrics
        /// Poll again what is gone.
        case resume(source: String)
        /// Try a sink again that is disabled, or left alone for a while.
        case enable(sink: String)
        /// Run a stage again that is disabled.
        case resumeStage(name: String)
        /// The next messages of a topic.
        case tap(Tap.Request)
        /// Let go of some of what a flood brought; the answer is how many papers, 0 once none is left.
        case release(source: String, announces: Bool)
        case backfill(source: String, since: Timestamp, announces: Bool)
        /// Take over what the configuration file says now.
        case reload
        case search(Search.Request)
        /// Everything about one paper.
        case show(name: String)
        case replay(Replay.Request)
        /// A message that was set aside, whole.
        case aside(sequence: Int64)
        /// Deliver something that says it is a test.
        case testSink(name: String)
        /// Drop what has served its purpose, and first the removed reader of that name.
        case prune(retiring: String?)
        /// Copy the database into ``copyPath(in:)``.
        case copy
        /// What is archived of an answer, by its id or that of an event about it: a ``StoredAnswer``.
        case storedAnswer(String)
    }

    /// A message that was set aside, as it is listed.
    struct AsideRow: Codable, Sendable {
        var reader: String
        var sequence: Int64
        var key: String
        var reason: String
        var attempts: Int
        var since: String
    }
}
