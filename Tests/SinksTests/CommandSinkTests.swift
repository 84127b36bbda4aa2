import CommandSink
import Daemon
import Foundation
import Pipeline
import PipelineTesting
import Synchronization
import Testing

/// Keeps what it is asked to run, and ends as told.
private final class ScriptedPrograms: Programs {
    private let asked = Mutex<[Program]>([])
    let end: @Sendable () throws(ProgramFailure) -> ProgramEnd

    init(_ end: @escaping @Sendable () throws(ProgramFailure) -> ProgramEnd = { ProgramEnd(code: 0) }) {
        self.end = end
    }

    var programs: [Program] { asked.withLock { $0 } }

    func run(_ program: Program) async throws(ProgramFailure) -> ProgramEnd {
        asked.withLock { $0.append(program) }
        return try end()
    }
}

@Suite(.timeLimit(.minutes(1)))
struct CommandSinkTests {
    private func sink(
        _ programs: any Programs,
        _ options: CommandSink.Options = .init(run: ["/usr/local/bin/notify", "--desk", "$HOME; id"])
    ) throws(InvalidOptions) -> CommandSink {
        try CommandSink(
            name: "desk", options,
            services: SinkServices(
                services: Services(http: HTTPTable(), clock: ManualClock()), directory: "/var/lib/bode",
                programs: programs
            ) { name throws(InvalidOptions) in throw InvalidOptions("secret", name) })
    }

    @Test func `keeps the contract of sinks`() async throws {
        let programs = ScriptedPrograms()
        try await expectSinkContract(make: { try sink(programs) }) {
            programs.programs.map { String(decoding: $0.input.dropLast(), as: UTF8.self) }
        }
    }

    @Test func `hands each event to the program, with its arguments as they are`() async throws {
        let programs = ScriptedPrograms()
        let delivery = await (try sink(programs)).deliver([sampleEvent(1), sampleEvent(2)])
        #expect(delivery.outcomes == [.delivered, .delivered])
        let program = try #require(programs.programs.first)
        #expect(program.executable == "/usr/local/bin/notify")
        #expect(program.arguments == ["--desk", "$HOME; id"])
        #expect(program.input == Array((sampleEvent(1).json + "\n").utf8))
        #expect(program.timeout == .seconds(60))
    }

    @Test(
        "tries again whatever did not end with 0, and says why on one line",
        arguments: [
            (ProgramEnd(code: 75, errors: Array("not now\u{1B}[31m\nat all".utf8)), "ended with 75: not now"),
            (ProgramEnd(code: 1, output: Array("no".utf8)), "ended with 1: no"),
            (ProgramEnd(code: nil, signal: 11), "was ended by signal 11"),
            (ProgramEnd(code: 2, errors: [0xFF, 0x0A]), "ended with 2"),
        ])
    func fails(_ end: ProgramEnd, _ why: String) async throws {
        let programs = ScriptedPrograms { () throws(ProgramFailure) in end }
        let outcomes = await (try sink(programs)).deliver([sampleEvent(1)]).outcomes
        guard case .failed(let reason, nil)? = outcomes.first else { return #expect(Bool(false)) }
        #expect(reason.hasPrefix("/usr/local/bin/notify \(why)"))
        #expect(!reason.unicodeScalars.contains { $0.value < 0x20 } && reason.utf8.count < 600)
        #expect(!reason.contains("--desk"))
    }

    @Test(
        "refuses a program that it could not run",
        arguments: [[], ["notify"], ["./notify"], [""], ["/bin/a\u{0}b"], ["/bin/echo", "a\u{0}"]])
    func refuses(_ run: [String]) throws {
        let refusal = try #require(throws: InvalidOptions.self) {
            try sink(ScriptedPrograms(), .init(run: run))
        }
        #expect(refusal.option == "run")
    }

    @Test("refuses a time limit that is none", arguments: ["0s", "11m"])
    func refuses(timeout: String) throws {
        let options = CommandSink.Options(run: ["/bin/true"], timeout: DurationText(timeout))
        let refusal = try #require(throws: InvalidOptions.self) { try sink(ScriptedPrograms(), options) }
        #expect(refusal.option == "timeout")
    }

    // MARK: Real programs

    private func outcome(_ script: String, timeout: String = "20s", input: Event = sampleEvent(1))
        async throws
        -> DeliveryOutcome?
    {
        let options = CommandSink.Options(
            run: ["/bin/sh", "-c", script, "notify", "a b"], timeout: DurationText(timeout))
        return await (try sink(InstalledPrograms(), options)).deliver([input]).outcomes.first
    }

    @Test func `gives a real program the event, a clean environment and nothing else`() async throws {
        let folder = TemporaryFolder()
        let script =
            "cat > \(folder.path)/event; printf '%s|' \"$1\" > \(folder.path)/words; env >> \(folder.path)/words"
        #expect(try await outcome(script) == .delivered)
        #expect(try folder.read("event") == sampleEvent(1).json + "\n")
        let words = try folder.read("words")
        #expect(words.hasPrefix("a b|"))
        let names = Set(
            words.dropFirst(4).split(separator: "\n").compactMap { $0.split(separator: "=").first })
        #expect(names.isSubset(of: ["PATH", "LC_ALL", "PWD", "OLDPWD", "SHLVL", "_"]))
    }

    @Test func `takes a program that does not read the event at its word`() async throws {
        var event = sampleEvent(1)
        event.json = String(repeating: "x", count: 300_000)
        #expect(try await outcome("exit 0", input: event) == .delivered)
    }

    @Test func `ends a program that takes too long, with what it started`() async throws {
        let folder = TemporaryFolder()
        let script = "sleep 300 & echo $! > \(folder.path)/child; sleep 300"
        guard case .failed(let why, nil) = try await outcome(script, timeout: "500ms") else {
            return #expect(Bool(false))
        }
        #expect(why == "/bin/sh took too long")
        let child = try #require(
            Int32(try folder.read("child").trimmingCharacters(in: .whitespacesAndNewlines)))
        // Killed, which takes a moment, and reaped by whoever adopts orphans.
        let end = ContinuousClock.now + .seconds(10)
        while let state = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8),
            !state.contains(") Z ")
        {
            try #require(ContinuousClock.now < end, "it goes on: \(state)")
            await Task.yield()
        }
    }

    @Test func `says that there is no such program`() async throws {
        let options = CommandSink.Options(run: ["/nowhere/notify"])
        let outcomes = await (try sink(InstalledPrograms(), options)).deliver([sampleEvent(1)]).outcomes
        guard case .failed(let why, nil)? = outcomes.first else { return #expect(Bool(false)) }
        #expect(why.contains("/nowhere/notify") && why.contains("No such file"))
    }
}
