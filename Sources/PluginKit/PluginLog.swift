import Glibc
public import Pipeline

/// What a plugin has to say to whoever runs Bode: lines in Bode's log, under the plugin's name.
public enum PluginLog {
    /// Writes a message, on a line of its own whatever it contains.
    ///
    /// Bode keeps a thousand lines a minute, and 8 KiB of each.
    public static func write(_ level: LogLevel, _ message: String) {
        let number =
            switch level {
            case .error: 3
            case .warning: 4
            case .info: 6
            case .debug: 7
            }
        StandardStreams.write(Array("<\(number)>\(message.onOneLine(limit: 8000))\n".utf8), to: 2)
    }
}
