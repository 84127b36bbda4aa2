import Host
import Reading

extension PaperReader {
    /// A reader with the worker that lies beside the program.
    static var installed: PaperReader {
        PaperReader(worker: "\(Environment.executable.map(Files.parent(of:)) ?? "/usr/bin")/bode-worker")
    }
}
