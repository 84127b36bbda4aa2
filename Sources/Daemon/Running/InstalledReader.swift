import Host
import Markup
import Reading

extension PaperReader {
    /// A reader with the worker that lies beside the program, and the HTML reader of this build.
    static var installed: PaperReader {
        PaperReader(worker: "\(Environment.executable.map(Files.parent(of:)) ?? "/usr/bin")/bode-worker") {
            bytes, charset in
            try HTMLText.paper(bytes, charset: charset)
        }
    }
}
