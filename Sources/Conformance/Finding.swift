import Pipeline
import PluginProtocol
import Processes

/// What was found to be wrong with a plugin, and how its author can mend it.
struct Finding: Error {
    let fault: String
    let remedy: String

    init(_ fault: String, remedy: String) { (self.fault, self.remedy) = (fault, remedy) }

    /// A line that is no message.
    init(fault: String, line: String) {
        if !line.isEmpty, !line.hasPrefix("{") {
            self.init(
                "it wrote to its standard output what is no message: \(line)",
                remedy:
                    "Standard output is for messages alone: print to standard error, or use a kit, which sees to it."
            )
        } else if fault.hasPrefix("a line is longer") {
            self.init(
                fault,
                remedy:
                    "Keep to limits.line of the greeting: send a 'part' for as much as fits, and 'done' with the last."
            )
        } else {
            self.init(
                "it wrote a message that breaks the protocol: \(fault)",
                remedy: "Compare it with what the manual's page 'The plugin protocol' says of this message.")
        }
    }

    /// It ended when it should not have.
    init(ended status: ChildProcess.Status, while doing: String, lastWords: String) {
        let words = lastWords.isEmpty ? "" : "; its last words: \(lastWords)"
        let remedy =
            switch status {
            case .exited(126), .exited(127):
                "Name a program that can be run: make it executable (chmod +x), and let its first line name what runs it."
            default:
                "Catch what goes wrong with one document, and answer set_aside with the reason; end with status 0, and only at the end of input."
            }
        self.init("it \(status.inWords) while \(doing)\(words)", remedy: remedy)
    }
}
