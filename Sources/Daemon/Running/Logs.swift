import Logging

/// How the log on standard error looks.
package struct Logs: Sendable {
    let level: Logger.Level
    let form: LogOutput.Form

    /// `nil` for a level or a form that there is not.
    package init?(level: String, form: String) {
        guard let level = Logger.Level(rawValue: level), let form = LogOutput.Form(rawValue: form) else {
            return nil
        }
        (self.level, self.form) = (level, form)
    }

    func logger() -> Logger {
        Logger(label: "bode") { [level, form] _ in LogOutput(level: level, form: form) }
    }
}
