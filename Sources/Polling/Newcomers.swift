import Hashing
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

    package struct Selection: Sendable {
        /// For the log, in the order of the poll.
        package var announcements: [Announcement] = []
        /// To be remembered in the same transaction.
        package var entries: [SeenEntry] = []
        /// How many were not known before.
        package var unknown = 0
    }

    /// Selects from `publications` what `seen` does not hold with the same fingerprint.
    ///
    /// `isBaseline`: true for a source's first poll, whose papers are remembered and not announced.
    package func select(
        _ publications: [Publication], seen: [Identifier: String], isBaseline: Bool, now: Timestamp
    ) -> Selection {
        var selection = Selection()
        var taken: Set<Identifier> = []
        for publication in publications where taken.insert(publication.identity).inserted {
            let fingerprint = Newcomers.fingerprint(of: publication)
            let known = seen[publication.identity]
            guard known != fingerprint else { continue }
            if known == nil { selection.unknown += 1 }
            selection.entries.append(SeenEntry(publication.identity, fingerprint: fingerprint))
            // A tombstone for what was never seen has nothing to take back.
            if publication.isWithdrawn && known == nil { continue }
            let quiet = quiet(publication, isBaseline: isBaseline, now: now)
            selection.announcements.append(Announcement(publication, quiet: quiet, seen: now))
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
        guard let recency, now.since(published) > recency else { return nil }
        return .old
    }

    /// Changes with anything that the source says of the paper.
    static func fingerprint(of publication: Publication) -> String {
        var plain = publication
        plain.source = ""
        return hex(SHA256.hash(JSONText.encode(plain)).prefix(16))
    }
}
