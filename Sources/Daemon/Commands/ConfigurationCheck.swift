import Host
import Pipeline

/// `bode check`: the daemon's own verdict on a configuration, offline.
package enum ConfigurationCheck {
    /// Programs are started for that, and asked what they say to their options.
    package static func run(_ path: String) async -> ExitStatus {
        do throws(ConfigurationProblem) {
            let composition = try composition(of: path)
            defer { composition.greetings.clear() }
            for warning in try await composition.greetings.exchange() {
                Environment.writeToStandardError("warning: \(warning)\n")
            }
            Environment.writeToStandardOutput(Array((verdict(on: path, composition) + "\n").utf8))
            return .success
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .configuration
        }
    }

    /// One line that says what a good configuration holds; throws what is wrong with a bad one.
    ///
    /// No program is started.
    package static func verdict(on path: String) throws(ConfigurationProblem) -> String {
        verdict(on: path, try composition(of: path))
    }

    private static func composition(of path: String) throws(ConfigurationProblem) -> Composition {
        let services = Services(http: NoNetwork(), clock: SystemClock())
        let settings = try Settings.load(path)
        // Whoever checks need not be whom the state belongs to.
        let scratch = "\(Environment["TMPDIR"] ?? "/tmp")/bode-check-\(Environment.processID)"
        return try Composition(
            settings, services: services, hooks: services,
            hosting: Hosting(state: settings.state, scratch: scratch))
    }

    private static func verdict(on path: String, _ composition: Composition) -> String {
        let settings = composition.settings
        let stages = composition.stages.count + composition.outside.count
        return """
            \(path) is good: \(count(settings.sources.count, "source")), \(count(stages, "stage")), \
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
