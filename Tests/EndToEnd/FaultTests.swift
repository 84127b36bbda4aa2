import Foundation
import Testing

/// The quick form of the proofs in `Tests/Proofs`, whose long forms take every fault and ten thousand papers.
@Suite(.timeLimit(.minutes(3)))
struct FaultTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static let hasPython = ["/usr/bin", "/usr/local/bin"].contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/python3")
    }

    /// The fault rig lies beside the checkout; without it, or without Python, there is nothing to run.
    private static let hasRig =
        FileManager.default.fileExists(
            atPath: root.appendingPathComponent("../shared/rig/faultfeed.py").path) && hasPython

    @Test(.enabled(if: hasRig))
    func `feeds with faults harm no other, and heal with nothing lost and nothing told twice`() throws {
        try prove("faults.py")
    }

    @Test(.enabled(if: hasRig))
    func `bursts past a window are told, a log with faults loses nothing, and a silence is told once`() throws
    {
        try prove("windows.py")
    }

    @Test(.enabled(if: hasPython))
    func `reloads under load with a dead sink move nothing that did not change`() throws {
        try prove("reloads.py")
    }

    @Test(.enabled(if: hasPython))
    func `broken configurations are refused by check and daemon alike, and change nothing`() throws {
        try prove("configurations.py")
    }

    private func prove(_ name: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", Self.root.appendingPathComponent("Tests/Proofs/\(name)").path, "--quick", "--bode",
            Newsroom.program,
        ]
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(output)")
    }
}
