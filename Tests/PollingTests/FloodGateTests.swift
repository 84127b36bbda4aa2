import Pipeline
import Polling
import Testing

@Suite struct FloodGateTests {
    let now = Timestamp(seconds: 1_767_268_800)
    let newcomers = Newcomers()
    let old = Timestamp(seconds: 1_400_000_000)

    /// A source with a window of fifty that is past its baseline.
    func record() -> SourceRecord {
        var record = SourceRecord(name: "gazette")
        record.hasBaseline = true
        record.health.isCaughtUp = true
        record.health.window = 50
        return record
    }

    func paper(_ number: Int, published: Timestamp? = nil, updated: Timestamp? = nil) -> Publication {
        Publication(
            source: "gazette", entryID: "\(number)", identity: Identifier(rawValue: "paper-\(number)"),
            title: "Brief \(number)", published: published, updated: updated)
    }

    func sort(
        _ papers: [Publication], known: Bool = false, at time: Timestamp? = nil, isWindow: Bool = false,
        waiting: Int = 0, _ record: inout SourceRecord
    ) -> FloodGate.Sorted {
        let seen = known ? Dictionary(uniqueKeysWithValues: papers.map { ($0.identity, "before") }) : [:]
        let selection = newcomers.select(
            papers, seen: seen, isBaseline: !record.hasBaseline, now: time ?? now)
        return FloodGate(newcomers).sort(
            selection, of: &record, isWindow: isWindow, waiting: waiting, now: time ?? now)
    }

    func counts(_ sorted: FloodGate.Sorted) -> [Topic: Int] {
        Dictionary(sorted.messages.map { ($0.topic, 1) }, uniquingKeysWith: +)
    }

    @Test("of 25,806 old papers a hundred go the usual way, the others put off, and operators hear once")
    func oldPapers() {
        var record = record()
        var (usual, slow, notices) = (0, 0, 0)
        for page in 0..<104 {
            let end = min(page * 250 + 250, 25_806)
            let papers = (page * 250..<end).map { paper($0, published: old, updated: now) }
            let sorted = sort(papers, at: now.adding(.seconds(Int64(page))), &record)
            usual += counts(sorted)[.publications, default: 0]
            slow += counts(sorted)[.flood(of: "gazette"), default: 0]
            notices += sorted.notice == nil ? 0 : 1
        }
        #expect([usual, slow, notices] == [100, 25_706, 1])
    }

    @Test("the one new paper among them goes the usual way")
    func newAmongOld() throws {
        var record = record()
        let papers =
            (0..<500).map { paper($0, published: old, updated: now) } + [paper(500, published: now)]
        let sorted = sort(papers, &record)
        let last = try #require(sorted.messages.last)
        #expect(last.topic == .publications)
        #expect(try JSONText.decode(Announcement.self, from: last.payload).quiet == nil)
        #expect(sorted.fresh == 1)
    }

    @Test("papers that are stamped anew are looked at again in their turn, and may be told of")
    func stampedAnew() throws {
        var record = record()
        let sorted = sort((0..<300).map { paper($0, updated: now) }, known: true, &record)
        #expect(counts(sorted) == [.publications: 100, .flood(of: "gazette"): 200])
        let quiet = try sorted.messages.map { try JSONText.decode(Announcement.self, from: $0.payload).quiet }
        #expect(quiet.allSatisfy { $0 == nil })
        #expect(sorted.notice?.kind == .sourceFlood)
        #expect(sorted.fresh == 0)
    }

    @Test("a burst of new papers is no flood, with dates or without")
    func burst() {
        for stamped in [true, false] {
            var record = record()
            let papers = (0..<5000).map { number in
                paper(number, published: stamped ? now.adding(.seconds(Int64(-number))) : nil)
            }
            let sorted = sort(papers, isWindow: false, &record)
            #expect(counts(sorted) == [.publications: 5000])
            #expect(sorted.notice == nil)
            #expect(sorted.fresh == 5000)
        }
    }

    @Test(
        "of a window far fuller than ever, what shares its date with many is held, and what stands out is told"
    )
    func strangers() throws {
        var record = record()
        var papers = (0..<2_000).map { paper($0, updated: now) }
        papers.append(paper(2_000, updated: now.adding(.seconds(-60))))
        papers.append(paper(2_001, updated: old))
        let sorted = sort(papers, isWindow: true, &record)
        #expect(counts(sorted)[.held(of: "gazette")] == 2_000)
        #expect(sorted.held == 2_000)
        #expect(sorted.fresh == 1)
        #expect(sorted.notice?.reason.contains("bode sources release gazette") == true)
        let messages = sorted.messages.suffix(2)
        #expect(messages.map(\.topic) == [.publications, .flood(of: "gazette")])
        let quiet = try messages.map { try JSONText.decode(Announcement.self, from: $0.payload).quiet }
        #expect(quiet == [nil, .old])
    }

    @Test("held papers that are stamped anew are still held once they are known")
    func heldAgain() {
        var record = record()
        let first = sort((0..<300).map { paper($0, updated: now) }, isWindow: true, &record)
        let seen = Dictionary(first.entries.map { ($0.identity, $0.fingerprint) }) { $1 }
        let again = newcomers.select(
            (0..<300).map { paper($0, updated: now.adding(.seconds(60))) }, seen: seen, isBaseline: false,
            now: now)
        #expect(again.newcomers.count == 300)
        #expect(again.newcomers.allSatisfy { $0.isKnown && $0.wasHeld })
        let same = newcomers.select(
            (0..<300).map { paper($0, updated: now) }, seen: seen, isBaseline: false, now: now)
        #expect(same.newcomers.isEmpty)
    }

    @Test("usual traffic, spread over hours, never becomes a flood")
    func usualTraffic() {
        var record = record()
        for hour in 0..<48 {
            let papers = (0..<90).map { paper($0, updated: now.adding(.seconds(Int64(hour)))) }
            let sorted = sort(papers, known: true, at: now.adding(.seconds(Int64(hour) * 3600)), &record)
            #expect(counts(sorted) == [.publications: 90])
            #expect(sorted.notice == nil)
        }
    }

    @Test("young papers are shown again several times, so that it takes five times as many of them")
    func youngPapers() {
        var record = record()
        let papers = (0..<501).map { paper($0, published: now.adding(.seconds(-86_400)), updated: now) }
        let sorted = sort(papers, known: true, &record)
        #expect(counts(sorted) == [.publications: 500, .flood(of: "gazette"): 1])
        #expect(sorted.notice?.kind == .sourceFlood)
    }

    @Test(
        "a flood that goes on for hours is told once; one that comes back after usual traffic is told again")
    func again() {
        var record = record()
        var notices = 0
        for (hour, count) in [(0, 300), (1, 300), (2, 300), (3, 10), (4, 10), (5, 300)] {
            let papers = (0..<count).map { paper($0, updated: now) }
            let sorted = sort(papers, known: true, at: now.adding(.seconds(Int64(hour) * 3600)), &record)
            notices += sorted.notice == nil ? 0 : 1
        }
        #expect(notices == 2)
    }

    @Test("a tombstone is never put off")
    func tombstones() {
        var record = record()
        let papers = (0..<300).map { number in
            var paper = paper(number)
            paper.isWithdrawn = true
            return paper
        }
        #expect(counts(sort(papers, known: true, &record)) == [.publications: 300])
    }

    @Test("a large baseline goes the slow way beyond a hundred, and is no flood")
    func baseline() throws {
        var record = SourceRecord(name: "gazette")
        let sorted = sort((0..<1_000).map { paper($0) }, isWindow: true, &record)
        #expect(counts(sorted) == [.publications: 100, .history(of: "gazette"): 900])
        #expect(sorted.notice == nil)
        #expect(sorted.fresh == 0)
    }

    @Test(
        "of a window, what finds no room among those that wait is left for a later poll; a cursor loses none")
    func room() {
        for isWindow in [true, false] {
            var record = record()
            let papers = (0..<300).map { paper($0, published: old) }
            let sorted = sort(papers, known: true, isWindow: isWindow, waiting: 50_000, &record)
            #expect(sorted.messages.count == (isWindow ? 100 : 300))
            #expect(sorted.entries.count == sorted.messages.count)
        }
    }
}
