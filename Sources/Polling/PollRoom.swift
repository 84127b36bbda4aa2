package import Pipeline
import Synchronization

/// Places for polls, so that what thousands of sources show at the same time is never all in memory.
///
/// A poll has a place from before its request until what it brought is stored. One that waits long for its server leaves its
/// place to others, since it holds next to nothing: servers that never answer do not hold up those that do.
package final class PollRoom: Sendable {
    /// Polls that may ask, or have brought something that is yet to be stored.
    package static let places = 64
    /// How long a poll that still waits for its server is counted among them.
    package static let patience = Duration.seconds(1)

    /// What a poll holds until it leaves.
    package struct Place: Sendable {
        fileprivate let number: Int
    }

    private let clock: any Clock
    private let state = Mutex(State())

    /// Room for the polls of all sources that share it.
    package init(clock: any Clock) { self.clock = clock }

    /// Waits until there is a place, those who wait longest first; `nil` where the task was cancelled before.
    package func enter() async -> Place? {
        let ticket = state.withLock { $0.line.ticket() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                change { state in
                    if Task.isCancelled {
                        turn.resume(returning: nil)
                    } else {
                        state.line.stand(ticket, turn)
                    }
                }
            }
        } onCancel: {
            state.withLock { $0.line.leave(ticket) }?.resume(returning: nil)
        }
    }

    /// How many wait for a place.
    package var waiting: Int { state.withLock { $0.line.count } }

    /// The poll has brought something, and holds its place from here on however long it takes to store that.
    package func fill(_ place: Place) {
        state.withLock { state in
            state.asking[place.number] = nil
            state.filled.insert(place.number)
        }
    }

    /// Gives a place back; one that has been given back before is nobody's.
    package func leave(_ place: Place) {
        change { state in
            state.asking[place.number] = nil
            state.filled.remove(place.number)
        }
    }

    // MARK: Who is let in

    private typealias Turn = CheckedContinuation<Place?, Never>

    /// Those who wait, by the number that they drew: the smallest is first.
    private struct Line {
        private var turns: [Int: Turn] = [:]
        private var first = 1
        private var last = 0

        var count: Int { turns.count }

        mutating func ticket() -> Int {
            last &+= 1
            return last
        }

        mutating func stand(_ ticket: Int, _ turn: Turn) {
            turns[ticket] = turn
            // Who drew a number later may have come sooner.
            first = min(first, ticket)
        }

        mutating func leave(_ ticket: Int) -> Turn? { turns.removeValue(forKey: ticket) }

        mutating func next() -> (ticket: Int, turn: Turn)? {
            while first <= last {
                defer { first += 1 }
                if let turn = turns.removeValue(forKey: first) { return (first, turn) }
            }
            return nil
        }
    }

    private struct State {
        var line = Line()
        /// Since when those ask for whom others wait, by the number of their place.
        var asking: [Int: Timestamp] = [:]
        /// Those that have brought something.
        var filled: Set<Int> = []
        /// True while somebody looks after those in line whom nobody lets in by leaving.
        var isWatched = false

        /// Lets in those for whom there is a place.
        mutating func admit(at now: Timestamp) -> [(turn: Turn, place: Place)] {
            if filled.count + asking.count + line.count > PollRoom.places {
                // One that began later than now: the clock was set back.
                asking = asking.filter { $0.value <= now && now.since($0.value) < PollRoom.patience }
            }
            var admitted: [(turn: Turn, place: Place)] = []
            while filled.count + asking.count < PollRoom.places, let (ticket, turn) = line.next() {
                asking[ticket] = now
                admitted.append((turn, Place(number: ticket)))
            }
            return admitted
        }

        /// When to look again on behalf of those in line; `nil` where whoever leaves lets them in, or nobody waits.
        var nextLook: Timestamp? {
            line.count == 0 ? nil : asking.values.min()?.adding(PollRoom.patience)
        }
    }

    private func change(_ change: (inout State) -> Void) {
        let now = clock.now
        let (admitted, isToBeWatched) = state.withLock { state in
            change(&state)
            let admitted = state.admit(at: now)
            let isToBeWatched = !state.isWatched && state.nextLook != nil
            if isToBeWatched { state.isWatched = true }
            return (admitted, isToBeWatched)
        }
        for (turn, place) in admitted { turn.resume(returning: place) }
        // Who waits in line cannot do it: it may be let in, or give up, meanwhile.
        if isToBeWatched { Task { await watch() } }
    }

    /// Lets in those in line as others lose their places, until nobody waits for that.
    private func watch() async {
        while true {
            let next = state.withLock { state in
                let next = state.nextLook
                state.isWatched = next != nil
                return next
            }
            guard let next else { return }
            try? await clock.sleep(until: next)
            change { _ in }
        }
    }
}
