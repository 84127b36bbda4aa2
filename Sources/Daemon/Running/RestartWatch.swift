import Engine
import Host
import Pipeline

/// Tells operators once when the process keeps ending without having been told to.
struct RestartWatch: Sendable {
    private let path: String
    private let note: @Sendable (LogLevel, String) -> Void

    /// The most that is read of the file; it has some fifty short lines.
    private static let largestFile = 4096

    init(state: String, note: @escaping @Sendable (LogLevel, String) -> Void) {
        (path, self.note) = ("\(state)/starts", note)
    }

    /// Notes this start, and tells of the ends before it where they are too many.
    func begin(_ events: OperationalEvents, log: any Log, at now: Timestamp) async throws(LogFailure) {
        let bytes = (try? Files.read(path, limit: RestartWatch.largestFile)) ?? []
        var restarts = Restarts(text: String(decoding: bytes, as: UTF8.self))
        let since = restarts.begin(at: now)
        jot(restarts)
        guard let since else { return }
        let reason = "it ended \(Restarts.mostEnds) times within ten minutes without having been told to"
        note(.error, "\(reason); what it said before each end says why")
        if let event = events.process(reason: reason, since: since) {
            var transaction = Transaction(messages: [event])
            transaction.usesReserve = true
            do throws(LogFailure) { try await log.commit(transaction) } catch {
                // Without room the line in the log has to do.
                guard case .full = error else { throw error }
            }
        }
        // Only now: it may end at any moment.
        restarts.tell(at: now)
        jot(restarts)
    }

    private func jot(_ restarts: Restarts) {
        do throws(FileFailure) { try Files.jot(Array(restarts.text.utf8), in: path) } catch {
            note(.warning, "how often the process ends cannot be noted: \(error)")
        }
    }

    /// It ends as it was told to.
    func end() { try? Files.remove(path) }
}
