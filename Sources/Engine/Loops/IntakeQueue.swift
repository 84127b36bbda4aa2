import Pipeline

/// Claimed publications that wait for a lane, in turn between their sources.
///
/// A source has only so many papers in hand at once, so that one whose server is slow holds up nobody but itself; and of one
/// publication only one announcement at a time, so that an older one is never read after a newer.
struct IntakeQueue {
    /// A claimed publication; `announcement` is `nil` where it cannot be read.
    struct Entry: Sendable {
        let claim: Claim
        let announcement: Announcement?

        init(_ claim: Claim) {
            self.claim = claim
            announcement = try? JSONText.decode(Announcement.self, from: claim.message.payload)
        }

        fileprivate var source: String { announcement?.publication.source ?? "" }
    }

    /// Papers of one source in hand at the same time: what its host gets at once, and one that is worked on.
    static let mostOfSource = 3
    /// Claims that may wait here, of a few kilobytes each.
    static let room = 1024

    private var waiting: [String: [Entry]] = [:]
    /// Sources in the order in which they come next.
    private var turns: [String] = []
    private var inHand: [String: Int] = [:]
    private var keysInHand: Set<String> = []
    private(set) var count = 0

    /// True where it is worth claiming more.
    var wantsMore: Bool { count <= IntakeQueue.room / 2 }

    /// The sequences of those that wait.
    var sequences: [Int64] { waiting.values.joined().map(\.claim.message.sequence) }

    mutating func add(_ claims: [Claim]) {
        for entry in claims.map(Entry.init) {
            if waiting[entry.source] == nil { turns.append(entry.source) }
            waiting[entry.source, default: []].append(entry)
            count += 1
        }
    }

    /// Takes the next that may begin; ``putDown(_:)`` must follow once it is done.
    mutating func take() -> Entry? {
        for (turn, source) in turns.enumerated() where inHand[source, default: 0] < Self.mostOfSource {
            guard
                let place = waiting[source]?.firstIndex(where: { !keysInHand.contains($0.claim.message.key) }
                ),
                let entry = waiting[source]?.remove(at: place)
            else { continue }
            turns.remove(at: turn)
            if waiting[source]?.isEmpty == true { waiting[source] = nil } else { turns.append(source) }
            count -= 1
            inHand[source, default: 0] += 1
            keysInHand.insert(entry.claim.message.key)
            return entry
        }
        return nil
    }

    mutating func putDown(_ entry: Entry) {
        keysInHand.remove(entry.claim.message.key)
        guard let number = inHand[entry.source] else { return }
        inHand[entry.source] = number > 1 ? number - 1 : nil
    }
}
