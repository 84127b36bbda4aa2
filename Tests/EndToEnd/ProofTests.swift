import Foundation
import ProgramTesting
import Testing

/// The quick forms of the programs in `Tests/Proofs`, one after the other; their long forms are for a release.
///
/// `Deploy/test` runs them apart from all other tests: they measure a daemon that has the machine to itself.
@Suite(.serialized)
struct ProofTests {
    /// A program in `Tests/Proofs` and what this machine must have for it.
    struct Proof: CustomTestStringConvertible, Sendable {
        let name: String
        let shows: String
        var needs: Needs = .rig

        enum Needs { case python, rig, container }

        init(_ name: String, _ shows: String, needs: Needs = .rig) {
            (self.name, self.shows, self.needs) = (name, shows, needs)
        }

        var testDescription: String { "\(name): \(shows)" }

        var canRun: Bool {
            switch needs {
            case .python: Machine.hasPython
            case .rig: Machine.hasPython && Machine.hasRig
            case .container: Machine.hasPython && Machine.canBoot
            }
        }
    }

    static let all = [
        Proof("crashes", "killed again and again, nothing is lost, told twice or torn"),
        Proof("power", "what is committed survives a power cut"),
        Proof("errors", "no error of the disk loses or falsely acknowledges anything"),
        Proof("full", "a full disk holds up intake alone, and all goes on when there is room"),
        Proof("damage", "a damaged database is used rightly or refused, never replaced in silence"),
        Proof("backups", "what a backup holds starts again and repeats nothing"),
        Proof("migrations", "a migration that is killed leaves the old tables or the new"),
        Proof("starts", "one process has the state, and is ready soon after a kill"),
        Proof("faults", "feeds with faults harm no other, and heal with nothing lost and nothing told twice"),
        Proof("windows", "bursts past a window are told, a faulty log loses nothing, a silence is told once"),
        Proof("webhooks", "receivers that fail, hang or are gone lose nothing and slow nobody"),
        Proof(
            "rotation", "however a file is rotated, and over kills, nothing is lost or written twice",
            needs: .python),
        Proof(
            "reloads", "reloads under load with a dead sink move nothing that did not change", needs: .python),
        Proof("traps", "a stage that traps on a paper costs that paper and three restarts", needs: .python),
        Proof("configurations", "broken ones are refused by check and daemon alike", needs: .python),
        Proof(
            "mutants", "each standing mutant fits the code, and the tests that catch it are there",
            needs: .python),
        Proof(
            "service", "the package is installed, runs, hangs, is killed, upgraded and removed",
            needs: .container),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: all.filter(\.canRun))
    func `proves`(_ proof: Proof) async throws {
        let end = await Machine.run("Tests/Proofs/\(proof.name).py", "--quick", "--bode", Newsroom.program)
        #expect(end.status == 0, "\(end.output)")
    }

    /// Says in the test run which proofs this machine cannot run.
    @Test(arguments: all.filter { !$0.canRun })
    func `is skipped where the machine lacks what it needs`(_ proof: Proof) throws {
        try Test.cancel("\(proof.name) needs \(proof.needs)")
    }
}

/// What tests that start programs need to know of the machine.
enum Machine {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func has(_ program: String) -> Bool {
        ["/usr/bin", "/usr/local/bin"].contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    static let hasPython = has("python3")
    /// The fault rig lies beside the checkout, and wants a C compiler.
    static let hasRig =
        has("cc")
        && FileManager.default.fileExists(
            atPath: root.appendingPathComponent("../shared/rig/faultshim.c").path)
    /// Containers want root and systemd-nspawn.
    static let canBoot = getuid() == 0 && has("systemd-nspawn")

    /// Runs a script of the checkout with Python, on a thread of its own: tests wait for it without one.
    static func run(_ script: String, _ arguments: String...) async -> (status: Int32, output: String) {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                // Threads of Dispatch block signals, and what they start would inherit that: receivers that cannot be stopped.
                var none = sigset_t()
                unsafe sigemptyset(&none)
                unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                process.arguments = ["python3", root.appendingPathComponent(script).path] + arguments
                let pipe = Pipe()
                (process.standardOutput, process.standardError) = (pipe, pipe)
                do { try ProgramTesting.start(process) } catch {
                    return continuation.resume(returning: (-1, "\(error)"))
                }
                let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                process.waitUntilExit()
                continuation.resume(returning: (process.terminationStatus, output))
            }
        }
    }
}
