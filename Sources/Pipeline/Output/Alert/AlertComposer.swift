/// Puts an alert together from what an event says.
struct AlertComposer {
    private let record: AlertRecord
    private let data: AlertData
    private let style: AlertText.Style
    private let words: AlertWords

    private static let longestTitle = 150
    private static let longestPaper = 400
    private static let longestName = 120
    private static let mostNames = 3
    private static let mostReferences = 4

    init(_ record: AlertRecord, style: AlertText.Style) {
        (self.record, data, self.style) = (record, record.data, style)
        words = AlertWords(style.language)
    }

    var text: AlertText {
        var text = AlertText(record, style: style)
        let link = data.document.url ?? data.links.first { $0.relation == "alternate" }?.url ?? data.links.first?.url
        text.url = link.flatMap(Self.webAddress)
        guard !text.isOperational else {
            text.title = operationalTitle
            if let reason = data.reason, !reason.isEmpty {
                text.passages = [.init(.notice, label: "", paragraphs: [[.init(reason.onOneLine(limit: 2_000))]])]
            }
            return text
        }
        let question = AlertExcerpt(data.question, marks: marks(in: .question))
        let answer = AlertExcerpt(data.answer, marks: marks(in: .answer))
        text.title = title(answer, question)
        text.paper = name(data.document.title, limit: Self.longestPaper)
        text.place = place
        text.passages = changes + passages(question, answer)
        text.facts = commitments + themes + entities + references
        return text
    }

    // MARK: The title

    private var operationalTitle: String {
        let lead = style.language.lead(record.type) ?? ""
        let subject = name(data.document.title) ?? record.subject.onOneLine(limit: Self.longestName)
        return subject.isEmpty ? lead : "\(lead): \(subject)"
    }

    /// What matched, who asked, what about: what tells this alert from the others of its list comes first.
    private func title(_ answer: AlertExcerpt, _ question: AlertExcerpt) -> String {
        var parts = [matched(answer, question)]
        parts.append([askers, numbers].compactMap(\.self).joined(separator: ", "))
        parts.append(topic ?? "")
        var title = parts.filter { !$0.isEmpty }.joined(separator: " · ")
        if title.isEmpty { title = record.subject.onOneLine(limit: Self.longestName) }
        if let lead = style.language.lead(record.type) { title = "\(lead): \(title)" }
        return title.onOneLine(limit: Self.longestTitle)
    }

    /// What matched, in a few words: the names of what was found there before other words, those that came often first.
    private func matched(_ answer: AlertExcerpt, _ question: AlertExcerpt) -> String {
        var found: [(name: String, isEntity: Bool, count: Int)] = []
        for (passage, excerpt) in [(Passage.answer, answer), (.question, question)] {
            for mark in excerpt.marked {
                let entity = data.entities.first { entity in
                    entity.passage == passage && Self.namingTypes.contains(entity.type ?? "")
                        && mark.place.overlaps((entity.start ?? 0)..<max(entity.end ?? 0, entity.start ?? 0))
                }
                let name = (entity?.canonical ?? mark.words).onOneLine(limit: 40)
                if let index = found.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) {
                    found[index].count += 1
                } else {
                    found.append((name, entity != nil, 1))
                }
            }
        }
        // The name of the watch itself tells nothing.
        let known = data.watches.map { $0.lowercased() }
        let news = found.filter { !known.contains($0.name.lowercased()) }
        let told = (news.isEmpty ? found : news).enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            if one.isEntity != other.isEntity { return one.isEntity }
            return (-one.count, left.offset) < (-other.count, right.offset)
        }
        return told.prefix(Self.mostNames).map(\.element.name).joined(separator: ", ")
    }

    private static let namingTypes: Set = ["person", "organisation", "mission", "place", "policy"]

    /// What the paper is about: of `Antwoord op vragen van de leden A en B over C` the `C`.
    private var topic: String? {
        guard let title = name(data.document.title, limit: Self.longestPaper) else { return nil }
        let words = title.split(separator: " ")
        let forms: Set = ["vragen", "antwoord", "antwoorden", "beantwoording", "verslag", "lijst"]
        guard let first = words.first, forms.contains(first.lowercased()),
            let about = words.firstIndex(of: "over"), about + 1 < words.count
        else { return title }
        return words[(about + 1)...].joined(separator: " ")
    }

    private var numbers: String? {
        guard !data.numbers.isEmpty else { return nil }
        return "\(words.question.lowercased()) \(numberList)"
    }

    /// Numbers in a row are told by their ends: `1-5, 8`.
    private var numberList: String {
        var runs: [ClosedRange<Int>] = []
        for number in data.numbers {
            if let last = runs.last, last.upperBound < .max, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let texts = runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return words.list(texts, most: 4)
    }

    private var askers: String? {
        let names = data.askedBy.compactMap { person -> String? in
            switch (name(person.name), name(person.party)) {
            case (let name?, let party?): "\(name) (\(party))"
            case (let name?, nil): name
            case (nil, let party?): party
            case (nil, nil): nil
            }
        }
        return names.isEmpty ? nil : words.list(names, most: Self.mostNames)
    }

    private var answerers: String? {
        let names = data.answeredBy.compactMap { person -> String? in
            switch (name(person.name), name(person.role, limit: 70)) {
            case (let name?, let role?): "\(name), \(role)"
            case (let name?, nil): name
            case (nil, let role?): role
            case (nil, nil): nil
            }
        }
        return names.isEmpty ? nil : names.prefix(Self.mostNames).joined(separator: "; ")
    }

    private var place: [String] {
        var parts: [String] = []
        if let date = data.document.date { parts.append(words.day(date)) }
        if let section = name(data.section), section != name(data.document.title) { parts.append(section) }
        return parts
    }

    // MARK: The texts

    private func marks(in passage: Passage) -> [Range<Int>] {
        let ours = data.matches.filter { match in match.watch.map(style.watches.contains) ?? false }
        var places = ours.isEmpty ? data.matches : ours
        if places.isEmpty {
            // Not made for a watch, or matched by nothing that stands anywhere: the words of the theme that is surest.
            let about = data.themes.filter { data.watches.contains($0.id) }
            let best = (about.isEmpty ? data.themes : about).max {
                ($0.score, $0.evidence?.count ?? 0) < ($1.score, $1.evidence?.count ?? 0)
            }
            places = best?.evidence ?? []
        }
        return places.compactMap { place in
            guard place.passage == passage, let start = place.start, let end = place.end, start < end else {
                return nil
            }
            return start..<end
        }
    }

    private func passages(_ question: AlertExcerpt, _ answer: AlertExcerpt) -> [AlertText.Passage] {
        var passages: [AlertText.Passage] = []
        func add(_ kind: AlertText.Passage.Kind, _ label: String, _ excerpt: AlertExcerpt) {
            let paragraphs = excerpt.paragraphs(context: style.context, length: style.length)
            if !paragraphs.isEmpty {
                passages.append(AlertText.Passage(kind, label: label, paragraphs: paragraphs))
            }
        }
        let number = data.numbers.isEmpty ? "" : " " + numberList
        add(.question, ["\(words.question)\(number)", askers].compactMap(\.self).joined(separator: " · "), question)
        let manner = [answerers, style.language.response(data.response)].compactMap(\.self)
        add(.answer, ([words.answer] + manner).joined(separator: " · "), answer)
        for resolved in data.resolved.prefix(Self.mostNames) {
            add(.answer, "\(words.refersTo) \(resolved.number)", AlertExcerpt(resolved.answer, marks: []))
        }
        return passages
    }

    private var changes: [AlertText.Passage] {
        let told = data.changes.prefix(style.mostChanges).flatMap { change -> [[AlertText.Run]] in
            var paragraphs: [[AlertText.Run]] = []
            func add(_ label: String, _ text: String) {
                guard !text.isEmpty else { return }
                paragraphs.append([.init(label), .init(text.onOneLine(limit: 400), isMarked: true)])
            }
            add(words.before, change.before)
            add(words.now, change.after)
            return paragraphs
        }
        guard !told.isEmpty else { return [] }
        let more = data.changes.count - style.mostChanges
        let rest: [[AlertText.Run]] = more > 0 ? [[.init("\(AlertExcerpt.gap) + \(more)")]] : []
        return [AlertText.Passage(.changes, label: words.changes, paragraphs: told + rest)]
    }

    // MARK: The short ones

    private var commitments: [AlertText.Fact] {
        let promises = data.commitment.map { [$0] } ?? data.commitments
        return promises.prefix(Self.mostNames).compactMap { promise in
            guard var text = name(promise.text, limit: 400) else { return nil }
            if let due = promise.due?.split(separator: "/").last {
                text = "\(words.dueBy) \(words.day(String(due))): \(text)"
            }
            return AlertText.Fact(.commitment, label: words.commitment, text: text)
        }
    }

    private var themes: [AlertText.Fact] {
        let told = data.themes.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.prefix(style.mostThemes)
        guard !told.isEmpty else { return [] }
        let names = told.map { theme -> String in
            let id = theme.id.onOneLine(limit: 60)
            guard theme.score < 0.8, theme.score >= 0 else { return id }
            return "\(id) (\(Int((theme.score * 100).rounded())) %)"
        }
        return [AlertText.Fact(.themes, label: words.themes, text: names.joined(separator: ", "))]
    }

    private static let tellingTypes = ["person", "organisation", "mission", "place", "policy", "party", "money"]

    /// Who and what is named, grouped, those named most first; who asked is told already.
    private var entities: [AlertText.Fact] {
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
            return (type, found.sorted { (-$0.value.count, $0.value.first) < (-$1.value.count, $1.value.first) }.map(\.key))
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

    private var references: [AlertText.Fact] {
        var names: [String] = []
        for reference in data.references {
            guard let id = name(reference.id), !names.contains(id) else { continue }
            names.append(id)
        }
        guard !names.isEmpty else { return [] }
        let text = words.list(names, most: Self.mostReferences)
        return [AlertText.Fact(.references, label: words.references, text: text)]
    }

    // MARK: Words from elsewhere

    /// A name on one line; `nil` where there is nothing to see in it.
    private func name(_ text: String?, limit: Int = longestName) -> String? {
        guard let text else { return nil }
        let line = text.onOneLine(limit: limit)
        return line.contains { !$0.isWhitespace } ? line : nil
    }

    /// An address that may be shown as a link: of the web, and without anything that would end it early.
    private static func webAddress(_ text: String) -> String? {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme == "https" || scheme == "http", text.utf8.count <= 2_048 else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0 != "<" && $0 != ">" && $0 != "\"" }),
            !text.unicodeScalars.contains(where: \.actsOnTerminalsOrLines)
        else { return nil }
        return text
    }
}
