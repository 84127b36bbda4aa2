import Foundation
import Processes
import Testing

@Suite("A child process", .timeLimit(.minutes(1)))
struct ChildProcessTests {
    private let limits = ChildProcess.Limits(duration: .seconds(20), outputBytes: 8 << 20)

    @Test("is given its input and hands back its output, however large")
    func carriesInputAndOutput() async throws {
        let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let outcome = try await ChildProcess.run("/bin/cat", [], input: input, limits: limits)
        #expect(outcome.output == input)
        #expect(outcome.status == .exited(0))
    }

    @Test("tells its status and its errors")
    func tellsItsStatus() async throws {
        let outcome = try await ChildProcess.run("/bin/sh", ["-c", "echo oh >&2; exit 3"], limits: limits)
        #expect(outcome.status == .exited(3))
        #expect(String(decoding: outcome.errors, as: UTF8.self) == "oh\n")
    }

    @Test("tells the signal that ended it")
    func tellsTheSignal() async throws {
        let outcome = try await ChildProcess.run("/bin/sh", ["-c", "kill -TERM $$"], limits: limits)
        #expect(outcome.status == .signalled(15))
    }

    @Test("is killed with its whole group when its time is up")
    func endsInTime() async throws {
        let limits = ChildProcess.Limits(duration: .milliseconds(200), outputBytes: 1000)
        await #expect(throws: ProcessFailure.timedOut) {
            try await ChildProcess.run("/bin/sh", ["-c", "sleep 300 & sleep 300; wait"], limits: limits)
        }
    }

    @Test("takes along what it left running")
    func leavesNothingBehind() async throws {
        // The one left behind would hold standard output open for as long as it lives.
        let outcome = try await ChildProcess.run(
            "/bin/sh", ["-c", "sleep 300 & echo $!"], limits: limits)
        let left = try #require(Int32(String(decoding: outcome.output, as: UTF8.self).filter(\.isNumber)))
        // A kill takes effect when the kernel gets round to it. Whether init reaps it or nobody: a zombie is dead enough.
        while let state = try? String(contentsOfFile: "/proc/\(left)/stat", encoding: .utf8),
            !state.contains(") Z "), !state.contains(") X ")
        {
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test("is killed when it writes too much")
    func endsAFlood() async throws {
        let limits = ChildProcess.Limits(duration: .seconds(20), outputBytes: 100_000)
        await #expect(throws: ProcessFailure.tooMuchOutput) {
            try await ChildProcess.run("/bin/cat", ["/dev/zero"], limits: limits)
        }
    }

    @Test("is told too much also when it ends before all was read")
    func noticesTooMuchAtTheEnd() async throws {
        let limits = ChildProcess.Limits(duration: .seconds(20), outputBytes: 10)
        await #expect(throws: ProcessFailure.tooMuchOutput) {
            try await ChildProcess.run("/bin/echo", ["more than ten bytes"], limits: limits)
        }
    }

    @Test("may flood its standard error without harm")
    func dropsErrors() async throws {
        let outcome = try await ChildProcess.run(
            "/bin/sh", ["-c", "head -c 3000000 /dev/zero >&2; echo done"], limits: limits)
        #expect(outcome.errors.count == limits.errorBytes)
        #expect(outcome.output == Array("done\n".utf8))
    }

    @Test("may close its input without reading it")
    func survivesAClosedInput() async throws {
        let input = [UInt8](repeating: 7, count: 1 << 20)
        let outcome = try await ChildProcess.run(
            "/bin/sh", ["-c", "exec <&-; echo ok"], input: input, limits: limits)
        #expect(outcome.output == Array("ok\n".utf8))
    }

    @Test("that is not there says so")
    func refusesWhatIsNotThere() async throws {
        await #expect(throws: ProcessFailure.notStarted("/no/such/program: No such file or directory")) {
            try await ChildProcess.run("/no/such/program", [], limits: limits)
        }
    }

    @Test("is killed when the task is cancelled")
    func endsWithItsTask() async throws {
        let task = Task { [limits] in
            try await ChildProcess.run("/bin/sleep", ["30"], limits: limits)
        }
        task.cancel()
        await #expect(throws: ProcessFailure.cancelled) { try await task.value }
    }

    @Test("has no environment and no descriptors but its own")
    func startsClean() async throws {
        let outcome = try await ChildProcess.run(
            "/bin/sh", ["-c", "env | sort | grep -v ^_= | grep -v ^PWD=; ls /proc/self/fd"], limits: limits)
        // `ls` has the folder open as 3.
        #expect(
            String(decoding: outcome.output, as: UTF8.self)
                == "LC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\n0\n1\n2\n3\n")
    }

    @Test("leaves no zombies and no descriptors")
    func leavesNoTrace() async throws {
        func descriptors() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        _ = try await ChildProcess.run("/bin/true", [], limits: limits)
        let before = try descriptors()
        try await withThrowingTaskGroup { group in
            for _ in 0..<40 {
                group.addTask { [limits] in _ = try await ChildProcess.run("/bin/echo", ["x"], limits: limits)
                }
            }
            try await group.waitForAll()
        }
        // Watches give their descriptors back on their own queue, a moment later.
        let deadline = ContinuousClock.now + .seconds(10)
        while try descriptors() > before + 8, ContinuousClock.now < deadline { await Task.yield() }
        #expect(try descriptors() <= before + 8)
    }
}
