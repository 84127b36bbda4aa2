public import Pipeline
public import PluginKit

/// Writes the ids of events to the log.
public struct LoggingSink: SinkProgram {
    public static let name = "logging"
    public static let window = 4
    public struct Options: Decodable, Sendable {
        var prefix: String?
    }

    private let prefix: String

    public init(name: String, _ options: Options) throws(InvalidOptions) {
        prefix = options.prefix ?? name
        guard !prefix.isEmpty else { throw InvalidOptions("prefix", "must not be empty") }
    }

    public func deliver(_ event: Event) async -> DeliveryOutcome {
        PluginLog.write(.info, "\(prefix): \(event.id)")
        return .delivered
    }
}
