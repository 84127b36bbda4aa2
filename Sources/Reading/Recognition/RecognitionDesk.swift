import DispatchIsolation

/// Lets one paper at a time have its text recognised, since each takes a processor for minutes.
actor RecognitionDesk {
    private nonisolated let executor = DispatchExecutor(label: "recognition")
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Papers that may wait for their turn; whoever reads papers has other work for the rest of its hands.
    private static let mostWaiting = 8

    private var isTaken = false
    private var waiting: [(ticket: UInt64, turn: CheckedContinuation<Bool, Never>)] = []
    private var lastTicket: UInt64 = 0

    /// Runs `body` once it has its turn.
    func atDesk<Success: Sendable>(
        _ body: @Sendable () async throws(ReadFailure) -> Success
    ) async throws(ReadFailure) -> Success {
        guard await takeTurn() else {
            throw .unavailable("text recognition has its hands full with other papers")
        }
        defer { passOn() }
        return try await body()
    }

    private func takeTurn() async -> Bool {
        guard isTaken else {
            isTaken = true
            return true
        }
        guard waiting.count < Self.mostWaiting, !Task.isCancelled else { return false }
        lastTicket &+= 1
        let ticket = lastTicket
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((ticket, $0)) }
        } onCancel: {
            Task { await self.leave(ticket) }
        }
    }

    private func leave(_ ticket: UInt64) {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: index).turn.resume(returning: false)
    }

    private func passOn() {
        guard !waiting.isEmpty else { return isTaken = false }
        waiting.removeFirst().turn.resume(returning: true)
    }
}
