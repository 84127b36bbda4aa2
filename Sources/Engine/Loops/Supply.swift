import Pipeline
import Synchronization

/// A claimed event.
struct Parcel: Sendable {
    var claim: Claim
    var event: Event

    var sequence: Int64 { claim.message.sequence }
}

extension Event {
    /// What it must not overtake another event of.
    var orderedBy: String { subject ?? id }
}

/// What was claimed for a sink and is not under way yet, a few of each queue.
///
/// They are taken by turns, one that came just now and one that has waited, as Postfix does with its incoming and deferred
/// mail: a backlog is worked off, and never stands before what is new.
struct Supply {
    private var ready: [Queue: ArraySlice<Parcel>] = [:]
    private var reach: [Queue: Int]
    private(set) var queue: Queue
    private let usualReach: Int

    private static let longestReach = 64
    /// More than this of one queue goes back to the log.
    static let most = 32

    init(isLocal: Bool, batch: Int) {
        // What is local is taken in the order of the log.
        queue = isLocal ? .both : .incoming
        usualReach = isLocal ? batch : 16
        reach = [:]
    }

    /// How many messages to claim of a queue: more, while most of them are for others.
    func reach(into queue: Queue) -> Int { reach[queue] ?? usualReach }

    func isEmpty(_ queue: Queue) -> Bool { ready[queue]?.isEmpty ?? true }

    /// Keeps what was claimed of a queue, and returns what is too much.
    mutating func put(_ parcels: [Parcel], of queue: Queue) -> [Parcel] {
        reach[queue] = parcels.isEmpty ? min(reach(into: queue) * 2, max(Self.longestReach, usualReach)) : nil
        let most = max(Self.most, usualReach)
        ready[queue] = parcels.prefix(most)
        return Array(parcels.dropFirst(most))
    }

    mutating func next(of queue: Queue) -> Parcel? { ready[queue]?.popFirst() }

    mutating func changeQueue() { queue = queue.other }

    /// Forgets everything, and returns what it was.
    mutating func letGo() -> [Int64] {
        defer { ready = [:] }
        return ready.values.flatMap { $0.map(\.sequence) }
    }
}

extension Queue {
    var other: Queue {
        switch self {
        case .incoming: .deferred
        case .deferred: .incoming
        case .both: .both
        }
    }
}

// MARK: Claiming

extension Courier {
    /// Where more wait than can be claimed at once, and for longer than this, they are a backlog: they are put among the
    /// deferred, so that they stand before none that is news.
    static let newsworthiness = Duration.seconds(60)

    /// Up to `count` events that may go out now.
    func take(_ count: Int, from supply: inout Supply) async throws(LogFailure) -> [Parcel] {
        var parcels: [Parcel] = []
        while parcels.count < count {
            var next = try await next(of: supply.queue, from: &supply)
            if next == nil { next = try await self.next(of: supply.queue.other, from: &supply) }
            guard let next else { break }
            parcels.append(next)
            supply.changeQueue()
        }
        return parcels
    }

    private func next(of queue: Queue, from supply: inout Supply) async throws(LogFailure) -> Parcel? {
        while supply.isEmpty(queue) {
            let limit = supply.reach(into: queue)
            let claims = try await surroundings.log.claim(
                limit, from: queue, for: reader, at: surroundings.clock.now)
            guard !claims.isEmpty else { return nil }
            let due = try await sort(claims, of: queue, areAll: claims.count < limit)
            let surplus = supply.put(due, of: queue)
            await giveBack(surplus.map(\.sequence))
        }
        return supply.next(of: queue)
    }

    /// Settles what is not for this sink, defers what may not go yet, and returns the rest.
    ///
    /// `areAll` is true where nothing more can be claimed of the queue.
    private func sort(
        _ claims: [Claim], of queue: Queue, areAll: Bool
    ) async throws(LogFailure) -> [Parcel] {
        var transaction = Transaction(reader: reader)
        var due: [Parcel] = []
        var settled: [Claim] = []
        let now = surroundings.clock.now
        func settle(_ claim: Claim, _ outcome: Outcome) {
            transaction.settlements.append(Settlement(claim.message.sequence, outcome))
            settled.append(claim)
        }
        for claim in claims {
            guard claim.message.mayBe(for: name) else {
                settle(claim, .done)
                continue
            }
            guard let parcel = parcel(claim) else {
                let why = "the stored event cannot be read"
                settle(claim, .setAside(reason: why))
                tellAside(claim.message.key.onOneLine(limit: 200), why, at: now, in: &transaction)
                continue
            }
            guard parcel.event.sinks.contains(name) else {
                settle(claim, .done)
                continue
            }
            // A sink that takes them in the order of the log keeps every order.
            let mayGo =
                isLocal || state.withLock { $0.order.admits(parcel.sequence, of: parcel.event.orderedBy) }
            let isNews = areAll || now.since(claim.message.appended) <= Self.newsworthiness
            if mayGo, isNews || queue != .incoming {
                due.append(parcel)
            } else if queue == .incoming {
                settle(claim, .deferred(until: min(claim.message.appended, now)))
            }
            // Else it stays claimed until what it must not overtake is settled.
        }
        guard !settled.isEmpty else { return due }
        do throws(LogFailure) {
            try await surroundings.store(transaction, of: settled, reader: reader, canDropMessages: true)
        } catch {
            // Told to stop while there is no room: they are for whoever comes next.
            await giveBack(claims.map(\.message.sequence))
            throw error
        }
        return due
    }

    /// The event that was claimed, `nil` where it cannot be read.
    func parcel(_ claim: Claim) -> Parcel? {
        guard let event = try? JSONText.decode(Event.self, from: claim.message.payload) else { return nil }
        return Parcel(claim: claim, event: event)
    }
}

extension Message {
    /// False where the stored event names other sinks alone; cheaper than reading it.
    ///
    /// Inside of the event's own JSON, which is a string here, no quotation mark stands unescaped.
    fileprivate func mayBe(for sink: String) -> Bool {
        let key = Array(#""sinks":["#.utf8)
        guard let list = payload.lastRange(of: key) else { return true }
        return payload[list.upperBound...].lastRange(of: Array(JSONText.string(sink).utf8)) != nil
    }
}

extension BidirectionalCollection<UInt8> where Index == Int {
    /// Where `pattern` last stands.
    fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? {
        var start = endIndex - pattern.count
        while start >= startIndex {
            if self[start] == pattern[0], self[start..<start + pattern.count].elementsEqual(pattern) {
                return start..<start + pattern.count
            }
            start -= 1
        }
        return nil
    }
}
