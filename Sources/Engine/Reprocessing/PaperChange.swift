package import Pipeline

/// What another reading of a paper changes of what is archived of it.
package struct PaperChange: Codable, Hashable, Sendable {
    package var paper: Identifier
    /// Answers that were not found before.
    package var added = 0
    /// Answers whose words are others.
    package var changed = 0
    /// Answers that the archive keeps and that are not found any more.
    package var gone = 0
    /// Answers filed under other themes.
    package var themes = 0
    /// Answers with the same words and themes of which something else changed: numbers, names, entities, references.
    package var details = 0

    /// Whether anything is there to be filed.
    package var isAny: Bool { added + changed + themes + details > 0 }

    /// - Parameters:
    ///   - old: what is archived.
    ///   - new: what would be, after the same paper as `document` has it.
    ///   - document: the paper as it was read again.
    ///   - outside: stages that were not asked; what they said before is not taken for gone.
    init(
        from old: ArchivedPublication, to new: ArchivedPublication, of document: Document,
        besides outside: Set<String> = []
    ) {
        paper = old.id
        let known = Dictionary(old.answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        // The paper's own answers come first, then those that it no longer has.
        let (own, vanished) = (
            new.answers.prefix(document.answers.count), new.answers.dropFirst(document.answers.count)
        )
        gone = vanished.count { !$0.isSuperseded }
        for answer in own {
            guard let former = known[answer.key] else {
                added += 1
                continue
            }
            if answer.revision != former.revision {
                changed += 1
            } else if Self.themes(answer) != Self.themes(former) {
                themes += 1
            } else if answer.answer.without(outside) != former.answer.without(outside) {
                details += 1
            }
        }
    }

    private static func themes(_ answer: ArchivedAnswer) -> Set<String> {
        Set(answer.answer.themes?.map(\.id) ?? [])
    }
}

extension Answer {
    /// The answer without what stages of these names have said of it.
    fileprivate func without(_ stages: Set<String>) -> Answer {
        guard let annotations, !stages.isEmpty else { return self }
        var answer = self
        let left = annotations.filter { !stages.contains($0.stage) }
        answer.annotations = left.isEmpty ? nil : left
        return answer
    }
}
