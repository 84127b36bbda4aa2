import Engine
package import Pipeline

/// An archived answer with what a person needs to know of its paper.
package struct StoredAnswer: Codable, Sendable {
    /// Its id in alerts.
    var id: String
    var paper: Identifier
    var title: String
    package var answer: Answer

    /// Papers that are looked through at once for the id of an event.
    private static let page = 200

    /// Finds an answer by its id, or by the id of an event that told of it.
    ///
    /// The id of an event says nothing of where it came from, so that all papers are gone through: seconds for some ten thousand.
    ///
    /// - Throws: ``LogFailure/refused(_:)`` where there is none.
    static func find(_ id: String, in log: any Log) async throws(LogFailure) -> StoredAnswer {
        let name = id.onOneLine(limit: 200)
        guard !id.hasPrefix(EventNames.prefix) else {
            var last: Identifier?
            while true {
                let papers = try await log.archived(after: last, limit: page)
                for paper in papers {
                    if let answer = paper.answers.first(where: { EventNames.tells(id, of: $0) }) {
                        return StoredAnswer(answer, of: paper)
                    }
                }
                guard papers.count == page, let next = papers.last?.id else { break }
                last = next
            }
            throw .refused("no archived answer was told of by event '\(name)', or it has changed since")
        }
        guard let mark = id.lastIndex(of: "#") else {
            throw .refused(
                "'\(name)' is no id of an answer, such as kst-29237-178#22, and none of an event, which begins with evt_"
            )
        }
        let paper = Identifier(rawValue: String(id[..<mark]))
        for archived in try await log.archived(under: [paper]) {
            if let answer = archived.answers.first(where: { $0.key == id }) {
                return StoredAnswer(answer, of: archived)
            }
        }
        throw .refused("no answer '\(name)' is archived; alerts and bode search have their ids")
    }

    private init(_ answer: ArchivedAnswer, of paper: ArchivedPublication) {
        (id, self.paper, title) = (answer.key, paper.id, paper.publication.title)
        self.answer = answer.answer
    }
}
