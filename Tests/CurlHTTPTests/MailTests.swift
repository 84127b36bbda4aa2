import CurlHTTP
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MailTests {
    let server = LoopbackMailServer()

    func submission(_ change: (inout MailSubmission) -> Void = { _ in }) -> MailSubmission {
        var submission = MailSubmission(
            host: "127.0.0.1", port: Int(server.port), security: .none,
            access: NetworkAccess(allowedAddresses: [server.allow], allowsPlainHTTP: true),
            sender: "bode@example.org", recipient: "desk@example.org",
            message: Array("Subject: hello\r\n\r\n.one\r\n..two\r\nthree\r\n".utf8), timeout: .seconds(10))
        change(&submission)
        return submission
    }

    func failure(_ change: (inout MailSubmission) -> Void = { _ in }) async -> MailFailure? {
        let client = await CurlHTTP(userAgent: "bode/0")
        do throws(MailFailure) {
            try await client.submit(submission(change))
            return nil
        } catch { return error }
    }

    @Test func `hands over a message as it is, for one recipient`() async throws {
        #expect(await failure() == nil)
        let mail = try #require(server.mails.first)
        #expect(mail.sender == "bode@example.org" && mail.recipients == ["desk@example.org"])
        #expect(mail.message == submission().message)
        #expect(server.violations == [])
    }

    @Test func `uses a connection again`() async throws {
        let client = await CurlHTTP(userAgent: "bode/0")
        for _ in 0..<5 { try await client.submit(submission()) }
        #expect(server.mails.count == 5 && server.connections == 1)
    }

    @Test(
        "tells what is wrong with the recipient or the message from what is wrong with the server",
        arguments: [
            ("RCPT", "550 no such user", MailFailure.refused("127.0.0.1: 550 no such user")),
            ("RCPT", "450-wait\r\n450 mailbox busy", .postponed("127.0.0.1: 450 mailbox busy")),
            ("RCPT", "530 authenticate first", .unavailable("127.0.0.1: 530 authenticate first")),
            ("RCPT", "421 closing", .unavailable("127.0.0.1: 421 closing")),
            ("DATA", "554 no", .refused("127.0.0.1: 554 no")),
            (".", "552 too much", .refused("127.0.0.1: 552 too much")),
            (".", "451 later", .postponed("127.0.0.1: 451 later")),
            ("MAIL", "550 who are you", .unavailable("127.0.0.1: 550 who are you")),
            ("MAIL", "552 too large", .refused("127.0.0.1: 552 too large")),
            ("", "554 go away", .unavailable("127.0.0.1: 554 go away")),
        ])
    func replies(_ command: String, _ reply: String, _ expected: MailFailure) async {
        server.answer { line in
            let isMeant = command.isEmpty || command == "." ? line == command : line.hasPrefix(command)
            return isMeant ? reply : nil
        }
        #expect(await failure() == expected)
        #expect(server.mails.isEmpty)
    }

    @Test(
        "is unavailable where the conversation breaks off",
        arguments: ["", "EHLO", "MAIL", "RCPT", "DATA", "."])
    func broken(_ command: String) async {
        server.answer { line in
            let isMeant = command.isEmpty || command == "." ? line == command : line.hasPrefix(command)
            return isMeant ? "" : nil
        }
        guard case .unavailable? = await failure() else { return #expect(Bool(false)) }
    }

    @Test func `says nothing in the clear where TLS is wanted`() async {
        let heard = server
        guard case .unavailable? = await failure({ $0.security = .startTLS }) else {
            return #expect(Bool(false))
        }
        guard
            case .unavailable? = await failure({
                $0.security = .startTLS
                $0.credentials = .init(user: "bode", password: "open sesame")
            })
        else { return #expect(Bool(false)) }
        #expect(heard.mails.isEmpty)
        guard case .unavailable(let why)? = await failure({ $0.access.allowsPlainHTTP = false }) else {
            return #expect(Bool(false))
        }
        #expect(why.contains("not encrypted"))
    }

    @Test func `connects to no address that is not allowed`() async {
        guard case .unavailable(let why)? = await failure({ $0.access.allowedAddresses = [] }) else {
            return #expect(Bool(false))
        }
        #expect(why.contains("not a public address"))
        #expect(server.connections == 0)
    }

    @Test(
        "refuses what would end a command or a line",
        arguments: [
            { $0.recipient = "desk@example.org>\r\nRCPT TO:<victim@example.org" },
            { $0.recipient = "a b@example.org" },
            { $0.sender = "bode@example.org\n" }, { $0.sender = "" },
            { $0.message = Array("a\nb\r\n".utf8) }, { $0.message = Array("a\rb\r\n".utf8) },
            { $0.message = Array("a".utf8) }, { $0.message = Array("a\r".utf8) },
            { $0.host = "127.0.0.1\r\n" }, { $0.host = "" }, { $0.port = 0 }, { $0.port = 70_000 },
        ] as [@Sendable (inout MailSubmission) -> Void])
    func refuses(_ change: @Sendable (inout MailSubmission) -> Void) async {
        #expect(await failure(change) != nil)
        #expect(server.connections == 0)
    }
}
