import Synchronization

/// Wakes those who wait for a reader's next message, without polling and without a lost wake-up.
///
/// A form of ``Log`` keeps one for each reader and rings it after every change that may bring the reader work.
public final class WorkBell: Sendable {
    /// What a reader can expect.
    public enum Outlook: Sendable {
        /// There is something to claim, or claiming would say why there never will be.
        case ready
        /// Nothing now; the next waiting message is due at that time.
        case nothing(nextDue: Timestamp?)
    }

    private struct State {
        var rings = 0
        var lastID = 0
        var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// Makes everyone who waits look again.
    public func ring() {
        let waiters = state.withLock { state in
            state.rings &+= 1
            defer { state.waiters = [:] }
            return state.waiters.values
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns once `outlook` is ready, `deadline` has passed or the task is cancelled.
    ///
    /// `outlook` is asked first, and again after every ring and whenever a waiting message has become due. Rings
    /// are counted before it is asked, so that one that falls between the asking and the waiting is heard.
    public func awaitWork(
        until deadline: Timestamp?, clock: any Clock, outlook: (_ now: Timestamp) async -> Outlook
    ) async {
        while !Task.isCancelled {
            let (heard, now) = (state.withLock { $0.rings }, clock.now)
            guard case .nothing(let nextDue) = await outlook(now) else { return }
            if let deadline, deadline <= now { return }
            await wait(after: heard, until: [deadline, nextDue].compactMap(\.self).min(), clock: clock)
        }
    }

    private func wait(after heard: Int, until time: Timestamp?, clock: any Clock) async {
        guard let time else { return await wait(after: heard) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(after: heard) }
            // It throws only when it is cancelled, which ends the wait as well.
            group.addTask { try? await clock.sleep(until: time) }
            await group.next()
            group.cancelAll()
        }
    }

    private func wait(after heard: Int) async {
        let id = state.withLock { state in
            state.lastID &+= 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: CheckedContinuation<Void, Never>) in
                let isOver = state.withLock { state in
                    guard !Task.isCancelled, state.rings == heard else { return true }
                    state.waiters[id] = waiter
                    return false
                }
                if isOver { waiter.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
        }
    }
}
