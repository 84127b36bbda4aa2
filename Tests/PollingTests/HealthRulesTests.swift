import Pipeline
import Polling
import Testing

@Suite struct HealthRulesTests {
    let rules = HealthRules(silentAfter: .seconds(4 * 86_400))
    let noon = Timestamp(seconds: 1_767_268_800)

    /// A source that has had its baseline at noon, and showed twenty entries.
    func settled() -> SourceRecord {
        var record = SourceRecord(name: "gazette")
        _ = rules.poll(showing(20), at: noon, of: &record)
        record.hasBaseline = true
        record.lastSuccess = noon
        return record
    }

    func showing(_ entries: Int, known: Bool = true, fresh: Int = 0) -> HealthRules.Showing {
        var showing = HealthRules.Showing()
        (showing.entries, showing.hasKnown, showing.fresh) = (entries, known, fresh)
        (showing.unknown, showing.isWindow) = (fresh, true)
        return showing
    }

    func hours(_ count: Int64) -> Timestamp { noon.adding(.seconds(count * 3600)) }

    // MARK: Silence

    @Test(
        "a source is silent once nothing new came for longer than it may, told once, and told once when it is over"
    )
    func silence() throws {
        var record = settled()
        #expect(rules.poll(showing(20), at: hours(96), of: &record).isEmpty)
        let silent = try #require(rules.poll(showing(20), at: hours(97), of: &record).first)
        #expect(silent.kind == .sourceSilent)
        #expect(silent.reason.contains("it answers"))
        for hour in 98..<200 { #expect(rules.poll(showing(20), at: hours(Int64(hour)), of: &record).isEmpty) }
        let recovered = rules.poll(showing(20, fresh: 1), at: hours(200), of: &record)
        #expect(recovered.map(\.kind) == [.sourceRecovered])
        #expect(recovered.first?.occurrence == silent.occurrence, "both tell of the same silence")
        #expect(record.lastNew == hours(200))
        #expect(rules.poll(showing(20), at: hours(201), of: &record).isEmpty)
        #expect(rules.poll(showing(20), at: hours(297), of: &record).map(\.kind) == [.sourceSilent])
    }

    @Test("silence survives being stored, and is not told again after a restart")
    func stored() throws {
        var record = settled()
        #expect(rules.poll(showing(20), at: hours(97), of: &record).count == 1)
        record = try JSONText.decode(from: JSONText.encode(record))
        #expect(rules.poll(showing(20), at: hours(98), of: &record).isEmpty)
    }

    @Test("a record that was stored without health is read, and counted from the next poll on")
    func older() throws {
        let text = #"{"name":"gazette","failures":0,"hasBaseline":true,"lastSuccess":1767268800000}"#
        var record: SourceRecord = try JSONText.decode(from: Array(text.utf8))
        #expect(rules.poll(showing(20), at: hours(97), of: &record).isEmpty)
        #expect(record.health.watchedSince == hours(97))
    }

    @Test("what was only shown again, re-stamped or old is no news")
    func noNews() {
        var record = settled()
        var old = showing(20)
        old.unknown = 20
        _ = rules.poll(old, at: hours(90), of: &record)
        #expect(record.lastNew == nil)
        #expect(rules.poll(showing(20), at: hours(97), of: &record).map(\.kind) == [.sourceSilent])
    }

    @Test("without silent_after nobody minds")
    func unminded() {
        var record = settled()
        #expect(HealthRules().poll(showing(20), at: hours(10_000), of: &record).isEmpty)
    }

    // MARK: Failures

    @Test("a page in the place of a feed is told the third time, once, and that it is over once")
    func blockPage() {
        var record = settled()
        var told: [SourceNotice] = []
        for hour in 1...9 {
            told += rules.failure(.malformed("an HTML page"), at: hours(Int64(hour)), of: &record)
            #expect(told.count == (hour < 3 ? 0 : 1))
        }
        #expect(told.first?.kind == .sourceSilent)
        #expect(told.first?.reason.contains("an HTML page") == true)
        #expect(rules.poll(showing(20), at: hours(10), of: &record).map(\.kind) == [.sourceRecovered])
        #expect(record.health.failedPolls == 9)
    }

    @Test(
        "a server that denies what is asked for is told the third time, and no key that stands in an address is"
    )
    func denied() {
        var record = settled()
        var told: [SourceNotice] = []
        let why = "https://a.example/?apikey=SECRET answers 403"
        for minute: Int64 in 1...4 {
            told += rules.failure(.denied(why), at: noon.adding(.seconds(minute * 60)), of: &record)
            #expect(record.isDenied)
        }
        #expect(told.map(\.kind) == [.sourceSilent])
        #expect(record.lastFailure == "https://a.example/?apikey=*** answers 403")
        #expect(told.first?.reason.contains("SECRET") == false)
        _ = rules.failure(.temporary("503"), at: hours(1), of: &record)
        #expect(!record.isDenied)
        let gone = rules.failure(
            .gone("https://a.example/?apikey=SECRET answers 410 Gone"), at: hours(2), of: &record)
        #expect(gone.first?.reason.contains("SECRET") == false)
        #expect(record.gone?.contains("SECRET") == false)
    }

    @Test("what may pass by itself is told when it has lasted an hour")
    func temporary() {
        var record = settled()
        var told: [Timestamp] = []
        for minute: Int64 in [1, 3, 7, 15, 31, 62, 120] {
            let now = noon.adding(.seconds(minute * 60))
            told += rules.failure(.temporary("503"), at: now, of: &record).map(\.occurrence)
        }
        #expect(told == [noon.adding(.seconds(62 * 60))])
    }

    @Test("a failing source that answers again and still has nothing new is one silence")
    func failingThenFrozen() {
        var record = settled()
        for hour: Int64 in 1...3 { _ = rules.failure(.malformed("a page"), at: hours(hour), of: &record) }
        record.failures = 0
        #expect(rules.poll(showing(20), at: hours(100), of: &record).isEmpty)
        #expect(
            rules.poll(showing(20, fresh: 1), at: hours(101), of: &record).map(\.kind) == [.sourceRecovered])
    }

    @Test("gone is told once, and so is that it is back when it was resumed")
    func gone() {
        var record = settled()
        let told = rules.failure(.gone("410"), at: hours(1), of: &record)
        #expect(told.map(\.kind) == [.sourceGone])
        #expect(record.gone == "410")
        record.gone = nil
        #expect(rules.poll(showing(20), at: hours(2), of: &record).map(\.kind) == [.sourceRecovered])
    }

    // MARK: Windows

    struct Window: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: Int
        let now: Int
        var known = false
        var isWindow = true
        let isGap: Bool
    }

    @Test(
        "entries may have rolled out of a window that is as full as before and holds nothing known",
        arguments: [
            Window(testDescription: "a full window of strangers", before: 20, now: 20, isGap: true),
            Window(testDescription: "a fuller window of strangers", before: 20, now: 50, isGap: true),
            Window(testDescription: "one known is enough", before: 20, now: 20, known: true, isGap: false),
            Window(testDescription: "a shorter window has room left", before: 20, now: 19, isGap: false),
            Window(testDescription: "a window of one always turns over", before: 1, now: 1, isGap: false),
            Window(testDescription: "a window of two does", before: 2, now: 2, isGap: false),
            Window(testDescription: "nothing was shown before", before: 0, now: 20, isGap: false),
            Window(testDescription: "no window", before: 20, now: 20, isWindow: false, isGap: false),
        ])
    func gap(_ window: Window) {
        var record = SourceRecord(name: "gazette")
        _ = rules.poll(showing(window.before, known: false), at: noon, of: &record)
        record.hasBaseline = true
        var next = showing(window.now, known: window.known)
        next.isWindow = window.isWindow
        let told = rules.poll(next, at: hours(1), of: &record)
        #expect(told.map(\.kind) == (window.isGap ? [.sourceGap] : []))
        if window.isGap {
            #expect(rules.poll(next, at: hours(2), of: &record).map(\.kind) == [.sourceGap], "each time")
        }
    }

    @Test("the first poll has no gap")
    func firstPoll() {
        var record = SourceRecord(name: "gazette")
        #expect(rules.poll(showing(50, known: false), at: noon, of: &record).isEmpty)
    }

    @Test(
        "a window that shows nothing where it had something is emptied, and stays so while nothing is modified"
    )
    func emptied() {
        var record = settled()
        var poll = Poll(publications: [], memory: SourceMemory())
        #expect(rules.isEmptied(poll, in: record, isWindow: true))
        #expect(!rules.isEmptied(poll, in: record, isWindow: false))
        #expect(!rules.isEmptied(poll, in: SourceRecord(name: "gazette"), isWindow: true))
        poll.isUnchanged = true
        #expect(!rules.isEmptied(poll, in: record, isWindow: true))
        record.health.isEmptied = true
        #expect(rules.isEmptied(poll, in: record, isWindow: true))
    }

    // MARK: Moves

    @Test("a move is told once for each address")
    func moved() {
        var record = settled()
        var moved = showing(20)
        moved.movedTo = "https://new.example.org/feed"
        #expect(rules.poll(moved, at: hours(1), of: &record).map(\.kind) == [.sourceMoved])
        #expect(rules.poll(moved, at: hours(2), of: &record).isEmpty)
        moved.movedTo = "https://newer.example.org/feed"
        #expect(rules.poll(moved, at: hours(3), of: &record).map(\.kind) == [.sourceMoved])
    }
}
