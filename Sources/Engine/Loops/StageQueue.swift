import Pipeline

/// Claimed papers that wait for an outside stage, and which of them it may be given next.
///
/// A paper that was in its hands when it died is given to it again alone, so that the next death is that paper's.
struct StageQueue {
    /// A claimed paper.
    struct Entry: Sendable {
        let claim: Claim
        let paper: ReadPaper

        var sequence: Int64 { claim.message.sequence }
    }

    /// Claims that may wait here.
    static let room = 64

    private var waiting: [Entry] = []
    private var suspects: [Entry] = []
    private var inHand = 0
    private var isOneAlone = false
    /// How often it died with a paper alone in its hands.
    private var deaths: [Int64: Int] = [:]

    /// True where it is worth claiming more.
    var wantsMore: Bool { waiting.count + suspects.count <= StageQueue.room / 2 }

    var isIdle: Bool { inHand == 0 }

    /// The sequences of those that wait.
    var sequences: [Int64] { (suspects + waiting).map(\.sequence) }

    mutating func add(_ entry: Entry) {
        if deaths[entry.sequence] == nil { waiting.append(entry) } else { suspects.append(entry) }
    }

    /// Takes the next that may be given to a stage with that window; ``putDown(alone:)`` must follow.
    mutating func take(window: Int) -> (entry: Entry, isAlone: Bool)? {
        guard !isOneAlone else { return nil }
        if !suspects.isEmpty {
            // Nobody else is given to it until what it has is done.
            guard inHand == 0 else { return nil }
            (inHand, isOneAlone) = (1, true)
            return (suspects.removeFirst(), true)
        }
        guard inHand < max(1, window), !waiting.isEmpty else { return nil }
        inHand += 1
        return (waiting.removeFirst(), false)
    }

    /// The stage is done with a paper, whatever came of it.
    mutating func putDown(alone: Bool) {
        inHand -= 1
        if alone { isOneAlone = false }
    }

    /// It was not tried: it is the next.
    mutating func putBack(_ entry: Entry) {
        if deaths[entry.sequence] == nil {
            waiting.insert(entry, at: 0)
        } else {
            suspects.insert(entry, at: 0)
        }
    }

    /// The stage died with it and others in its hands.
    mutating func suspect(_ entry: Entry) { suspects.append(entry) }

    /// The stage died with it alone in its hands; returns how often by now.
    mutating func died(_ entry: Entry) -> Int {
        deaths[entry.sequence, default: 0] += 1
        return deaths[entry.sequence, default: 0]
    }

    /// It is settled for good.
    mutating func forget(_ sequence: Int64) { deaths[sequence] = nil }
}
