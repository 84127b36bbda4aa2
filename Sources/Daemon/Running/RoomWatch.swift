import Engine
import Host
import Pipeline

/// Tells operators once when room on the disk becomes short, and once when there is again.
///
/// Whoever wants to store something waits by itself; this is for those who can make room.
struct RoomWatch: Sendable {
    let directory: String
    let reserve: UInt64
    let log: any Log
    let events: OperationalEvents
    let clock: any Clock
    let note: @Sendable (LogLevel, String) -> Void

    static let interval = Duration.seconds(5)

    /// Looks at the disk until the task is cancelled.
    func run() async throws(LogFailure) {
        var since: Timestamp?
        // Events that found no room, in order.
        var untold: [NewMessage] = []
        while !Task.isCancelled {
            let isShort = Files.freeBytes(at: directory).map { $0 < reserve } ?? false
            if isShort != (since != nil) {
                let now = clock.now
                let begun = since ?? now
                let kind: Event.Kind = isShort ? .storageFull : .storageRecovered
                let reason =
                    isShort
                    ? "less than \(reserve >> 20) MiB are free at \(directory): nothing new is taken in until there is more"
                    : "there is room at \(directory) again"
                note(isShort ? .error : .info, reason)
                if let event = events.storage(kind, since: begun, reason: reason, at: now) {
                    untold.append(event)
                }
                since = isShort ? begun : nil
            }
            while let event = untold.first {
                var transaction = Transaction(messages: [event])
                transaction.usesReserve = true
                do throws(LogFailure) { try await log.commit(transaction) } catch {
                    guard case .full = error else { throw error }
                    break
                }
                untold.removeFirst()
            }
            do { try await clock.sleep(until: clock.now.adding(RoomWatch.interval)) } catch { return }
        }
    }
}
