import Foundation
import Pipeline
import PipelineTesting
import PluginHost
import ProgramTesting
import Synchronization

/// Programs that these tests run.
enum Programs {
    static let launcher = builtProgram("bode-plugin")

    /// A Python that needs nothing of its user's environment; plugins that misbehave are written in it.
    static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static let hasPython = python != nil

    /// A plugin in Python: it has read its greeting, and can answer.
    static func plugin(_ body: String) -> [String] {
        let beginning = """
            import json, os, signal, socket, subprocess, sys, time
            def write(line):
                data = line if isinstance(line, bytes) else line.encode()
                while data: data = data[os.write(1, data):]
            def say(**message): write(json.dumps(message) + "\\n")
            def log(text): os.write(2, (str(text) + "\\n").encode())
            def messages():
                for line in sys.stdin: yield json.loads(line)
            hello = json.loads(sys.stdin.readline())
            def ready(window=4, adds=["annotations"], **more):
                say(type="ready", protocol="bode-plugin/1", name="probe", version="1", role=hello["role"],
                    adds=adds, window=window, **more)
            def note(text, index=0): return {"index": index, "annotations": [{"kind": "note", "text": text}]}

            """
        return [python ?? "/usr/bin/python3", "-S", "-c", beginning + body]
    }

    /// One that adds to each answer which document it belongs to.
    static let echo = plugin(
        """
        ready(window=8)
        for message in messages():
            say(type="done", id=message["id"], answers=[note(message["document"]["title"])])
        """)
}

/// What plugins and the host had to say, and a way to wait for it.
final class Notes: Sendable {
    private struct State {
        var all: [(level: LogLevel, text: String)] = []
        var waiting: [(text: String, wake: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var all: [(level: LogLevel, text: String)] { state.withLock { $0.all } }
    var texts: [String] { all.map(\.text) }

    func add(_ level: LogLevel, _ text: String) {
        let woken = state.withLock { state in
            state.all.append((level, text))
            let woken = state.waiting.filter { text.contains($0.text) }
            state.waiting.removeAll { text.contains($0.text) }
            return woken
        }
        for waiter in woken { waiter.wake.resume() }
    }

    /// Returns once `text` was said, `count` times in all.
    func wait(for text: String, count: Int = 1) async {
        while state.withLock({ state in state.all.count { $0.text.contains(text) } < count }) {
            await withCheckedContinuation { (wake: CheckedContinuation<Void, Never>) in
                let isSaid = state.withLock { state in
                    if state.all.count(where: { $0.text.contains(text) }) >= count { return true }
                    state.waiting.append((text, wake))
                    return false
                }
                if isSaid { wake.resume() }
            }
        }
    }
}

/// A host with a clock that stands still, and a state directory with something to hide.
final class Bench: Sendable {
    let directory: String
    let clock = ManualClock()
    let notes = Notes()
    let restarts = Mutex(0)

    var state: String { "\(directory)/state" }
    var secret: String { "\(directory)/conf/desk.secret" }

    init() throws {
        // Without links in it, as the daemon has its own.
        let temporary = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
        directory = "\(temporary)/bode-host-\(UUID().uuidString)"
        for folder in ["state", "conf"] {
            try FileManager.default.createDirectory(
                atPath: "\(directory)/\(folder)", withIntermediateDirectories: true)
        }
        try "rows".write(toFile: "\(state)/bode.sqlite", atomically: false, encoding: .utf8)
        try "whsec_hidden".write(toFile: secret, atomically: false, encoding: .utf8)
        try "words".write(toFile: "\(directory)/conf/words.txt", atomically: false, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func host(clock: (any Clock)? = nil) -> PluginHost {
        PluginHost(
            version: "1.0.0", launcher: Programs.launcher, state: state, hidden: [secret],
            clock: clock ?? self.clock,
            counts: .init(restarted: { _ in self.restarts.withLock { $0 += 1 } })
        ) { [notes] _, level, text in notes.add(level, text) }
    }

    func stage(
        _ run: [String], name: String = "probe", options: String = "{}",
        environment: [String: String] = [:], deadline: Duration = .seconds(30), window: Int = 256,
        memory: Int? = OutsideProgram.usualMemory, writable: [String] = []
    ) -> ProgramStage {
        host().stage(
            OutsideProgram(
                name, run: run, options: options, environment: environment, deadline: deadline,
                window: window,
                memory: memory, writable: writable),
            isRequired: true)
    }

    /// Directories of programs that are still there.
    var scratch: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(state)/plugins")) ?? []
    }

    static func paper(_ number: Int) -> Document {
        SampleDocuments.document(
            SampleDocuments.publication(Identifier(rawValue: "paper-\(number)"), title: "Paper \(number)"))
    }
}

extension OutsideOutcome {
    /// The notes that the probes add to the first answer; `nil` where the document was not processed.
    var notes: [String]? {
        guard case .processed(let document) = self else { return nil }
        return (document.answers.first?.annotations ?? []).map(\.text)
    }

    var lost: (reason: String, wasAlone: Bool)? {
        guard case .lost(let reason, let wasAlone) = self else { return nil }
        return (reason, wasAlone)
    }
}
