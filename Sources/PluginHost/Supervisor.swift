import Pipeline
import PluginProtocol
import Synchronization

/// Keeps a program running, gives it work, and knows what becomes of that when the program dies.
///
/// It is started with the first work. Whoever gives it work waits: for a place in its window, for its answer, and while it is
/// started again.
final class Supervisor<Work: Assignment>: Sendable {
    let plugin: HostedProgram
    private let state: Mutex<Supervision<Work>>
    private var clock: any Clock { plugin.clock }

    init(_ plugin: HostedProgram) {
        self.plugin = plugin
        state = Mutex(Supervision(deadline: plugin.program.deadline))
    }

    // MARK: For whoever has work

    /// An id for the next work.
    var nextID: Int64 {
        state.withLock { state in
            state.lastID &+= 1
            return state.lastID
        }
    }

    /// Gives the program `work`, which `line` says under the id, and returns what became of it.
    func perform(_ work: Work, id: Int64, line: [UInt8], alone: Bool) async -> Ending<Work.Outcome> {
        await withCheckedContinuation { continuation in
            let job = Job(work: work, line: line, given: .now, end: continuation)
            let refusal: Ending<Work.Outcome>? = state.withLock { state in
                switch state.phase {
                case .stopped: return .stopping
                case .disabled(_, let reason): return .disabled(reason: reason)
                default: state.load.add(job, id: id, size: line.count, isAlone: alone)
                }
                start(&state)
                return nil
            }
            if let refusal { return continuation.resume(returning: refusal) }
            admit()
        }
    }

    var condition: OutsideCondition {
        state.withLock { state in
            switch state.phase {
            case .idle, .starting, .running, .stopped: .running
            case .restarting(let time, let reason): .restarting(at: time, reason: reason)
            case .disabled(let since, let reason): .disabled(since: since, reason: reason)
            }
        }
    }

    /// How many pieces of work the program takes at a time, as far as is known.
    var window: Int {
        state.withLock { min($0.ready?.window ?? plugin.limits.window, plugin.limits.window) }
    }

    func resume() {
        state.withLock { state in
            guard case .disabled = state.phase else { return }
            state.restarts.forget()
            state.phase = .idle
            start(&state)
        }
    }

    /// Ends the program; calling it twice is harmless.
    func stop() async {
        let (session, keeping, dismissed) = state.withLock { state in
            state.phase = .stopped
            state.keeping?.cancel()
            return (state.session, state.keeping, state.load.dismissWaiting())
        }
        for job in dismissed { job.end.resume(returning: .stopping) }
        await session?.finish()
        await keeping?.value
    }

    private func admit() {
        let (session, admitted) = state.withLock { state in
            guard case .running(let ready) = state.phase, let session = state.session else {
                return (ProgramSession?.none, [(id: Int64, job: Job<Work>)]())
            }
            let window = min(ready.window, plugin.limits.window)
            return (session, state.load.admit(window: window, at: clock.now))
        }
        guard let session, let first = admitted.first else { return }
        // Short lines go in one piece; a long one is not copied for that.
        var lines = first.job.line
        for (_, job) in admitted.dropFirst() {
            if lines.count + job.line.count > 1 << 16 {
                session.send(lines)
                lines = job.line
            } else {
                lines += job.line
            }
        }
        session.send(lines)
    }

    // MARK: Keeping it running

    private func start(_ state: inout Supervision<Work>) {
        guard case .idle = state.phase else { return }
        state.phase = .starting
        let predecessor = state.keeping
        state.keeping = Task {
            await predecessor?.value
            while let pause = await live() {
                guard (try? await clock.sleep(until: pause)) != nil else { return }
            }
        }
    }

    /// One life of the program; returns when it is to be started again, `nil` where it is not.
    private func live() async -> Timestamp? {
        let session = ProgramSession(plugin, listener: self)
        let isWanted = state.withLock { state in
            if case .stopped = state.phase { return false }
            (state.phase, state.session) = (.starting, session)
            return true
        }
        guard isWanted else { return nil }
        let opening = await session.open()
        var watch: Task<Void, Never>?
        switch opening {
        case .ready(let ready):
            let isRunning = state.withLock { state in
                guard case .starting = state.phase, state.session === session else { return false }
                (state.phase, state.ready) = (.running(ready), ready)
                return true
            }
            if isRunning {
                plugin.note(.debug, "\(ready.name) \(ready.version) is ready")
                admit()
                watch = Task { await self.watch(session) }
            }
        case .refused, .failed: break
        }
        let end = await session.end
        watch?.cancel()
        return bury(session, opening, end)
    }

    /// Ends the session when it owes an answer for too long.
    private func watch(_ session: ProgramSession) async {
        let deadline = plugin.program.deadline
        while true {
            let due = state.withLock { $0.load.due } ?? clock.now.adding(deadline)
            guard (try? await clock.sleep(until: due)) != nil else { return }
            let isLate = state.withLock { state in state.load.due.map { $0 <= clock.now } ?? false }
            guard isLate else { continue }
            return session.fail("it gave no answer for \(deadline / .seconds(1)) seconds")
        }
    }

    /// Says what follows from the end of a session.
    private func bury(
        _ session: ProgramSession, _ opening: ProgramSession.Opening, _ end: ProgramSession.End
    ) -> Timestamp? {
        let now = clock.now
        var dismissed: [Job<Work>] = []
        var reason = end.reason
        let phase = state.withLock { state in
            state.session = nil
            if case .stopped = state.phase { return state.phase }
            if case .refused(let why) = opening {
                reason = "\(why)"
                state.phase = .disabled(since: now, reason: reason)
            } else {
                switch state.restarts.died(at: now) {
                case .again(let time): state.phase = .restarting(at: time, reason: reason)
                case .disable:
                    reason = "it died \(Restarts.mostDeaths) times within 10 minutes: \(reason)"
                    state.phase = .disabled(since: now, reason: reason)
                }
            }
            if case .disabled = state.phase { dismissed = state.load.dismissWaiting() }
            return state.phase
        }
        defer { for job in dismissed { job.end.resume(returning: .disabled(reason: reason)) } }
        switch phase {
        case .restarting(let time, _):
            plugin.note(.warning, "\(reason); it is started again in \(time.since(now) / .seconds(1)) s")
            plugin.host.counts.restarted(plugin.name)
            return time
        case .disabled:
            plugin.note(.error, "it is disabled: \(reason)")
            return nil
        default: return nil
        }
    }
}

extension Supervisor: ProgramSession.Listener {
    func heard(_ message: PluginMessage, size: Int, from session: ProgramSession) throws(ProtocolFault) {
        let now = clock.now
        let answered = try state.withLock { state throws(ProtocolFault) in
            guard state.session === session, let ready = state.ready, let id = message.id else {
                throw ProtocolFault("it answered what it was not asked")
            }
            let answer = try state.load.answer(id, at: now) { job throws(ProtocolFault) in
                try job.work.take(message, size: size, from: ready)
            }
            guard let answer else {
                throw ProtocolFault("\(id) is not in its hands: it was not given, or was answered already")
            }
            return answer
        }
        guard let outcome = answered.result else { return }
        plugin.host.counts.answered(plugin.name, .now - answered.job.given)
        answered.job.end.resume(returning: .answered(outcome))
    }

    func heardAll(from session: ProgramSession) { admit() }

    func lost(_ session: ProgramSession, reason: String) {
        let (jobs, isStopping) = state.withLock { state in
            guard state.session === session else { return ([(job: Job<Work>, wasAlone: Bool)](), false) }
            var isStopping = false
            switch state.phase {
            case .running: state.phase = .restarting(at: clock.now, reason: reason)
            case .stopped: isStopping = true
            default: break
            }
            state.ready = nil
            return (state.load.takeBack(), isStopping)
        }
        for (job, wasAlone) in jobs {
            job.end.resume(
                returning: isStopping ? .stopping : .lost(reason: reason, wasAlone: wasAlone))
        }
    }
}
