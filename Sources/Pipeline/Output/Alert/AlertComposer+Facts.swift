/// The short ones: promises, themes, names, what came before.
extension AlertComposer {
    var commitments: [AlertText.Fact] {
        data.commitments.prefix(Self.mostNames).compactMap { promise in
            guard let text = name(promise.text, limit: 400) else { return nil }
            let whole = [due(promise), text].compactMap(\.self).joined(separator: ": ")
            return AlertText.Fact(.commitment, label: words.commitment, text: whole)
        }
    }

    /// What further stages say, by the kind that they gave it: nobody here knows what it means.
    var annotations: [AlertText.Fact] {
        let told = data.annotations.lazy.compactMap { note -> AlertText.Fact? in
            guard let kind = name(note.kind, limit: 40), let text = name(note.text, limit: 400) else {
                return nil
            }
            let label = kind.split(separator: "_").joined(separator: " ")
            return AlertText.Fact(
                .annotation, label: label.prefix(1).uppercased() + label.dropFirst(), text: text)
        }
        return Array(told.prefix(style.mostAnnotations))
    }

    func due(_ promise: AlertData.Place) -> String? {
        promise.due.map { AlertTerm(words).text($0) }
    }

    /// The promise of an event about one, and why it is taken to be overdue.
    var promise: [AlertText.Passage] {
        guard let promise = data.commitment, let text = promise.text else { return [] }
        let label = [words.commitment, name(promise.by), due(promise)].compactMap(\.self)
        var paragraphs = AlertExcerpt(text, marks: []).paragraphs(
            context: style.context, length: style.length)
        if let reason = name(data.overdue?.reason, limit: 1_000) { paragraphs.append([.init(reason)]) }
        return [.init(.commitment, label: label.joined(separator: " · "), paragraphs: paragraphs)]
    }

    /// What came before: a question that is answered at last says so.
    var history: [AlertText.Fact] {
        [(words.asked, data.asked), (words.postponed, data.postponed), (words.postponed, data.deferred)]
            .compactMap {
                label, paper in
                guard let paper else { return nil }
                let text = [paper.date.map(words.day), name(paper.title)].compactMap(\.self).joined(
                    separator: ", ")
                return text.isEmpty ? nil : .init(.history, label: label, text: text)
            }
    }

    var themes: [AlertText.Fact] {
        let told = data.themes.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.prefix(style.mostThemes)
        guard !told.isEmpty else { return [] }
        let names = told.map { theme -> String in
            let called =
                name(theme.names?[style.language.rawValue], limit: 60) ?? theme.id.onOneLine(limit: 60)
            guard theme.score < 0.8, theme.score >= 0 else { return called }
            return "\(called) (\(Int((theme.score * 100).rounded())) % \(words.sure))"
        }
        return [AlertText.Fact(.themes, label: words.themes, text: names.joined(separator: ", "))]
    }

    private static let tellingTypes = [
        "person", "organisation", "mission", "place", "policy", "party", "money",
    ]

    /// Who and what is named, grouped, those named most first; who asked is told already.
    var entities: [AlertText.Fact] {
        let asking = Set(data.askedBy.flatMap { [$0.name, $0.party] }.compactMap(\.self))
        var counts: [String: [String: (count: Int, first: Int)]] = [:]
        for (index, entity) in data.entities.enumerated() {
            guard let type = entity.type, let name = name(type == "money" ? entity.text : entity.canonical),
                !asking.contains(name)
            else { continue }
            counts[type, default: [:]][name, default: (0, index)].count += 1
        }
        // Each kind gets its share, and what one does not need goes to the next.
        var rest = style.mostEntities
        var groups = Self.tellingTypes.compactMap { type -> (type: String, names: [String])? in
            guard let found = counts[type] else { return nil }
            return (
                type,
                found.sorted { (-$0.value.count, $0.value.first) < (-$1.value.count, $1.value.first) }.map(
                    \.key)
            )
        }
        var facts: [AlertText.Fact] = []
        while !groups.isEmpty {
            let group = groups.removeFirst()
            let share = max(rest / (groups.count + 1), 1)
            guard rest > 0, let label = style.language.entityLabel(group.type) else { continue }
            rest -= min(share, group.names.count)
            facts.append(.init(.entities, label: label, text: words.list(group.names, most: share)))
        }
        return facts
    }

    var references: [AlertText.Fact] {
        var names: [String] = []
        for reference in data.references {
            guard let id = name(reference.id), !names.contains(id) else { continue }
            names.append(id)
        }
        guard !names.isEmpty else { return [] }
        let text = words.list(names, most: Self.mostReferences)
        return [AlertText.Fact(.references, label: words.references, text: text)]
    }
}
