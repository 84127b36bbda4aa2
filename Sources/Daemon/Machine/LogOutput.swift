import Host
package import Logging
package import Pipeline

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
        isJournal = Environment["JOURNAL_STREAM"] != nil
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        // The journal adds the time itself.
        let time = isJournal ? nil : Timestamp(seconds: SystemClock().now.milliseconds / 1000)
        let record = LogOutput.record(event.level, "\(event.message)", at: time, form)
        // Under systemd a prefix tells the journal the priority (sd-daemon(3)).
        let prefix = isJournal ? "<\(priority(of: event.level))>" : ""
        Environment.writeToStandardError(prefix + record + "\n")
    }

    /// A record on one line, whatever the message contains.
    package static func record(
        _ level: Logger.Level, _ message: String, at time: Timestamp?, _ form: Form
    ) -> String {
        switch form {
        case .logfmt:
            let text = "level=\(level.rawValue) msg=\(quoted(message))"
            return time.map { "time=\($0.rfc3339) \(text)" } ?? text
        case .json:
            var fields = ["level": level.rawValue, "msg": message]
            fields["time"] = time?.rfc3339
            return JSONText.string(fields)
        }
    }

    private static func quoted(_ text: String) -> String {
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
