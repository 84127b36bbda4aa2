import CLinux
import Glibc

/// One program from its start to its end, on a thread that does nothing else.
///
/// The thread both starts the program and waits for it: a program that asks to die with its parent dies with the *thread* that
/// started it, so that one must last.
struct ChildRun {
    private let limits: ChildProcess.Limits
    private let deadline: ContinuousClock.Instant
    /// Readable once the run is to be given up.
    private let cancelled: Descriptor

    private var input: ArraySlice<UInt8>
    private var output: [UInt8] = []
    private var errors: [UInt8] = []
    private var inputEnd: Descriptor?
    private var outputEnd: Descriptor?
    private var errorEnd: Descriptor?
    private var failure: ProcessFailure?
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    /// How long to wait between two looks at a program that the kernel gives no descriptor for.
    private static let blindInterval: Int32 = 10

    /// Runs `command` to its end, blocking the thread.
    static func perform(
        _ command: Command, input: [UInt8], limits: ChildProcess.Limits, cancelled: Descriptor
    ) -> Result<ChildProcess.Outcome, ProcessFailure> {
        var run = ChildRun(input: input, limits: limits, cancelled: cancelled)
        let child: pid_t
        switch run.start(command) {
        case .success(let started): child = started
        case .failure(let problem): return .failure(problem)
        }
        let status = run.wait(for: child)
        if let failure = run.failure { return .failure(failure) }
        return .success(ChildProcess.Outcome(output: run.output, errors: run.errors, status: status))
    }

    private init(input: [UInt8], limits: ChildProcess.Limits, cancelled: Descriptor) {
        (self.input, self.limits, self.cancelled) = (input[...], limits, cancelled)
        deadline = .now + limits.duration
    }

    private mutating func start(_ command: Command) -> Result<pid_t, ProcessFailure> {
        guard let stdin = Pipe(), let stdout = Pipe(), let stderr = Pipe() else {
            return .failure(.notStarted("no file descriptors left"))
        }
        let started = command.start(
            input: stdin.reading.number, output: stdout.writing.number, errors: stderr.writing.number)
        guard case .success = started else {
            return started.mapError { .notStarted("\(command.executable): \($0.reason)") }
        }
        (inputEnd, outputEnd, errorEnd) = (
            input.isEmpty ? nil : stdin.writing, stdout.reading, stderr.reading
        )
        for end in [stdin.writing, stdout.reading, stderr.reading] { end.stopBlocking() }
        return started.mapError { .notStarted($0.reason) }
    }

    // MARK: While it runs

    /// Feeds and reads the program until it has ended; kills it where it may not go on.
    private mutating func wait(for child: pid_t) -> ChildProcess.Status {
        let number = clinux_pidfd_open(child)
        let exit = number >= 0 ? Descriptor(number) : nil
        var isKilled = false
        while true {
            let ready = poll(exit, isKilled: isKilled)
            if ready.cancelled { fail(.cancelled) }
            if deadline <= .now { fail(.timedOut) }
            if ready.input { writeInput() }
            if ready.output { readOutput() }
            if ready.errors { readErrors() }
            if failure != nil, !isKilled {
                kill(-child, SIGKILL)
                isKilled = true
            }
            if ready.exit || exit == nil, let status = reap(child) { return status }
        }
    }

    private func poll(
        _ exit: Descriptor?, isKilled: Bool
    ) -> (input: Bool, output: Bool, errors: Bool, exit: Bool, cancelled: Bool) {
        // What is negative is left out.
        var entries = [
            pollfd(fd: inputEnd?.number ?? -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: outputEnd?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errorEnd?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: exit?.number ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: isKilled ? -1 : cancelled.number, events: Int16(POLLIN), revents: 0),
        ]
        // Once it is killed only its end is waited for, which nothing can put off.
        var timeout: Int32 = -1
        if !isKilled {
            let left = (deadline - .now) / .milliseconds(1)
            timeout = Int32(min(max(left.rounded(.up), 0), 3_600_000))
        }
        if exit == nil { timeout = timeout < 0 ? Self.blindInterval : min(timeout, Self.blindInterval) }
        guard Glibc.poll(&entries, nfds_t(entries.count), timeout) > 0 else {
            return (false, false, false, false, false)
        }
        let ready = entries.map { $0.revents != 0 }
        return (ready[0], ready[1], ready[2], ready[3], ready[4])
    }

    private mutating func fail(_ reason: ProcessFailure) {
        guard failure == nil else { return }
        failure = reason
        (inputEnd, outputEnd, errorEnd) = (nil, nil, nil)
    }

    private mutating func writeInput() {
        guard let inputEnd else { return }
        switch inputEnd.write(input.prefix(buffer.count)) {
        case .bytes(let count):
            input = input.dropFirst(count)
            if input.isEmpty { self.inputEnd = nil }
        case .later: break
        case .ended: self.inputEnd = nil
        }
    }

    /// Reads one buffer; true where there may be more.
    @discardableResult
    private mutating func readOutput() -> Bool {
        switch outputEnd?.read(into: &buffer) {
        case .bytes(let count):
            guard output.count + count <= limits.outputBytes else {
                fail(.tooMuchOutput)
                return false
            }
            output += buffer[..<count]
            return true
        case .later: return false
        case .ended, nil:
            outputEnd = nil
            return false
        }
    }

    @discardableResult
    private mutating func readErrors() -> Bool {
        switch errorEnd?.read(into: &buffer) {
        case .bytes(let count):
            errors += buffer[..<min(count, max(0, limits.errorBytes - errors.count))]
            return true
        case .later: return false
        case .ended, nil:
            errorEnd = nil
            return false
        }
    }

    // MARK: The end

    /// Takes leave of the program where it has ended, kills what is left of its group, and reads what is left in the pipes.
    private mutating func reap(_ child: pid_t) -> ChildProcess.Status? {
        var state = siginfo_t()
        // Looks without reaping: until then the group's name cannot become another's.
        guard waitid(P_PID, id_t(child), &state, WEXITED | WNOHANG | WNOWAIT) == 0, state.si_signo == SIGCHLD
        else {
            return nil
        }
        kill(-child, SIGKILL)
        var code: Int32 = 0
        while waitpid(child, &code, 0) < 0, errno == EINTR {}
        while readOutput() {}
        while errors.count < limits.errorBytes, readErrors() {}
        let signal = code & 0x7F
        return signal == 0 ? .exited(code >> 8 & 0xFF) : .signalled(signal)
    }
}
