package import Pipeline

/// Shows the messages of a topic as they are appended, a few at a time, and disturbs nobody.
package struct Tap: Sendable {
    package struct Request: Codable, Sendable {
        package var topic: String
        /// The last message that was shown; `nil` at the beginning.
        package var after: Int64?
        /// From when on messages are shown, at the beginning.
        package var since: Timestamp

        package init(topic: String, since: Timestamp) { (self.topic, self.since) = (topic, since) }
    }

    package struct Row: Codable, Sendable {
        package var sequence: Int64
        package var key: String
        package var appended: String
        /// As it is stored, in JSON.
        package var payload: String
    }

    package struct Slice: Codable, Sendable {
        package var rows: [Row] = []
        /// Where the next slice begins.
        package var after: Int64
        /// True where nothing more is there now.
        package var isAll: Bool
        /// False where nobody appends anything.
        package var isRunning: Bool
    }

    /// Messages of one slice, and the bytes after which it ends.
    private static let most = (messages: 32, bytes: 4 << 20)

    private let log: any LogHistory
    private let isRunning: Bool

    package init(_ log: any LogHistory, isRunning: Bool) { (self.log, self.isRunning) = (log, isRunning) }

    /// The next few messages.
    package func slice(_ request: Request) async throws(LogFailure) -> Slice {
        let topic = Topic(rawValue: request.topic)
        var after: Int64
        if let known = request.after {
            after = known
        } else {
            after = try await log.sequence(of: topic, before: request.since)
        }
        var slice = Slice(after: after, isAll: false, isRunning: isRunning)
        var bytes = 0
        // One by one, since a single message may be large.
        while slice.rows.count < Tap.most.messages, bytes < Tap.most.bytes {
            guard let message = try await log.messages(of: topic, after: after, limit: 1).first else {
                slice.isAll = true
                break
            }
            after = message.sequence
            bytes += message.payload.count
            slice.rows.append(
                Row(
                    sequence: message.sequence, key: message.key, appended: message.appended.rfc3339,
                    payload: String(decoding: message.payload, as: UTF8.self)))
        }
        slice.after = after
        return slice
    }
}
