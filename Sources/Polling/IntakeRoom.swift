package import Pipeline

/// Room at intake for papers that are not urgent, handed out to all sources, one after the other.
///
/// However many sources have papers that wait, one of them looks how many wait at intake, and the others stand in line.
package actor IntakeRoom {
    /// Papers that may wait at intake when more of them are moved.
    package static let mostWaiting = 32
    /// How often to look while there is no room.
    static let nap = Duration.milliseconds(20)

    nonisolated let intake: Reader
    private let log: any Log
    private let clock: any Clock
    /// What may still go without another look.
    private var left = 0
    private var isTaken = false
    private var line: [(ticket: Int, turn: CheckedContinuation<Void, Never>)] = []
    private var lastTicket = 0

    /// The room before the reader `intake`.
    package init(before intake: Reader, log: any Log, clock: any Clock) {
        (self.intake, self.log, self.clock) = (intake, log, clock)
    }

    /// Waits until there is room, and takes what there is of it; 0 where the task was cancelled.
    package func take(upTo wanted: Int) async throws(LogFailure) -> Int {
        guard await comeFirst() else { return 0 }
        defer { letNext() }
        while left == 0 {
            left = max(0, Self.mostWaiting - (try await log.backlog(of: intake).ready))
            guard left == 0 else { break }
            do { try await clock.sleep(until: clock.now.adding(Self.nap)) } catch { return 0 }
        }
        let taken = min(wanted, left)
        left -= taken
        return taken
    }

    // MARK: The line

    /// Stands in line until it is one's turn; false where the task was cancelled before that.
    private func comeFirst() async -> Bool {
        guard isTaken else {
            isTaken = !Task.isCancelled
            return isTaken
        }
        lastTicket += 1
        let ticket = lastTicket
        await withTaskCancellationHandler {
            await withCheckedContinuation { turn in
                if Task.isCancelled { turn.resume() } else { line.append((ticket, turn)) }
            }
        } onCancel: {
            Task { await self.leave(ticket) }
        }
        return hasTurn.remove(ticket) != nil
    }

    /// Those whose turn it is, until they notice.
    private var hasTurn: Set<Int> = []

    private func letNext() {
        guard !line.isEmpty else {
            isTaken = false
            return
        }
        let (ticket, turn) = line.removeFirst()
        hasTurn.insert(ticket)
        turn.resume()
    }

    private func leave(_ ticket: Int) {
        guard let place = line.firstIndex(where: { $0.ticket == ticket }) else { return }
        line.remove(at: place).turn.resume()
    }
}
