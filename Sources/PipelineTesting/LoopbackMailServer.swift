import Glibc
import Synchronization

/// An SMTP server on a loopback port that forgives nothing (RFC 5321): a line that does not end with CR LF, or is too long, a
/// command out of turn, a CR or LF that stands alone is a violation.
///
/// It shares no code with the client under test, and stops when it is let go.
public final class LoopbackMailServer: Sendable {
    /// A message that was taken, without the stuffing of points.
    public struct Mail: Hashable, Sendable {
        /// What stood between the angle brackets.
        public var sender: String
        public var recipients: [String]
        public var message: [UInt8]
        public var connection: Int

        public var text: String { String(decoding: message, as: UTF8.self) }
    }

    public let port: UInt16
    private let listener: Int32
    private let book = MailBook()

    public init() {
        (listener, port) = listenOnLoopback("127.0.0.1")
        serve()
    }

    deinit { stop() }

    /// Ends the server; calling it twice is harmless.
    public func stop() {
        if book.end() { shutdown(listener, Int32(SHUT_RDWR)) }
    }

    /// From now on, `script` may give the reply to a command, such as `RCPT TO:<a@example.org>`, or to a message, for which it
    /// is asked with `.`, or the greeting, for which it is asked with nothing; `nil` leaves it to the server, an empty one
    /// closes the connection.
    public func answer(_ script: @escaping @Sendable (String) -> String?) {
        book.state.withLock { $0.script = script }
    }

    /// The exception to give to a client that refuses loopback addresses.
    public var allow: String { "127.0.0.1/32:\(port)" }
    public var mails: [Mail] { book.state.withLock { $0.mails } }
    /// What was sent that should not have been.
    public var violations: [String] { book.state.withLock { $0.violations } }
    public var connections: Int { book.state.withLock { $0.connections } }

    private func serve() {
        let (listener, book) = (listener, book)
        thread {
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else { break }
                guard let number = book.open() else {
                    close(descriptor)
                    break
                }
                thread {
                    MailConnection(descriptor: descriptor, number: number).serve(book)
                    close(descriptor)
                }
            }
            close(listener)
        }
    }
}

/// What the server's threads share.
private final class MailBook: Sendable {
    struct State {
        var mails: [LoopbackMailServer.Mail] = []
        var violations: [String] = []
        var connections = 0
        var isOver = false
        var script: @Sendable (String) -> String? = { _ in nil }
    }

    let state = Mutex(State())

    /// False where it has ended before.
    func end() -> Bool {
        state.withLock { state in
            defer { state.isOver = true }
            return !state.isOver
        }
    }

    /// The connection's number; `nil` once the server has ended.
    func open() -> Int? {
        state.withLock { state in
            guard !state.isOver else { return nil }
            state.connections += 1
            return state.connections
        }
    }

    func reply(to command: String) -> String? { state.withLock { $0.script }(command) }
    func note(_ mail: LoopbackMailServer.Mail) { state.withLock { $0.mails.append(mail) } }
    func note(violation: String) { state.withLock { $0.violations.append(violation) } }
}

/// One connection, from the greeting to `QUIT`.
private struct MailConnection {
    let descriptor: Int32
    let number: Int
    private var rest: [UInt8] = []
    private var (sender, recipients): (String?, [String]) = (nil, [])
    private var isGreeted = false

    private static let longestLine = 1_000

    init(descriptor: Int32, number: Int) { (self.descriptor, self.number) = (descriptor, number) }

    consuming func serve(_ book: MailBook) {
        var connection = self
        guard connection.say(book.reply(to: "") ?? "220 loopback ready") else { return }
        while let line = connection.line(book) {
            guard connection.answer(String(decoding: line, as: UTF8.self), book) else { return }
        }
    }

    /// False where the connection is over.
    private mutating func answer(_ command: String, _ book: MailBook) -> Bool {
        if let reply = book.reply(to: command) {
            return !reply.isEmpty && say(reply)
        }
        let word = command.prefix { $0 != " " && $0 != ":" }.uppercased()
        switch word {
        case "EHLO", "HELO":
            isGreeted = true
            return say("250-loopback\r\n250-8BITMIME\r\n250 SIZE 10000000")
        case "MAIL" where isGreeted && sender == nil:
            sender = path(in: command)
            return say("250 sender ok")
        case "RCPT" where sender != nil:
            recipients.append(path(in: command))
            return say("250 recipient ok")
        case "DATA" where !recipients.isEmpty:
            guard say("354 go on"), let message = message(book) else { return false }
            let reply = book.reply(to: ".")
            if reply == nil {
                book.note(
                    .init(sender: sender ?? "", recipients: recipients, message: message, connection: number))
            }
            (sender, recipients) = (nil, [])
            return reply?.isEmpty == true ? false : say(reply ?? "250 taken")
        case "RSET":
            (sender, recipients) = (nil, [])
            return say("250 forgotten")
        case "NOOP": return say("250 nothing")
        case "QUIT":
            _ = say("221 bye")
            return false
        default:
            book.note(violation: "out of turn or unknown: \(command)")
            return say("503 not now")
        }
    }

    private func path(in command: String) -> String {
        String(command.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }

    /// The message up to the line with a point alone.
    private mutating func message(_ book: MailBook) -> [UInt8]? {
        var message: [UInt8] = []
        while let line = line(book) {
            if line == [UInt8(ascii: ".")] { return message }
            message += (line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]) + [0x0D, 0x0A]
        }
        return nil
    }

    /// The next line without its end.
    private mutating func line(_ book: MailBook) -> [UInt8]? {
        var searched = 0
        while true {
            var index = searched
            while index + 1 < rest.count {
                if rest[index] == 0x0D, rest[index + 1] == 0x0A {
                    let line = Array(rest[..<index])
                    rest.removeSubrange(...(index + 1))
                    if line.count + 2 > Self.longestLine {
                        book.note(violation: "a line of \(line.count) bytes")
                    }
                    if line.contains(0) { book.note(violation: "a NUL") }
                    return line
                }
                if rest[index] == 0x0D || rest[index] == 0x0A {
                    book.note(violation: "a \(rest[index] == 0x0D ? "CR" : "LF") that stands alone")
                }
                index += 1
            }
            searched = index
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            rest += buffer.prefix(count)
        }
    }

    private func say(_ reply: String) -> Bool {
        let bytes = Array((reply + "\r\n").utf8)
        return unsafe bytes.withUnsafeBytes { buffer in
            unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
                == buffer.count
        }
    }
}
