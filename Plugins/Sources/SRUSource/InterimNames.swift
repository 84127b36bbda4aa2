import Pipeline
import WebSource

/// Papers that were shown under an interim identifier, for knowing them again under their own.
///
/// The service shows a new paper of parliament as `kst-1027687` and replaces that record by `kst-29237-178` later, without a
/// word in either about the other. What both say in the same words is the title, the day and the author.
struct InterimNames: Codable, Equatable {
    private struct Paper: Codable, Equatable {
        var identifier: Identifier
        /// What both records have in common, hashed.
        var mark: String
        /// The day of the paper.
        var day: CalendarDay
        /// Under which identifier it came again.
        var own: Identifier?
    }

    private var papers: [Paper] = []

    /// Papers that are remembered; the oldest go first.
    static let most = 500
    /// Bytes that a title has at least, to be one paper's alone.
    static let shortestTitle = 24

    var isEmpty: Bool { papers.isEmpty }

    /// Takes note of a record under an interim identifier.
    mutating func add(_ record: SRURecord, as identifier: Identifier) {
        guard let (mark, day) = Self.mark(of: record, as: identifier),
            !papers.contains(where: { $0.identifier == identifier })
        else { return }
        if papers.count >= Self.most,
            let oldest = papers.indices.min(by: { papers[$0].day < papers[$1].day })
        {
            papers.remove(at: oldest)
        }
        papers.append(Paper(identifier: identifier, mark: mark, day: day))
    }

    /// The interim identifier of the record that is now shown as `identifier`; `nil` where there is none, or more than one.
    mutating func former(of record: SRURecord, as identifier: Identifier) -> Identifier? {
        guard !papers.isEmpty, let (mark, _) = Self.mark(of: record, as: identifier) else { return nil }
        let found = papers.indices.filter { papers[$0].mark == mark }
        guard found.count == 1, let place = found.first else { return nil }
        // The first that comes is it: a second one in the same words is another paper.
        guard papers[place].own == nil || papers[place].own == identifier else { return nil }
        papers[place].own = identifier
        return papers[place].identifier
    }

    private static func mark(of record: SRURecord, as identifier: Identifier) -> (String, CalendarDay)? {
        guard let title = record["title"]?.lowercased(), title.utf8.count >= shortestTitle,
            let day = ["issued", "date", "available"].lazy.compactMap({
                record[$0].flatMap { CalendarDay($0) }
            })
            .first
        else { return nil }
        let family = String(OfficialNumber.family(of: identifier))
        return (StableHash.hexadecimal(family, title, "\(day)", record["creator"]?.lowercased() ?? ""), day)
    }
}
