public import Pipeline

/// Runs a program for each event, which it finds in JSON on its standard input.
///
/// The program has taken the event when it ends with 0. Any other end, 75 (`EX_TEMPFAIL` of sysexits.h) among them, is a
/// failure and is tried again, on the schedule of a webhook: the same event may so come more than once, always as the same
/// bytes. One runs at a time.
public struct CommandSink: Sink {
    public static let name = "command"
    public static let traffic = Traffic(lanes: 1, batch: 1, schedule: Traffic.patientSchedule)

    public struct Options: Decodable, Sendable {
        /// The program, as an absolute path, and its arguments; no shell reads them.
        public var run: [String]
        /// The longest that it may run; a minute unless it says otherwise.
        public var timeout: DurationText?

        public init(run: [String], timeout: DurationText? = nil) { (self.run, self.timeout) = (run, timeout) }
    }

    private static let longestTimeout = Duration.seconds(600)
    /// Bytes of what it wrote that are shown in the log.
    private static let longestQuotation = 300

    private let command: [String]
    private let timeout: Duration
    private let programs: any Programs
    private let log: @Sendable (LogLevel, String) -> Void

    public init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {
        guard let program = options.run.first else {
            throw InvalidOptions("run", "names no program: run: [/usr/local/bin/notify, --desk]")
        }
        guard program.hasPrefix("/") else {
            throw InvalidOptions("run", "'\(program.onOneLine(limit: 80))' is no absolute path")
        }
        guard !options.run.contains(where: { $0.utf8.contains(0) }) else {
            throw InvalidOptions("run", "holds a null character")
        }
        timeout = options.timeout?.duration ?? .seconds(60)
        guard timeout > .zero, timeout <= Self.longestTimeout else {
            throw InvalidOptions("timeout", "must be between 1ms and 10m")
        }
        (command, programs, log) = (options.run, services.programs, services.services.log)
    }

    public func resume(_ memory: SinkMemory?) async throws(SinkFailure) {}

    public func deliver(_ events: [Event]) async -> Delivery {
        var outcomes: [DeliveryOutcome] = []
        for event in events { outcomes.append(await deliver(event)) }
        return Delivery(outcomes)
    }

    private func deliver(_ event: Event) async -> DeliveryOutcome {
        let program = Program(
            command[0], Array(command.dropFirst()), input: Array(event.json.utf8) + [0x0A], timeout: timeout)
        do throws(ProgramFailure) {
            let end = try await programs.run(program)
            let words = Self.quotation(of: end)
            guard end.code == 0 else { return .failed("\(shown) \(Self.ending(of: end))\(words)") }
            if !words.isEmpty { log(.debug, "\(shown) took \(event.id)\(words)") }
            return .delivered
        } catch {
            return .failed("\(shown) \(error)")
        }
    }

    /// For messages: arguments may be secrets.
    private var shown: String { command[0].onOneLine(limit: 200) }

    private static func ending(of end: ProgramEnd) -> String {
        end.code.map { "ended with \($0)" } ?? "was ended by signal \(end.signal ?? 0)"
    }

    /// What it had to say, made safe for a log.
    private static func quotation(of end: ProgramEnd) -> String {
        let bytes = end.errors.isEmpty ? end.output : end.errors
        var said = bytes.prefix(4 * longestQuotation)
        while let last = said.last, last <= 0x20 { said.removeLast() }
        let text = String(decoding: said, as: UTF8.self).onOneLine(limit: longestQuotation)
        return text.allSatisfy { $0 == " " } ? "" : ": \(text)"
    }
}
