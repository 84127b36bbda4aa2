import Engine
import Host
import Pipeline

/// Tells operators once when room on the disk becomes short, and once when there is again, whatever restarts come between.
///
/// Whoever wants to store something waits by itself; this is for those who can make room. The log says after each restart that room
/// is short: whoever restarted the daemon wants to know.
struct RoomWatch: Sendable {
    let directory: String
    let reserve: UInt64
    let log: any Log
    let events: OperationalEvents
    let clock: any Clock
    let note: @Sendable (LogLevel, String) -> Void

    static let interval = Duration.seconds(5)
    /// The most that is read of the file; it has one short line.
    private static let largestFile = 256

    /// Looks at the disk until the task is cancelled.
    func run() async throws(LogFailure) {
        let bytes = (try? Files.read(path, limit: RoomWatch.largestFile)) ?? []
        var shortage = RoomShortage(text: String(decoding: bytes, as: UTF8.self))
        var stored = shortage.text
        // What was said last; after a restart only room that nobody missed needs no word.
        var wasShort = shortage.isOn ? nil : false
        while !Task.isCancelled {
            let isShort = Files.freeBytes(at: directory).map { $0 < reserve } ?? false
            if isShort != wasShort { note(isShort ? .error : .info, reason(isShort)) }
            wasShort = isShort
            while let news = shortage.look(isShort: isShort, at: clock.now) {
                // First: who ends now tells it once more under the same id, and not as another one.
                keep(shortage, &stored)
                guard try await tell(news) else { break }
                shortage.tell()
            }
            keep(shortage, &stored)
            do { try await clock.sleep(until: clock.now.adding(RoomWatch.interval)) } catch { return }
        }
    }

    private func reason(_ isShort: Bool) -> String {
        isShort
            ? "less than \(reserve >> 20) MiB are free at \(directory): nothing new is taken in until there is more"
            : "there is room at \(directory) again"
    }

    /// False where there is no room even for that.
    private func tell(_ news: RoomShortage.News) async throws(LogFailure) -> Bool {
        let event =
            switch news {
            case .begun(let since):
                events.storage(.storageFull, since: since, reason: reason(true), at: since)
            case .over(let end, let since):
                events.storage(.storageRecovered, since: since, reason: reason(false), at: end)
            }
        guard let event else { return true }
        var transaction = Transaction(messages: [event])
        transaction.usesReserve = true
        do throws(LogFailure) { try await log.commit(transaction) } catch {
            guard case .full = error else { throw error }
            return false
        }
        return true
    }

    // MARK: What outlives the process

    private var path: String { "\(directory)/room" }

    /// Where there is no room for the file either, the next look tries again; what it is about is told anyway.
    private func keep(_ shortage: RoomShortage, _ stored: inout String) {
        let text = shortage.text
        guard text != stored else { return }
        do throws(FileFailure) {
            if text.isEmpty { try Files.remove(path) } else { try Files.jot(Array(text.utf8), in: path) }
            stored = text
        } catch { return }
    }
}
