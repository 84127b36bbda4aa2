import Foundation
import Pipeline
import PipelineTesting
import PluginHost
import Synchronization
import Testing

/// What plugins do to their host, whether they mean it or not.
@Suite(.timeLimit(.minutes(2)), .enabled(if: Programs.hasPython))
struct HostilePluginTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// Gives the stage the papers in turn, and returns what became of each.
    private func process(_ numbers: ClosedRange<Int>, with stage: ProgramStage) async -> [OutsideOutcome] {
        await withTaskGroup(of: (Int, OutsideOutcome).self) { group in
            for number in numbers {
                group.addTask { (number, await stage.process(Bench.paper(number), alone: false)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    // MARK: Hanging

    @Test func `one that hangs loses its document after the deadline, and is killed when it will not end`()
        async throws
    {
        let stage = bench.stage(
            Programs.plugin(
                """
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                ready()
                for message in messages():
                    log("has " + message["document"]["title"])
                    if message["document"]["title"] == "Paper 1":
                        subprocess.Popen(["/bin/sleep", "1000"], start_new_session=True)
                        while True: time.sleep(0.05)
                    say(type="done", id=message["id"], answers=[note("well")])
                """), deadline: .seconds(30))
        async let hanging = stage.process(Bench.paper(1), alone: false)
        await bench.notes.wait(for: "has Paper 1")
        bench.clock.advance(by: .seconds(29))
        bench.clock.advance(by: .seconds(1))
        #expect(await hanging.lost?.reason == "it gave no answer for 30.0 seconds")
        guard case .restarting = stage.condition else {
            Issue.record("not restarting")
            return
        }
        async let next = stage.process(Bench.paper(2), alone: false)
        let pauses = endPauses()
        await advance(until: "it is started again in")
        #expect(await next.notes == ["well"], "others go on")
        pauses.cancel()
        await stage.stop()
        #expect(bench.scratch.isEmpty)
    }

    /// Ends each pause after a death at once, and lets deaths be forgotten.
    private func endPauses() -> Task<Void, Never> {
        Task { [bench] in
            var count = 0
            while !Task.isCancelled {
                count += 1
                await bench.notes.wait(for: "it is started again in", count: count)
                bench.clock.advance(by: .seconds(700))
            }
        }
    }

    /// Moves the clock on, by five seconds at a time, until something is said.
    private func advance(until text: String) async {
        let clock = bench.clock
        let pushing = Task {
            while !Task.isCancelled {
                if clock.sleepers > 0 { clock.advance(by: .seconds(5)) }
                await Task.yield()
            }
        }
        await bench.notes.wait(for: text)
        pushing.cancel()
        await pushing.value
    }

    // MARK: Flooding

    @Test(
        "one that floods is stopped after a few megabytes",
        arguments: [
            ("without a line feed", "b\"x\" * (1 << 20)"),
            ("with lines", "b\"x\\n\" * (1 << 19)"),
            (
                "with lines of JSON",
                "b'{\"type\": \"part\", \"id\": 1, \"pad\": \"' + b\"x\" * 1000000 + b'\"}\\n'"
            ),
        ])
    func endsFloods(how: String, piece: String) async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                for one in (signal.SIGPIPE, signal.SIGTERM): signal.signal(one, signal.SIG_IGN)
                ready()
                line, written = sys.stdin.readline(), 0
                piece = \(piece)
                try:
                    while written < 1 << 30: written += os.write(1, piece)
                except BrokenPipeError: pass
                log("in all %d MiB" % (written >> 20))
                """))
        let lost = await stage.process(Bench.paper(1), alone: false).lost
        #expect(lost?.reason.hasPrefix("it broke the protocol: ") == true && lost?.wasAlone == true)
        await bench.notes.wait(for: "in all ")
        let said = try #require(bench.notes.texts.first { $0.hasPrefix("in all ") })
        let megabytes = try #require(Int(said.split(separator: " ")[2]))
        #expect(megabytes <= 20, "16 MiB on one document, and what the pipe holds")
        await stage.stop()
    }

    @Test func `one that floods its log costs a thousand lines a minute`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready()
                for message in messages():
                    for _ in range(100): os.write(2, b"<4>noise\\n" * 1000)
                    os.write(2, b"y" * 3000000)
                    say(type="done", id=message["id"], answers=[note("done")])
                """))
        #expect(await stage.process(Bench.paper(1), alone: false).notes == ["done"])
        await stage.stop()
        let noise = bench.notes.all.count { $0.level == .warning && $0.text == "noise" }
        #expect(noise <= 1000 && noise >= 999)
        #expect(
            bench.notes.texts.contains { $0.hasSuffix("more lines were dropped: more than 1000 a minute") })
    }

    // MARK: Dying

    @Test
    func `one that dies at its start is started again with longer pauses, and disabled at the tenth time`()
        async throws
    {
        let stage = bench.stage(["/bin/sh", "-c", "exit 3"])
        async let waiting = stage.process(Bench.paper(1), alone: false)
        var pauses: [Int] = []
        for death in 1...9 {
            await bench.notes.wait(for: "it is started again in", count: death)
            let text = bench.notes.texts.last { $0.contains("it is started again in") } ?? ""
            let seconds =
                Int(text.split(separator: " ").dropLast().last?.split(separator: ".").first ?? "") ?? 0
            pauses.append(seconds)
            bench.clock.advance(by: .seconds(seconds))
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
        guard case .disabled(let reason) = await waiting else {
            Issue.record("not disabled")
            return
        }
        #expect(reason == "it died 10 times within 10 minutes: it ended with status 3")
        #expect(bench.notes.all.last?.level == .error)
        #expect(bench.restarts.withLock { $0 } == 9)
        guard case .disabled = await stage.process(Bench.paper(2), alone: false) else {
            Issue.record("not disabled")
            return
        }
        await stage.resume()
        await bench.notes.wait(for: "it is started again in", count: 10)
        await stage.stop()
        #expect(bench.scratch.isEmpty)
    }

    @Test
    func
        `one that dies with several documents in hand loses them all, and is blamed for the one that it had alone`()
        async throws
    {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready(window=3)
                for message in messages():
                    title = message["document"]["title"]
                    if title == "Paper 2":
                        write(b'{')
                        os._exit(1)
                    if title == "Paper 1" and not os.environ.get("QUICK"): continue
                    say(type="done", id=message["id"], answers=[note(title)])
                """))
        async let first = stage.process(Bench.paper(1), alone: false)
        async let second = stage.process(Bench.paper(2), alone: false)
        let (one, two) = await (first.lost, second.lost)
        #expect(two?.reason == "it ended with status 1")
        // Where the second came first, the program died before it had the first.
        if let one { #expect(!one.wasAlone && two?.wasAlone == false) }
        await bench.notes.wait(for: "it is started again in")
        async let again = stage.process(Bench.paper(2), alone: true)
        bench.clock.advance(by: .seconds(1))
        #expect(await again.lost?.wasAlone == true)
        await stage.stop()
    }

    @Test func `one that dies after ten documents does the others`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready(window=1)
                for count, message in enumerate(messages()):
                    if count == 10: os.kill(os.getpid(), signal.SIGSEGV)
                    say(type="done", id=message["id"], answers=[note(message["document"]["title"])])
                """))
        var (done, lost) = (0, 0)
        for number in 1...33 {
            let outcome = await stage.process(Bench.paper(number), alone: false)
            if outcome.notes == ["Paper \(number)"] { done += 1 }
            if outcome.lost?.reason == "it was ended by signal 11" {
                lost += 1
                await bench.notes.wait(for: "it is started again in", count: lost)
                bench.clock.advance(by: .seconds(60))
            }
        }
        #expect(done == 30 && lost == 3)
        await stage.stop()
    }

    // MARK: Talking nonsense

    @Test(
        "one that breaks the protocol is ended, and its words end up nowhere",
        arguments: [
            (#"{"type":"done","id":99}"#, "99 is not in its hands"),
            (#"{"type":"done","id":1}\n{"type":"done","id":1}"#, nil),
            (#"{"type":"done","id":"1"}"#, "'id'"),
            (#"{"type":"done"}"#, "'id' is missing"),
            (#"{"type":"dance","id":1}"#, "unknown type"),
            (#"[1]"#, "no JSON object"), ("", "no JSON"), ("\\x80\\xff", "no JSON"), ("\\0", "no JSON"),
            (#"{"type":"delivered","id":1}"#, "a sink answered"),
            (#"{"type":"ready","protocol":"bode-plugin/1","name":"x","role":"stage"}"#, "twice"),
            (#"{"type":"done","id":1,"answers":[{"index":7}]}"#, "there is no answer 7"),
            (#"{"type":"done","id":1,"answers":[{"index":0,"response":"refers"}]}"#, "has not declared"),
            (
                #"{"type":"done","id":1,"answers":[{"index":0,"annotations":[{"kind":"a","text":"b","in":"answer","start":5,"end":99999}]}]}"#,
                "is no place"
            ),
            (
                #"{"type":"done","id":1,"answers":[{"index":0,"annotations":[{"kind":"a","text":"b","score":7}]}]}"#,
                "score"
            ),
            (#"{"type":"retry","id":1,"after":1e300,"reason":"x"}"#, "'after'"),
        ] as [(String, String?)])
    func endsNonsense(line: String, words: String?) async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready()
                sys.stdin.readline()
                write(b'''\(line)''' + b"\\n")
                sys.stdin.read()
                """))
        let outcome = await stage.process(Bench.paper(1), alone: false)
        if let words {
            let reason = try #require(outcome.lost?.reason)
            #expect(reason.hasPrefix("it broke the protocol: ") && reason.contains(words))
            #expect(reason.unicodeScalars.allSatisfy { !$0.actsOnTerminalsOrLines })
        } else {
            // Answered once as it should be; the second time ends the program.
            #expect(outcome.notes == [])
        }
        await bench.notes.wait(for: "it broke the protocol: ")
        await stage.stop()
    }

    @Test func `a thousand mangled answers reach no other document than their own`() async throws {
        // Each reply is mangled in one place, or has an id that is not in hand. What it says of a paper proves itself: a text
        // that was mangled is told from one that came to the wrong paper.
        let stage = bench.stage(
            Programs.plugin(
                """
                import random, zlib
                ready(window=4)
                past = [0]
                for message in messages():
                    id, title = message["id"], message["document"]["title"]
                    random.seed(id)
                    def reply(id):
                        text = "%s:%d" % (title, zlib.crc32(title.encode()))
                        return bytearray(json.dumps(dict(type="done", id=id, answers=[note(text)])).encode())
                    line, how = reply(id), random.randrange(6)
                    place = random.randrange(len(line))
                    if how == 0: line[place] = random.randrange(256)
                    elif how == 1: del line[place]
                    elif how == 2: line[place:place] = line[place:place + 9]
                    elif how == 3: line[place:place] = bytes([random.randrange(256)])
                    elif how == 4: line = reply(random.choice([random.choice(past), id + 1000, -id, 1 << 70]))
                    else: line = line + b"\\n" + line
                    past.append(id)
                    write(bytes(line) + b"\\n")
                """))
        let pauses = endPauses()
        var (own, lost, mangled, foreign) = (0, 0, 0, 0)
        for start in stride(from: 1, to: 1000, by: 4) {
            let outcomes = await process(start...start + 3, with: stage)
            for (index, outcome) in outcomes.enumerated() {
                guard let notes = outcome.notes else {
                    #expect(outcome.lost != nil)
                    lost += 1
                    continue
                }
                let title = "Paper \(start + index)"
                if notes == ["\(title):\(Self.checksum(title))"] {
                    own += 1
                } else if notes.contains(where: Self.provesItself) {
                    foreign += 1
                } else {
                    mangled += 1
                }
            }
        }
        pauses.cancel()
        await stage.stop()
        #expect(own + lost + mangled == 1000 && foreign == 0)
        #expect(lost > 100 && own > 20, "\(own) whole, \(mangled) mangled, \(lost) lost")
    }

    /// Whether a text is a title with its own checksum.
    private static func provesItself(_ text: String) -> Bool {
        let parts = text.split(separator: ":")
        return parts.count == 2 && String(checksum(String(parts[0]))) == parts[1]
    }

    /// CRC-32 as zlib has it.
    private static func checksum(_ text: String) -> UInt32 {
        ~text.utf8.reduce(~0 as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }

    // MARK: Leaking

    @Test func `one that eats memory ends itself, and nothing else`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready()
                for message in messages():
                    if message["document"]["title"] == "Paper 1":
                        leak = []
                        while True: leak.append(bytearray(1 << 20))
                    say(type="done", id=message["id"], answers=[note("well")])
                """), memory: 128 << 20)
        let lost = await stage.process(Bench.paper(1), alone: false).lost
        #expect(lost?.reason == "it ended with status 1: MemoryError")
        await bench.notes.wait(for: "it is started again in")
        async let next = stage.process(Bench.paper(2), alone: false)
        bench.clock.advance(by: .seconds(1))
        #expect(await next.notes == ["well"])
        await stage.stop()
    }

    // MARK: Looking around

    @Test func `one that looks around sees nothing that is not its own`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                def attempt(name, body):
                    try: return name + " " + str(body())
                    except BaseException as problem: return name + " " + type(problem).__name__
                def status(field):
                    return [line.split()[1] for line in open("/proc/self/status") if line.startswith(field)][0]
                def bind():
                    socket.socket(socket.AF_UNIX).connect("x")
                limit = __import__("resource")
                ready()
                for message in messages():
                    here = os.getcwd()
                    say(type="done", id=message["id"], answers=[note(text) for text in [
                        "environment " + " ".join(sorted(os.environ)),
                        "descriptors " + " ".join(sorted(os.listdir("/proc/self/fd"))[:3]) + " " + str(len(os.listdir("/proc/self/fd")) - 1),
                        "here %s %o %s" % (os.listdir("."), os.stat(".").st_mode & 0o777, os.environ["HOME"] == os.environ["TMPDIR"] == here),
                        "privileges " + status("NoNewPrivs:") + " " + status("Seccomp:"),
                        "core %s" % (limit.getrlimit(limit.RLIMIT_CORE),),
                        "memory %s" % (limit.getrlimit(limit.RLIMIT_AS),),
                        "oom " + open("/proc/self/oom_score_adj").read().strip(),
                        attempt("database", lambda: open(STATE + "/bode.sqlite").read()),
                        attempt("secret", lambda: open(CONF + "/desk.secret").read()),
                        attempt("neighbour", lambda: open(CONF + "/words.txt").read()),
                        attempt("names", lambda: sorted(os.listdir(CONF))),
                        attempt("write-there", lambda: open(CONF + "/new", "w")),
                        attempt("write-state", lambda: open(STATE + "/new", "w")),
                        attempt("write-tmp", lambda: open("/tmp/bode-host-probe", "w")),
                        attempt("write-here", lambda: open("mine", "w").write("x")),
                        attempt("write-allowed", lambda: open(CONF + "/allowed/file", "w").write("x")),
                        attempt("rename-away", lambda: os.rename("mine", CONF + "/mine")),
                        attempt("link", lambda: os.link(CONF + "/desk.secret", "stolen")),
                        attempt("null", lambda: open("/dev/null", "w").write("x")),
                        attempt("daemon-memory", lambda: open("/proc/%s/mem" % PARENT)),
                        attempt("unix", bind),
                        attempt("internet", lambda: socket.socket(socket.AF_INET).fileno() > 2),
                        attempt("kill-launcher", lambda: os.kill(os.getppid(), 9)),
                        attempt("kill-daemon", lambda: os.kill(int(PARENT), 9)),
                        attempt("kill-all", lambda: os.kill(-1, 0)),
                    ]])
                """
            ).map {
                $0.replacing("STATE", with: "'\(bench.state)'").replacing(
                    "CONF", with: "'\(bench.directory)/conf'"
                )
                .replacing("PARENT", with: "'\(ProcessInfo.processInfo.processIdentifier)'")
            }, environment: ["OWN": "yes"], writable: ["\(bench.directory)/conf/allowed"])
        try FileManager.default.createDirectory(
            atPath: "\(bench.directory)/conf/allowed", withIntermediateDirectories: true)
        let seen = try #require(await stage.process(Bench.paper(1), alone: false).notes)
        await stage.stop()
        #expect(
            seen.prefix(7) == [
                "environment HOME LANG OWN PATH TMPDIR", "descriptors 0 1 2 3", "here [] 700 True",
                "privileges 1 2", "core (0, 0)", "memory (536870912, 536870912)", "oom 1000",
            ])
        #expect(
            seen.dropFirst(7) == [
                "database PermissionError", "secret PermissionError", "neighbour words",
                "names ['allowed', 'desk.secret', 'words.txt']", "write-there PermissionError",
                "write-state PermissionError", "write-tmp PermissionError", "write-here 1", "write-allowed 1",
                "rename-away PermissionError", "link OSError", "null 1", "daemon-memory PermissionError",
                "unix PermissionError", "internet True", "kill-launcher PermissionError",
                "kill-daemon PermissionError", "kill-all PermissionError",
            ])
    }

    // MARK: Overreaching

    @Test func `one that claims more than it may changes nothing`() async throws {
        let stage = bench.stage(
            Programs.plugin(
                """
                ready(adds=["annotations", "themes"])
                for message in messages():
                    say(type="done", id=message["id"], title="Mine", document={"id": "other", "title": "Mine", "source": "mine"},
                        sinks=["everyone"], identity="x", answers=[dict(
                            note("mine"), question="?", answer="!", numbers=[99], asked_by=[], id="other", document={"id": "x"},
                            section="s", confidence=0, stage="parse", footnotes=[])])
                """))
        guard case .processed(var document) = await stage.process(Bench.paper(1), alone: false) else {
            Issue.record("not processed")
            return
        }
        #expect(document.answers[0].annotations?.map(\.stage) == ["probe"])
        document.answers[0].annotations = nil
        #expect(document == Bench.paper(1))
        await stage.stop()
    }
}
