import Synchronization

/// The places for deliveries under way, of all sinks together: who finds none waits in line.
package final class DeliveryPlaces: Sendable {
    private struct State {
        var free: Int
        var line: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// What the daemon has, so that many slow receivers at once leave it descriptors and memory.
    package static let usual = 64

    package init(_ count: Int = usual) { state = Mutex(State(free: max(1, count))) }

    /// Runs `body` in a place of its own.
    func within<Value>(_ body: () async -> Value) async -> Value {
        await enter()
        defer { leave() }
        return await body()
    }

    private func enter() async {
        await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
            let hasPlace = state.withLock { state in
                guard state.free > 0 else {
                    state.line.append(turn)
                    return false
                }
                state.free -= 1
                return true
            }
            if hasPlace { turn.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.line.isEmpty else { return state.line.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
