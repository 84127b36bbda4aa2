import CLinux
import Glibc

/// The thread's side of a conversation: one program from its start to its end.
struct ConversationRun {
    let child: pid_t
    private var outputEnd: Descriptor?
    private var errorEnd: Descriptor?
    private var buffer: [UInt8]

    /// How much is read in one go.
    private static let bufferSize = 64 << 10
    /// How much is still read of each stream when the program has ended: what the pipes can hold.
    ///
    /// Somebody else may have the other end, and write on.
    private static let mostAtTheEnd = Int(Conversation.pipeSize)
    /// How long to wait between two looks at a program that the kernel gives no descriptor for.
    private static let blindInterval: Int32 = 10

    /// Starts `command`; returns the run, and the descriptor to write to, which nobody else keeps open.
    static func start(
        _ command: Command
    ) -> Result<(run: ConversationRun, input: Descriptor), ProcessFailure> {
        guard let stdin = Pipe(), let stdout = Pipe(), let stderr = Pipe() else {
            return .failure(.notStarted("no file descriptors left"))
        }
        let started = command.start(
            input: stdin.reading.number, output: stdout.writing.number, errors: stderr.writing.number)
        for end in [stdin.writing, stdout.reading, stderr.reading] { end.stopBlocking() }
        for end in [stdin.writing, stdout.reading] { end.grow(to: Conversation.pipeSize) }
        return started.map {
            let run = ConversationRun(
                child: $0, outputEnd: stdout.reading, errorEnd: stderr.reading,
                buffer: Array(repeating: 0, count: bufferSize))
            return (run, stdin.writing)
        }.mapError { .notStarted("\(command.executable): \($0.reason)") }
    }

    /// Listens until the program has ended and all that it said was heard.
    mutating func listen(
        to conversation: Conversation, waking: Descriptor, _ listener: any Conversation.Listener
    ) {
        let number = clinux_pidfd_open(child)
        let exit = number >= 0 ? Descriptor(number) : nil
        while true {
            let ready = poll(exit, input: conversation.waitingInput, waking)
            if ready.woken { while case .bytes = waking.read(into: &buffer) {} }
            if ready.input || ready.woken { conversation.sendOn() }
            if ready.output { readOutput(listener) }
            if ready.errors { readErrors(listener) }
            if ready.exit || exit == nil, let status = reap(conversation, listener) {
                return listener.ended(status)
            }
        }
    }

    private func poll(
        _ exit: Descriptor?, input: Int32?, _ waking: Descriptor
    ) -> (input: Bool, output: Bool, errors: Bool, exit: Bool, woken: Bool) {
        // What is negative is left out.
        var entries = [
            pollfd(fd: input ?? -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: outputEnd?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorEnd?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: exit?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waking.number, events: Int16(POLLIN), revents: 0),
        ]
        let timeout = exit == nil ? Self.blindInterval : -1
        guard Glibc.poll(&entries, nfds_t(entries.count), timeout) > 0 else {
            return (false, false, false, false, false)
        }
        let ready = entries.map { $0.revents != 0 }
        return (ready[0], ready[1], ready[2], ready[3], ready[4])
    }

    /// Reads one buffer; `nil` where there is nothing now.
    @discardableResult
    private mutating func readOutput(_ listener: any Conversation.Listener) -> Int? {
        switch outputEnd?.read(into: &buffer) {
        case .bytes(let count):
            guard listener.heard(buffer[..<count]) else {
                outputEnd = nil
                return nil
            }
            return count
        case .later: return nil
        case .ended, nil:
            outputEnd = nil
            return nil
        }
    }

    @discardableResult
    private mutating func readErrors(_ listener: any Conversation.Listener) -> Int? {
        switch errorEnd?.read(into: &buffer) {
        case .bytes(let count):
            listener.heardErrors(buffer[..<count])
            return count
        case .later: return nil
        case .ended, nil:
            errorEnd = nil
            return nil
        }
    }

    /// Takes leave of the program where it has ended, kills what is left of its group, and hears what is left in the pipes.
    private mutating func reap(
        _ conversation: Conversation, _ listener: any Conversation.Listener
    ) -> ChildProcess.Status? {
        var state = siginfo_t()
        // Looks without reaping: until then the group's name cannot become another's.
        guard waitid(P_PID, id_t(child), &state, WEXITED | WNOHANG | WNOWAIT) == 0, state.si_signo == SIGCHLD
        else { return nil }
        conversation.end()
        kill(-child, SIGKILL)
        var code: Int32 = 0
        while waitpid(child, &code, 0) < 0, errno == EINTR {}
        var heard = 0
        while heard < Self.mostAtTheEnd, let count = readOutput(listener) { heard += count }
        heard = 0
        while heard < Self.mostAtTheEnd, let count = readErrors(listener) { heard += count }
        let signal = code & 0x7F
        return signal == 0 ? .exited(code >> 8 & 0xFF) : .signalled(signal)
    }
}
