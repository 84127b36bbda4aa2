import Pipeline
import WebSource

/// How far a source has come: what it has seen up to, and the round of pages that it is in.
///
/// A round asks for all that changed since the watermark, less an overlap. Only its end moves the watermark, and never
/// back, so that what a failure left out is shown by the next round.
struct Round {
    /// What the rest belongs to: a cursor means nothing to another address or another filter.
    let origin: String
    /// All that changed up to here was shown; `nil` before the first round has ended.
    var watermark: Timestamp?
    /// True where an entry gave the watermark, which must be there again in the next round.
    var isWitnessed = false
    /// What this round asks for; `nil` between rounds.
    var from: Timestamp?
    /// When this round began.
    var began: Timestamp?
    /// The page to ask for; `nil` for the first.
    var page: String?
    /// The newest change that this round has shown.
    var newest: Timestamp?
    /// Pages that this round has asked for.
    var pages = 0
    /// An earlier page of this round: one that comes again means that pages go round.
    var mark: String?
    /// True where the server forgot a page and the round was begun anew.
    var isRepeated = false

    /// The most pages of a round.
    static let mostPages = 20_000
    /// Counts go no further.
    private static let mostCounted = 1_000_000_000

    private enum Key: String {
        case origin, watermark, witnessed, from, began, page, newest, pages, mark, repeated
    }

    init(_ memory: SourceMemory?, of origin: String) {
        self.origin = origin
        guard let memory, let known = memory[Key.origin.rawValue] else { return }
        func time(_ key: Key) -> Timestamp? { memory[key.rawValue].flatMap { Timestamp(rfc3339: $0) } }
        watermark = time(.watermark)
        // Options are changed where there was no answer to others, and addresses where services move: what changed meanwhile must
        // not be left out.
        guard known == origin else { return }
        func count(_ key: Key) -> Int {
            memory[key.rawValue].flatMap { Int($0) }.map { min(max(0, $0), Self.mostCounted) } ?? 0
        }
        isWitnessed = memory[Key.witnessed.rawValue] != nil
        (from, began) = (time(.from), time(.began))
        page = memory[Key.page.rawValue]
        newest = time(.newest)
        pages = count(.pages)
        mark = memory[Key.mark.rawValue]
        isRepeated = memory[Key.repeated.rawValue] != nil
    }

    var stored: SourceMemory {
        var memory = SourceMemory([Key.origin.rawValue: origin])
        func store(_ key: Key, _ value: String?) { memory[key.rawValue] = value }
        store(.watermark, watermark?.rfc3339)
        store(.witnessed, isWitnessed ? "yes" : nil)
        store(.from, from?.rfc3339)
        store(.began, began?.rfc3339)
        store(.page, page)
        store(.newest, newest?.rfc3339)
        store(.pages, pages > 0 ? String(pages) : nil)
        store(.mark, mark)
        store(.repeated, isRepeated ? "yes" : nil)
        return memory
    }

    /// Takes in a page; false where it says that it goes on with a page that was there before.
    mutating func take(_ page: JSONPage, now: Timestamp) -> Bool {
        // What is dated in the future must not make the next round pass over what comes until then.
        if let change = page.newest.map({ min($0, now) }) { newest = max(newest ?? change, change) }
        pages = min(pages + 1, Self.mostCounted)
        guard case .page(let next) = page.next else { return true }
        // Brent's way of finding a circle: compare with one earlier page, which moves on at powers of two.
        guard next != self.page, next != mark, pages < Self.mostPages else { return false }
        if pages & (pages - 1) == 0 { mark = self.page }
        self.page = next
        return true
    }

    /// Ends the round; the watermark moves to the newest change that was shown, or stays where that is in doubt.
    mutating func end(isWhole: Bool, start: Timestamp) {
        if isWhole, let newest, newest >= watermark ?? newest {
            (watermark, isWitnessed) = (newest, true)
        } else if watermark == nil {
            // Nothing yet: the next round begins where this one did.
            watermark = start
        }
        (from, began, page, newest, mark) = (nil, nil, nil, nil, nil)
        (pages, isRepeated) = (0, false)
    }

    /// Begins the same round again.
    mutating func restart(now: Timestamp) {
        (began, page, newest, mark, pages, isRepeated) = (now, nil, nil, nil, 0, true)
    }
}
