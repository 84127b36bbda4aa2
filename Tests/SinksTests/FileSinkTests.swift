import FileSink
import Foundation
import Glibc
import Pipeline
import PipelineTesting
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FileSinkTests {
    let folder: TemporaryFolder

    init() { folder = TemporaryFolder() }
    init(folder: TemporaryFolder) { self.folder = folder }

    func sink(
        _ path: String = "alerts.ndjson", onBreak: @escaping @Sendable (SinkFailure) -> Void = { _ in }
    ) throws(InvalidOptions) -> FileSink {
        var services = SinkServices(
            services: Services(http: HTTPTable(), clock: ManualClock()), directory: folder.path
        ) { name throws(InvalidOptions) in
            throw InvalidOptions("secret", "there is none called \(name)")
        }
        services.onBreak = onBreak
        return try FileSink(name: "alerts", FileSink.Options(path: path), services: services)
    }

    /// A sink as after a start.
    func started(_ memory: SinkMemory? = nil, _ path: String = "alerts.ndjson") async throws -> FileSink {
        let sink = try sink(path)
        try await sink.resume(memory)
        return sink
    }

    func line(_ number: Int) -> String { sampleEvent(number).json + "\n" }
    func lines(_ numbers: Range<Int>) -> String { numbers.map(line).joined() }
    func events(_ numbers: Range<Int>) -> [Event] { numbers.map(sampleEvent) }
    let file = "alerts.ndjson"

    @Test func `keeps the contract of sinks`() async throws {
        try await expectSinkContract(isExact: true, make: { try sink() }) {
            try folder.read(file).split(separator: "\n").map(String.init)
        }
    }

    @Test func `writes one line for each event, for its owner and group`() async throws {
        let delivery = await (try await started()).deliver(events(0..<300))
        #expect(delivery.outcomes == Array(repeating: .delivered, count: 300))
        #expect(try folder.read(file) == lines(0..<300))
        #expect(delivery.memory?["offset"] == String(lines(0..<300).utf8.count))
        var status = stat()
        #expect(stat(folder.path + "/" + file, &status) == 0)
        #expect(status.st_mode & 0o7777 & ~0o640 == 0)
    }

    @Test func `refuses an event that would be two lines, and writes the others`() async throws {
        var broken = sampleEvent(1)
        broken.json += "\n{}"
        let delivery = await (try await started()).deliver([sampleEvent(0), broken, sampleEvent(2)])
        #expect(delivery.outcomes[0] == .delivered)
        #expect(delivery.outcomes[2] == .delivered)
        guard case .failed(let why, nil) = delivery.outcomes[1] else { return #expect(Bool(false)) }
        #expect(why.contains("line end"))
        #expect(try folder.read(file) == line(0) + line(2))
    }

    @Test func `writes an event once whatever comes again`() async throws {
        let sink = try await started()
        _ = await sink.deliver(events(0..<2) + events(0..<2))
        _ = await sink.deliver(events(1..<4))
        #expect(try folder.read(file) == lines(0..<4))
    }

    // MARK: After a crash

    @Test("cuts a line that a crash cut short, wherever it was cut", arguments: [1, 2, 20, 100])
    func cuts(_ length: Int) async throws {
        let memory = await (try await started()).deliver(events(0..<3)).memory
        folder.append(String(line(3).prefix(length)), to: file)
        _ = await (try await started(memory)).deliver(events(3..<5))
        #expect(try folder.read(file) == lines(0..<5))
    }

    @Test func `takes whole lines beyond the settled ones for delivered`() async throws {
        let memory = await (try await started()).deliver(events(0..<3)).memory
        folder.append(lines(3..<5) + String(line(5).prefix(30)), to: file)
        let sink = try await started(memory)
        let delivery = await sink.deliver(events(3..<7))
        #expect(delivery.outcomes == Array(repeating: .delivered, count: 4))
        #expect(try folder.read(file) == lines(0..<7))
        #expect(delivery.memory?["offset"] == String(lines(0..<7).utf8.count))
    }

    @Test func `stays exact when every line was written and none settled`() async throws {
        let settled = await (try await started()).deliver(events(0..<1)).memory
        _ = await (try await started(settled)).deliver(events(1..<4))
        let delivery = await (try await started(settled)).deliver(events(1..<4))
        #expect(try folder.read(file) == lines(0..<4))
        #expect(delivery.memory?["offset"] == String(lines(0..<4).utf8.count))
    }

    @Test func `adopts a file that it does not remember`() async throws {
        folder.append(lines(0..<3) + "not an event\n" + line(3).prefix(9), to: file)
        _ = await (try await started()).deliver(events(0..<5))
        #expect(try folder.read(file) == lines(0..<3) + "not an event\n" + lines(3..<5))
    }

    @Test func `leaves the end of somebody else's file alone`() async throws {
        folder.append("a letter without an end", to: file)
        let failure = await #expect(throws: SinkFailure.self) { try await started() }
        #expect(failure?.reason.contains("not ours") == true)
        #expect(try folder.read(file) == "a letter without an end")
    }

    @Test(
        "survives a memory that is none",
        arguments: [
            [:], ["offset": "x", "inode": "1", "device": "1"], ["offset": "-1", "inode": "1", "device": "1"],
            ["offset": "99999999999999999999", "inode": "1", "device": "1"],
            ["offset": "9223372036854775807", "inode": "1", "device": "1"], ["offset": "5"],
        ])
    func survives(_ fields: [String: String]) async throws {
        folder.append(lines(0..<2), to: file)
        _ = await (try await started(SinkMemory(fields))).deliver(events(0..<3))
        #expect(try folder.read(file) == lines(0..<3))
    }

    @Test func `stays exact over a row of kills`() async throws {
        for round in 0..<15 {
            // Each in a process of its own that kills itself after another while.
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = folder.path as String, round = round as Int] in
                try await FileSinkTests(folder: TemporaryFolder(at: path)).deliverForEver(round)
            }
        }
        let state = try folder.state()
        let memory = state.isEmpty ? nil : try JSONText.decode(SinkMemory.self, from: Array(state[1].utf8))
        let settled = Int(state.first ?? "0") ?? 0
        #expect(settled > 0)
        _ = await (try await started(memory)).deliver(events(settled..<settled + 200))
        #expect(try folder.read(file) == lines(0..<settled + 200))
    }

    /// Delivers batch after batch, and stores after each what was settled, as the engine does.
    func deliverForEver(_ round: Int) async throws {
        let state = try folder.state()
        let memory = state.isEmpty ? nil : try JSONText.decode(SinkMemory.self, from: Array(state[1].utf8))
        var settled = Int(state.first ?? "0") ?? 0
        // Every other one may die before anything is settled.
        let delay = UInt32(500 + round * 1000)
        if round.isMultiple(of: 2) { killSoon(afterMicroseconds: delay) }
        let sink = try await started(memory)
        while true {
            let delivery = await sink.deliver(events(settled..<settled + 20))
            guard delivery.outcomes.allSatisfy({ $0 == .delivered }) else { return }
            settled += 20
            folder.append("\(settled)\n" + JSONText.string(delivery.memory), to: "state.new")
            folder.move("state.new", to: "state")
            if !round.isMultiple(of: 2) { killSoon(afterMicroseconds: delay) }
        }
    }

    // MARK: Rotation

    @Test func `begins a new file when its own is renamed`() async throws {
        let sink = try await started()
        _ = await sink.deliver(events(0..<2))
        folder.move(file, to: file + ".1")
        let delivery = await sink.deliver(events(2..<4))
        #expect(try folder.read(file + ".1") == lines(0..<2))
        #expect(try folder.read(file) == lines(2..<4))
        #expect(delivery.memory?["offset"] == String(lines(2..<4).utf8.count))
    }

    @Test func `begins a new file when its own is deleted, and when its folder is`() async throws {
        try folder.make("out")
        let sink = try await started(nil, "out/" + file)
        _ = await sink.deliver(events(0..<2))
        try folder.remove("out/" + file)
        _ = await sink.deliver(events(2..<4))
        #expect(try folder.read("out/" + file) == lines(2..<4))
        try folder.remove("out")
        guard case .failed(let why, nil)? = await sink.deliver(events(4..<5)).outcomes.first else {
            return #expect(Bool(false))
        }
        #expect(why.contains("No such file or directory"))
        try folder.make("out")
        #expect(await sink.deliver(events(4..<5)).outcomes == [.delivered])
        #expect(try folder.read("out/" + file) == line(4))
    }

    @Test func `goes on where a copy was taken and the file emptied`() async throws {
        let sink = try await started()
        _ = await sink.deliver(events(0..<2))
        try folder.copy(file, to: file + ".1")
        truncate(folder.path + "/" + file, 0)
        let delivery = await sink.deliver(events(2..<4))
        #expect(try folder.read(file) == lines(2..<4))
        #expect(delivery.memory?["offset"] == String(lines(2..<4).utf8.count))
    }

    @Test("stays exact when a rotation comes between a crash and the start", arguments: Rotation.allCases)
    func rotates(_ rotation: Rotation) async throws {
        let settled = await (try await started()).deliver(events(0..<3)).memory
        _ = await (try await started(settled)).deliver(events(3..<5))
        switch rotation {
        case .rename: folder.move(file, to: "old-alerts")
        case .renameAndCreate:
            folder.move(file, to: file + ".1")
            folder.append("", to: file)
        case .copyAndTruncate:
            try folder.copy(file, to: file + ".1")
            truncate(folder.path + "/" + file, 0)
        case .renameTorn:
            folder.append(String(line(5).prefix(30)), to: file)
            folder.move(file, to: file + ".1")
        }
        _ = await (try await started(settled)).deliver(events(3..<8))
        #expect(try folder.read(file) == lines(5..<8))
        let old = rotation == .rename ? "old-alerts" : file + ".1"
        #expect(try folder.read(old) == lines(0..<5))
    }

    enum Rotation: CaseIterable { case rename, renameAndCreate, copyAndTruncate, renameTorn }

    // MARK: A disk that fails

    @Test func `takes back what was written of a batch that does not fit`() async {
        // In a process of its own: the limit on the size of files holds for all of it.
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            let test = FileSinkTests()
            let sink = try await test.started()
            _ = await sink.deliver(test.events(0..<2))
            let size = rlim_t(test.lines(0..<4).utf8.count + 10)
            var limit = rlimit(rlim_cur: size, rlim_max: rlim_t.max)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let delivery = await sink.deliver(test.events(2..<6))
            #expect(delivery.memory == nil)
            for outcome in delivery.outcomes {
                guard case .failed(let why, nil) = outcome else { return #expect(Bool(false)) }
                #expect(why.contains("fitted"))
            }
            #expect(try test.folder.read(test.file) == test.lines(0..<2))
            #expect(await sink.deliver(test.events(2..<3)).outcomes == [.delivered])
            #expect(try test.folder.read(test.file) == test.lines(0..<3))
        }
    }

    @Test func `believes no sync after one that failed: the batch is cut away, and the process told to end`()
        async
    {
        // In a process of its own, in which syncs fail.
        await #expect(processExitsWith: .success) {
            let test = FileSinkTests()
            let broken = Mutex<[String]>([])
            let sink = try test.sink { failure in broken.withLock { $0.append(failure.reason) } }
            try await sink.resume(nil)
            _ = await sink.deliver(test.events(0..<2))
            FailingSync.failNext(1)
            let delivery = await sink.deliver(test.events(2..<4))
            #expect(delivery.memory == nil)
            for outcome in delivery.outcomes {
                guard case .failed(let why, nil) = outcome else { return #expect(Bool(false)) }
                #expect(why.contains("cannot sync"))
            }
            #expect(try test.folder.read(test.file) == test.lines(0..<2))
            #expect(broken.withLock(\.count) == 1)
        }
    }

    @Test func `takes no line for delivered that may not be on the disk`() async {
        await #expect(processExitsWith: .success) {
            let test = FileSinkTests()
            let settled = await (try await test.started()).deliver(test.events(0..<2)).memory
            _ = await (try await test.started(settled)).deliver(test.events(2..<4))
            // As after a crash: the two are in the file, and nobody knows how much of them is on the disk.
            FailingSync.failNext(1)
            await #expect(throws: SinkFailure.self) { try await test.started(settled) }
            #expect(try test.folder.read(test.file) == test.lines(0..<2))
            _ = await (try await test.started(settled)).deliver(test.events(2..<4))
            #expect(try test.folder.read(test.file) == test.lines(0..<4))
        }
    }

    // MARK: Places

    @Test(
        "refuses a path that names no file below the state directory",
        arguments: ["", "/", "..", "../a", "a/../b", "/var/../etc/a", "a/", ".", "a\u{0}b", "a\nb"])
    func refuses(_ path: String) throws {
        let refusal = try #require(throws: InvalidOptions.self) { try sink(path) }
        #expect(refusal.option == "path")
    }

    @Test func `writes to an absolute path`() async throws {
        _ = await (try await started(nil, folder.path + "/here.ndjson")).deliver(events(0..<1))
        #expect(try folder.read("here.ndjson") == line(0))
    }

    @Test func `follows no link and opens no device`() async throws {
        let outside = TemporaryFolder()
        outside.append("", to: "target")
        symlink(outside.path + "/target", folder.path + "/link")
        symlink(outside.path, folder.path + "/folder")
        mkfifo(folder.path + "/fifo", 0o600)
        try folder.make("directory")
        for (path, problem) in [
            ("link", "symbolic link"), ("folder/a", "directory"), ("fifo", "not a regular file"),
            ("directory", "directory"), ("missing/a", "No such file"), ("/dev/null", "not a regular file"),
        ] {
            let failure = await #expect(throws: SinkFailure.self) { try await started(nil, path) }
            #expect(failure?.reason.contains(problem) == true, "\(path): \(failure?.reason ?? "")")
        }
        #expect(try outside.read("target").isEmpty)
    }

    @Test func `does not follow a link that takes the file's place`() async throws {
        let sink = try await started()
        folder.move(file, to: "moved")
        symlink("moved", folder.path + "/" + file)
        guard case .failed(let why, nil)? = await sink.deliver(events(0..<1)).outcomes.first else {
            return #expect(Bool(false))
        }
        #expect(why.contains("symbolic link"))
        #expect(try folder.read("moved").isEmpty)
    }
}

/// Kills this process, from a thread that waits for nothing else.
private func killSoon(afterMicroseconds delay: UInt32) {
    Thread.detachNewThread {
        usleep(delay)
        kill(getpid(), SIGKILL)
    }
}

/// A folder that goes away with the test.
final class TemporaryFolder: Sendable {
    let path: String
    private let isOurs: Bool

    init() {
        var template = Array("/tmp/bode-sinks-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
        isOurs = true
    }

    /// One that another process made.
    init(at path: String) { (self.path, isOurs) = (path, false) }

    deinit { if isOurs { try? FileManager.default.removeItem(atPath: path) } }

    /// The lines of the file in which a process that was killed kept its state.
    func state() throws -> [String] {
        try? remove("state.new")
        return (try? read("state"))?.split(separator: "\n").map(String.init) ?? []
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    }
    func make(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: false)
    }
    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }
    func copy(_ name: String, to other: String) throws {
        try FileManager.default.copyItem(atPath: path + "/" + name, toPath: path + "/" + other)
    }
    func move(_ name: String, to other: String) { rename(path + "/" + name, path + "/" + other) }
    func append(_ text: some StringProtocol, to name: String) {
        let file = open(path + "/" + name, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        _ = String(text).withCString { write(file, $0, strlen($0)) }
        close(file)
    }
}
