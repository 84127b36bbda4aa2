import Host
import Pipeline
import PluginProtocol
import Processes
import Synchronization

/// One life of a plugin that is being tried, and all that it says in it.
///
/// It runs as it would under the daemon, but nothing that it says is held against it here: that is for the checks.
final class PluginTrial: Sendable {
    /// What it did next.
    enum Heard: Sendable {
        case message(PluginMessage, bytes: Int)
        /// It wrote a line that is no message, or one that is too long.
        case fault(String, line: String)
        case ended(ChildProcess.Status)
        /// It did nothing for as long as was waited.
        case silence
    }

    private struct Inbox {
        var heard: [Heard] = []
        var waiting: (number: Int, CheckedContinuation<Heard, Never>)?
        var waits = 0
        var isEnded = false
    }

    private struct Reading {
        var lines: LineSplitter
        var errors: [UInt8] = []
    }

    private let inbox = Mutex(Inbox())
    private let reading: Mutex<Reading>
    private let conversation: Conversation
    private let scratch: ScratchDirectory

    private static let longestErrors = 64 << 10

    /// Starts `program` in a directory of its own under the launcher.
    init(_ program: TriedProgram, longestLine: Int) async throws(ProcessFailure) {
        reading = Mutex(Reading(lines: LineSplitter(limit: longestLine)))
        do throws(ScratchFailure) {
            scratch = try ScratchDirectory(in: Environment["TMPDIR"] ?? "/tmp", named: "bode-stage-test")
        } catch { throw .notStarted("\(error)") }
        conversation = try Conversation()
        do throws(ProcessFailure) {
            try await conversation.start(
                program.launcher, program.arguments(directory: scratch.path),
                environment: program.environment(directory: scratch.path), listener: self)
        } catch {
            scratch.remove()
            throw error
        }
    }

    func send(_ line: [UInt8]) { conversation.send(line) }
    func finishInput() { conversation.finishInput() }

    /// What it does next, waited for at most so long.
    func next(within patience: Duration) async -> Heard {
        let number = inbox.withLock { inbox in
            inbox.waits += 1
            return inbox.waits
        }
        let alarm = Task {
            guard (try? await Task.sleep(for: patience)) != nil else { return }
            let waiting = inbox.withLock { inbox -> CheckedContinuation<Heard, Never>? in
                guard let waiting = inbox.waiting, waiting.number == number else { return nil }
                inbox.waiting = nil
                return waiting.1
            }
            waiting?.resume(returning: .silence)
        }
        defer { alarm.cancel() }
        return await withCheckedContinuation { continuation in
            let first = inbox.withLock { inbox -> Heard? in
                guard inbox.heard.isEmpty else { return inbox.heard.removeFirst() }
                inbox.waiting = (number, continuation)
                return nil
            }
            if let first { continuation.resume(returning: first) }
        }
    }

    /// Ends it at once, whatever it is doing, and takes its directory away.
    func abandon() async {
        conversation.quit()
        while !inbox.withLock({ $0.isEnded }) {
            if case .silence = await next(within: .seconds(2)) { conversation.kill() }
        }
        scratch.remove()
    }

    /// The last line that it wrote to its standard error; empty where it wrote none.
    var lastWords: String {
        let errors = reading.withLock { $0.errors }
        let lines = errors.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "" }
        return last.onOneLine(limit: 300)
    }

    private func put(_ heard: Heard) {
        let waiting = inbox.withLock { inbox -> CheckedContinuation<Heard, Never>? in
            guard let waiting = inbox.waiting else {
                inbox.heard.append(heard)
                return nil
            }
            inbox.waiting = nil
            return waiting.1
        }
        waiting?.resume(returning: heard)
    }
}

extension PluginTrial: Conversation.Listener {
    func heard(_ bytes: ArraySlice<UInt8>) -> Bool {
        var heard: [Heard] = []
        var isUsable = true
        reading.withLock { reading in
            do throws(ProtocolFault) {
                try reading.lines.feed(bytes) { line in
                    let text = String(decoding: line.prefix(200), as: UTF8.self).onOneLine(limit: 80)
                    do throws(ProtocolFault) {
                        heard.append(.message(try PluginMessage(line: line), bytes: line.count + 1))
                    } catch { heard.append(.fault("\(error)", line: text)) }
                }
            } catch {
                heard.append(.fault("\(error)", line: ""))
                isUsable = false
            }
        }
        for one in heard { put(one) }
        return isUsable
    }

    func heardErrors(_ bytes: ArraySlice<UInt8>) {
        reading.withLock { reading in
            reading.errors += bytes
            let surplus = reading.errors.count - Self.longestErrors
            if surplus > 0 { reading.errors.removeFirst(surplus) }
        }
    }

    func ended(_ status: ChildProcess.Status) {
        inbox.withLock { $0.isEnded = true }
        put(.ended(status))
    }
}

/// A program that is to be tried, with all that it takes to run it.
package struct TriedProgram: Sendable {
    let launcher: String
    let command: [String]
    let writable: [String]

    /// A program as `command`, run by the `bode-plugin` at `launcher`; it may change what is `writable` beside its directory.
    package init(launcher: String, command: [String], writable: [String] = []) {
        (self.launcher, self.command, self.writable) = (launcher, command, writable)
    }

    func arguments(directory: String) -> [String] {
        var arguments = ["--parent", String(Environment.processID), "--directory", directory]
        for path in writable { arguments += ["--write", path] }
        return arguments + ["--"] + command
    }

    func environment(directory: String) -> [String: String] {
        [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": directory,
            "TMPDIR": directory,
        ]
    }
}
