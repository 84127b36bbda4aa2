import Foundation
import Hashing
import PipelineTesting
import ProgramTesting
import Synchronization

/// A parliament's server and a desk's webhook on loopback, and a daemon between them in a directory of its own.
final class Newsroom: Sendable {
    struct Paper: Sendable {
        var id: String
        var title: String
        var body: String
        var type = "text/html; charset=utf-8"
    }

    private struct State {
        var papers: [Paper] = []
        var hookStatus = 204
        var feedStatus = 200
        var daemon: Process?
    }

    let directory: String
    let server = LoopbackServer()
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private let state = Mutex(State())
    private let taken = Mutex<[(id: String, isVerified: Bool)]>([])

    init(query: String = "*", every: String = "1s") throws {
        directory = "\(NSTemporaryDirectory())/bode-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Self.secret.write(toFile: "\(directory)/desk.secret", atomically: true, encoding: .utf8)
        try configuration(query: query, every: every).write(
            toFile: "\(directory)/bode.yaml", atomically: true, encoding: .utf8)
        server.on("/feed.atom") { [weak self] _ in
            .answer(
                self?.state.withLock { $0.feedStatus } ?? 500, self?.feed ?? "",
                headers: [("Content-Type", "application/atom+xml; charset=utf-8")])
        }
        server.on("/hook") { [weak self] request in .answer(self?.take(request) ?? 500, "") }
    }

    deinit {
        // A test that failed leaves its daemon running.
        stop(with: SIGKILL)
        try? FileManager.default.removeItem(atPath: directory)
    }

    private func configuration(query: String, every: String) -> String {
        """
        contact: desk@example.org
        state: \(directory)/state
        sources:
          parliament: {kind: feed, url: "\(server.url("/feed.atom"))", every: \(every), insecure_http: true, allow: ["\(server.allow)"]}
        watches:
          all: {query: '\(query)', sinks: [alerts, desk]}
        operators: [operations]
        sinks:
          alerts: {kind: file, path: alerts.ndjson}
          operations: {kind: file, path: operations.ndjson}
          desk: {kind: webhook, url: "\(server.url("/hook"))", secret: desk.secret, insecure_http: true, allow: ["\(server.allow)"]}
        """
    }

    /// Changes the configuration; the daemon takes it over when it starts or reloads.
    func edit(_ change: (String) -> String) throws {
        let path = "\(directory)/bode.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try change(text).write(toFile: path, atomically: true, encoding: .utf8)
    }

    // MARK: The parliament

    /// Publishes a paper, or puts another in the place of the one with that id.
    func publish(_ paper: Paper) {
        state.withLock { state in
            state.papers.removeAll { $0.id == paper.id }
            state.papers.insert(paper, at: 0)
        }
        server.serve("/papers/\(paper.id)", paper.body, headers: [("Content-Type", paper.type)])
    }

    func answerFeed(with status: Int) { state.withLock { $0.feedStatus = status } }

    private var feed: String {
        let entries = state.withLock { $0.papers }.map { paper in
            """
            <entry><id>urn:example:\(paper.id)</id><title>\(paper.title)</title><updated>2026-01-01T00:00:00Z</updated>
            <summary>\(paper.body.utf8.count) \(paper.body.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFFFF })</summary>
            <link rel="alternate" href="\(server.url("/papers/\(paper.id)"))"/></entry>
            """
        }
        return """
            <?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:example:feed</id>
            <title>Papers</title><updated>2026-01-01T00:00:00Z</updated>\(entries.joined())</feed>
            """
    }

    // MARK: The desk

    var deliveries: [(id: String, isVerified: Bool)] { taken.withLock { $0 } }
    func answerHooks(with status: Int) { state.withLock { $0.hookStatus = status } }

    private func take(_ request: LoopbackServer.Request) -> Int {
        let status = state.withLock { $0.hookStatus }
        guard status == 204 else { return status }
        let (id, time) = (request.header("webhook-id") ?? "", request.header("webhook-timestamp") ?? "")
        let key = Base64.decode(String(Self.secret.dropFirst(6))) ?? []
        let code = HMACSHA256(key: key).code(for: Array("\(id).\(time).".utf8), request.body)
        let isVerified = request.header("webhook-signature") == "v1,\(Base64.encode(code))"
        taken.withLock { $0.append((id, isVerified)) }
        return 204
    }

    /// The events in a sink's file, whole lines only.
    func events(in file: String = "alerts.ndjson") throws -> [[String: Any]] {
        let path = "\(directory)/state/\(file)"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        // A kill may tear the last line; the next start mends it.
        guard let end = text.lastIndex(of: "\n") else { return [] }
        return try text[..<end].split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        }
    }

    var log: String { (try? String(contentsOfFile: "\(directory)/bode.log", encoding: .utf8)) ?? "" }

    // MARK: The daemon

    /// Where the program under test was built: beside the tests.
    static let program: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let bundles = CommandLine.arguments.compactMap { argument -> String? in
            guard let end = argument.range(of: ".xctest") else { return nil }
            return URL(fileURLWithPath: String(argument[..<end.lowerBound])).deletingLastPathComponent().path
        }
        return (bundles + ["\(root)/.build/debug"]).map { "\($0)/bode" }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "\(root)/.build/debug/bode"
    }()

    func start(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = ["run", "-c", "\(directory)/bode.yaml"] + arguments
        let path = "\(directory)/bode.log"
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try output.seekToEnd()
        process.standardError = output
        process.standardOutput = output
        try ProgramTesting.start(process)
        state.withLock { $0.daemon = process }
    }

    /// Kills it as a crash does, or ends it as systemd does; returns how it ended.
    @discardableResult
    func stop(with signal: Int32 = SIGTERM) -> Int32 {
        guard
            let process = state.withLock({ state in
                defer { state.daemon = nil }
                return state.daemon
            })
        else { return -1 }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// How it ended by itself; one that goes on for a minute is killed, and that is how it ended.
    func waitUntilExit() -> Int32 {
        guard let process = state.withLock({ $0.daemon }) else { return -1 }
        let number = process.processIdentifier
        // Waiting holds up its thread, so that no limit of time could end the test.
        let patience = DispatchWorkItem { kill(number, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: patience)
        defer { patience.cancel() }
        process.waitUntilExit()
        return process.terminationStatus
    }

    func reload() { state.withLock { $0.daemon }.map { _ = kill($0.processIdentifier, SIGHUP) } }

    /// Runs another command of the program; returns its status and what it printed.
    func command(_ arguments: String...) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try ProgramTesting.start(process)
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    /// Looks again and again until `condition` holds; the test's time limit ends a wait in vain.
    func until(_ condition: () async throws -> Bool) async throws {
        while !(try await condition()) { try await Task.sleep(for: .milliseconds(20)) }
    }

    /// Waits until the feed has been polled `count` more times from now on.
    func polls(_ count: Int) async throws {
        func polled() -> Int { server.requests.count { $0.path == "/feed.atom" } }
        let target = polled() + count
        try await until { polled() >= target }
    }
}
