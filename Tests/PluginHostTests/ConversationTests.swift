import Processes
import Synchronization
import Testing

/// Keeps what a program says, and wakes whoever waits for its end.
private final class Listener: Conversation.Listener {
    private struct State {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var status: ChildProcess.Status?
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let limit: Int
    private let onOutput: @Sendable () -> Void

    init(limit: Int = .max, onOutput: @escaping @Sendable () -> Void = {}) {
        (self.limit, self.onOutput) = (limit, onOutput)
    }

    var output: [UInt8] { state.withLock { $0.output } }
    var text: String { String(decoding: output, as: UTF8.self) }
    var errors: String { state.withLock { String(decoding: $0.errors, as: UTF8.self) } }

    func heard(_ bytes: ArraySlice<UInt8>) -> Bool {
        let wantsMore = state.withLock { state in
            state.output += bytes
            return state.output.count < limit
        }
        onOutput()
        return wantsMore
    }

    func heardErrors(_ bytes: ArraySlice<UInt8>) { state.withLock { $0.errors += bytes } }

    func ended(_ status: ChildProcess.Status) {
        let waiting = state.withLock { state in
            state.status = status
            return state.waiting
        }
        waiting?.resume()
    }

    var end: ChildProcess.Status? {
        get async {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.status == nil { state.waiting = continuation }
                    return state.status != nil
                }
                if isOver { continuation.resume() }
            }
            return state.withLock { $0.status }
        }
    }
}

@Suite(.timeLimit(.minutes(1)))
struct ConversationTests {
    private func start(_ arguments: [String], _ listener: Listener) async throws -> Conversation {
        let conversation = try Conversation()
        try await conversation.start(
            "/bin/sh", ["-c"] + arguments, environment: ["PATH": "/usr/bin:/bin"], listener: listener)
        return conversation
    }

    @Test func `carries everything both ways, whatever pipes hold`() async throws {
        let listener = Listener()
        let conversation = try await start(["cat; echo over >&2; exit 3"], listener)
        let message = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for start in stride(from: 0, to: message.count, by: 100_000) {
            conversation.send(Array(message[start..<start + 100_000]))
        }
        conversation.finishInput()
        #expect(await listener.end == .exited(3))
        #expect(listener.output == message)
        #expect(listener.errors == "over\n")
    }

    @Test func `is answered while it goes on`() async throws {
        let (answers, answer) = AsyncStream.makeStream(of: Void.self)
        let listener = Listener { answer.yield() }
        let conversation = try await start(["while read line; do echo $line; done"], listener)
        var iterator = answers.makeAsyncIterator()
        for number in 1...3 {
            conversation.send(Array("\(number)\n".utf8))
            await iterator.next()
        }
        #expect(listener.text == "1\n2\n3\n")
        conversation.finishInput()
        #expect(await listener.end == .exited(0))
    }

    @Test func `closes its ear to who says too much, which ends a flood`() async throws {
        let listener = Listener(limit: 100_000)
        let conversation = try await start(["exec cat /dev/zero"], listener)
        #expect(await listener.end == .signalled(13), "the program writes into a pipe that nobody reads")
        #expect(listener.output.count < 200_000)
        conversation.send([1])
        conversation.terminate()
    }

    @Test func `can be told to end, kindly or not`() async throws {
        let (answers, answer) = AsyncStream.makeStream(of: Void.self)
        let listener = Listener { answer.yield() }
        let conversation = try await start(
            ["trap 'echo asked; trap \"\" TERM' TERM; echo up; while :; do sleep 0.01; done"], listener)
        var iterator = answers.makeAsyncIterator()
        await iterator.next()
        conversation.terminate()
        await iterator.next()
        conversation.kill()
        #expect(await listener.end == .signalled(9))
        #expect(listener.text == "up\nasked\n")
    }

    @Test func `says what could not be started`() async throws {
        let conversation = try Conversation()
        await #expect(throws: ProcessFailure.self) {
            try await conversation.start("/no/such/program", [], environment: [:], listener: Listener())
        }
    }

    @Test func `takes away a directory of any depth, and nothing behind a link`() throws {
        let parent = try ScratchDirectory(in: "/tmp", named: "bode-scratch-test")
        defer { parent.remove() }
        let scratch = try ScratchDirectory(in: parent.path, named: "stage-probe")
        let kept = "\(parent.path)/kept"
        let script = """
            umask 077; n=$(printf %0200d 0); mkdir \(kept); touch \(kept)/file; cd \(scratch.path); ln -s \(kept) link; touch file .hidden
            i=0; while [ $i -lt 60 ]; do mkdir $n && cd $n && : > f; i=$((i+1)); done; chmod 0 \(scratch.path)/$n
            """
        let status = shell(script)
        #expect(status == 0)
        scratch.remove()
        #expect(shell("test ! -e \(scratch.path) && test -e \(kept)/file") == 0)
    }
}
