import Language
import Pipeline

/// Something that an answer must have to match a query: by it, the few watches are found that may match an answer.
enum Anchor: Hashable, Sendable {
    /// A word with this stem.
    case stem(String)
    /// A word that begins with these bytes, ``longestBeginning`` at most.
    case beginning([UInt8])
    /// A theme of this id, without case and accents.
    case theme(String)
    /// A name of something mentioned, as ``String/foldedWords``, or its id without case and accents.
    case name(String)
    case entityID(String)
    /// One word of the name of someone who asks, answers or is mentioned; or of the party of who asks.
    case person(String)
    case party(String)
    case source(String)

    /// Bytes of a beginning that are looked up; more of them would have to be tried of each word.
    static let longestBeginning = 4
}

extension Query {
    /// What an answer must have one of; `nil` where the query may match whatever it has.
    ///
    /// `rank` says how many queries have an anchor: the fewer, the more it says.
    func anchors(_ rank: (Anchor) -> Int) -> [Anchor]? { expression.anchors(rank) }

    /// Everything that could be an anchor.
    var possibleAnchors: Set<Anchor> { Set(expression.possibleAnchors) }
}

extension QueryExpression {
    /// What of a candidate must be there to be looked at.
    var needs: Candidate.Parts {
        switch self {
        case .everything: []
        case .words: .words
        case .field(let field, _):
            switch field {
            case .entity: .names
            case .person: [.names, .head]
            case .party, .ministry, .kind, .section: .head
            case .theme, .source, .response, .reference, .annotation: []
            }
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.needs) }
        case .not(let part): part.needs
        }
    }

    /// What an answer must have one of, of all that would do the one of the lowest rank; `nil` where there is no such thing.
    fileprivate func anchors(_ rank: (Anchor) -> Int) -> [Anchor]? {
        func lowest(_ choices: [[Anchor]]) -> [Anchor]? {
            choices.min { $0.reduce(0) { $0 + rank($1) } < $1.reduce(0) { $0 + rank($1) } }
        }
        switch self {
        case .everything, .not: return nil
        case .words(let words): return lowest(words.compactMap(anchors))
        case .field(let field, let value): return anchors(value, in: field)
        case .all(let parts): return lowest(parts.compactMap { $0.anchors(rank) })
        case .any(let parts):
            var all: [Anchor] = []
            for part in parts {
                // One part that may want anything makes the whole want it.
                guard let anchors = part.anchors(rank) else { return nil }
                all += anchors
            }
            return all
        }
    }

    /// Everything that could be an anchor of the query.
    fileprivate var possibleAnchors: [Anchor] {
        switch self {
        case .everything, .not: []
        case .words(let words): words.compactMap(anchors).flatMap(\.self)
        case .field(let field, let value): anchors(value, in: field) ?? []
        case .all(let parts), .any(let parts): parts.flatMap(\.possibleAnchors)
        }
    }

    private func anchors(_ word: QueryWord) -> [Anchor]? {
        guard word.isBeginning else { return [.stem(word.stem)] }
        let beginning = Array(word.folded.utf8.prefix(Anchor.longestBeginning))
        return beginning.isEmpty ? nil : [.beginning(beginning)]
    }

    private func anchors(_ value: QueryValue, in field: QueryField) -> [Anchor]? {
        guard !value.isBeginning else { return nil }
        let first = value.words.split(separator: " ").first.map(String.init)
        return switch field {
        case .theme: [.theme(value.folded)]
        case .entity: [.name(value.words), .entityID(value.folded)]
        case .person: first.map { [.person($0)] }
        case .party: first.map { [.party($0)] }
        case .source: [.source(value.text)]
        case .ministry, .kind, .section, .response, .reference, .annotation: nil
        }
    }
}

extension Candidate {
    /// All that a query may not do without and that it has.
    ///
    /// Beginnings are left out where nobody asks for any: each word has some.
    func anchors(beginnings: Bool) -> Set<Anchor> {
        var anchors: Set<Anchor> = [.source(source)]
        for stem in vocabulary.allStems { anchors.insert(.stem(stem)) }
        if beginnings {
            for letters in vocabulary.allWords {
                for length in 1...Anchor.longestBeginning where length <= letters.count {
                    anchors.insert(.beginning(Array(letters[..<length])))
                }
            }
        }
        for theme in answer.themes ?? [] { anchors.insert(.theme(Folding.fold(theme.id))) }
        for party in parties { anchors.formUnion(party.split(separator: " ").map { .party(String($0)) }) }
        for person in people { anchors.formUnion(person.split(separator: " ").map { .person(String($0)) }) }
        // Names are there only where they are asked for.
        for (entity, names) in zip(answer.entities ?? [], entityNames) {
            for name in names {
                anchors.insert(.name(name))
                if entity.kind == .person {
                    anchors.formUnion(name.split(separator: " ").map { .person(String($0)) })
                }
            }
        }
        for entity in answer.entities ?? [] {
            if let id = entity.id { anchors.insert(.entityID(Folding.fold(id))) }
        }
        return anchors
    }
}
