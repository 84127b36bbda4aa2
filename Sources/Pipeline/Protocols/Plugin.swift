/// What every source, stage and sink shares: a name to configure it by, its options, and a way to build it.
public protocol Plugin: Sendable {
    /// What the configuration may say; keys are those of its coding keys, and unknown ones are refused.
    associatedtype Options: Decodable & Sendable

    /// The key that selects this plugin in the configuration: `feed`, `themes`, `webhook`.
    static var name: String { get }
}

/// Why a plugin refused its options or its data, phrased for the person who wrote them.
public struct InvalidOptions: Error, Equatable, CustomStringConvertible {
    /// The option, or the file, that is at fault.
    public let option: String
    public let problem: String

    public init(_ option: String, _ problem: String) { (self.option, self.problem) = (option, problem) }

    public var description: String { "\(option): \(problem)" }
}

/// The data files that ship with Bode or lie beside the configuration: themes, gazetteers, source definitions.
public protocol DataFiles: Sendable {
    /// The files of one folder, ordered by name; empty where there is no such folder.
    ///
    /// Throws ``InvalidOptions`` where a file cannot be read.
    func files(in folder: String) throws(InvalidOptions) -> [DataFile]
}

public struct DataFile: Sendable {
    /// The path, for messages.
    public let path: String
    public let text: String
    public init(path: String, text: String) { (self.path, self.text) = (path, text) }
}

/// Tells the time and waits for it; tests hand in one that they move by hand.
public protocol Clock: Sendable {
    var now: Timestamp { get }
    /// Waits until `deadline`, or until the task is cancelled, which throws `CancellationError`.
    func sleep(until deadline: Timestamp) async throws
}

/// What sources and sinks are given to work with; they make none of it themselves.
public struct Services: Sendable {
    public var http: any HTTP
    /// Brings mail to a server.
    public var mail: any MailService
    public var clock: any Clock
    /// Called with something that an operator may want to read in the log.
    public var log: @Sendable (LogLevel, String) -> Void
    /// Reads the secret of that name, from the credentials that systemd gives or a file beside the configuration.
    public var secret: @Sendable (String) throws(InvalidOptions) -> String

    public init(
        http: any HTTP, mail: any MailService = NoMail(), clock: any Clock,
        log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in },
        secret: @escaping @Sendable (String) throws(InvalidOptions) -> String = {
            name throws(InvalidOptions) in
            throw InvalidOptions("secret", "there is no secret '\(name.onOneLine(limit: 80))'")
        }
    ) {
        (self.http, self.mail, self.clock) = (http, mail, clock)
        (self.log, self.secret) = (log, secret)
    }
}

public enum LogLevel: String, Sendable, CaseIterable {
    /// For developers.
    case debug
    /// A state that changed.
    case info
    /// Something that mends itself.
    case warning
    /// Something that wants a person.
    case error
}
