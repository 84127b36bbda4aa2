import CurlHTTP
import MailSink
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MailSinkTests: MailSuite {
    /// Options that are refused, and which of them is to blame.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var option: String
        var change: @Sendable (inout MailSink.Options) -> Void
        init(_ option: String, _ change: @escaping @Sendable (inout MailSink.Options) -> Void) {
            (self.option, self.change) = (option, change)
        }
        var testDescription: String { option }
    }

    // A Thursday, 12:00 in Amsterdam.
    let clock = ManualClock(Timestamp(rfc3339: "2026-11-26T11:00:00Z") ?? Timestamp(seconds: 0))
    let mail = MailTable()

    @Test func `keeps the contract of sinks over SMTP`() async throws {
        let server = LoopbackMailServer()
        let client = await CurlHTTP(userAgent: "bode/0")
        try await expectSinkContract(
            make: {
                try sink(client) {
                    ($0.server, $0.port, $0.allow) = ("127.0.0.1", Int(server.port), [server.allow])
                    ($0.security, $0.insecure) = (MailSubmission.Security.none, true)
                }
            },
            arrived: {
                server.mails.compactMap { mail in
                    (0..<20).map(sampleEvent).first {
                        mail.text.contains("Message-ID: <\($0.id).desk@example.org>")
                    }?.json
                }
            })
        #expect(server.violations == [])
    }

    @Test func `mails an alert as text and as HTML, under a name that stays the same`() async throws {
        let event = answer(7)
        #expect(await (try sink()).deliver([event]).outcomes == [.delivered])
        let sent = try #require(mail.taken.first)
        #expect(sent.submission.host == "smtp.example.org")
        #expect(sent.submission.port == 587 && sent.submission.security == .startTLS)
        #expect(sent.submission.sender == "bode@example.org")
        #expect(
            sent.header("Subject")
                == "=?UTF-8?B?W3NhaGVsXSBWZXJtZWVyIChBQkMpLCB2cmFhZyA3IMK3?= =?UTF-8?B?IERlIHdvZXN0aWpu?="
        )
        #expect(sent.header("Message-ID") == "<\(event.id).desk@example.org>")
        #expect(sent.header("Date") == "Thu, 26 Nov 2026 11:00:00 +0000")
        #expect(sent.header("From") == "=?UTF-8?B?Qm9kZQ==?= <bode@example.org>")
        #expect(sent.header("List-Id") == "<desk.bode.example.org>")
        #expect(sent.header("Auto-Submitted") == "auto-generated")
        #expect(sent.header("Content-Type")?.hasPrefix("multipart/alternative") == true)
        #expect(sent.text.contains("Content-Type: text/plain; charset=utf-8\r\n"))
        #expect(sent.text.contains("Content-Type: text/html; charset=utf-8\r\n"))
        #expect(sent.text.contains("Twaalf."))
    }

    @Test func `an amendment stands in the thread of what it amends`() async throws {
        _ = await (try sink()).deliver([answer(7), amended(7), answer(8)])
        let references = mail.taken.map { $0.header("References") }
        #expect(references[0] != nil && references[0] == references[1])
        #expect(references[0] != references[2])
        #expect(Set(mail.taken.map { $0.header("Message-ID") }).count == 3)
    }

    @Test func `keeps quiet at night but for what operators must know`() async throws {
        clock.advance(by: .seconds(11 * 3_600))
        var rounds = Rounds(try sink { $0.quiet = "22:00-07:00" }, clock: clock)
        rounds.post([answer(1), trouble(), answer(2)])
        #expect(await rounds.run())
        #expect(mail.taken.count == 1)
        #expect(mail.taken[0].header("Subject") == "[bode] Bron zwijgt: gazette")
        clock.advance(by: .seconds(8 * 3_600 - 1))
        #expect(await rounds.run())
        #expect(mail.taken.count == 1)
        clock.advance(by: .seconds(1))
        #expect(await rounds.run())
        #expect(mail.taken.count == 3 && rounds.waiting.isEmpty)
    }

    @Test
    func `sets aside for a recipient who is refused, after the others had it, and asks only for them again`()
        async throws
    {
        mail.answer { $0 == "gone@example.org" ? .refused("550 no such user") : nil }
        let sink = try sink { $0.to = ["gone@example.org", "desk@example.org"] }
        let delivery = await sink.deliver([answer(1)])
        #expect(delivery.outcomes == [.refused("gone@example.org: 550 no such user")])
        #expect(mail.taken.map(\.recipient) == ["desk@example.org"])
        // Someone made room for them, and retries what was set aside, after a restart.
        mail.answer { _ in nil }
        let next = try self.sink { $0.to = ["gone@example.org", "desk@example.org"] }
        try await next.resume(delivery.memory)
        #expect(await next.deliver([answer(1)]).outcomes == [.delivered])
        #expect(mail.taken.map(\.recipient) == ["desk@example.org", "gone@example.org"])
    }

    @Test func `tries again what is postponed, holding up nothing else, and gives it up after three days`()
        async throws
    {
        mail.answer { $0 == "busy@example.org" ? .postponed("450 mailbox busy") : nil }
        var rounds = Rounds(try sink { $0.to = ["desk@example.org", "busy@example.org"] }, clock: clock)
        rounds.post([answer(1)])
        #expect(await rounds.run())
        #expect(mail.attempts.count == 2)
        #expect(rounds.held == nil)
        for _ in 0..<100 where !rounds.waiting.isEmpty {
            clock.advance(by: .seconds(3_600))
            #expect(await rounds.run())
        }
        #expect(rounds.asides == ["busy@example.org: 450 mailbox busy, 76 times"])
        #expect(mail.taken.count == 1)
    }

    @Test func `waits for a server that is away, for ever, and loses nothing`() async throws {
        mail.answer { _ in .unavailable("nobody answers") }
        var rounds = Rounds(try sink(), clock: clock)
        rounds.post((0..<30).map { answer($0) })
        for _ in 0..<500 {
            #expect(await rounds.run())
            clock.advance(by: .seconds(900))
        }
        #expect(mail.attempts.count <= 501)
        #expect(rounds.asides.isEmpty && rounds.waiting.count == 30)
        mail.answer { _ in nil }
        #expect(await rounds.run())
        #expect(mail.taken.count == 30)
        #expect(Set(mail.taken.map { $0.header("Message-ID") }).count == 30)
    }

    @Test(arguments: [Event.Kind.storageFull, .storageRecovered, .daemonFailing, .stageDisabled])
    func `brings what is wrong with the service at night and beside digests`(_ kind: Event.Kind) async throws
    {
        clock.advance(by: .seconds(11 * 3_600))
        var event = trouble()
        event.kind = kind
        let sink = try sink { ($0.quiet, $0.digest) = ("22:00-07:00", .weekly) }
        #expect(await sink.deliver([event]).outcomes == [.delivered])
    }

    @Test func `keeps the order of its mails while the server is away`() async throws {
        mail.answer { _ in .unavailable("nobody answers") }
        var rounds = Rounds(try sink(), clock: clock)
        let events = [answer(1), amended(1), answer(2)]
        rounds.post(events)
        #expect(await rounds.run())
        mail.answer { _ in nil }
        clock.advance(by: .seconds(900))
        #expect(await rounds.run())
        #expect(mail.taken.map { $0.header("Message-ID") } == events.map { "<\($0.id).desk@example.org>" })
    }

    @Test func `an amendment waits for what it amends while that is postponed`() async throws {
        mail.answer { _ in .postponed("450 try again") }
        var rounds = Rounds(try sink(), clock: clock)
        var events = [answer(1), amended(1), answer(2)]
        for place in 0..<2 { events[place].subject = "kst-1#1" }
        rounds.post([events[0]])
        #expect(await rounds.run())
        mail.answer { _ in nil }
        rounds.post([events[1], events[2]])
        #expect(await rounds.run())
        #expect(mail.taken.count == 1)
        clock.advance(by: .seconds(60))
        #expect(await rounds.run())
        #expect(
            mail.taken.map { $0.header("Message-ID") }
                == [2, 0, 1].map { "<\(events[$0].id).desk@example.org>" })
    }

    // MARK: What is refused

    @Test(
        "refuses what it could not work with, naming the option",
        arguments: [
            Wrong("server") { $0.server = "smtp.example.org:25" }, Wrong("server") { $0.server = "" },
            Wrong("port") { $0.port = 0 }, Wrong("security") { $0.security = MailSubmission.Security.none },
            Wrong("user") { $0.user = "bode" }, Wrong("secret") { $0.secret = "smtp" },
            Wrong("secret") { ($0.user, $0.secret) = ("bode", "other") },
            Wrong("from") { $0.from = "bode" }, Wrong("from") { $0.from = "a@b@c" },
            Wrong("from") { $0.from = "x\r\nBcc: all@example.org <a@example.org>" },
            Wrong("to") { $0.to = [] }, Wrong("to") { $0.to = ["a@example.org", "A <a@example.org>"] },
            Wrong("to") { $0.to = ["a@example.org>,<b@example.org"] },
            Wrong("to") { $0.to = ["\"a b\"@example.org"] },
            Wrong("to") { $0.to = ["é@example.org"] }, Wrong("to") { $0.to = ["a@exa mple.org"] },
            Wrong("at") { $0.at = "07:30" }, Wrong("at") { ($0.digest, $0.at) = (.daily, "7:30") },
            Wrong("at") { ($0.digest, $0.at) = (.hourly, "07:30") },
            Wrong("on") { ($0.digest, $0.on) = (.daily, .monday) },
            Wrong("quiet") { $0.quiet = "22-07" }, Wrong("quiet") { $0.quiet = "22:00-22:00" },
            Wrong("time_zone") { $0.timeZone = "Mars/Olympus" }, Wrong("context") { $0.context = 51 },
            Wrong("length") { $0.length = 1 }, Wrong("timeout") { $0.timeout = DurationText("11m") },
        ] as [Wrong])
    func refuses(_ wrong: Wrong) {
        let error = #expect(throws: InvalidOptions.self) { try sink(nil, wrong.change) }
        #expect(error?.option == wrong.option)
    }

    @Test func `sends a password only where it is encrypted`() async throws {
        _ = await (try sink { ($0.user, $0.secret) = ("bode", "smtp") }).deliver([answer(1)])
        #expect(mail.taken.first?.submission.credentials?.password == "open sesame")
        #expect(throws: InvalidOptions.self) {
            try sink {
                ($0.user, $0.secret, $0.security, $0.insecure) = (
                    "bode", "smtp", MailSubmission.Security.none, true
                )
            }
        }
    }
}
