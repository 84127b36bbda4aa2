import Engine
import Pipeline

/// Something that runs beside others and can be stopped alone: the polls of a source, the deliveries to a sink.
struct Part: Sendable {
    /// How a part that is wanted no more comes to its end.
    enum Ending: Sendable {
        /// At once: nothing of what it does is stored before it is whole.
        case abandoned
        /// When what is under way is done, since a receiver may have it already.
        case finished
    }

    /// Unique among the parts that run: `poll/un-press`, `sink/desk`.
    var name: String
    /// What it was built from: a part that runs is left alone where this is the same.
    var fingerprint: Fingerprint
    var ending: Ending
    /// Tells it to take no more work.
    var stop: StopSignal
    /// Runs until told to stop or cancelled, or until the log fails.
    var run: @Sendable () async throws(LogFailure) -> Void
}

/// The parts that run, each in a task of its own.
///
/// They come and go one by one. A part that replaces another begins when that has come to its end, and nobody waits for it.
actor Crew {
    private struct Member {
        let part: Part
        let task: Task<Void, Never>
    }

    /// What is under way gets this long to end.
    private static let drainTime = Duration.seconds(20)

    private var members: [String: Member] = [:]
    /// Ends when the last part of that name that was told to go has gone.
    private var leaving: [String: Task<Void, Never>] = [:]
    /// Parts that came to their end by themselves.
    private var ended: Set<String> = []
    private var isStopped = false
    /// What the log did to any of them.
    nonisolated let failures: AsyncStream<LogFailure>
    private let fail: AsyncStream<LogFailure>.Continuation

    init() { (failures, fail) = AsyncStream.makeStream() }

    /// Lets exactly these parts run: those that run already are not touched, the others are told to go or begun.
    ///
    /// Returns the names of those that were begun, replaced or told to go.
    @discardableResult
    func take(_ parts: [Part]) -> [String] {
        guard !isStopped else { return [] }
        var changed: Set<String> = []
        for (name, member) in members {
            guard !parts.contains(where: { $0.name == name && $0.fingerprint == member.part.fingerprint })
            else { continue }
            changed.insert(name)
            dismiss(name)
        }
        for part in parts where members[part.name] == nil {
            changed.insert(part.name)
            begin(part)
        }
        return changed.sorted()
    }

    /// Whether parts that end by themselves have done so.
    func haveEnded(_ names: [String]) -> Bool {
        names.allSatisfy { members[$0] == nil || ended.contains($0) }
    }

    /// Tells everyone to go, and returns when all have gone; calling it twice is harmless.
    func stop() async {
        isStopped = true
        for name in members.keys.sorted() { dismiss(name) }
        for task in leaving.values { await task.value }
    }

    private func begin(_ part: Part) {
        let predecessor = leaving[part.name]
        ended.remove(part.name)
        let task = Task {
            await predecessor?.value
            guard !part.stop.isStopped else { return }
            do throws(LogFailure) {
                try await part.run()
                ended.insert(part.name)
            } catch { end(with: error, of: part) }
        }
        members[part.name] = Member(part: part, task: task)
    }

    private func end(with failure: LogFailure, of part: Part) {
        // Who is told to stop while there is no room leaves what it has for the next start.
        if case .full = failure, part.stop.isStopped { return }
        fail.yield(failure)
    }

    private func dismiss(_ name: String) {
        guard let member = members.removeValue(forKey: name) else { return }
        member.part.stop.stop()
        switch member.part.ending {
        case .abandoned:
            member.task.cancel()
            leaving[name] = member.task
        case .finished:
            leaving[name] = Task {
                let limit = Task {
                    try? await Task.sleep(for: Crew.drainTime)
                    if !Task.isCancelled { member.task.cancel() }
                }
                await member.task.value
                limit.cancel()
            }
        }
    }
}
