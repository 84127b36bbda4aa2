import Foundation
import ProgramTesting

/// Runs a script of the shell to its end, and returns its status.
func shell(_ script: String) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    guard (try? ProgramTesting.start(process)) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
}
