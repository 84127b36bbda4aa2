package import Pipeline

/// Tells a flood of old papers from a source's usual traffic, and decides where each paper goes.
///
/// Official sources replay their history at times: thousands of papers, re-stamped, at once. They must alert nobody, be
/// fetched at leisure, and stand in the way of no fresh paper; and nothing that stands out among them may be lost. The
/// decision page `0077-floods` says what was weighed.
package struct FloodGate: Sendable {
    /// Papers of the kinds that make a flood which go the usual way in an hour; and those of a flood that do in each later one.
    package static let usual = 100
    /// What a paper counts: official logs show a young paper again several times within its first days, so such a one
    /// counts for a fifth.
    fileprivate static let weight = (full: 5, young: 1)
    /// The hour.
    package static let hour = Duration.seconds(3600)
    /// So many papers at once with the same date were stamped by a machine.
    static let massStamp = 20
    /// Papers of a flood that may wait; of a window, those beyond are left for a later poll, since it shows them again.
    static let mostWaiting = 50_000

    private let newcomers: Newcomers

    package init(_ newcomers: Newcomers) { self.newcomers = newcomers }

    /// What became of a poll's papers.
    package struct Sorted: Sendable {
        package var messages: [NewMessage] = []
        /// To be remembered with them.
        package var entries: [SeenEntry] = []
        /// Papers that are news.
        package var fresh = 0
        package var notice: SourceNotice?
        /// True while a flood lasts.
        package var isFlood = false
        /// Papers that wait for an operator.
        package var held = 0
        /// Papers that go the slow way.
        package var slow = 0
    }

    /// Sorts the papers of a poll by the way they go.
    ///
    /// - Parameters:
    ///   - selection: what is new or changed.
    ///   - record: the source's, before the poll; its traffic is counted there.
    ///   - isWindow: true where the source shows all that it has.
    ///   - waiting: papers of earlier floods that still wait.
    ///   - now: the time.
    /// - Returns: the messages to append, what to remember, and what to tell.
    package func sort(
        _ selection: Newcomers.Selection, of record: inout SourceRecord, isWindow: Bool, waiting: Int = 0,
        now: Timestamp
    ) -> Sorted {
        var sorted = Sorted()
        // Those that are not to be remembered, and those that are as held.
        var (passedOver, held): (Set<Identifier>, Set<Identifier>) = ([], [])
        let isSettled = record.hasBaseline && record.health.isCaughtUp
        var traffic = turn(record.health.traffic, at: now)
        var papers = selection.newcomers
        if isSettled, isWindow { hold(&papers, window: record.health.window, now: now) }
        for paper in papers {
            let announcement = paper.announcement
            let isNews = !paper.isKnown && announcement.quiet == nil && record.hasBaseline
            if isNews { sorted.fresh += 1 }
            // A tombstone is explicit and costs no request: it is never part of a flood.
            let isUsual = isNews && isSettled || announcement.publication.isWithdrawn
            if !isUsual { traffic.count &+= isYoung(paper, at: now) ? Self.weight.young : Self.weight.full }
            let isFlood = !isUsual && traffic.isFlood
            let topic = topic(announcement.quiet, of: record.name, isFlood: isFlood, isSettled: isSettled)
            let identity = announcement.publication.identity
            if isSettled, topic != .publications {
                guard !isWindow || waiting + sorted.slow < Self.mostWaiting else {
                    passedOver.insert(identity)
                    continue
                }
                if announcement.quiet == .held {
                    held.insert(identity)
                    // What waits since it was held the first time stands for its later states: the paper is yet to be fetched.
                    guard !paper.wasHeld else { continue }
                }
            }
            if topic != .publications { sorted.slow += 1 }
            if announcement.quiet == .held { sorted.held += 1 }
            if isSettled, topic != .publications, traffic.floodSince == nil { traffic.floodSince = now }
            sorted.messages.append(
                NewMessage(topic, key: identity.rawValue, payload: paper.json))
        }
        if traffic.floodSince == now, record.health.traffic?.floodSince != now {
            sorted.notice = notice(sorted, of: record.name, at: now)
        }
        record.health.traffic = traffic
        sorted.isFlood = traffic.floodSince != nil
        sorted.entries = selection.entries
        guard !passedOver.isEmpty || !held.isEmpty else { return sorted }
        sorted.entries.removeAll { passedOver.contains($0.identity) }
        for index in sorted.entries.indices where held.contains(sorted.entries[index].identity) {
            sorted.entries[index].fingerprint = Newcomers.heldMark + sorted.entries[index].fingerprint
        }
        return sorted
    }

    /// True for a known paper that its source dates within the recency gate.
    private func isYoung(_ paper: Newcomers.Newcomer, at now: Timestamp) -> Bool {
        guard paper.isKnown, let published = paper.announcement.publication.published else { return false }
        return !newcomers.isOld(min(published, now), at: now)
    }

    /// The way that a paper goes.
    private func topic(
        _ quiet: Announcement.Quiet?, of source: String, isFlood: Bool, isSettled: Bool
    ) -> Topic {
        if quiet == .held { return .held(of: source) }
        guard isFlood else { return .publications }
        return isSettled ? .flood(of: source) : .history(of: source)
    }

    /// The traffic of this hour; a flood is over after an hour of usual traffic.
    private func turn(_ traffic: SourceHealth.Traffic?, at now: Timestamp) -> SourceHealth.Traffic {
        guard var traffic, now >= traffic.hour else { return SourceHealth.Traffic(hour: now) }
        let age = now.since(traffic.hour)
        guard age >= Self.hour else { return traffic }
        if !traffic.isFull || age >= Self.hour * 2 { traffic.floodSince = nil }
        (traffic.hour, traffic.count) = (now, 0)
        return traffic
    }

    /// Holds the strangers of a window that shows far more of them than it ever had entries, but for those that stand out by
    /// a date of their own.
    private func hold(_ papers: inout [Newcomers.Newcomer], window: Int, now: Timestamp) {
        func isStranger(_ paper: Newcomers.Newcomer) -> Bool {
            !paper.isKnown && paper.announcement.quiet == nil
        }
        guard window > 0, papers.count(where: isStranger) > max(Self.usual, 2 * window) else { return }
        var sharers: [Timestamp: Int] = [:]
        for paper in papers where isStranger(paper) {
            if let stamp = paper.stamp { sharers[stamp, default: 0] += 1 }
        }
        for index in papers.indices where isStranger(papers[index]) {
            if let stamp = papers[index].stamp, sharers[stamp, default: 0] < Self.massStamp {
                // Here alone the time of a change counts as a date: it is all that tells these papers apart.
                if newcomers.isOld(min(stamp, now), at: now) { papers[index].announcement.quiet = .old }
            } else {
                papers[index].announcement.quiet = .held
            }
        }
    }

    private func notice(_ sorted: Sorted, of source: String, at now: Timestamp) -> SourceNotice {
        var parts: [String] = []
        if sorted.slow > sorted.held {
            parts.append(
                """
                it shows more than \(Self.usual) papers within an hour that are old or were only stamped anew; they are looked \
                at again, \(Self.usual) an hour, and fresh papers go before them
                """)
        }
        if sorted.held > 0 {
            parts.append(
                """
                it shows \(sorted.held) unknown papers at once, with nothing to tell whether they are new; they are held, \
                and 'bode sources release \(source)' announces them
                """)
        }
        return SourceNotice(.sourceFlood, occurrence: now, parts.joined(separator: "; "))
    }
}

extension SourceHealth.Traffic {
    /// True once more than the usual has come in this hour.
    fileprivate var isFull: Bool { count > FloodGate.usual * FloodGate.weight.full }
    fileprivate var isFlood: Bool { floodSince != nil || isFull }
}

extension Newcomers.Newcomer {
    /// The date that tells it from others.
    fileprivate var stamp: Timestamp? {
        announcement.publication.published ?? announcement.publication.updated
    }
}
