import Pipeline
import PipelineTesting
import PluginHost
import PluginProtocol
import PluginSink
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)), .enabled(if: Programs.hasPython))
struct ProgramStageTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `adds what its program says, to each document its own`() async throws {
        let stage = bench.stage(Programs.echo)
        await withTaskGroup(of: Void.self) { group in
            for number in 1...200 {
                group.addTask {
                    let outcome = await stage.process(Bench.paper(number), alone: number.isMultiple(of: 7))
                    #expect(outcome.notes == ["Paper \(number)"])
                }
            }
        }
        #expect(stage.window == 8)
        await stage.stop()
        #expect(bench.scratch.isEmpty)
        #expect(bench.restarts.withLock { $0 } == 0)
    }

    @Test func `greets it with its options and limits, and in its own environment`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready()
                for message in messages():
                    say(type="done", id=message["id"], answers=[note(json.dumps(hello, sort_keys=True))])
                """),
            options: #"{"threshold": 0.9}"#, window: 6)
        let told = try #require(await stage.process(Bench.paper(1), alone: false).notes?.first)
        #expect(
            told == """
                {"bode": "1.0.0", "limits": {"deadline": 30, "document": 16777216, "line": 1048576, "window": 6}, \
                "name": "probe", "options": {"threshold": 0.9}, "protocol": "bode-plugin/1", "role": "stage", \
                "type": "hello"}
                """)
        await stage.stop()
    }

    @Test func `hands on what the program wants of a document`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready(window=1)
                for message in messages():
                    id, title = message["id"], message["document"]["title"]
                    if title == "Paper 1": say(type="retry", id=id, after=60, reason="away\\u001b[2J")
                    elif title == "Paper 2": say(type="retry", id=id, reason="away")
                    elif title == "Paper 3": say(type="set_aside", id=id, reason="not Dutch")
                    elif title == "Paper 4":
                        say(type="part", id=id, answers=[note("one")])
                        say(type="part", id=id)
                        say(type="done", id=id, answers=[note("two")])
                    else: say(type="done", id=id)
                """))
        guard case .retry(.seconds(60)?, "away [2J") = await stage.process(Bench.paper(1), alone: false),
            case .retry(nil, "away") = await stage.process(Bench.paper(2), alone: false),
            case .setAside("not Dutch") = await stage.process(Bench.paper(3), alone: false)
        else {
            Issue.record("another outcome")
            return
        }
        #expect(await stage.process(Bench.paper(4), alone: false).notes == ["one", "two"])
        guard case .processed(let same) = await stage.process(Bench.paper(5), alone: false) else {
            Issue.record("not processed")
            return
        }
        #expect(same == Bench.paper(5))
        await stage.stop()
    }

    @Test func `is given one alone when that is asked`() async throws {
        // Each document is answered when the next line comes, so two are in hand at a time; except when one is alone.
        let stage = bench.stage(
            Programs.plugin(
                """
                import select
                ready(window=8)
                held = []
                for line in iter(lambda: os.read(0, 1 << 20), b""):
                    held += [json.loads(part) for part in line.splitlines()]
                    if not select.select([0], [], [], 0.05)[0]:
                        for one in held: say(type="done", id=one["id"], answers=[note(str(len(held)))])
                        held = []
                """))
        let outcomes = await withTaskGroup(of: (Bool, String?).self, returning: [(Bool, String?)].self) {
            group in
            for number in 1...20 {
                let isAlone = number.isMultiple(of: 5)
                group.addTask {
                    (isAlone, await stage.process(Bench.paper(number), alone: isAlone).notes?.first)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 20 && outcomes.allSatisfy { $0.1 != nil })
        #expect(outcomes.filter(\.0).allSatisfy { $0.1 == "1" })
        await stage.stop()
    }

    @Test func `sends no document that is too large, and says so on it`() async throws {
        var host = bench.host()
        host.limits.document = 100_000
        let stage = host.stage(OutsideProgram("probe", run: Programs.echo), isRequired: true)
        var document = Bench.paper(1)
        document.answers[0].question = String(repeating: "Waarom? ", count: 12_500)
        guard case .processed(let same) = await stage.process(document, alone: false) else {
            Issue.record("not processed")
            return
        }
        #expect(same.oddities.last?.code == "stage-skipped")
        #expect(same.answers == document.answers)
        document.answers[0].question = String(repeating: "Waarom? ", count: 12_000)
        #expect(await stage.process(document, alone: false).notes == ["Paper 1"])
        await stage.stop()
    }

    @Test func `finishes what it has in hand when it is stopped, and turns away the rest`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready(window=1)
                for message in messages():
                    log("has " + message["document"]["title"])
                    if not sys.stdin.readline(): log("end of input")
                    say(type="done", id=message["id"], answers=[note("late")])
                """))
        async let first = stage.process(Bench.paper(1), alone: false)
        await bench.notes.wait(for: "has Paper 1")
        async let second = stage.process(Bench.paper(2), alone: false)
        // It waits for its turn before the stage is stopped, or comes after: either way it goes back as it was.
        await stage.stop()
        #expect(await first.notes == ["late"])
        guard case .stopping = await second,
            case .stopping = await stage.process(Bench.paper(3), alone: false)
        else {
            Issue.record("not turned away")
            return
        }
        await stage.stop()
        #expect(bench.notes.texts.contains("end of input"))
        #expect(bench.scratch.isEmpty)
    }

    @Test func `is helped on where it does not end by itself`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                signal.signal(signal.SIGTERM, lambda *_: log("asked to end"))
                ready()
                for message in messages(): say(type="done", id=message["id"])
                log("lingers")
                while True: time.sleep(0.05)
                """))
        #expect(await stage.process(Bench.paper(1), alone: false).notes == [])
        let stopping = Task { await stage.stop() }
        await bench.notes.wait(for: "lingers")
        bench.clock.advance(by: .seconds(5))
        await bench.notes.wait(for: "asked to end")
        await ended(stopping)
        #expect(bench.scratch.isEmpty)
    }

    /// Moves the clock on until the task has ended.
    private func ended(_ task: Task<Void, Never>) async {
        let clock = bench.clock
        let pushing = Task {
            while !Task.isCancelled {
                if clock.sleepers > 0 { clock.advance(by: .seconds(5)) }
                await Task.yield()
            }
        }
        await task.value
        pushing.cancel()
    }

    @Test func `can be stopped before it began`() async throws {
        let stage = bench.stage(Programs.echo)
        await stage.stop()
        await stage.stop()
        guard case .stopping = await stage.process(Bench.paper(1), alone: false) else {
            Issue.record("not turned away")
            return
        }
        #expect(bench.notes.all.isEmpty)
    }

    // MARK: Greeting

    @Test func `is only greeted where that is all that is asked`() async throws {
        let ready = try await bench.host().greet(
            OutsideProgram("probe", run: Programs.echo), role: .stage)
        #expect(ready.window == 8 && ready.adds == [.annotations] && ready.name == "probe")
        #expect(bench.scratch.isEmpty)
    }

    @Test func `says what a program refuses, and is disabled by it at once`() async throws {
        let run = Programs.plugin(
            """
            say(type="refuse", option="threshold", problem="must be from 0 to 1")
            sys.stdin.read()
            """)
        let refusal = GreetingFailure.refused(InvalidOptions("threshold", "must be from 0 to 1"))
        await #expect(throws: refusal) {
            _ = try await bench.host().greet(OutsideProgram("probe", run: run), role: .stage)
        }
        let stage = bench.stage(run)
        guard case .disabled(let reason) = await stage.process(Bench.paper(1), alone: false) else {
            Issue.record("not disabled")
            return
        }
        #expect(reason == "threshold: must be from 0 to 1")
        guard case .disabled = stage.condition else {
            Issue.record("not disabled")
            return
        }
        await stage.resume()
        guard case .disabled = await stage.process(Bench.paper(1), alone: false) else {
            Issue.record("not disabled again")
            return
        }
        await stage.stop()
    }

    @Test(
        "tells what is wrong with a program that does not come to its greeting",
        arguments: [
            (["/no/such/plugin"], "was not found"),
            (["/etc/passwd"], "could not be started"),
            (["/bin/sh", "-c", "echo broken >&2; exit 3"], "ended with status 3: broken"),
            (["/bin/sh", "-c", "kill -9 $$"], "was ended by signal 9"),
            (["/bin/sh", "-c", "echo hello; cat"], "it broke the protocol: "),
            (["/bin/sh", "-c", #"echo '{"type":"done","id":1}'; cat"#], "before it said that it is ready"),
            (["/bin/sh", "-c", "printf '{'"], "ended with status 0"),
        ])
    func tellsWhatIsWrong(run: [String], words: String) async throws {
        do throws(GreetingFailure) {
            _ = try await bench.host().greet(OutsideProgram("probe", run: run), role: .stage)
            Issue.record("was ready")
        } catch {
            #expect("\(error)".contains(words))
        }
    }

    @Test func `waits ten seconds for a greeting, and does not take a sink for a stage`() async throws {
        let host = bench.host()
        let mute = Task {
            try? await host.greet(
                OutsideProgram("probe", run: ["/bin/sh", "-c", "echo up >&2; exec cat > /dev/null"]),
                role: .stage)
        }
        await bench.notes.wait(for: "up")
        bench.clock.advance(by: .seconds(10))
        #expect(await mute.value == nil)
        await #expect(
            throws: GreetingFailure.refused(InvalidOptions("run", "is a plugin for a stage, and no sink"))
        ) {
            let stage = Programs.plugin(#"hello["role"] = "stage"; ready(); sys.stdin.read()"#)
            _ = try await host.greet(OutsideProgram("probe", run: stage), role: .sink)
        }
    }
}

@Suite(.timeLimit(.minutes(1)), .enabled(if: Programs.hasPython))
struct ProgramSinkTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func sink(_ body: String) -> any OutsideSink {
        bench.host().sink(OutsideProgram("desk", run: Programs.plugin(body)))
    }

    @Test func `is given each event as it is, and hands on what becomes of it`() async throws {
        let sink = sink(
            """
            ready(window=4)
            outcomes = iter([
                dict(type="delivered"), dict(type="failed", reason="no route", hold=30),
                dict(type="deferred", until="2026-01-05T07:00:00Z"), dict(type="refused", reason="too long"),
                dict(type="gone", reason="over")])
            for message in messages():
                log(json.dumps(message["event"], sort_keys=True, separators=(",", ":"), ensure_ascii=False))
                say(id=message["id"], **next(outcomes))
            """)
        let until = try #require(Timestamp(rfc3339: "2026-01-05T07:00:00Z"))
        var outcomes: [DeliveryOutcome] = []
        for number in 0..<5 { outcomes.append(await sink.deliver(sampleEvent(number))) }
        #expect(
            outcomes == [
                .delivered, .failed("no route", holdSink: .seconds(30)), .deferred(until: until),
                .refused("too long"), .gone("over"),
            ])
        await sink.stop()
        #expect(bench.notes.texts.contains(sampleEvent(0).json))
    }

    @Test func `is offered an event again after a week, whatever it asks for`() async throws {
        let sink = sink(
            """
            ready()
            for message in messages(): say(type="deferred", id=message["id"], until="9999-12-31T23:59:59Z")
            """)
        let week = bench.clock.now.adding(.seconds(7 * 86_400))
        #expect(await sink.deliver(sampleEvent(1)) == .deferred(until: week))
        await sink.stop()
    }

    @Test func `has failed to deliver what it died with, and is gone when it refuses`() async throws {
        let dying = sink("ready()\nsys.stdin.readline(); os._exit(9)")
        guard case .failed(let reason, nil) = await dying.deliver(sampleEvent(1)) else {
            Issue.record("another outcome")
            return
        }
        #expect(reason == "it ended with status 9")
        await dying.stop()
        let refusing = sink(#"say(type="refuse", option="pager", problem="is not known"); sys.stdin.read()"#)
        #expect(await refusing.deliver(sampleEvent(1)) == .gone("pager: is not known"))
        await refusing.stop()
    }

    @Test func `ends when it is let go`() async throws {
        var sink: (any OutsideSink)? = sink(
            """
            ready()
            for message in messages(): say(type="delivered", id=message["id"])
            log("end of input")
            """)
        #expect(await sink?.deliver(sampleEvent(1)) == .delivered)
        sink = nil
        await bench.notes.wait(for: "end of input")
    }

    @Test func `is a kind of sink that a configuration names`() async throws {
        var services = SinkServices(
            services: Services(http: HTTPTable(), clock: bench.clock), directory: bench.state
        ) { name throws(InvalidOptions) in throw InvalidOptions("secret", name) }
        services.outside = bench.host()
        let run = Programs.plugin(
            "ready()\nfor message in messages(): log(message[\"event\"][\"id\"]); say(type=\"delivered\", id=message[\"id\"])"
        )
        let json = JSONText.encode(["run": run])
        let options: PluginSink.Options = try JSONText.decode(from: json)
        let sink = try PluginSink(name: "desk", options, services: services)
        let delivery = await sink.deliver([sampleEvent(1), sampleEvent(2)])
        #expect(delivery.outcomes == [.delivered, .delivered])
        await bench.notes.wait(for: sampleEvent(2).id)
        #expect(bench.notes.texts.filter { $0.hasPrefix("evt_") } == [sampleEvent(1).id, sampleEvent(2).id])
    }

    @Test(
        "says which of its options cannot be worked with",
        arguments: [
            (#"{"run": []}"#, "run"), (#"{"run": ["page"]}"#, "run"), (#"{"run": ["/a\u0000b"]}"#, "run"),
            (#"{"run": ["/a"], "memory": "1MiB"}"#, "memory"), (#"{"run": ["/a"], "write": ["b"]}"#, "write"),
            (#"{"run": ["/a"], "deadline": "1h"}"#, "deadline"),
        ])
    func refusesOptions(json: String, option: String) throws {
        let options: PluginSink.Options = try JSONText.decode(from: Array(json.utf8))
        let services = SinkServices(
            services: Services(http: HTTPTable(), clock: bench.clock), directory: bench.state
        ) { name throws(InvalidOptions) in throw InvalidOptions("secret", name) }
        do throws(InvalidOptions) {
            _ = try PluginSink(name: "desk", options, services: services)
            Issue.record("was taken")
        } catch {
            #expect(error.option == option)
        }
    }
}
