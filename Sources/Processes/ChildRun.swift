import CLinux
import Dispatch
import DispatchIsolation
import Glibc

/// One program while it runs.
actor ChildRun {
    private typealias Outcome = Result<ChildProcess.Outcome, ProcessFailure>

    private let executor = DispatchExecutor(label: "bode.child")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    private let limits: ChildProcess.Limits
    private var input: ArraySlice<UInt8>
    private var output: [UInt8] = []
    private var errors: [UInt8] = []

    private var child: pid_t?
    private var failure: ProcessFailure?
    private var finished: CheckedContinuation<Void, Never>?
    private var status: ChildProcess.Status?

    private var inputEnd: Descriptor?
    private var outputEnd: Descriptor?
    private var errorEnd: Descriptor?
    private var watches: [Watched: Watch] = [:]
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    private enum Watched { case input, output, errors, exit, deadline }

    /// How many buffers are read in one go, so that one program's flood does not keep out its own deadline.
    private static let buffersPerTurn = 16

    init(input: [UInt8], limits: ChildProcess.Limits) { (self.input, self.limits) = (input[...], limits) }

    /// Runs `command` to its end; to be called once.
    func result(of command: Command) async -> Result<ChildProcess.Outcome, ProcessFailure> {
        if failure == nil { await start(command) }
        if child != nil {
            await withCheckedContinuation { finished = $0 }
        }
        watches = [:]
        (inputEnd, outputEnd, errorEnd) = (nil, nil, nil)
        if let failure { return .failure(failure) }
        guard let status else { return .failure(.notStarted("it was lost sight of")) }
        return .success(ChildProcess.Outcome(output: output, errors: errors, status: status))
    }

    nonisolated func cancel() {
        executor.queue.async { self.assumeIsolated { $0.stop(.cancelled) } }
    }

    // MARK: The beginning

    private func start(_ command: Command) async {
        guard let stdin = Pipe(), let stdout = Pipe(), let stderr = Pipe() else {
            failure = .notStarted("no file descriptors left")
            return
        }
        let started: Result<pid_t, StartFailure> = await withCheckedContinuation { continuation in
            let isTaken = SpawningThread.shared.run {
                continuation.resume(
                    returning: command.start(
                        input: stdin.reading.number, output: stdout.writing.number,
                        errors: stderr.writing.number))
            }
            if !isTaken { continuation.resume(returning: .failure(StartFailure(EAGAIN))) }
        }
        switch started {
        case .failure(let problem): failure = .notStarted("\(command.executable): \(problem.reason)")
        case .success(let pid):
            for end in [stdin.writing, stdout.reading, stderr.reading] { end.stopBlocking() }
            (inputEnd, outputEnd, errorEnd) = (stdin.writing, stdout.reading, stderr.reading)
            child = pid
            watch(pid)
        }
    }

    private func watch(_ pid: pid_t) {
        let number = clinux_pidfd_open(pid)
        let exit = number >= 0 ? Descriptor(number) : nil
        watches[.deadline] = executor.after(limits.duration) { [weak self] in
            self?.assumeIsolated { $0.stop(.timedOut) }
        }
        watches[.output] = readable(outputEnd) { $0.readOutput() }
        watches[.errors] = readable(errorEnd) { $0.readErrors() }
        watches[.exit] = readable(exit) { $0.reap() }
        guard watches[.exit] != nil, watches[.output] != nil, watches[.errors] != nil else {
            // Without these it could run unseen: it is ended here and now, which takes no time after a kill.
            failure = .notStarted("it could not be watched")
            kill(-pid, SIGKILL)
            var ignored: Int32 = 0
            waitpid(pid, &ignored, 0)
            child = nil
            return
        }
        // Cancelled while it was being started.
        if failure != nil { kill(-pid, SIGKILL) }
        if input.isEmpty {
            closeInput()
        } else if let inputEnd {
            watches[.input] = executor.when(inputEnd.number, is: .writable) { [weak self] in
                self?.assumeIsolated { $0.writeInput() }
            }
        }
    }

    private func readable(
        _ descriptor: Descriptor?, _ body: @escaping @Sendable (isolated ChildRun) -> Void
    ) -> Watch? {
        guard let descriptor else { return nil }
        return executor.when(descriptor.number, is: .readable) { [weak self] in
            self?.assumeIsolated { body($0) }
        }
    }

    // MARK: While it runs

    private func writeInput() {
        guard let inputEnd, !input.isEmpty else { return closeInput() }
        switch inputEnd.write(input.prefix(buffer.count)) {
        case .bytes(let count):
            input = input.dropFirst(count)
            if input.isEmpty { closeInput() }
        case .later: break
        case .ended: closeInput()
        }
    }

    private func closeInput() {
        watches[.input] = nil
        inputEnd = nil
        input = []
    }

    private func readOutput() {
        for _ in 0..<Self.buffersPerTurn {
            switch outputEnd?.read(into: &buffer) {
            case .bytes(let count):
                guard output.count + count <= limits.outputBytes else { return stop(.tooMuchOutput) }
                output += buffer[..<count]
            case .later: return
            case .ended, nil:
                watches[.output] = nil
                return
            }
        }
    }

    private func readErrors() {
        for _ in 0..<Self.buffersPerTurn {
            switch errorEnd?.read(into: &buffer) {
            case .bytes(let count): errors += buffer[..<min(count, max(0, limits.errorBytes - errors.count))]
            case .later: return
            case .ended, nil:
                watches[.errors] = nil
                return
            }
        }
    }

    // MARK: The end

    /// Kills it for `reason`; its end is noticed as any other.
    private func stop(_ reason: ProcessFailure) {
        guard failure == nil, status == nil || reason == .tooMuchOutput else { return }
        failure = reason
        watches[.output] = nil
        watches[.errors] = nil
        watches[.deadline] = nil
        closeInput()
        if let child, status == nil { kill(-child, SIGKILL) }
    }

    private func reap() {
        guard let child, status == nil else { return }
        // The group's name is its own until it is reaped.
        kill(-child, SIGKILL)
        var code: Int32 = 0
        guard waitpid(child, &code, WNOHANG) == child else { return }
        let signal = code & 0x7F
        status = signal == 0 ? .exited(code >> 8 & 0xFF) : .signalled(signal)
        if failure == nil { readTheRest() }
        watches = [:]
        finished?.resume()
        finished = nil
    }

    /// Reads what it left in the pipes.
    private func readTheRest() {
        while watches[.output] != nil, failure == nil {
            let before = output.count
            readOutput()
            if output.count == before { break }
        }
        readErrors()
    }
}
