import Logging
import Pipeline
import Synchronization

/// How the log on standard error looks.
package struct Logs: Sendable {
    let level: Logger.Level?
    let form: LogOutput.Form?

    /// `nil` for a level or a form that there is not; what is not given is for the configuration to say.
    package init?(level: String?, form: String?) {
        let known = (
            level: level.flatMap { Logger.Level(rawValue: $0) },
            form: form.flatMap { LogOutput.Form(rawValue: $0) }
        )
        guard (known.level != nil) == (level != nil), (known.form != nil) == (form != nil) else { return nil }
        (self.level, self.form) = known
    }

    func logger(_ settings: LogSettings = LogSettings()) -> Logger {
        let own = Logs(level: settings.level, form: settings.format)
        let level = level ?? own?.level ?? .info
        let form = form ?? own?.form ?? .logfmt
        return Logger(label: "bode") { _ in LogOutput(level: level, form: form) }
    }
}

/// Writes what operators may want to read, and says but once what is said again and again.
final class LogBook: Sendable {
    private let logger: Mutex<Logger>
    private let repeats = Mutex(Repeats())
    private let clock: any Clock

    init(_ logger: Logger, clock: any Clock) {
        self.logger = Mutex(logger)
        self.clock = clock
    }

    /// Takes another level and form from now on.
    func change(_ logger: Logger) { self.logger.withLock { $0 = logger } }

    /// Changes of state are told each time; what is wrong again is counted.
    func note(_ level: LogLevel, _ text: String) {
        guard level == .warning || level == .error else { return answer(level, text) }
        write(repeats.withLock { $0.lines(for: level, text, at: clock.now) })
    }

    /// Writes the answer to what an operator asked for, however often.
    func answer(_ level: LogLevel, _ text: String) { write([Repeats.Line(level: level, text: text)]) }

    /// Says how often was said what was kept back; at the end.
    func finish() { write(repeats.withLock { $0.rest() }) }

    private func write(_ lines: [Repeats.Line]) {
        guard !lines.isEmpty else { return }
        let logger = logger.withLock { $0 }
        for line in lines { logger.note(line.level, line.text) }
    }
}
