import Host
import Pipeline

/// `bode sinks`: what an operator may do about sinks.
package enum SinksCommand {
    /// Has a sink tried again that is disabled.
    package static func resume(_ configuration: String, sink: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let _: String = try await ControlDesk.ask(.enable(sink: sink), of: settings)
            let rows: [ControlDesk.AsideRow] = try await ControlDesk.ask(.asides, of: settings)
            let count = rows.count { $0.reader == "sink/\(sink)" }
            var text = "sink \(sink) is tried again, with all that it missed\n"
            if count > 0 {
                text +=
                    "\(count) set aside before are not among it: bode aside retry sink/\(sink) adds them\n"
            }
            Environment.writeToStandardOutput(Array(text.utf8))
            return .success
        }
    }
}
