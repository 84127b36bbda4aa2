/// The title, and who stands in it.
extension AlertComposer {
    var operationalTitle: String {
        let lead = style.language.lead(record.type) ?? ""
        let subject = name(data.document.title) ?? record.subject.onOneLine(limit: Self.longestName)
        return subject.isEmpty ? lead : "\(lead): \(subject)"
    }

    /// What matched, who asked, what about: what tells this alert from the others of its list comes first.
    func title(_ answer: AlertExcerpt, _ question: AlertExcerpt) -> String {
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
    var numberList: String {
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

    var askers: String? {
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

    var answerers: String? {
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

    var place: [String] {
        var parts: [String] = []
        if let date = data.document.date { parts.append(words.day(date)) }
        if let section = name(data.section), section != name(data.document.title) { parts.append(section) }
        return parts
    }
}
