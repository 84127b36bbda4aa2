/// What a sink delivers: an answer published, amended or withdrawn; a promise made or overdue; something for operators to know.
///
/// Its bytes are made once and never again, so that every delivery of one id is the same.
public struct Event: Hashable, Codable, Sendable {
    public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
        case answerPublished = "bode.answer.published"
        case answerAmended = "bode.answer.amended"
        case answerWithdrawn = "bode.answer.withdrawn"
        case commitmentMade = "bode.commitment.made"
        case commitmentOverdue = "bode.commitment.overdue"
        case sourceSilent = "bode.source.silent"
        case sourceRecovered = "bode.source.recovered"
        case sourceMoved = "bode.source.moved"
        case sourceGone = "bode.source.gone"
        case sourceGap = "bode.source.gap"
        case sourceFlood = "bode.source.flood"
        case sinkFailing = "bode.sink.failing"
        case sinkDisabled = "bode.sink.disabled"
        case sinkRecovered = "bode.sink.recovered"
        case stageDisabled = "bode.stage.disabled"
        case stageRecovered = "bode.stage.recovered"
        case documentSetAside = "bode.document.set_aside"
        /// Nothing happened: an operator wants to know whether a sink takes events.
        case sinkTest = "bode.sink.test"
        case storageFull = "bode.storage.full"
        case storageRecovered = "bode.storage.recovered"
        case daemonFailing = "bode.daemon.failing"
    }

    /// `evt_` and 26 characters of `[a-z2-7]`: a hash of what it is about, never of the source or the time.
    public var id: String
    public var kind: Kind
    /// The CloudEvents 1.0 object in structured JSON, on one line and without the line's end.
    public var json: String
    /// The sinks that it goes to; routing is separate from the event.
    public var sinks: [String]
    /// `true` where an operator wants it delivered once more, whatever the receiver has; `nil` as a rule.
    public var isRepeat: Bool?
    /// What it tells of: an answer, a source, a sink.
    ///
    /// What is told of one subject is delivered in the order in which it happened; `nil` where that does not matter.
    public var subject: String?

    public init(id: String, kind: Kind, json: String, sinks: [String], subject: String? = nil) {
        (self.id, self.kind, self.json, self.sinks, self.subject) = (id, kind, json, sinks, subject)
    }
}
