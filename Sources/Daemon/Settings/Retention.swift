import Pipeline
import SQLiteLog
import StrictYAML

/// What is kept of that which has served its purpose, for how long, and how much of the disk is left alone: `keep:`.
///
/// What the archive knows of papers, and which entries a source has shown, is kept for ever: by it old papers are known when they
/// come again.
struct Retention: Sendable {
    /// How long messages stay that every reader has read.
    var messages = Duration.seconds(30 * 86_400)
    /// How long papers' bytes stay; for ever where it is `nil`.
    var originals: Duration?
    /// The bytes that papers may take up together, the oldest going first; as much as there is where it is `nil`.
    var originalsSize: UInt64?
    /// How long what a removed sink or source has left unread waits for it.
    var removed = Duration.seconds(30 * 86_400)
    /// Bytes of the file system below which nothing new is taken in.
    var free = SQLiteLog.Limits().reserve

    /// What a reader may be wound back to, and what a removed sink can be restored with, for a day at least.
    static let shortest = Duration.seconds(86_400)
    /// Room for a few settlements.
    static let leastFree: UInt64 = 1 << 20

    /// The log's limits with it.
    var limits: SQLiteLog.Limits {
        var limits = SQLiteLog.Limits()
        limits.reserve = free
        return limits
    }

    private struct Options: Decodable {
        var messages: DurationText?
        var originals: DurationText?
        var originalsSize: ByteCount?
        var removed: DurationText?
        var free: ByteCount?

        private enum CodingKeys: String, CodingKey {
            case messages, originals, removed, free
            case originalsSize = "originals_size"
        }
    }

    init() {}

    init(_ value: YAMLValue?) throws(YAMLProblem) {
        guard let value else { return }
        let options = try value.decode(Options.self)
        func time(_ key: String, _ text: DurationText?) throws(YAMLProblem) -> Duration? {
            guard let time = text?.duration else { return nil }
            guard time >= Retention.shortest else {
                throw try (value.value(for: key) ?? value).problem(
                    "\(value.path).\(key): must be at least 1d")
            }
            return time
        }
        messages = try time("messages", options.messages) ?? messages
        originals = try time("originals", options.originals)
        removed = try time("removed", options.removed) ?? removed
        originalsSize = options.originalsSize?.bytes
        free = options.free?.bytes ?? free
        guard (Retention.leastFree...SQLiteLog.Limits().reserve).contains(free) else {
            throw try (value.value(for: "free") ?? value).problem(
                "\(value.path).free: must be at least 1MiB and at most \(SQLiteLog.Limits().reserve >> 20)MiB"
            )
        }
    }
}
