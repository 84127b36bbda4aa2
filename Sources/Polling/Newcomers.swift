package import Pipeline

/// Tells which of the publications that a poll showed are new or changed, and which may be told of.
package struct Newcomers: Sendable {
    /// Papers published longer ago than this are archived quietly; `nil` for no gate.
    package var recency: Duration?
    /// Where set, a first poll announces what was published since then.
    package var backfill: Timestamp?

    package init(recency: Duration? = .seconds(14 * 86_400), backfill: Timestamp? = nil) {
        (self.recency, self.backfill) = (recency, backfill)
    }

    /// A publication that is new or changed.
    package struct Newcomer: Hashable, Sendable {
        package var announcement: Announcement
        /// True where its source has shown it before, in other words.
        package var isKnown: Bool
        /// True where it was held then, so that nobody has heard of it unless it was released since.
        package var wasHeld = false
        let written: WrittenPublication

        /// The announcement in JSON.
        var json: [UInt8] { written.announcement(announcement) }
    }

    package struct Selection: Sendable {
        /// In the order of the poll.
        package var newcomers: [Newcomer] = []
        package var announcements: [Announcement] { newcomers.map(\.announcement) }
        /// To be remembered in the same transaction.
        package var entries: [SeenEntry] = []
        /// How many were not known before.
        package var unknown = 0
    }

    /// Selects from `publications` what `seen` does not hold with the same fingerprint.
    ///
    /// - Parameters:
    ///   - publications: what the poll showed.
    ///   - seen: the fingerprints of what the source has shown, by identity.
    ///   - recognised: what it has shown under another identity, in other words.
    ///   - isBaseline: true for a source's first poll, whose papers are remembered and not announced.
    ///   - now: the time.
    /// - Returns: what is new or changed, and what is to be remembered.
    package func select(
        _ publications: [Publication], seen: [Identifier: String], recognised: Set<Identifier> = [],
        isBaseline: Bool, now: Timestamp
    ) -> Selection {
        var selection = Selection()
        var taken: Set<Identifier> = []
        taken.reserveCapacity(publications.count)
        for publication in publications where taken.insert(publication.identity).inserted {
            let written = WrittenPublication(publication)
            let fingerprint = written.fingerprint
            let known = seen[publication.identity]
            let wasHeld = known?.hasPrefix(Newcomers.heldMark) ?? false
            guard known.map(Newcomers.unmarked) != fingerprint else { continue }
            let isKnown = known != nil || recognised.contains(publication.identity)
            if !isKnown { selection.unknown += 1 }
            selection.entries.append(SeenEntry(publication.identity, fingerprint: fingerprint))
            // A tombstone for what was never seen has nothing to take back.
            if publication.isWithdrawn && known == nil { continue }
            let quiet = quiet(publication, isBaseline: isBaseline, now: now)
            selection.newcomers.append(
                Newcomer(
                    announcement: Announcement(publication, quiet: quiet, seen: now), isKnown: isKnown,
                    wasHeld: wasHeld, written: written))
        }
        return selection
    }

    /// Why the paper is not to be announced.
    ///
    /// A date that is missing, unreadable or in the future counts as now.
    private func quiet(_ publication: Publication, isBaseline: Bool, now: Timestamp) -> Announcement.Quiet? {
        let published = min(publication.published ?? now, now)
        if isBaseline {
            guard let backfill else { return .baseline }
            return published < backfill ? .baseline : nil
        }
        if let backfill, published >= backfill { return nil }
        return isOld(published, at: now) ? .old : nil
    }

    /// True where `date` lies before the recency gate.
    func isOld(_ date: Timestamp, at now: Timestamp) -> Bool {
        guard let recency else { return false }
        return now.since(date) > recency
    }

    /// Comes before the fingerprint of a paper that was held.
    static let heldMark = "held:"

    /// The fingerprint without what it is marked with.
    static func unmarked(_ fingerprint: String) -> String {
        fingerprint.hasPrefix(heldMark) ? String(fingerprint.dropFirst(heldMark.count)) : fingerprint
    }

    /// Changes with anything that the source says of the paper.
    static func fingerprint(of publication: Publication) -> String {
        WrittenPublication(publication).fingerprint
    }
}
