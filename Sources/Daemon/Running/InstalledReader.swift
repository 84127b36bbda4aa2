import Engine
import Host
import Pipeline
import Reading

extension PaperReader {
    /// A reader with the worker that lies beside the program.
    static var installed: PaperReader {
        PaperReader(worker: "\(Environment.executable.map(Files.parent(of:)) ?? "/usr/bin")/bode-worker")
    }

    /// The text of an original, or why there is none, in the words of those who read papers for the engine.
    func paper(_ original: Original) async throws(PaperFailure) -> PaperText {
        do throws(ReadFailure) { return try await read(original) } catch {
            // What only lacks a program or room for a process will be readable later.
            guard case .unavailable = error else { throw PaperFailure("\(error)") }
            throw PaperFailure("\(error)", isPermanent: false)
        }
    }
}

extension Reprocessing {
    /// Reads the papers that the state of `settings` holds.
    init(_ settings: Settings, log: any Log, clock: any Clock, stages: StageRunner) {
        let originals = OriginalStore(directory: "\(settings.state)/originals")
        let reader = PaperReader.installed
        self.init(
            log: log, clock: clock, stages: stages,
            read: { original throws(PaperFailure) in try await reader.paper(original) },
            recall: { reference in await originals.bytes(of: reference.sha256) })
    }
}
