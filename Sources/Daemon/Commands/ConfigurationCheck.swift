import Host
import Pipeline

/// `bode check`: the daemon's own verdict on a configuration, offline.
package enum ConfigurationCheck {
    package static func run(_ path: String) -> ExitStatus {
        do throws(ConfigurationProblem) {
            Environment.writeToStandardOutput(Array((try verdict(on: path) + "\n").utf8))
            return .success
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .configuration
        }
    }

    /// One line that says what a good configuration holds; throws what is wrong with a bad one.
    package static func verdict(on path: String) throws(ConfigurationProblem) -> String {
        let services = Services(http: NoNetwork(), clock: SystemClock())
        let composition = try Composition(try Settings.load(path), services: services, hooks: services)
        let settings = composition.settings
        return """
            \(path) is good: \(count(settings.sources.count, "source")), \(count(composition.stages.count, "stage")), \
            \(count(settings.watches.count, "watch", "watches")), \(count(settings.sinks.count, "sink"))
            """
    }

    private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}

/// Refuses every request: for parts that are built to be checked.
private struct NoNetwork: HTTP {
    func perform(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        throw .refused("offline")
    }
}
