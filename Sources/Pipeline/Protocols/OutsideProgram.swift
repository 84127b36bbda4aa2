/// A stage or a sink that is a program of its own, as a configuration describes it.
package struct OutsideProgram: Hashable, Sendable {
    /// The name under which it is configured.
    package var name: String
    /// The program, and its arguments as they are: no shell reads them.
    package var run: [String]
    /// What it is told in its greeting: a JSON object.
    package var options: String
    /// Variables that it finds beside those that every plugin has.
    package var environment: [String: String]
    /// How long it may give no answer while it has something to answer.
    package var deadline: Duration
    /// The most that it is given at a time, whatever it asks for.
    package var window: Int
    /// The address space of each of its processes, in bytes; `nil` for no limit.
    package var memory: Int?
    /// Files and directories that it may change, beside a directory of its own.
    package var writable: [String]

    package static let usualDeadline = Duration.seconds(30)
    package static let usualMemory = 512 << 20
    package static let largestWindow = 256

    package init(
        _ name: String, run: [String], options: String = "{}", environment: [String: String] = [:],
        deadline: Duration = usualDeadline, window: Int = largestWindow, memory: Int? = usualMemory,
        writable: [String] = []
    ) {
        (self.name, self.run, self.options, self.environment) = (name, run, options, environment)
        (self.deadline, self.window, self.memory, self.writable) = (deadline, window, memory, writable)
    }
}

/// A sink that runs outside the daemon's own process.
///
/// It is started at its first event, and ends when it is let go.
package protocol OutsideSink: Sendable {
    /// Delivers `event`; waits where the program has as much in hand as it takes, or is being started again.
    func deliver(_ event: Event) async -> DeliveryOutcome

    /// How it is doing.
    var condition: OutsideCondition { get async }

    /// Ends it: what it has in hand is finished first, within a grace of a few seconds.
    func stop() async
}

/// Runs programs that are sinks; the daemon's own is `PluginHost`.
package protocol OutsideSinks: Sendable {
    /// A sink that runs `program`, not yet started.
    func sink(_ program: OutsideProgram) -> any OutsideSink
}

/// Where no program can be run.
package struct NoOutsideSinks: OutsideSinks {
    package init() {}
    package func sink(_ program: OutsideProgram) -> any OutsideSink { Nothing() }

    private struct Nothing: OutsideSink {
        func deliver(_ event: Event) async -> DeliveryOutcome { .failed("no program can be run here") }
        var condition: OutsideCondition { .running }
        func stop() async {}
    }
}
