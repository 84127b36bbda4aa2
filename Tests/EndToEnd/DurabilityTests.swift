import Foundation
import Testing

/// The quick forms of the proofs of durability in `Tests/Proofs`, whose long forms take hundreds of crashes, cuts and copies.
///
/// One after the other, since each measures times and has several processes of its own.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct DurabilityTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The fault rig lies beside the checkout; without it, Python or a C compiler for its shim, there is nothing to run.
    private static let hasRig =
        FileManager.default.fileExists(
            atPath: root.appendingPathComponent("../shared/rig/faultshim.c").path)
        && ["python3", "cc"].allSatisfy { name in
            ["/usr/bin", "/usr/local/bin"].contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
            }
        }

    @Test(
        "keeps what it promises of the disk", .enabled(if: hasRig),
        arguments: ["crashes", "power", "errors", "full", "damage", "backups", "migrations", "starts"])
    func proves(_ name: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", Self.root.appendingPathComponent("Tests/Proofs/\(name).py").path, "--quick", "--bode",
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
