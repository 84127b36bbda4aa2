import Engine
import Host
import Pipeline
import Polling
import StrictYAML
import WebSource

/// What a configuration says, checked for everything that can be checked without building the parts.
struct Settings: Sendable {
    /// Who runs this; goes into the User-Agent.
    var contact: String
    /// The state directory, absolute.
    var state: String
    /// The URI that events name as their source.
    var instance: String
    /// Where data files are; `nil` for those beside the program.
    var data: String?
    /// Where metrics and health are served, beside the control socket; `nil` for nowhere.
    var metrics: LoopbackHTTP.Address?
    /// How the log looks, where the command line does not say.
    var log: LogSettings
    /// Sinks that get the events meant for operators.
    var operators: [String]
    /// What is kept, and for how long.
    var keep: Retention
    var sources: [SourceSettings]
    var stages: [StageSettings]
    var watches: [WatchSettings]
    var sinks: [SinkSettings]
    /// The directory of the configuration file, where secrets and data of one's own lie.
    var directory: String

    /// The names of the stages that are programs of their own, in their order.
    var outsideStages: [String] { stages.compactMap { $0.outside?.name } }
}

/// How the log on standard error looks.
struct LogSettings: Decodable, Sendable {
    /// `debug`, `info`, `warning` or `error`.
    var level: String?
    /// `logfmt` or `json`.
    var format: String?
}

/// A source as configured: what polling needs to know, and the rest for its kind.
struct SourceSettings: Sendable {
    var name: String
    var kind: String
    var every: Duration
    var silentAfter: Duration?
    /// `nil` where the gate is off.
    var recency: Duration?
    var backfill: Timestamp?
    /// The hours in which it is polled.
    var window: TimeWindow?
    /// Between two requests to one of its hosts; the host's usual pause where it is `nil`.
    var pause: Duration?
    var options: YAMLValue

    static let keys: Set = [
        "kind", "every", "silent_after", "recency", "backfill", "between", "time_zone", "pause",
    ]
    static let shortestInterval = Duration.seconds(1)
    static let defaultInterval = Duration.seconds(15 * 60)
    static let defaultRecency = Duration.seconds(14 * 86_400)
}

struct StageSettings: Sendable {
    var name: String
    /// `nil` where only the name is given.
    var options: YAMLValue?
    var place: YAMLValue
    /// What it is where it is a program of its own; `nil` for a stage within the process.
    var outside: OutsideStageSettings?
}

struct WatchSettings: Sendable {
    var name: String
    var query: String
    var sinks: [String]
    /// What it hears of promises beside the answers that make them.
    var commitments: Set<WatchSet.CommitmentNews>
    var place: YAMLValue
}

extension WatchSettings {
    /// The watches that are new, gone or not the same, as `watch sahel`.
    static func changes(from old: Settings, to new: Settings) -> [String] {
        func words(_ settings: Settings) -> [String: [String]] {
            Dictionary(
                settings.watches.map {
                    ($0.name, [$0.query] + $0.sinks + [""] + $0.commitments.map(\.rawValue).sorted())
                }
            ) { first, _ in first }
        }
        let (old, new) = (words(old), words(new))
        return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.map { "watch \($0)" }
    }
}

struct SinkSettings: Sendable {
    var name: String
    var kind: String
    var options: YAMLValue

    static let keys: Set = ["kind"]
}
