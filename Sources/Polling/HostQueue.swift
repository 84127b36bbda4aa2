import Pipeline

/// Who is asking a host now, and who waits: decides, and leaves the waiting to others.
struct HostQueue {
    typealias Turn = CheckedContinuation<Int, Never>

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
    /// Addresses whose last answer was slow.
    ///
    /// One of them is asked only while nobody else keeps the host long, so that a few servers' pages that never come leave
    /// a place to those that do.
    private var slow: Set<String> = []
    private static let mostSlow = 1_024

    /// A place at once, or `nil` where `turn` is to be resumed with one later.
    mutating func enter(_ address: String, at now: Timestamp, orWait turn: Turn) -> Int? {
        let guest = Guest(address: address, since: now)
        if first == waiting.count || !slow.contains(address), let place = admit(guest, at: now) {
            return place
        }
        waiting.append((guest, turn))
        return nil
    }

    /// Gives a place back; returns whose turn it is.
    mutating func leave(_ place: Int, wasSlow: Bool, at now: Timestamp) -> [(turn: Turn, place: Int)] {
        if let guest = inside.removeValue(forKey: place) {
            if !wasSlow {
                slow.remove(guest.address)
            } else if slow.count < Self.mostSlow {
                slow.insert(guest.address)
            }
        }
        var admitted: [(turn: Turn, place: Int)] = []
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

    private mutating func admit(_ guest: Guest, at now: Timestamp) -> Int? {
        guard inside.count < PoliteHTTP.mostPerHost else { return nil }
        if slow.contains(guest.address) {
            let isKeptLong = inside.values.contains {
                slow.contains($0.address) || now.since($0.since) > PoliteHTTP.slow
            }
            if isKeptLong { return nil }
        }
        lastPlace &+= 1
        inside[lastPlace] = Guest(address: guest.address, since: now)
        return lastPlace
    }
}
