import CLinux
import Glibc
import Synchronization

/// A program that is talked with over its standard input and output for as long as it runs.
///
/// It costs one thread, which starts the program, reads what it writes and learns of its end. Sending writes on the caller's
/// own thread what the pipe takes at once, so that an answer costs no more than two switches of threads.
package final class Conversation: Sendable {
    /// Hears what the program says: every call is made on the conversation's thread, one after the other.
    ///
    /// What is said is read no faster than it is heard, so a program that floods fills nobody's memory.
    package protocol Listener: Sendable {
        /// Bytes of its standard output, as they came; false where no more is to be heard, which closes the pipe.
        func heard(_ bytes: ArraySlice<UInt8>) -> Bool
        /// Bytes of its standard error.
        func heardErrors(_ bytes: ArraySlice<UInt8>)
        /// It has ended, and all that it said was heard. The last call.
        func ended(_ status: ChildProcess.Status)
    }

    private struct State {
        /// The program, while it may be sent signals.
        var child: pid_t?
        var inputEnd: Descriptor?
        /// What the pipe did not take yet.
        var unsent: [ArraySlice<UInt8>] = []
        /// True once nothing more is to be sent: the pipe is closed when all is gone.
        var isFinished = false
    }

    private let state = Mutex(State())
    /// A byte in it makes the thread look again at what there is to send.
    private let waking: Pipe

    /// Bytes that the kernel keeps between us and the program, each way, where it allows as much.
    static let pipeSize: Int32 = 1 << 20

    /// A conversation that has not begun.
    package init() throws(ProcessFailure) {
        guard let waking = Pipe() else { throw .notStarted("no file descriptors left") }
        for end in [waking.reading, waking.writing] { end.stopBlocking() }
        self.waking = waking
    }

    /// Starts `executable`, which is a path, and begins to listen; once only.
    ///
    /// Returns once the program runs. It gets `environment` and no other, and a process group of its own.
    package func start(
        _ executable: String, _ arguments: [String], environment: [String: String],
        listener: any Listener
    ) async throws(ProcessFailure) {
        let command = Command(executable: executable, arguments: arguments, environment: environment)
        let result: Result<Void, ProcessFailure> = await withCheckedContinuation { continuation in
            let isStarted = Thread.start {
                guard var run = self.begin(command, continuation) else { return }
                run.listen(to: self, waking: self.waking.reading, listener)
            }
            if !isStarted { continuation.resume(returning: .failure(.notStarted("no threads left"))) }
        }
        try result.get()
    }

    /// Starts the program on its thread, and keeps the one descriptor of its input where it can be closed.
    private func begin(
        _ command: Command, _ continuation: CheckedContinuation<Result<Void, ProcessFailure>, Never>
    ) -> ConversationRun? {
        switch ConversationRun.start(command) {
        case .failure(let failure):
            continuation.resume(returning: .failure(failure))
            return nil
        case .success(let (run, input)):
            state.withLock { ($0.child, $0.inputEnd) = (run.child, input) }
            continuation.resume(returning: .success(()))
            return run
        }
    }

    // MARK: What may be done from anywhere

    /// Sends `bytes`; without effect where the program reads no more.
    ///
    /// What the program does not take yet is kept without a limit: whoever sends knows how much is unanswered.
    package func send(_ bytes: [UInt8]) {
        let mustWake = state.withLock { state in
            guard let inputEnd = state.inputEnd, !state.isFinished else { return false }
            var rest = bytes[...]
            if state.unsent.isEmpty {
                switch inputEnd.write(rest) {
                case .bytes(let count): rest = rest.dropFirst(count)
                case .later: break
                // The thread sees the end of the program, or of its reading, by itself.
                case .ended: rest = []
                }
            }
            guard !rest.isEmpty else { return false }
            state.unsent.append(rest)
            return state.unsent.count == 1
        }
        if mustWake { wake() }
    }

    /// Closes the program's standard input, once it has taken all that was sent.
    package func finishInput() {
        state.withLock { state in
            state.isFinished = true
            if state.unsent.isEmpty { state.inputEnd = nil }
        }
    }

    /// Asks the program to end (SIGTERM); without effect where it has ended.
    package func terminate() { signal(SIGTERM) }

    /// Tells a program that starts others to kill them all, and to end (SIGQUIT).
    package func quit() { signal(SIGQUIT) }

    private func signal(_ number: Int32) {
        state.withLock { state in
            if let child = state.child { _ = Glibc.kill(child, number) }
        }
    }

    /// Kills the program and all that is in its process group.
    package func kill() {
        state.withLock { state in
            if let child = state.child { _ = Glibc.kill(-child, SIGKILL) }
        }
    }

    private func wake() { _ = waking.writing.write([1]) }

    // MARK: What the thread asks

    /// The descriptor to wait for until it takes more; `nil` where there is nothing to send.
    var waitingInput: Int32? {
        state.withLock { $0.unsent.isEmpty ? nil : $0.inputEnd?.number }
    }

    /// Sends on what the pipe takes now.
    func sendOn() {
        state.withLock { state in
            while let first = state.unsent.first, let inputEnd = state.inputEnd {
                switch inputEnd.write(first) {
                case .bytes(let count) where count == first.count: state.unsent.removeFirst()
                case .bytes(let count): state.unsent[0] = first.dropFirst(count)
                case .later: return
                case .ended:
                    state.inputEnd = nil
                    state.unsent = []
                }
            }
            if state.isFinished { state.inputEnd = nil }
        }
    }

    /// From here on no signal is sent: the program is about to be reaped, and its number may become another's.
    func end() {
        state.withLock { state in
            (state.child, state.inputEnd, state.unsent) = (nil, nil, [])
        }
    }
}
