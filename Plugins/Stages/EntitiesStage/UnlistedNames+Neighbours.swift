import Language
import Pipeline

extension UnlistedNames {
    // MARK: What stands beside it

    /// Undecided names take the kind of what they are enumerated with.
    func beside(_ decided: [Finding], _ undecided: [Range<Int>]) -> [Finding] {
        guard !undecided.isEmpty else { return [] }
        var kinds: [Int: Entity.Kind] = [:]
        for (index, matches) in known {
            guard let match = matches.max(by: { $0.tokens.count < $1.tokens.count }), match.name.isThing,
                case .entity(let kind) = match.name.category
            else { continue }
            kinds[index] = kind
            kinds[match.tokens.upperBound - 1] = kind
        }
        for finding in decided {
            kinds[finding.tokens.lowerBound] = finding.kind
            kinds[finding.tokens.upperBound - 1] = finding.kind
        }
        var result: [Finding] = []
        for run in undecided {
            let left = isJoint(run.lowerBound) ? kinds[joint(before: run.lowerBound)] : nil
            let right = isJoint(after: run.upperBound) ?? -1
            let kind = left ?? kinds[right]
            if let kind, [.organisation, .place, .party, .person].contains(kind), !isStopped(run.lowerBound) {
                if kind == .person, run.count == 1 || !isPersonLike(run) { continue }
                result.append(Finding(kind: kind, tokens: run, evidence: .position))
                kinds[run.lowerBound] = kind
                kinds[run.upperBound - 1] = kind
            } else if tongue == .dutch, run.count == 1, !isStopped(run.lowerBound),
                !text.isLoose(run.lowerBound),
                Self.actors.contains(cue(before: run.lowerBound)), text.word(run.lowerBound).count > 2
            {
                result.append(Finding(kind: .organisation, tokens: run, evidence: .position))
            }
        }
        return result
    }

    private static let actors: WordSet = [
        "door", "aan", "met", "tegen", "volgens", "bij", "van", "tussen", "voor",
    ]

    /// True where `X, ` or `X en ` stands before a name.
    func isJoint(_ start: Int) -> Bool {
        guard start > 0 else { return false }
        return text.isBetween(start - 1, start, ", ")
            || (Self.ands.contains(text.word(start - 1)) && text.follows(start))
    }

    func joint(before start: Int) -> Int {
        guard Self.ands.contains(text.word(start - 1)), text.follows(start) else { return start - 1 }
        // `en de X`
        return start - 2
    }

    func isJoint(after end: Int) -> Int? {
        guard text.tokens.indices.contains(end) else { return nil }
        if text.isBetween(end - 1, end, ", ") { return end }
        return Self.ands.contains(text.word(end)) && text.follows(end) ? end + 1 : nil
    }

    private static let ands: WordSet = ["en", "and", "et", "und", "of", "or", "ou", "oder"]
}
