import Pipeline
import Polling
import Testing

@Suite struct NewcomersTests {
    let now = Timestamp(seconds: 1_767_268_800)

    func paper(_ id: String, title: String = "Een brief", published: Timestamp? = nil) -> Publication {
        Publication(
            source: "gazette", entryID: id, identity: Identifier(rawValue: id), title: title,
            published: published)
    }

    func seen(_ selection: Newcomers.Selection) -> [Identifier: String] {
        Dictionary(selection.entries.map { ($0.identity, $0.fingerprint) }) { $1 }
    }

    @Test("a first poll is remembered and not announced")
    func baseline() {
        let selection = Newcomers().select([paper("a"), paper("b")], seen: [:], isBaseline: true, now: now)
        #expect(selection.announcements.map(\.quiet) == [.baseline, .baseline])
        #expect(selection.entries.count == 2)
    }

    @Test("what is shown again unchanged is passed over; a change is not")
    func changes() {
        let first = Newcomers().select([paper("a"), paper("b")], seen: [:], isBaseline: false, now: now)
        #expect(first.announcements.map(\.quiet) == [nil, nil])
        let again = Newcomers().select(
            [paper("b"), paper("a", title: "Een andere brief")], seen: seen(first), isBaseline: false,
            now: now)
        #expect(again.announcements.map(\.publication.title) == ["Een andere brief"])
        #expect(again.unknown == 0)
    }

    @Test("the same id twice in one poll counts once")
    func duplicates() {
        let selection = Newcomers().select(
            [paper("a"), paper("a", title: "Dubbel")], seen: [:], isBaseline: false, now: now)
        #expect(selection.announcements.count == 1)
    }

    @Test(
        "the recency gate goes by the publication date; a missing or future one counts as now",
        arguments: [(-13, nil), (-15, Announcement.Quiet.old), (3650, nil), (nil, nil)]
            as [(Int64?, Announcement.Quiet?)])
    func recency(_ days: Int64?, _ quiet: Announcement.Quiet?) {
        let published = days.map { now.adding(.seconds($0 * 86_400)) }
        let selection = Newcomers().select(
            [paper("a", published: published)], seen: [:], isBaseline: false, now: now)
        #expect(selection.announcements.map(\.quiet) == [quiet])
    }

    @Test("with the gate off, age does not matter")
    func gateOff() {
        let old = paper("a", published: Timestamp(seconds: 0))
        let selection = Newcomers(recency: nil).select([old], seen: [:], isBaseline: false, now: now)
        #expect(selection.announcements.map(\.quiet) == [nil])
    }

    @Test("backfill announces from its date on, at the first poll too")
    func backfill() {
        let since = now.adding(.seconds(-100 * 86_400))
        let newcomers = Newcomers(backfill: since)
        let papers = [paper("a", published: since.adding(.seconds(-1))), paper("b", published: since)]
        let selection = newcomers.select(papers, seen: [:], isBaseline: true, now: now)
        #expect(selection.announcements.map(\.quiet) == [.baseline, nil])
    }

    @Test("a tombstone for a paper never seen takes nothing back")
    func tombstone() {
        var gone = paper("a")
        gone.isWithdrawn = true
        let unseen = Newcomers().select([gone], seen: [:], isBaseline: false, now: now)
        #expect(unseen.announcements.isEmpty)
        #expect(unseen.entries.count == 1)
        let known = Newcomers().select([gone], seen: ["a": "before"], isBaseline: false, now: now)
        #expect(known.announcements.count == 1)
    }

    @Test(
        "fingerprints stay what they were, whatever the source is called",
        arguments: ["gazette", #"a "quoted" \ name"#, #","source":""#, ""])
    func stableFingerprints(source: String) throws {
        let publication = Publication(
            source: source, entryID: "1", identity: "urn:1", aliases: ["x"], title: "T",
            published: Timestamp(milliseconds: 1000), links: [.init(url: "https://a.example/1")],
            summary: #"S,"source":""#)
        let selection = Newcomers().select([publication], seen: [:], isBaseline: true, now: now)
        // As it is stored by every version: another would announce every paper as amended.
        #expect(selection.entries.map(\.fingerprint) == ["cdd04466ec4aca93488ff761dd159667"])
        var record = SourceRecord(name: source)
        let sorted = FloodGate(Newcomers()).sort(selection, of: &record, isWindow: true, now: now)
        let announcement = try #require(selection.announcements.first)
        #expect(sorted.messages.map(\.payload) == [JSONText.encode(announcement)])
    }
}
