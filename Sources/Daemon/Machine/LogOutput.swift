import Host
package import Logging
import Pipeline

/// Writes log records to standard error, one line each whatever they contain.
package struct LogOutput: LogHandler {
    package enum Form: String, CaseIterable, Sendable {
        case logfmt
        case json
    }

    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    private let form: Form
    private let isJournal: Bool

    /// `level`: records below it are not written.
    package init(level: Logger.Level, form: Form) {
        logLevel = level
        self.form = form
        // Under systemd the journal adds the time itself, and reads the priority from a prefix (sd-daemon(3)).
        isJournal = Environment["JOURNAL_STREAM"] != nil
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let time = Timestamp(seconds: SystemClock().now.milliseconds / 1000).rfc3339
        var line: String
        switch form {
        case .logfmt:
            let text = "level=\(event.level.rawValue) msg=\(quoted("\(event.message)"))"
            line = isJournal ? text : "time=\(time) \(text)"
        case .json:
            line = JSONText.string(["level": event.level.rawValue, "msg": "\(event.message)", "time": time])
        }
        if isJournal { line = "<\(priority(of: event.level))>" + line }
        Environment.writeToStandardError(line + "\n")
    }

    private func quoted(_ text: String) -> String {
        let plain = text.onOneLine(limit: 2000)
        return "\"" + plain.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    /// syslog(3) priorities.
    private func priority(of level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

extension Logger {
    /// Says something that an operator may want to read.
    func note(_ level: LogLevel, _ text: String) {
        switch level {
        case .debug: debug("\(text)")
        case .info: info("\(text)")
        case .warning: warning("\(text)")
        case .error: error("\(text)")
        }
    }
}
