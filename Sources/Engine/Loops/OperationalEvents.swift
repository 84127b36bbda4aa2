package import Pipeline
import Synchronization

/// Makes the events that operators asked for.
package final class OperationalEvents: Sendable {
    private let way: Mutex<(writer: EventWriter, sinks: [String])>

    /// `sinks`: where they go; with none, nothing is made.
    package init(writer: EventWriter, sinks: [String]) { way = Mutex((writer, sinks)) }

    /// Sends what comes from now on another way; those who make the events need not know.
    package func change(writer: EventWriter, sinks: [String]) { way.withLock { $0 = (writer, sinks) } }

    private var sinks: [String] { way.withLock { $0.sinks } }

    /// A paper could not be handled; `publication` is `nil` where not even its message can be read.
    ///
    /// The message tells it from others, since the same paper may fail again later.
    func setAside(
        _ message: Message, about publication: Publication?, reason: String, at now: Timestamp
    ) -> NewMessage? {
        let notice = Notice(
            .documentSetAside, subject: publication?.identity.rawValue ?? message.key,
            discriminator: "\(message.sequence)", reason: reason, publication: publication?.entryID,
            links: publication?.links ?? [], time: now)
        return self.message(notice, to: sinks)
    }

    /// A message that waited for `reader` has other bytes than were stored, and others may have.
    package func damaged(
        _ message: Message, before reader: Reader, reason: String, at now: Timestamp
    ) -> NewMessage? {
        let notice = Notice(
            .documentSetAside, subject: message.key, discriminator: now.rfc3339,
            reason:
                "message \(message.sequence) is set aside by \(reader.name), and others may be: \(reason)",
            time: now)
        return self.message(notice, to: sinks)
    }

    /// A sink fails, is disabled, or works again.
    func sink(_ name: String, _ kind: Event.Kind, reason: String, at now: Timestamp) -> NewMessage? {
        // That it keeps failing may be told in the same moment as that an event is set aside.
        let notice = Notice(
            kind, subject: name, discriminator: "\(now.rfc3339) \(reason)", reason: reason, time: now)
        // A sink cannot be told of its own failure.
        return message(notice, to: sinks.filter { $0 != name })
    }

    /// A stage outside the process is disabled, or works again; `since` is when it was disabled.
    func stage(
        _ name: String, _ kind: Event.Kind, since: Timestamp, reason: String, at now: Timestamp
    ) -> NewMessage? {
        let notice = Notice(kind, subject: name, discriminator: since.rfc3339, reason: reason, time: now)
        return message(notice, to: sinks)
    }

    /// A source fell silent, came back, moved, is gone, may have shown less than it published, or shows too much.
    ///
    /// `occurrence` tells it from others of its kind: when it began.
    package func source(
        _ name: String, _ kind: Event.Kind, occurrence: Timestamp, reason: String, at now: Timestamp
    ) -> NewMessage? {
        let notice = Notice(kind, subject: name, discriminator: occurrence.rfc3339, reason: reason, time: now)
        return message(notice, to: sinks)
    }

    /// Room on the disk became short, or is there again; `since` is when it became short.
    package func storage(_ kind: Event.Kind, since: Timestamp, reason: String, at now: Timestamp)
        -> NewMessage?
    {
        let notice = Notice(kind, subject: "storage", discriminator: since.rfc3339, reason: reason, time: now)
        return message(notice, to: sinks)
    }

    /// The process keeps ending without having been told to; `since` is when that began.
    package func process(reason: String, since: Timestamp) -> NewMessage? {
        let notice = Notice(
            .daemonFailing, subject: "daemon", discriminator: since.rfc3339, reason: reason, time: since)
        return message(notice, to: sinks)
    }

    private func message(_ notice: Notice, to sinks: [String]) -> NewMessage? {
        guard !sinks.isEmpty else { return nil }
        let event = way.withLock { $0.writer }.event(notice, sinks: sinks)
        return NewMessage(.events, key: event.id, payload: JSONText.encode(event))
    }
}
