public import Foundation
import Synchronization

/// Runs what blocks on a thread of its own: the threads that tests share are few, and other tests wait for them.
public func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
}

/// Held while a program is started: Foundation's own way of starting one is not made for many at the same time.
private let starting = Mutex(())

/// Starts a process.
public func start(_ process: Process) throws { try starting.withLock { _ in try process.run() } }

/// Runs a program to its end, and returns its status and all that it wrote.
///
/// `folder`: where it runs; the test's own directory unless given.
public func run(_ command: [String], in folder: URL? = nil) async throws -> (status: Int32, output: String) {
    try await onThread {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        if let folder { process.currentDirectoryURL = folder }
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try start(process)
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
