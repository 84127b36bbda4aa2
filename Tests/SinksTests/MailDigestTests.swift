import MailSink
import Pipeline
import PipelineTesting
import Testing

/// Alerts that wait for each other, for an hour, a day or a week.
@Suite(.timeLimit(.minutes(1)))
struct MailDigestTests: MailSuite {
    // A Thursday, 12:00 in Amsterdam.
    let clock = ManualClock(Timestamp(rfc3339: "2026-11-26T11:00:00Z") ?? Timestamp(seconds: 0))
    let mail = MailTable()

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
}
