/// Runs another program to its end, without a shell, and hands back what it wrote.
///
/// The program gets a process group of its own, the environment it is given and nothing more, and no descriptor but 0, 1 and
/// 2. When it is over, whatever is left of its group is killed, so that nothing it started outlives it.
package enum ChildProcess {
    /// What one run may take; more ends it.
    package struct Limits: Sendable {
        /// How long it may run.
        package var duration: Duration
        /// How many bytes it may write to its standard output.
        package var outputBytes: Int
        /// How many bytes of its standard error are kept; what comes after is read and dropped.
        package var errorBytes: Int

        package init(duration: Duration, outputBytes: Int, errorBytes: Int = 8192) {
            (self.duration, self.outputBytes, self.errorBytes) = (duration, outputBytes, errorBytes)
        }
    }

    /// How a program ended, and what it wrote.
    package struct Outcome: Sendable {
        package var output: [UInt8]
        package var errors: [UInt8]
        package var status: Status
    }

    package enum Status: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// What a program finds in its environment unless told otherwise: C's own language, and where programs are.
    package static let plainEnvironment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

    /// Runs `executable`, which is a path, gives it `input` to read, and returns once it has ended.
    ///
    /// Cancelling the task kills it. A program that does not read its input, or closes it early, is no failure.
    package static func run(
        _ executable: String, _ arguments: [String], input: [UInt8] = [],
        environment: [String: String] = plainEnvironment, limits: Limits
    ) async throws(ProcessFailure) -> Outcome {
        let command = Command(executable: executable, arguments: arguments, environment: environment)
        guard let cancelling = Pipe() else { throw .notStarted("no file descriptors left") }
        cancelling.writing.stopBlocking()
        let result: Result<Outcome, ProcessFailure> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isStarted = Thread.start {
                    continuation.resume(
                        returning: ChildRun.perform(
                            command, input: input, limits: limits, cancelled: cancelling.reading))
                }
                if !isStarted { continuation.resume(returning: .failure(.notStarted("no threads left"))) }
            }
        } onCancel: {
            _ = cancelling.writing.write([1])
        }
        return try result.get()
    }
}

/// Why a program was not run to its end.
package enum ProcessFailure: Error, Equatable, CustomStringConvertible {
    /// It could not be started: the text says why.
    case notStarted(String)
    /// It was killed for running longer than it may.
    case timedOut
    /// It was killed for writing more than it may.
    case tooMuchOutput
    /// It was killed since the task was cancelled.
    case cancelled

    package var description: String {
        switch self {
        case .notStarted(let reason): "could not be started: \(reason)"
        case .timedOut: "took too long"
        case .tooMuchOutput: "wrote too much"
        case .cancelled: "was cancelled"
        }
    }
}
