import Host
import Pipeline

extension AsideCommand {
    /// Prints a message that was set aside, whole and so that people can read it.
    package static func show(_ configuration: String, sequence: Int64, isJSON: Bool) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let asides: [ControlDesk.WholeAside] = try await ControlDesk.ask(
                .aside(sequence: sequence), of: settings)
            for aside in asides {
                guard !isJSON else {
                    Environment.say(JSONText.string(aside) + "\n")
                    continue
                }
                let row = aside.row
                Environment.say(
                    """
                    \(row.reader) \(row.sequence), in \(aside.topic.onOneLine(limit: 100)) since \(row.since)
                    about   \(row.key.onOneLine(limit: 300))
                    reason  \(row.reason.onOneLine(limit: 600))
                    tried   \(row.attempts == 1 ? "once" : "\(row.attempts) times")

                    """)
                for attempt in aside.attempts {
                    let what = attempt.failure?.onOneLine(limit: 300) ?? "worked"
                    Environment.say("        \(attempt.time.rfc3339)  \(what)\n")
                }
                let payload =
                    aside.payload.isEmpty ? "its bytes are damaged" : IndentedJSON.text(aside.payload)
                Environment.say(payload + "\n")
            }
            return .success
        }
    }
}

/// JSON with a line for each value, for people; what is dangerous on a terminal is escaped in it already.
enum IndentedJSON {
    static func text(_ json: String) -> String {
        var (result, depth, isText, isEscaped): ([UInt8], Int, Bool, Bool) = ([], 0, false, false)
        func newLine() { result += [0x0A] + Array(repeating: 0x20, count: 2 * max(0, depth)) }
        for byte in json.utf8 {
            if isText {
                result.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                result.append(byte)
                depth += 1
                newLine()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                newLine()
                result.append(byte)
            case UInt8(ascii: ","):
                result.append(byte)
                newLine()
            case UInt8(ascii: ":"): result += [byte, 0x20]
            case UInt8(ascii: "\""):
                isText = true
                result.append(byte)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
