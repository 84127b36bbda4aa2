import Host
import Pipeline
import PluginProtocol
import Processes
import Synchronization

/// One life of a plugin: from its start over its greeting to its end.
///
/// What it says is read, cut into lines and understood on the conversation's own thread, so that a plugin which writes faster
/// than it is understood has to wait.
final class ProgramSession: Sendable {
    /// Hears a session from its greeting on; called on the conversation's thread.
    protocol Listener: Sendable {
        /// It said something; thrown at, the session ends with that as its reason.
        func heard(_ message: PluginMessage, size: Int, from session: ProgramSession) throws(ProtocolFault)
        /// All that it has said so far was heard.
        func heardAll(from session: ProgramSession)
        /// It is of no more use and will end, or has; told once or more.
        func lost(_ session: ProgramSession, reason: String)
    }

    enum Opening: Sendable {
        case ready(PluginMessage.Ready)
        case refused(InvalidOptions)
        case failed(String)
    }

    /// How it ended.
    struct End: Sendable {
        let reason: String
        /// True where it ended as it should: asked to, with status 0.
        let isGraceful: Bool
    }

    private struct Life {
        var opening: Opening?
        var greeting: CheckedContinuation<Opening, Never>?
        /// Why it is of no more use.
        var fault: String?
        var isFinishing = false
        /// Ends it step by step.
        var farewell: Task<Void, Never>?
        var end: End?
        var waiting: [CheckedContinuation<End, Never>] = []
        var scratch: ScratchDirectory?
    }

    /// What only the conversation's thread touches.
    private struct Hearing {
        var lines: LineSplitter
        var errors = ErrorLines()
        var isGreeted = false
    }

    static let greetingTime = Duration.seconds(10)

    private let plugin: HostedProgram
    private let listener: (any Listener)?
    private let life = Mutex(Life())
    private let hearing: Mutex<Hearing>
    private let conversation: Result<Conversation, ProcessFailure>

    /// A session that is not yet open.
    init(_ plugin: HostedProgram, listener: (any Listener)?) {
        (self.plugin, self.listener) = (plugin, listener)
        hearing = Mutex(Hearing(lines: LineSplitter(limit: plugin.limits.line)))
        conversation = Result { () throws(ProcessFailure) in try Conversation() }
    }

    // MARK: From the beginning

    /// Starts the program and greets it; once only.
    func open() async -> Opening {
        let patienceEnds = plugin.clock.now.adding(Self.greetingTime)
        do {
            let talk = try conversation.get()
            let scratch = try ScratchDirectory(
                in: plugin.host.scratch, named: "\(plugin.role.rawValue)-\(plugin.name)")
            life.withLock { $0.scratch = scratch }
            try await talk.start(
                plugin.host.launcher,
                plugin.arguments(directory: scratch.path, parent: Environment.processID),
                environment: plugin.environment(directory: scratch.path), listener: self)
            talk.send(plugin.hello)
            // Told to end before there was anything to tell.
            if life.withLock({ $0.isFinishing }) { talk.finishInput() }
        } catch {
            over("\(error)", isGraceful: false)
        }
        let patience = Task {
            guard (try? await plugin.clock.sleep(until: patienceEnds)) != nil else { return }
            if life.withLock({ $0.opening == nil }) {
                fail("it did not say within 10 seconds that it is ready")
            }
        }
        defer { patience.cancel() }
        return await withCheckedContinuation { continuation in
            let opening = life.withLock { life in
                if life.opening == nil { life.greeting = continuation }
                return life.opening
            }
            if let opening { continuation.resume(returning: opening) }
        }
    }

    private func settle(_ opening: Opening) {
        let greeting = life.withLock { life in
            if life.opening == nil { life.opening = opening }
            defer { life.greeting = nil }
            return life.greeting
        }
        greeting?.resume(returning: opening)
    }

    // MARK: While it lasts

    /// Sends lines; without effect where it has ended.
    func send(_ lines: [UInt8]) { (try? conversation.get())?.send(lines) }

    private func understand(_ line: ArraySlice<UInt8>, _ isGreeted: inout Bool) throws(ProtocolFault) {
        let message = try PluginMessage(line: line)
        switch message {
        case .ready, .refuse:
            guard !isGreeted else { throw ProtocolFault("it introduced itself twice") }
            isGreeted = true
        default:
            guard isGreeted else { throw ProtocolFault("it answered before it said that it is ready") }
        }
        switch message {
        case .ready(let ready) where ready.role == plugin.role: settle(.ready(ready))
        case .ready(let ready):
            refuse(
                InvalidOptions(
                    "run", "is a plugin for a \(ready.role.rawValue), and no \(plugin.role.rawValue)"))
        case .refuse(let option, let problem):
            refuse(InvalidOptions(option.onOneLine(limit: 200), problem.onOneLine(limit: 500)))
        default:
            // A newline counts too: it is part of what the program wrote.
            try listener?.heard(message, size: line.count + 1, from: self)
        }
    }

    private func refuse(_ why: InvalidOptions) {
        settle(.refused(why))
        fail("it refused: \(why)")
    }

    // MARK: To the end

    /// Ends it, since it is of no more use: SIGTERM, then SIGKILL.
    func fail(_ reason: String) {
        let isFirst = life.withLock { life in
            guard life.fault == nil, life.end == nil else { return false }
            life.fault = reason
            life.farewell?.cancel()
            life.farewell = Farewell.begin(conversation, clock: plugin.clock, isAsked: true)
            return true
        }
        guard isFirst else { return }
        settle(.failed(reason))
        listener?.lost(self, reason: reason)
    }

    /// Has it finish what it has in hand, and returns once it has ended; it is helped on after a while.
    @discardableResult
    func finish() async -> End {
        let isFirst = life.withLock { life in
            guard !life.isFinishing, life.end == nil else { return false }
            life.isFinishing = true
            if life.farewell == nil {
                life.farewell = Farewell.begin(conversation, clock: plugin.clock, isAsked: false)
            }
            return true
        }
        if isFirst { (try? conversation.get())?.finishInput() }
        return await end
    }

    /// Waits for its end.
    var end: End {
        get async {
            await withCheckedContinuation { continuation in
                let end = life.withLock { life in
                    if life.end == nil { life.waiting.append(continuation) }
                    return life.end
                }
                if let end { continuation.resume(returning: end) }
            }
        }
    }

    private func over(_ reason: String, isGraceful: Bool) {
        let scratch = life.withLock { life in
            defer { life.scratch = nil }
            return life.scratch
        }
        scratch?.remove()
        let (why, waiting) = life.withLock { life in
            let why = life.fault ?? reason
            life.end = End(reason: why, isGraceful: isGraceful && life.isFinishing && life.fault == nil)
            life.farewell?.cancel()
            defer { life.waiting = [] }
            return (why, life.waiting.map { ($0, life.end) })
        }
        settle(.failed(why))
        listener?.lost(self, reason: why)
        for (continuation, end) in waiting {
            if let end { continuation.resume(returning: end) }
        }
    }
}

extension ProgramSession: Conversation.Listener {
    func heard(_ bytes: ArraySlice<UInt8>) -> Bool {
        do throws(ProtocolFault) {
            try hearing.withLock { hearing throws(ProtocolFault) in
                var (fault, isGreeted): (ProtocolFault?, Bool) = (nil, hearing.isGreeted)
                try hearing.lines.feed(bytes) { line in
                    guard fault == nil else { return }
                    do throws(ProtocolFault) { try understand(line, &isGreeted) } catch { fault = error }
                }
                hearing.isGreeted = isGreeted
                if let fault { throw fault }
            }
        } catch {
            fail("it broke the protocol: \(error)")
            return false
        }
        listener?.heardAll(from: self)
        return life.withLock { $0.fault == nil }
    }

    func heardErrors(_ bytes: ArraySlice<UInt8>) {
        hearing.withLock { $0.errors.feed(bytes, at: plugin.clock.now, plugin.note) }
    }

    func ended(_ status: ChildProcess.Status) {
        let last = hearing.withLock { hearing in
            hearing.errors.finish(at: plugin.clock.now, plugin.note)
            return hearing.errors.last
        }
        let words = last.isEmpty ? "" : ": \(last.onOneLine(limit: 300))"
        over("it \(status.inWords)\(words)", isGraceful: status == .exited(0))
    }
}
