import JSONSource
import Pipeline
import WebSource

/// One of the lists that a round walks.
struct EuroparlList: Equatable {
    var year: Int
    var type: String

    static func all(from first: Int, to last: Int, _ types: [String]) -> [EuroparlList] {
        (max(first, last - 100)...last).flatMap { year in types.map { EuroparlList(year: year, type: $0) } }
    }
}

/// A page of a list.
struct EuroparlPage: Equatable {
    /// Every entry, in the order of the list.
    var identifiers: [String] = []
    /// Those of the kind that was asked for: a service that does not know the kind gives all.
    var wanted: Set<String> = []
}

/// How far the walk through the lists has come, and which questions are settled.
struct EuroparlRound {
    let origin: String
    /// Answers dated before this are settled without a word.
    var since: Timestamp?
    /// Where a round begins that looks further back than usual; `nil` for the usual.
    var firstYear: Int?
    /// True once a round has seen every list: what it shows from then on is what is new.
    var isWhole = false
    /// The number of the list in the round.
    private(set) var list = 0
    /// The number of the page's first entry in its list.
    private(set) var offset = 0
    /// How many entries of the page have been looked at.
    private var position = 0
    /// The first entry of the page before, by which a list that does not move is told.
    private var before: String?
    var settled = SettledQuestions()
    /// True where the service will not have several questions in one request.
    var asksSingly = false
    private var seen: Set<String> = []

    /// No list is longer.
    private static let mostCounted = 1_000_000_000

    private enum Key {
        static let origin = "origin"
        static let since = "since"
        static let firstYear = "first_year"
        static let whole = "whole"
        static let list = "list"
        static let offset = "offset"
        static let position = "position"
        static let before = "before"
        static let singly = "singly"
        static let seen = "seen "
        static let settled = "settled "
    }

    init(_ memory: SourceMemory?, of origin: String) {
        self.origin = origin
        guard let memory, memory[Key.origin] == origin else { return }
        func count(_ key: String) -> Int {
            memory[key].flatMap { Int($0) }.map { min(max(0, $0), Self.mostCounted) } ?? 0
        }
        since = memory[Key.since].flatMap { Timestamp(rfc3339: $0) }
        firstYear = memory[Key.firstYear].flatMap { Int($0) }
        isWhole = memory[Key.whole] != nil
        (list, offset, position) = (count(Key.list), count(Key.offset), count(Key.position))
        before = memory[Key.before]
        asksSingly = memory[Key.singly] != nil
        for (key, value) in memory.fields {
            if key.hasPrefix(Key.seen) { seen.insert(String(key.dropFirst(Key.seen.count))) }
            if key.hasPrefix(Key.settled) {
                settled.restore(String(key.dropFirst(Key.settled.count)), from: value)
            }
        }
    }

    var stored: SourceMemory {
        var memory = SourceMemory([Key.origin: origin])
        memory[Key.since] = since?.rfc3339
        memory[Key.firstYear] = firstYear.map { String($0) }
        memory[Key.whole] = isWhole ? "yes" : nil
        for (key, value) in [(Key.list, list), (Key.offset, offset), (Key.position, position)] where value > 0
        {
            memory[key] = String(value)
        }
        memory[Key.before] = before
        memory[Key.singly] = asksSingly ? "yes" : nil
        for list in seen { memory[Key.seen + list] = "yes" }
        for (family, bits) in settled.stored { memory[Key.settled + family] = bits }
        return memory
    }

    func hasSeen(_ list: EuroparlList) -> Bool { seen.contains("\(list.year) \(list.type)") }

    /// Whether the list shows the page before once more.
    func circles(_ page: EuroparlPage) -> Bool {
        offset > 0 && before != nil && before == page.identifiers.first
    }

    /// The next questions of the page that are not settled, and how far that comes in the page.
    func open(of page: EuroparlPage, atMost most: Int) -> (identifiers: [String], position: Int) {
        var open: [String] = []
        var end = min(position, page.identifiers.count)
        for identifier in page.identifiers.dropFirst(end) {
            guard open.count < most else { break }
            end += 1
            guard page.wanted.contains(identifier), !settled.contains(identifier) else { continue }
            if !open.contains(identifier) { open.append(identifier) }
        }
        return (open, end)
    }

    /// Goes on to what comes after `position` in the page; false where the round is at its end.
    mutating func advance(
        past page: EuroparlPage, to position: Int, of count: Int, in list: EuroparlList
    ) -> Bool {
        let stubs = page.identifiers
        if !stubs.isEmpty { seen.insert("\(list.year) \(list.type)") }
        guard position >= stubs.count else {
            self.position = position
            return true
        }
        // Pages may be shorter than was asked for, so only an empty one is the last.
        guard !stubs.isEmpty, offset < Self.mostCounted else { return skipList(of: count) }
        before = stubs.first
        offset += stubs.count
        self.position = 0
        return true
    }

    /// Goes on to the next list; false where there is none, and the round is at its end.
    mutating func skipList(of count: Int) -> Bool {
        (offset, position, before) = (0, 0, nil)
        list += 1
        guard list >= count else { return true }
        (list, firstYear, isWhole) = (0, nil, true)
        return false
    }
}
