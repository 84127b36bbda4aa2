package import Pipeline

/// Gathers the publications of a page.
package struct PageBuilder: Sendable {
    private var publications: [Publication] = []
    private var places: [Identifier: Int] = [:]
    private var entries = 0
    private var nameless = 0
    private var newest: Timestamp?

    /// The most entries that are read of a page.
    package static let mostEntries = 10_000

    package init() {}

    /// Counts an entry, and the time of its change.
    package mutating func count(changed: Timestamp?) {
        entries += 1
        if let changed { newest = max(newest ?? changed, changed) }
    }

    /// Adds a publication; where the page has it already, the newer state holds.
    package mutating func add(_ publication: Publication) {
        guard let place = places[publication.identity] else {
            places[publication.identity] = publications.count
            return publications.append(publication)
        }
        let known = publications[place]
        if let updated = publication.updated, updated < known.updated ?? updated { return }
        publications[place] = publication
    }

    /// Counts an entry that has nothing to tell it by.
    package mutating func addNameless() { nameless += 1 }

    /// The page.
    ///
    /// - Parameters:
    ///   - next: what comes after it.
    ///   - name: the field that tells entries apart, for the message where it is missing.
    ///   - isNewestFirst: whether the service shows what changed last first.
    /// - Returns: its publications, oldest first where that is known.
    /// - Throws: ``PollFailure/malformed(_:)`` where no entry at all has that field.
    package func page(
        next: JSONPage.Next, identifiedBy name: String, isNewestFirst: Bool = false
    ) throws(PollFailure) -> JSONPage {
        guard nameless == 0 || nameless < entries else {
            throw .malformed("none of its \(entries) entries has the field '\(name)'")
        }
        return JSONPage(
            publications: isNewestFirst ? publications.reversed() : publications, newest: newest,
            entries: entries, next: next,
            problems: nameless == 0
                ? [] : ["\(nameless) entries have no '\(name)' and were passed over"])
    }
}
