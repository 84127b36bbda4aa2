import Pipeline

/// Who is asking a host now, and who waits: decides, and leaves the waiting to others.
struct HostQueue {
    typealias Turn = CheckedContinuation<Place, Never>

    /// A place at the host, for one request.
    struct Place: Sendable {
        fileprivate let number: Int
        /// The request may not begin before: the place still rests.
        let start: Timestamp
    }

    /// When the next request may begin.
    var next = Timestamp(milliseconds: 0)

    private struct Guest {
        let address: String
        var since: Timestamp
    }

    private var inside: [Int: Guest] = [:]
    /// Those before `first` have been let in: taking them out one by one would move all the others.
    private var waiting: [(guest: Guest, turn: Turn)] = []
    private var first = 0
    private var lastPlace = 0
    /// Until when places that are free rest after their last request.
    private var rests: [Timestamp] = []
    /// Addresses whose last answer was slow.
    ///
    /// One of them is asked only while nobody else keeps the host long, so that a few servers' pages that never come leave
    /// a place to those that do.
    private var slow: Set<String> = []
    private static let mostSlow = 1_024

    /// A place at once, or `nil` where `turn` is to be resumed with one later.
    mutating func enter(_ address: String, at now: Timestamp, orWait turn: Turn) -> Place? {
        let guest = Guest(address: address, since: now)
        if first == waiting.count || !slow.contains(address), let place = admit(guest, at: now) {
            return place
        }
        waiting.append((guest, turn))
        return nil
    }

    /// Gives a place back, which may rest for a while; returns whose turn it is.
    mutating func leave(
        _ place: Place, wasSlow: Bool, restsUntil rest: Timestamp? = nil, at now: Timestamp
    ) -> [(turn: Turn, place: Place)] {
        if let rest { rests.append(rest) }
        if let guest = inside.removeValue(forKey: place.number) {
            if !wasSlow {
                slow.remove(guest.address)
            } else if slow.count < Self.mostSlow {
                slow.insert(guest.address)
            }
        }
        var admitted: [(turn: Turn, place: Place)] = []
        // Those who wait longest first, past those for whom there is no place yet.
        var index = first
        while index < waiting.count, inside.count < PoliteHTTP.mostPerHost {
            guard let place = admit(waiting[index].guest, at: now) else {
                index += 1
                continue
            }
            admitted.append((waiting[index].turn, place))
            if index == first { first += 1 } else { waiting.remove(at: index) }
            index = max(index, first)
        }
        if first > Self.mostLetIn || first == waiting.count {
            waiting.removeSubrange(..<first)
            first = 0
        }
        return admitted
    }

    /// So many that were let in are kept among those who wait.
    private static let mostLetIn = 256

    private mutating func admit(_ guest: Guest, at now: Timestamp) -> Place? {
        guard inside.count < PoliteHTTP.mostPerHost else { return nil }
        if slow.contains(guest.address) {
            let isKeptLong = inside.values.contains {
                slow.contains($0.address) || now.since($0.since) > PoliteHTTP.slow
            }
            if isKeptLong { return nil }
        }
        lastPlace &+= 1
        inside[lastPlace] = Guest(address: guest.address, since: now)
        return Place(number: lastPlace, start: rested(at: now))
    }

    /// When the place may be used that was just taken: at once, unless all that were free rest.
    private mutating func rested(at now: Timestamp) -> Timestamp {
        // One that rests for longer than any does: the clock was set back.
        rests.removeAll { $0 <= now || $0.since(now) > PoliteHTTP.breath }
        guard inside.count + rests.count > PoliteHTTP.mostPerHost,
            let first = rests.indices.min(by: { rests[$0] < rests[$1] })
        else { return now }
        return rests.remove(at: first)
    }
}
