package import Pipeline

/// Makes the events that operators asked for.
package struct OperationalEvents: Sendable {
    private let writer: EventWriter
    private let sinks: [String]

    /// - Parameter sinks: where they go; with none, nothing is made.
    package init(writer: EventWriter, sinks: [String]) { (self.writer, self.sinks) = (writer, sinks) }

    func setAside(_ publication: Publication, reason: String, at now: Timestamp) -> NewMessage? {
        guard !sinks.isEmpty else { return nil }
        return message(writer.setAside(publication, reason: reason, at: now, sinks: sinks))
    }

    func sink(_ name: String, _ kind: Event.Kind, reason: String, at now: Timestamp) -> NewMessage? {
        // A sink cannot be told of its own failure by itself alone.
        let others = sinks.filter { $0 != name }
        guard !others.isEmpty else { return nil }
        return message(writer.operational(kind, subject: name, reason: reason, at: now, sinks: others))
    }

    private func message(_ event: Event) -> NewMessage {
        NewMessage(.events, key: event.id, payload: JSONText.encode(event))
    }
}
