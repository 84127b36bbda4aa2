import Foundation
import Processes
import ProgramTesting
import Testing

/// `bode-plugin` itself: what it tells its caller, and that nothing outlives it.
@Suite("bode-plugin", .timeLimit(.minutes(1)))
struct LauncherTests {
    private func run(_ arguments: [String]) async throws -> (text: String, status: ChildProcess.Status) {
        let outcome = try await ChildProcess.run(
            Programs.launcher, arguments, limits: .init(duration: .seconds(30), outputBytes: 1 << 20))
        return (String(decoding: outcome.output + outcome.errors, as: UTF8.self), outcome.status)
    }

    @Test(
        "ends with the status of what it ran",
        arguments: [
            (["--", "/bin/sh", "-c", "exit 7"], 7), (["--", "sh", "-c", "exit 0"], 0),
            (["--", "/bin/sh", "-c", "kill -TERM $$"], 128 + 15), (["--", "/no/such/program"], 127),
            (["--", "/etc/passwd"], 126), (["--directory", "/no/such", "--", "/bin/true"], 126),
            (["--parent", "1", "--", "/bin/sh", "-c", "echo ran"], 128 + 9),
        ] as [([String], Int32)])
    func endsWithTheStatus(arguments: [String], status: Int32) async throws {
        let (text, ended) = try await run(arguments)
        #expect(ended == .exited(status))
        #expect(!text.contains("ran"))
    }

    @Test(
        "says how it is used",
        arguments: [
            [], ["--"], ["/bin/true"], ["--memory", "--", "/bin/true"], ["--memory", "0", "--", "/bin/true"],
            ["--memory", "1x", "--", "/bin/true"], ["--parent", "-1", "--", "/bin/true"],
            ["--shell", "x", "--", "/bin/true"], ["--hide"],
        ])
    func saysHowItIsUsed(arguments: [String]) async throws {
        let (text, status) = try await run(arguments)
        #expect(status == .exited(64))
        #expect(text.hasPrefix("usage: bode-plugin "))
    }

    /// Starts a script under the launcher and hands back both, and where all that descends from it writes to.
    private func begin(_ arguments: [String]) throws -> (process: Process, output: FileHandle) {
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try ProgramTesting.start(process)
        return (process, pipe.fileHandleForReading)
    }

    /// Reads up to a line's end.
    private func line(_ output: FileHandle) async throws -> String {
        try await onThread {
            var bytes: [UInt8] = []
            while let byte = try output.read(upToCount: 1)?.first, byte != 0x0A { bytes.append(byte) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// What is left to be read when the last one that holds the pipe is dead.
    private func rest(_ output: FileHandle) async throws -> Data? {
        try await onThread { try output.readToEnd() }
    }

    private func status(_ process: Process) async throws -> Int32 {
        try await onThread {
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    /// Those that fork twice, make sessions of their own and ignore what they can: they hold the pipe until they are dead.
    private static let brood = """
        trap '' TERM HUP INT
        for i in 1 2 3 4 5 6 7 8 9 10; do
            (setsid sh -c 'trap "" TERM; (setsid sh -c "trap \\"\\" TERM HUP; sleep 1000; sleep 1000" &); sleep 1000' &)
        done
        """

    @Test func `passes on what asks to end, and kills the rest when that ends`() async throws {
        let (process, output) = try begin([
            Programs.launcher, "--", "/bin/sh", "-c",
            "\(Self.brood)\ntrap 'exit 5' TERM; echo up; while :; do sleep 0.02; done",
        ])
        #expect(try await line(output) == "up")
        process.terminate()
        #expect(try await rest(output) == nil, "the pipe ends when the last one is dead")
        #expect(try await status(process) == 5)
    }

    @Test func `kills all when told to quit`() async throws {
        let (process, output) = try begin([
            Programs.launcher, "--", "/bin/sh", "-c", "\(Self.brood)\necho up; while :; do sleep 0.02; done",
        ])
        #expect(try await line(output) == "up")
        kill(process.processIdentifier, SIGQUIT)
        #expect(try await rest(output) == nil)
        #expect(try await status(process) == 128 + 9)
    }

    @Test func `lets nothing outlive a parent that is killed`() async throws {
        // The shell stands for the daemon.
        let (process, output) = try begin([
            "/bin/sh", "-c", "\"$@\" & wait", "daemon",
            Programs.launcher, "--", "/bin/sh", "-c", "\(Self.brood)\necho up; while :; do sleep 0.02; done",
        ])
        #expect(try await line(output) == "up")
        kill(process.processIdentifier, SIGKILL)
        // The end of the output comes when the last of them has gone.
        #expect(try await rest(output) == nil)
        _ = try await status(process)
    }

    @Test("finds those who hide, and those who run away", .enabled(if: Programs.hasPython))
    func findsThoseWhoHide() async throws {
        let body = """
            import ctypes, os, time
            os.write(1, b"up\\n")
            for i in range(5):
                if os.fork() == 0:
                    os.setsid()
                    # Not to be seen in /proc where that shows one's own only.
                    ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
                    if os.fork() == 0: time.sleep(1000)
                    os._exit(0)
            # One after the other, each gone when it is looked for.
            if os.fork() == 0:
                end = time.monotonic() + 90
                while time.monotonic() < end:
                    if os.fork(): os._exit(0)
                os._exit(0)
            """
        let (process, output) = try begin([
            Programs.launcher, "--", Programs.python ?? "/usr/bin/python3", "-S", "-c", body,
        ])
        #expect(try await line(output) == "up")
        // Left alone, they would hold the output open for longer than this test may take.
        #expect(try await rest(output) == nil)
        #expect(try await status(process) == 0)
    }
}
