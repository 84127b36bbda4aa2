import Processes
import Testing

@Suite("bode-worker", .timeLimit(.minutes(1)))
struct WorkerTests {
    private func run(_ arguments: [String], input: String = "") async throws -> (
        text: String, status: ChildProcess.Status
    ) {
        let outcome = try await ChildProcess.run(
            BuiltProducts.worker, arguments, input: Array(input.utf8),
            limits: .init(duration: .seconds(30), outputBytes: 1 << 20))
        return (String(decoding: outcome.output + outcome.errors, as: UTF8.self), outcome.status)
    }

    @Test("becomes the program that it is given")
    func becomesTheProgram() async throws {
        let (text, status) = try await run(["/usr/bin/cat", "-"], input: "hello")
        #expect(text == "hello")
        #expect(status == .exited(0))
    }

    @Test("says how it is used", arguments: [[], ["cat"]])
    func saysHowItIsUsed(arguments: [String]) async throws {
        let (text, status) = try await run(arguments)
        #expect(text.hasPrefix("usage: "))
        #expect(status == .exited(64))
    }

    @Test("says when the program is missing")
    func saysWhatIsMissing() async throws {
        #expect(try await run(["/usr/bin/no-such-program"]).status == .exited(127))
    }

    // Needs Python for its system calls, and a kernel with Landlock for the files; where the kernel refuses to restrict,
    // the worker goes on without, which is its promise too.
    @Test("keeps the program from the rest of the machine", .enabled(if: BuiltProducts.hasPython))
    func confines() async throws {
        let program = """
            import os, resource, socket
            def attempt(name, body):
                try: body(); print(name, 'allowed')
                except BaseException as e: print(name, 'refused')
            attempt('socket', lambda: socket.socket())
            attempt('fork', lambda: os.fork() or os._exit(0))
            attempt('memory', lambda: bytearray(1 << 30))
            attempt('signal', lambda: os.kill(os.getppid(), 0))
            attempt('exec', lambda: os.execv('/usr/bin/true', ['true']))
            attempt('group', lambda: os.setsid())
            print(resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_CORE))
            """
        let (text, status) = try await run(["/usr/bin/python3", "-S", "-c", program])
        #expect(
            text == """
                socket refused
                fork refused
                memory refused
                signal refused
                exec refused
                group refused
                (20, 20) (0, 0)

                """)
        #expect(status == .exited(0))
    }
}
