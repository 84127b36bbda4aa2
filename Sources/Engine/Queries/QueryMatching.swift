import Language
import Pipeline

extension QueryExpression {
    /// Whether the answer is one that was asked for.
    func holds(for candidate: Candidate) -> Bool {
        switch self {
        case .everything: true
        case .words(let words): !candidate.places(of: words, limit: 1).isEmpty
        case .field(let field, let value): candidate.has(value, in: field)
        case .all(let parts): parts.allSatisfy { $0.holds(for: candidate) }
        case .any(let parts): parts.contains { $0.holds(for: candidate) }
        case .not(let part): !part.holds(for: candidate)
        }
    }

    /// Adds the places that speak for the answer until there are `limit`.
    func collect(_ spans: inout [Span], from candidate: Candidate, limit: Int) {
        guard spans.count < limit else { return }
        let found: [Span]
        switch self {
        case .everything, .not: return
        case .words(let words): found = candidate.places(of: words, limit: limit - spans.count)
        case .field(let field, let value): found = candidate.places(of: value, in: field)
        case .all(let parts), .any(let parts):
            for part in parts { part.collect(&spans, from: candidate, limit: limit) }
            return
        }
        for span in found where spans.count < limit && !spans.contains(span) { spans.append(span) }
    }
}

// MARK: Words

extension Candidate {
    /// The numbers that a word of a query stands for in the vocabulary of a candidate.
    private enum Sought {
        case stem(Int)
        case words(Set<Int>)

        func fits(_ text: CandidateText, _ index: Int) -> Bool {
            switch self {
            case .stem(let stem): text.stems[index] == stem
            case .words(let words): words.contains(text.words[index])
            }
        }
    }

    /// Where these words stand in a row, in one sentence; at most `limit` places.
    fileprivate func places(of words: [QueryWord], limit: Int) -> [Span] {
        var sought: [Sought] = []
        for word in words {
            if word.isBeginning {
                let beginnings = vocabulary.words(beginningWith: Array(word.folded.utf8))
                guard !beginnings.isEmpty else { return [] }
                sought.append(.words(beginnings))
            } else {
                guard let stem = vocabulary.number(ofStem: word.stem) else { return [] }
                sought.append(.stem(stem))
            }
        }
        var spans: [Span] = []
        for text in texts where text.tokens.count >= sought.count {
            for start in 0...text.tokens.count - sought.count where spans.count < limit {
                guard Self.stand(sought, at: start, in: text) else { continue }
                let end = start + sought.count - 1
                spans.append(
                    Span(
                        text.passage,
                        text.tokens[start].range.lowerBound..<text.tokens[end].range.upperBound))
            }
        }
        return spans
    }

    private static func stand(_ sought: [Sought], at start: Int, in text: CandidateText) -> Bool {
        for (offset, word) in sought.enumerated() {
            guard word.fits(text, start + offset),
                offset == 0 || text.tokens[start + offset].gap < .sentence
            else { return false }
        }
        return true
    }
}

// MARK: Fields

extension Candidate {
    fileprivate func has(_ value: QueryValue, in field: QueryField) -> Bool {
        switch field {
        case .theme: answer.themes?.contains { value.isName($0.id) } ?? false
        case .entity: entityNames.indices.contains { names(value, entity: $0) }
        case .person:
            people.contains(where: value.isPart) || entityNames.indices.contains { names(value, person: $0) }
        case .party: parties.contains(where: value.isPart)
        case .ministry: offices.contains(where: value.isWithin)
        case .kind: value.isWithin(kind)
        case .section: value.isWithin(section)
        case .source: value.isBeginning ? source.utf8.starts(with: value.text.utf8) : source == value.text
        case .response: answer.response.map { value.isName($0.rawValue) } ?? false
        case .reference: answer.references.contains { value.isName($0.id) }
        case .annotation: answer.annotations?.contains { value.isName($0.kind) } ?? false
        }
    }

    /// Where in the text the field's value stands, or what spoke for it.
    fileprivate func places(of value: QueryValue, in field: QueryField) -> [Span] {
        switch field {
        case .theme: (answer.themes ?? []).filter { value.isName($0.id) }.flatMap(\.evidence)
        case .entity: (answer.entities ?? []).indices.filter { names(value, entity: $0) }.compactMap(place)
        case .person: (answer.entities ?? []).indices.filter { names(value, person: $0) }.compactMap(place)
        case .reference: answer.references.filter { value.isName($0.id) }.map(\.span)
        case .annotation: (answer.annotations ?? []).filter { value.isName($0.kind) }.compactMap(\.span)
        case .party, .ministry, .kind, .section, .source, .response: []
        }
    }

    private func place(ofEntity index: Int) -> Span? { answer.entities?[index].span }

    private func names(_ value: QueryValue, entity index: Int) -> Bool {
        entityNames[index].contains(where: value.isWhole)
            || answer.entities?[index].id.map(value.isName) ?? false
    }

    private func names(_ value: QueryValue, person index: Int) -> Bool {
        answer.entities?[index].kind == .person && entityNames[index].contains(where: value.isPart)
    }
}

extension QueryValue {
    /// Whether an identifier is this one, in whatever case.
    func isName(_ id: String) -> Bool {
        let id = Folding.fold(id)
        return isBeginning ? id.utf8.starts(with: folded.utf8) : id == folded
    }

    /// Whether `folded` words are these.
    fileprivate func isWhole(_ folded: String) -> Bool {
        isBeginning ? folded.utf8.starts(with: words.utf8) : folded == words && !words.isEmpty
    }

    /// Whether these words stand in a row in `folded` ones.
    fileprivate func isPart(_ folded: String) -> Bool {
        guard !words.isEmpty else { return isBeginning && !folded.isEmpty }
        return isBeginning
            ? " \(folded)".contains(" \(words)") : " \(folded) ".contains(" \(words) ")
    }

    /// Whether these letters stand anywhere in `folded` words.
    fileprivate func isWithin(_ folded: String) -> Bool {
        words.isEmpty ? isBeginning && !folded.isEmpty : folded.contains(words)
    }
}
