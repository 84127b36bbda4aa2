/// Runs programs of the machine, without a shell; the daemon's own are processes, a test's may be a table.
public protocol Programs: Sendable {
    /// Runs a program to its end, and returns how it ended, whatever it says.
    ///
    /// The program has the environment that it is given and no other, and a process group of its own, which is killed as a
    /// whole when the program has ended, when its time is up, and when the task is cancelled.
    func run(_ program: Program) async throws(ProgramFailure) -> ProgramEnd
}

/// A program to run, with the limits on it.
public struct Program: Sendable {
    /// An absolute path.
    public var executable: String
    /// Handed over as they are: no shell reads them.
    public var arguments: [String]
    /// What it finds on its standard input.
    public var input: [UInt8]
    /// The longest that it may run.
    public var timeout: Duration
    /// The most that it may write to its standard output, in bytes; more ends it.
    public var largestOutput: Int

    public init(
        _ executable: String, _ arguments: [String] = [], input: [UInt8] = [],
        timeout: Duration = .seconds(60), largestOutput: Int = 1 << 20
    ) {
        (self.executable, self.arguments, self.input) = (executable, arguments, input)
        (self.timeout, self.largestOutput) = (timeout, largestOutput)
    }
}

/// How a program ended, and what it wrote.
public struct ProgramEnd: Hashable, Sendable {
    /// The code with which it exited; `nil` where a signal ended it.
    public var code: Int32?
    public var signal: Int32?
    public var output: [UInt8]
    /// The beginning of what it wrote to its standard error.
    public var errors: [UInt8]

    public init(code: Int32?, signal: Int32? = nil, output: [UInt8] = [], errors: [UInt8] = []) {
        (self.code, self.signal, self.output, self.errors) = (code, signal, output, errors)
    }
}

/// Why a program was not run to its end.
public struct ProgramFailure: Error, Hashable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
