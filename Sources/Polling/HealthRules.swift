package import Pipeline
import WebSource

/// Judges how a source does: a pure function of what is remembered of it and what a poll brought.
///
/// What is to be told comes out with the record that goes with it, so that one transaction stores both, and a silence
/// is told once however often the process dies. The decision page `0076-health-of-sources` says why each rule is as it is.
package struct HealthRules: Hashable, Sendable {
    /// A source that shows nothing new for longer is silent; `nil` where nobody minds.
    package var silentAfter: Duration?

    /// Failures in a row after which a source is told to fail.
    package static let failuresToTell = 3
    /// Failures that may pass by themselves are told once they have lasted this long.
    package static let patience = Duration.seconds(3600)
    /// A window of fewer entries turns over with every paper, so that nothing follows from finding none known.
    package static let smallestWindow = 3

    package init(silentAfter: Duration? = nil) { self.silentAfter = silentAfter }

    /// What a poll showed.
    package struct Showing: Hashable, Sendable {
        /// Entries on this page.
        package var entries = 0
        /// How many of them were not known under their identity.
        package var unknown = 0
        /// How many were unknown and are news: neither old nor there from the start nor part of a flood.
        package var fresh = 0
        /// True where any was known, under its identity or another name.
        package var hasKnown = false
        /// True where the source shows all that it has, and this was all of it.
        package var isWindow = false
        package var isUnchanged = false
        /// True during a flood, whose papers say nothing of what the window usually holds.
        package var isFlood = false
        package var movedTo: String?

        package init() {}
    }

    /// True where a window shows nothing although it showed something before, and not because of a "not modified".
    package func isEmptied(_ poll: Poll, in record: SourceRecord, isWindow: Bool) -> Bool {
        guard isWindow, record.hasBaseline, poll.publications.isEmpty, record.health.window > 0 else {
            return false
        }
        // What is not modified since it was empty is still empty.
        return !poll.isUnchanged || record.health.isEmptied
    }

    // MARK: A poll that worked

    /// Notes in `record` what a poll showed, and returns what to tell.
    package func poll(
        _ showing: Showing, at now: Timestamp, of record: inout SourceRecord
    ) -> [SourceNotice] {
        var notices: [SourceNotice] = []
        let isFirst = !record.hasBaseline
        record.health.polls &+= 1
        if showing.isUnchanged { record.health.unchangedPolls &+= 1 }
        record.health.papers &+= showing.unknown
        (record.health.failingSince, record.health.isEmptied) = (nil, false)
        if record.health.watchedSince == nil { record.health.watchedSince = now }
        if showing.fresh > 0 { record.lastNew = now }
        // A source that asks there from now on says so once.
        if let address = showing.movedTo, address != record.health.movedTo {
            record.health.movedTo = address
            let place = Masking.url(address).onOneLine(limit: 300)
            notices.append(
                SourceNotice(
                    .sourceMoved, occurrence: now,
                    "it has moved for good to \(place), and is asked there; change its url"))
        }
        if showing.isWindow, showing.entries > 0, !showing.isFlood {
            if !isFirst, isGap(showing, in: record.health) {
                notices.append(
                    SourceNotice(
                        .sourceGap, occurrence: now,
                        """
                        none of the \(showing.entries) entries that it shows was known, where it had \
                        \(record.health.window): others may have come and gone since \
                        \(record.lastSuccess?.rfc3339 ?? "the last poll")
                        """))
            }
            record.health.window = showing.entries
        }
        return notices + listen(to: &record, at: now)
    }

    /// A window that is as full as before and holds nothing known may have held others in between.
    private func isGap(_ showing: Showing, in health: SourceHealth) -> Bool {
        !showing.hasKnown && health.window > 0 && showing.entries >= max(health.window, Self.smallestWindow)
    }

    /// Ends a silence, or finds one, after a poll that worked.
    private func listen(to record: inout SourceRecord, at now: Timestamp) -> [SourceNotice] {
        let overdue = overdue(record, at: now)
        guard let silence = record.health.silence else {
            guard let overdue else { return [] }
            record.health.silence = .init(since: now, isFailing: false)
            return [SourceNotice(.sourceSilent, occurrence: now, "it answers, but \(overdue)")]
        }
        guard overdue == nil else {
            record.health.silence?.isFailing = false
            return []
        }
        record.health.silence = nil
        let what = silence.isFailing ? "it answers again" : "it shows new papers again"
        return [
            SourceNotice(
                .sourceRecovered, occurrence: silence.since, "\(what), after \(silence.since.rfc3339)")
        ]
    }

    /// True where the source has shown nothing new for longer than it may.
    package func isOverdue(_ record: SourceRecord, at now: Timestamp) -> Bool {
        overdue(record, at: now) != nil
    }

    private func overdue(_ record: SourceRecord, at now: Timestamp) -> String? {
        guard let silentAfter, let last = record.lastNew ?? record.health.watchedSince,
            now.since(last) > silentAfter
        else { return nil }
        let beginning = record.lastNew == nil ? "its first poll at " : ""
        return "no new paper has come since \(beginning)\(last.rfc3339)"
    }

    // MARK: A poll that failed

    /// Notes in `record` that a poll failed, and returns what to tell.
    package func failure(
        _ failure: PollFailure, at now: Timestamp, of record: inout SourceRecord
    ) -> [SourceNotice] {
        record.health.polls &+= 1
        record.health.failedPolls &+= 1
        record.failures &+= 1
        let began = record.health.failingSince ?? now
        record.health.failingSince = began
        let unreachableSince = record.unreachableSince ?? now
        record.unreachableSince = nil
        record.isDenied = false
        // What failed is shown in logs, in reports and to sinks; keys that stand in addresses are not.
        defer { record.lastFailure = record.lastFailure.map(Masking.text) }
        switch failure {
        case .unreachable(let why):
            (record.lastFailure, record.notBefore) = (why, nil)
            record.unreachableSince = unreachableSince
        case .temporary(let why, let notBefore):
            record.lastFailure = why
            record.notBefore = notBefore.map { now.adding(min($0, PollSchedule.longestServerWait)) }
        case .denied(let why, let notBefore):
            record.lastFailure = why
            record.isDenied = true
            record.notBefore = notBefore.map { now.adding(min($0, PollSchedule.longestServerWait)) }
        case .malformed(let why):
            record.lastFailure = why
            record.notBefore = nil
        case .gone(let why):
            let why = Masking.text(why)
            (record.lastFailure, record.gone) = (why, why)
            let silence = record.health.silence?.since ?? now
            record.health.silence = .init(since: silence, isFailing: true)
            return [
                SourceNotice(
                    .sourceGone, occurrence: now, "it is polled no more: \(why.onOneLine(limit: 500))")
            ]
        }
        guard record.health.silence == nil, record.failures >= Self.failuresToTell else { return [] }
        // Servers are restarted and networks fail for a while; a page in the place of a feed, or a door
        // that is closed, wants a person.
        let wantsPerson =
            switch failure {
            case .malformed, .denied: true
            case .temporary, .unreachable, .gone: false
            }
        guard wantsPerson || now.since(began) >= Self.patience || overdue(record, at: now) != nil else {
            return []
        }
        record.health.silence = .init(since: now, isFailing: true)
        let last =
            record.lastSuccess.map { "no poll has worked since \($0.rfc3339)" } ?? "no poll has worked yet"
        return [
            SourceNotice(
                .sourceSilent, occurrence: now,
                "\(last): \(Masking.text(record.lastFailure ?? "").onOneLine(limit: 500)), \(record.failures) times in a row"
            )
        ]
    }
}
