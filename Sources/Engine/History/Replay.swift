package import Pipeline

/// Sends events of the past to one sink once more: the same bytes under the same ids, on purpose.
///
/// A copy of each message is appended that names this sink alone. Nobody's position moves: what the sink has still to get
/// keeps its place, and a fresh event waits behind ``mostWaiting`` copies at most.
package struct Replay: Sendable {
    /// Which events, and where to.
    package struct Request: Codable, Sendable {
        package var sink: String
        /// Only events of that watch; `nil` for all that would have gone to the sink as it is configured now.
        package var watch: String?
        package var since: Timestamp
        package var until: Timestamp
        /// True where events go out again that the sink has.
        package var again: Bool
        /// True where nothing is to be sent.
        package var isDry: Bool
        /// Where the slice before ended.
        package var after: Int64?

        package init(
            sink: String, watch: String? = nil, since: Timestamp, until: Timestamp,
            again: Bool = false, isDry: Bool = false
        ) {
            (self.sink, self.watch, self.since, self.until) = (sink, watch, since, until)
            (self.again, self.isDry) = (again, isDry)
        }
    }

    /// What is known of the sink.
    package struct Receiver: Sendable {
        /// The watches that feed it now.
        package var watches: Set<String>
        package var hearsOperations: Bool
        /// True for one that has each event once: what it has is not sent again unless the request says so.
        package var keepsOne: Bool

        package init(watches: Set<String>, hearsOperations: Bool, keepsOne: Bool) {
            (self.watches, self.hearsOperations) = (watches, hearsOperations)
            self.keepsOne = keepsOne
        }
    }

    /// Copies that may wait for the sink when more are appended.
    package static let mostWaiting = 64
    /// Messages looked at in one slice.
    private static let page = 128

    private let log: any Log & LogHistory
    /// False where nobody takes what is appended.
    private let isRunning: Bool

    package init(_ log: any Log & LogHistory, isRunning: Bool) {
        (self.log, self.isRunning) = (log, isRunning)
    }

    /// Sends the next few.
    package func slice(
        _ request: Request, to receiver: Receiver
    ) async throws(LogFailure) -> ReplaySlice {
        var slice = ReplaySlice()
        let reader = Courier.reader(of: request.sink)
        let backlog = try await log.backlog(of: reader)
        (slice.waiting, slice.next) = (backlog.ready + backlog.waiting, request.after)
        if isRunning, !request.isDry, slice.waiting >= Replay.mostWaiting { return slice }
        if slice.next == nil {
            slice.next = try await log.sequence(of: .events, before: request.since)
            slice.oldest = try await log.messages(of: .events, after: 0, limit: 1).first?.appended.rfc3339
        }
        let messages = try await log.messages(of: .events, after: slice.next ?? 0, limit: Replay.page)
        var transaction = Transaction()
        slice.isLast = messages.count < Replay.page
        for message in messages {
            guard message.appended < request.until else {
                slice.isLast = true
                break
            }
            slice.next = message.sequence
            guard var event = try? JSONText.decode(Event.self, from: message.payload),
                isWanted(event, request, receiver),
                try await isFirst(message, of: event, sink: request.sink, since: request.since)
            else { continue }
            if try await isThere(event, reader, request, receiver) {
                slice.skipped += 1
                continue
            }
            slice.sent += 1
            event.sinks = [request.sink]
            event.isRepeat = request.again ? true : nil
            transaction.messages.append(
                NewMessage(.events, key: message.key, payload: JSONText.encode(event)))
            if isRunning, transaction.messages.count + slice.waiting >= Replay.mostWaiting {
                slice.isLast = false
                break
            }
        }
        if !request.isDry, !transaction.messages.isEmpty { try await log.commit(transaction) }
        return slice
    }

    private func isWanted(_ event: Event, _ request: Request, _ receiver: Receiver) -> Bool {
        let told = (try? JSONText.decode(Told.self, from: Array(event.json.utf8)))?.data.watches ?? []
        if let watch = request.watch { return told.contains(watch) }
        if event.sinks.contains(request.sink) || !receiver.watches.isDisjoint(with: told) { return true }
        return receiver.hearsOperations && told.isEmpty && !event.kind.rawValue.hasPrefix("bode.answer.")
    }

    /// Whether this is the first copy of its event in the time that is asked for; the others say the same.
    private func isFirst(
        _ message: Message, of event: Event, sink: String, since: Timestamp
    ) async throws(LogFailure) -> Bool {
        let copies = try await log.messages(of: .events, key: event.id, limit: Replay.mostCopies)
        return !copies.contains { $0.sequence < message.sequence && $0.appended >= since }
    }

    /// Copies of one event that are looked at.
    private static let mostCopies = 32

    /// Whether the sink has the event, or is about to get it.
    private func isThere(
        _ event: Event, _ reader: Reader, _ request: Request, _ receiver: Receiver
    ) async throws(LogFailure) -> Bool {
        for copy in try await log.messages(of: .events, key: event.id, limit: Replay.mostCopies) {
            guard let routed = try? JSONText.decode(Event.self, from: copy.payload),
                routed.sinks.contains(request.sink)
            else { continue }
            switch try await log.fate(of: copy.sequence, for: reader).state {
            case .open, .waiting: return true
            case .done: if receiver.keepsOne && !request.again { return true }
            case .setAside: continue
            }
        }
        return false
    }

    private struct Told: Decodable {
        struct Data: Decodable { var watches: [String]? }
        var data: Data
    }
}

/// What became of a few events of a replay.
package struct ReplaySlice: Codable, Sendable {
    /// Events that go out again.
    package var sent = 0
    /// Events that the sink has, or is about to get.
    package var skipped = 0
    /// What waited for the sink before.
    package var waiting = 0
    /// When the oldest event was appended that the log still has; in the first slice only.
    package var oldest: String?
    package var next: Int64?
    package var isLast = false

    package init() {}
}
