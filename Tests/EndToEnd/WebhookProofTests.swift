import Foundation
import Testing

/// The quick form of `Tests/Proofs/webhooks.py`: receivers that fail in every way there is, through the real daemon.
@Suite(.timeLimit(.minutes(5)))
struct WebhookProofTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The fault rig lies beside the checkout; without it, or without Python, there is nothing to run.
    private static let hasRig =
        FileManager.default.fileExists(
            atPath: root.appendingPathComponent("../shared/rig/webhooksink.py").path)
        && ["/usr/bin", "/usr/local/bin"].contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/python3")
        }

    @Test(.enabled(if: hasRig))
    func `receivers that fail, hang, are gone or must not be trusted lose nothing and slow nobody`() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", Self.root.appendingPathComponent("Tests/Proofs/webhooks.py").path, "--quick", "--bode",
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
