public import Pipeline
import StrictYAML

/// Delivers events through a program of its own, which is started once and kept: the plugin protocol's `sink`.
///
/// The program answers each event. One that dies with an event in its hands has failed to deliver it: the event comes again, on
/// the schedule of a webhook.
public struct PluginSink: Sink {
    public static let name = "plugin"
    public static let traffic = Traffic(lanes: 8, batch: 1, schedule: Traffic.patientSchedule)

    public struct Options: Decodable, Sendable {
        /// The program, as an absolute path, and its arguments; no shell reads them.
        var run: [String]
        /// What the program is told; its own affair.
        var options: YAMLValue?
        /// How long it may give no answer; 30 seconds unless it says otherwise.
        var deadline: DurationText?
        /// The memory of each of its processes; 512 MiB unless it says otherwise.
        var memory: ByteCount?
        /// Variables that it finds in its environment.
        var environment: [String: String]?
        /// Files and directories that it may change.
        var write: [String]?
    }

    private static let longestDeadline = Duration.seconds(600)
    private static let memories = UInt64(16 << 20)...UInt64(64 << 30)

    private let program: any OutsideSink

    public init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {
        guard let path = options.run.first else {
            throw InvalidOptions("run", "names no program: run: [/usr/local/bin/page, --desk]")
        }
        guard path.hasPrefix("/") else {
            throw InvalidOptions("run", "'\(path.onOneLine(limit: 80))' is no absolute path")
        }
        try Self.refuseNulls(options.run, "run")
        try Self.refuseNulls(options.write ?? [], "write")
        try Self.refuseNulls((options.environment ?? [:]).flatMap { [$0.key, $0.value] }, "environment")
        guard options.write?.allSatisfy({ $0.hasPrefix("/") }) ?? true else {
            throw InvalidOptions("write", "must be absolute paths")
        }
        let deadline = options.deadline?.duration ?? OutsideProgram.usualDeadline
        guard deadline >= .seconds(1), deadline <= Self.longestDeadline else {
            throw InvalidOptions("deadline", "must be between 1s and 10m")
        }
        guard Self.memories.contains(options.memory?.bytes ?? UInt64(OutsideProgram.usualMemory)) else {
            throw InvalidOptions("memory", "must be from 16MiB to 64GiB")
        }
        program = services.outside.sink(
            OutsideProgram(
                name, run: options.run, options: options.options?.json ?? "{}",
                environment: options.environment ?? [:], deadline: deadline,
                memory: options.memory.map { Int(clamping: $0.bytes) } ?? OutsideProgram.usualMemory,
                writable: options.write ?? []))
    }

    private static func refuseNulls(_ texts: [String], _ option: String) throws(InvalidOptions) {
        guard !texts.contains(where: { $0.utf8.contains(0) }) else {
            throw InvalidOptions(option, "holds a null character")
        }
    }

    public func resume(_ memory: SinkMemory?) async throws(SinkFailure) {}

    public func deliver(_ events: [Event]) async -> Delivery {
        var outcomes: [DeliveryOutcome] = []
        for event in events { outcomes.append(await program.deliver(event)) }
        return Delivery(outcomes)
    }
}
