package import Engine
package import Pipeline
import Synchronization

/// What is said of stored messages that the disk has changed.
///
/// Each is a line in the log. Operators are told once a day: where one byte has changed, thousands may have, and what there is
/// to do is the same.
package final class DamageReports: Sendable {
    /// How often operators are told.
    package static let interval = Duration.seconds(86_400)

    private let events: OperationalEvents
    private let clock: any Clock
    private let note: @Sendable (LogLevel, String) -> Void
    private let told = Mutex<Timestamp?>(nil)

    package init(
        _ events: OperationalEvents, clock: any Clock, note: @escaping @Sendable (LogLevel, String) -> Void
    ) {
        (self.events, self.clock, self.note) = (events, clock, note)
    }

    /// Says that a message is set aside at `reader`; returns what operators are to hear of it, if anything.
    package func report(_ message: Message, _ reader: Reader, _ reason: String) -> NewMessage? {
        let now = clock.now
        note(
            .error,
            """
            message \(message.sequence) (\(message.key.onOneLine(limit: 200))) is set aside by \(reader.name): \(reason)
            """)
        let isNews = told.withLock { told in
            if let told, told <= now, now.since(told) < DamageReports.interval { return false }
            told = now
            return true
        }
        return isNews ? events.damaged(message, before: reader, reason: reason, at: now) : nil
    }
}
