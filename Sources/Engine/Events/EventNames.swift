package import Pipeline

/// Tells whether an event was about an answer, from their names alone.
package enum EventNames {
    /// What the id of every event begins with.
    package static let prefix = "evt_"

    /// Whether the event of that id told of this answer, as it is now or when it was first published.
    package static func tells(_ id: String, of archived: ArchivedAnswer) -> Bool {
        let revisions = max(1, archived.revision - mostRevisions)...max(1, archived.revision)
        return revisions.reversed().contains { revision in
            [AnswerChange.Kind.published, .amended, .withdrawn].contains { kind in
                EventID.of(kind, key: archived.key, answer: archived.answer, revision: revision) == id
            }
        }
    }

    /// Revisions of an answer that are looked back through.
    private static let mostRevisions = 50
}
