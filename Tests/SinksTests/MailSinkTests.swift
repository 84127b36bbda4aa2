import CurlHTTP
import MailSink
import Pipeline
import PipelineTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MailSinkTests {
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

    func options(_ change: (inout MailSink.Options) -> Void = { _ in }) -> MailSink.Options {
        var options = MailSink.Options(
            server: "smtp.example.org", from: "Bode <bode@example.org>", to: ["desk@example.org"])
        change(&options)
        return options
    }

    func sink(_ service: (any MailService)? = nil, _ change: (inout MailSink.Options) -> Void = { _ in })
        throws(InvalidOptions) -> MailSink
    {
        try MailSink(
            name: "desk", options(change),
            services: SinkServices(
                services: Services(http: HTTPTable(), mail: service ?? mail, clock: clock),
                directory: "/nonexistent"
            ) { name throws(InvalidOptions) in
                guard name == "smtp" else { throw InvalidOptions("secret", "there is none") }
                return "open sesame"
            })
    }

    func answer(
        _ number: Int, question: String = "Hoeveel?", title: String = "De woestijn", watch: String = "sahel"
    ) -> Event {
        var event = sampleEvent(number)
        event.json = """
            {"data":{"answer":"Twaalf.","asked_by":[{"name":"Vermeer","party":"ABC"}],"document":{"title":\(JSONText.string(title)),\
            "url":"https://example.org/1"},"numbers":[\(number)],"question":\(JSONText.string(question)),\
            "watches":["\(watch)"]},"id":"\(event.id)","subject":"kst-1#\(number)","time":"2026-11-26T10:59:00Z",\
            "type":"\(event.kind.rawValue)"}
            """
        return event
    }

    func amended(_ number: Int) -> Event {
        var event = answer(number)
        event.kind = .answerAmended
        event.id = "evt_z" + event.id.dropFirst(5)
        event.json = event.json.replacing("answer.published", with: "answer.amended").replacing(
            sampleEvent(number).id, with: event.id)
        return event
    }

    func trouble() -> Event {
        var event = sampleEvent(99)
        event.kind = .sourceSilent
        event.json = """
            {"data":{"reason":"no new paper for 4d"},"id":"\(event.id)","subject":"gazette","type":"bode.source.silent"}
            """
        return event
    }

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

    // MARK: One by one

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

    // MARK: Digests

    @Test func `an alert after days without one waits for the hour of the digest`() async throws {
        var rounds = Rounds(try sink { ($0.digest, $0.at) = (.daily, "07:30") }, clock: clock)
        rounds.post([answer(1)])
        #expect(await rounds.run())
        clock.advance(by: .seconds(20 * 3_600))
        #expect(await rounds.run())
        #expect(mail.taken.count == 1)
        // Monday, 23:00.
        clock.advance(by: .seconds(87 * 3_600))
        rounds.post([answer(2)])
        #expect(await rounds.run())
        #expect(mail.taken.count == 1)
        clock.advance(by: .seconds(8 * 3_600 + 1_800))
        #expect(await rounds.run())
        #expect(mail.taken.count == 2 && rounds.waiting.isEmpty)
    }

    @Test func `a digest that is late does not go out at night`() async throws {
        var rounds = Rounds(
            try sink { ($0.digest, $0.at, $0.quiet) = (.daily, "07:30", "22:00-07:00") }, clock: clock)
        rounds.post([answer(1)])
        #expect(await rounds.run())
        // Friday, 23:00.
        clock.advance(by: .seconds(35 * 3_600))
        #expect(await rounds.run())
        #expect(mail.taken.isEmpty)
        mail.answer { _ in .postponed("450 try again") }
        clock.advance(by: .seconds(8 * 3_600))
        #expect(await rounds.run())
        #expect(mail.attempts.count == 1)
        mail.answer { _ in nil }
        clock.advance(by: .seconds(60))
        #expect(await rounds.run())
        #expect(mail.taken.count == 1 && rounds.waiting.isEmpty)
    }

    @Test(arguments: [MailSink.Digest.daily, .weekly])
    func `a digest whose hour is in quiet ones goes out when they end`(_ digest: MailSink.Digest) async throws
    {
        let sink = try sink { options in
            (options.digest, options.at, options.quiet) = (digest, "23:00", "22:00-07:00")
            if digest == .weekly { options.on = .thursday }
        }
        // Friday, 03:00.
        clock.advance(by: .seconds(15 * 3_600))
        #expect(
            await sink.deliver([answer(1)]).outcomes == [
                .deferred(until: clock.now.adding(.seconds(4 * 3_600)))
            ])
    }

    @Test func `a digest of every day does not wait for the week that was configured before`() async throws {
        let weekly = try sink { $0.digest = .weekly }
        let first = await weekly.deliver([answer(1)])
        let daily = try sink { $0.digest = .daily }
        try await daily.resume(first.memory)
        // Friday, 07:00.
        let next = clock.now.adding(.seconds(19 * 3_600))
        #expect(await daily.deliver([answer(2)]).outcomes == [.deferred(until: next)])
    }

    @Test func `collects alerts until their hour, in one mail that lists them`() async throws {
        var rounds = Rounds(try sink { ($0.digest, $0.at) = (.daily, "07:30") }, clock: clock)
        rounds.post([answer(1), answer(2, watch: "wagner"), amended(1)])
        #expect(await rounds.run())
        #expect(mail.taken.isEmpty)
        clock.advance(by: .seconds(19 * 3_600))
        rounds.post([answer(3)])
        #expect(await rounds.run())
        #expect(mail.taken.isEmpty)
        clock.advance(by: .seconds(1_800))
        #expect(await rounds.run())
        #expect(mail.taken.count == 1 && rounds.waiting.isEmpty)
        let sent = try #require(mail.taken.first)
        #expect(sent.header("Subject") == "[bode] 4 meldingen: sahel 3, wagner 1")
        #expect(sent.text.contains("vraag 3"))
        #expect(sent.text.contains("Gewijzigd"))
        // The next one is another one.
        rounds.post([answer(4)])
        #expect(await rounds.run())
        #expect(mail.taken.count == 1)
        clock.advance(by: .seconds(86_400))
        #expect(await rounds.run())
        #expect(mail.taken.count == 2)
        #expect(mail.taken[1].header("Subject") == "[bode] 1 melding: sahel")
    }

    @Test func `sends a digest again as it was after a crash, whatever came meanwhile`() async throws {
        let digest: (inout MailSink.Options) -> Void = { $0.digest = .hourly }
        let sink = try sink(nil, digest)
        let early = [answer(1), answer(2)]
        let first = await sink.deliver(early)
        #expect(first.outcomes.allSatisfy { $0 == .deferred(until: clock.now.adding(.seconds(3_600))) })
        clock.advance(by: .seconds(3_600))
        // Stored before it is sent: which events it holds.
        let frozen = await sink.deliver(early)
        #expect(mail.taken.isEmpty)
        _ = await sink.deliver(early)
        #expect(mail.taken.count == 1)
        // The process ended before that was stored, and others came.
        let next = try self.sink(nil, digest)
        try await next.resume(frozen.memory)
        let again = await next.deliver([answer(3)] + early)
        #expect(mail.taken.count == 2)
        #expect(mail.taken[0].text == mail.taken[1].text)
        #expect(
            again.outcomes == [.deferred(until: clock.now.adding(.seconds(3_600))), .delivered, .delivered])
    }

    @Test func `sends more than one mail holds in several, all at once`() async throws {
        var rounds = Rounds(try sink { $0.digest = .weekly }, clock: clock)
        rounds.post((0..<250).map { answer($0) })
        #expect(await rounds.run())
        clock.advance(by: .seconds(4 * 86_400))
        #expect(await rounds.run())
        #expect(rounds.waiting.isEmpty)
        #expect(mail.taken.count == 3)
        let told = mail.taken.map(\.text).joined()
        for number in 0..<250 { #expect(told.contains("vraag \(number)")) }
    }

    @Test func `brings a digest to those who have not got it, and to nobody twice`() async throws {
        mail.answer { $0 == "busy@example.org" ? .postponed("450 busy") : nil }
        var rounds = Rounds(
            try sink { ($0.digest, $0.to) = (.hourly, ["desk@example.org", "busy@example.org"]) },
            clock: clock)
        rounds.post([answer(1), answer(2)])
        #expect(await rounds.run())
        clock.advance(by: .seconds(3_600))
        #expect(await rounds.run())
        #expect(mail.taken.map(\.recipient) == ["desk@example.org"])
        rounds.post([answer(3)])
        #expect(await rounds.run())
        mail.answer { _ in nil }
        clock.advance(by: .seconds(60))
        #expect(await rounds.run())
        #expect(mail.taken.map(\.recipient) == ["desk@example.org", "busy@example.org"])
        #expect(mail.taken[0].header("Message-ID") == mail.taken[1].header("Message-ID"))
        clock.advance(by: .seconds(3_600))
        #expect(await rounds.run())
        #expect(mail.taken.count == 4 && rounds.waiting.isEmpty)
    }

    @Test func `keeps a digest together while the server is away`() async throws {
        mail.answer { _ in .unavailable("nobody answers") }
        var rounds = Rounds(try sink { $0.digest = .hourly }, clock: clock)
        rounds.post((0..<5).map { answer($0) })
        #expect(await rounds.run())
        for _ in 0..<20 {
            clock.advance(by: .seconds(1_800))
            #expect(await rounds.run())
        }
        mail.answer { _ in nil }
        for _ in 0..<3 {
            clock.advance(by: .seconds(1_000))
            #expect(await rounds.run())
        }
        #expect(mail.taken.count == 1 && rounds.waiting.isEmpty)
    }

    @Test func `forgets a digest whose events were dropped while it waited`() async throws {
        mail.answer { _ in .unavailable("nobody answers") }
        var rounds = Rounds(try sink { $0.digest = .hourly }, clock: clock)
        rounds.post([answer(1)])
        #expect(await rounds.run())
        clock.advance(by: .seconds(3_600))
        #expect(await rounds.run())
        rounds.waiting = []
        mail.answer { _ in nil }
        for number in 2..<6 {
            rounds.post([answer(number)])
            clock.advance(by: .seconds(3_600))
            #expect(await rounds.run())
        }
        clock.advance(by: .seconds(3_600))
        #expect(await rounds.run())
        #expect(rounds.waiting.isEmpty)
    }

    @Test(
        "knows when a digest is due",
        arguments: [
            // Summer time ends on 25 October 2026 and begins on 28 March 2027.
            ("2026-11-26T11:00:00Z", "daily", "07:30", nil, nil, "2026-11-27T06:30:00Z"),
            ("2026-11-26T06:29:59Z", "daily", "07:30", nil, nil, "2026-11-26T06:30:00Z"),
            ("2026-11-26T06:30:00Z", "daily", "07:30", nil, nil, "2026-11-27T06:30:00Z"),
            ("2026-10-24T12:00:00Z", "daily", "07:30", nil, nil, "2026-10-25T06:30:00Z"),
            ("2027-03-27T12:00:00Z", "daily", "07:30", nil, nil, "2027-03-28T05:30:00Z"),
            ("2026-11-26T11:00:00Z", "weekly", nil, "monday", nil, "2026-11-30T06:00:00Z"),
            ("2026-11-26T11:00:00Z", "weekly", "09:00", "thursday", nil, "2026-12-03T08:00:00Z"),
            ("2026-11-26T11:00:00Z", "hourly", nil, nil, nil, "2026-11-26T12:00:00Z"),
            ("2026-11-26T21:30:00Z", "hourly", nil, nil, "22:00-07:00", "2026-11-27T06:00:00Z"),
        ] as [(String, String, String?, String?, String?, String)])
    func due(_ now: String, _ digest: String, _ at: String?, _ on: String?, _ quiet: String?, _ due: String)
        async throws
    {
        let now = try #require(Timestamp(rfc3339: now))
        clock.advance(by: now.since(clock.now))
        let sink = try sink {
            $0.digest = MailSink.Digest(rawValue: digest)
            ($0.at, $0.quiet, $0.on) = (at, quiet, on.flatMap(MailSink.Weekday.init(rawValue:)))
        }
        let outcome = await sink.deliver([answer(1)]).outcomes.first
        #expect(outcome == Timestamp(rfc3339: due).map { .deferred(until: $0) })
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
