import Pipeline

extension Log {
    /// Stores a transaction as soon as there is room for it; false where the task was cancelled first.
    ///
    /// `tell` hears why there is no room, once, and `nil` when there is again.
    func commit(
        _ transaction: Transaction, asRoomComes clock: any Clock, tell: (_ lack: String?) -> Void = { _ in }
    ) async throws(LogFailure) -> Bool {
        var hasWaited = false
        while true {
            do throws(LogFailure) {
                try await commit(transaction)
                if hasWaited { tell(nil) }
                return true
            } catch {
                guard case .full(let why) = error else { throw error }
                if !hasWaited { tell(why) }
                hasWaited = true
                do { try await clock.sleep(until: clock.now.adding(LogRoom.interval)) } catch { return false }
            }
        }
    }
}

private enum LogRoom {
    /// How long to wait before looking again whether there is room.
    static let interval = Duration.seconds(10)
}
