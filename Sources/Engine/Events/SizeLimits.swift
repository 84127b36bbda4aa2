import Pipeline

/// How much of an answer an event carries; tried from the whole to the least until it is small enough.
struct SizeLimits {
    /// Bytes of the question and of the answer; three times as much for the answer.
    var text: Int
    /// Bytes of each text as it was before.
    var previous: Int
    /// Members of a list.
    var list: Int
    /// Bytes of a name, a heading, a mention.
    var name: Int
    /// Bytes of what identifies a paper, and of an address.
    var identity: Int

    static let whole = SizeLimits(
        text: .max / 4, previous: .max / 4, list: .max / 4, name: .max / 4, identity: .max / 4)

    static let steps = [
        whole,
        SizeLimits(text: 2_500, previous: 1_000, list: 50, name: 400, identity: 4_500),
        SizeLimits(text: 1_200, previous: 500, list: 20, name: 200, identity: 4_500),
        SizeLimits(text: 500, previous: 200, list: 8, name: 100, identity: 2_000),
        // Even where every byte must be escaped by six, this is below the largest size.
        SizeLimits(text: 150, previous: 60, list: 3, name: 60, identity: 400),
    ]

    private var isWhole: Bool { text == Self.whole.text }

    /// False where the texts alone are too long to be tried whole.
    func mayFit(_ data: AnswerData) -> Bool {
        let answer = data.object.answer
        let texts = [
            answer.question, answer.answer, data.previous?.question ?? "", data.previous?.answer ?? "",
        ]
        return !isWhole || texts.reduce(0) { $0 + $1.utf8.count } <= EventWriter.comfortableSize
    }

    /// What `data` becomes within these limits; its excerpts keep what is around the matches and the evidence.
    func applied(to data: AnswerData, links: [Publication.Link]) -> AnswerData {
        var result = data
        result.links = LinkObject.list(links, limit: min(list, 50), longestURL: min(identity, 2_048))
        guard !isWhole else { return result }
        result.isTruncated = true
        result.publication = data.publication.clipped(to: identity)
        result.watches = data.watches.prefix(list * 2).map { $0.clipped(to: name) }
        result.object.id = data.object.id.clipped(to: identity)
        result.object.document = head(data.object.document)
        let (answer, found) = shortened(data.object.answer, around: data.matches)
        result.object.answer = answer
        result.matches = found.map(\.place)
        result.matchedBy = found.compactMap { match in
            data.matchedBy.indices.contains(match.index) ? data.matchedBy[match.index].clipped(to: name) : nil
        }
        result.changes = data.changes?.prefix(list / 2).map { change in
            TextChange(
                change.passage, before: change.before.clipped(to: name), after: change.after.clipped(to: name)
            )
        }
        result.previous = data.previous.map { former in
            Answer(
                numbers: Array(former.numbers.prefix(list)), question: former.question.clipped(to: previous),
                answer: former.answer.clipped(to: previous))
        }
        return result
    }

    private func head(_ document: AnswerObject.DocumentHead) -> AnswerObject.DocumentHead {
        var head = document
        head.id = head.id.clipped(to: identity)
        head.title = head.title.clipped(to: name)
        head.kind = head.kind?.clipped(to: name)
        head.printedNumbers = head.printedNumbers.prefix(10).map { $0.clipped(to: name) }
        head.caseNumbers = head.caseNumbers.prefix(10).map { $0.clipped(to: name) }
        if let url = head.url, url.utf8.count > identity { head.url = nil }
        return head
    }

    // MARK: The answer

    /// The answer with excerpts of its texts, and where in them the matches are.
    private func shortened(_ whole: Answer, around matches: [Span]) -> (Answer, [(index: Int, place: Span)]) {
        let places =
            matches + (whole.themes ?? []).flatMap(\.evidence) + (whole.commitments ?? []).map(\.span)
            + whole.references.map(\.span)
        let question = excerpt(whole, .question, places, budget: text)
        let answer = excerpt(whole, .answer, places, budget: text * 3)
        func moved(_ span: Span) -> Span? {
            (span.passage == .question ? question : answer).place(of: span.range)
                .map { Span(span.passage, $0) }
        }

        var result = whole
        (result.question, result.answer) = (question.text, answer.text)
        result.numbers = Array(whole.numbers.prefix(list))
        result.section = whole.section?.clipped(to: name)
        result.askedBy = whole.askedBy.prefix(list).map {
            Answer.Asker(name: $0.name?.clipped(to: name), party: $0.party?.clipped(to: name))
        }
        result.answeredBy = whole.answeredBy.prefix(list).map {
            Answer.Answerer(name: $0.name?.clipped(to: name), role: $0.role?.clipped(to: name))
        }
        result.refersTo = Array(whole.refersTo.prefix(list))
        result.resolved = whole.resolved.prefix(list / 2).map {
            Answer.Resolved(number: $0.number, answer: $0.answer.clipped(to: previous))
        }
        result.references = first(whole.references, at: \.span, moved).filter {
            $0.id.utf8.count <= name && ($0.url ?? "").utf8.count <= identity
        }
        result.footnotes = whole.footnotes.prefix(list / 2).compactMap { note in
            moved(Span(note.passage, note.offset..<note.offset)).map {
                Footnote(
                    note.label.clipped(to: name), note.text.clipped(to: name), in: $0.passage, at: $0.start,
                    ordinal: note.ordinal)
            }
        }
        result.themes = whole.themes.map { themes in
            themes.prefix(list).map { theme in
                ThemeMatch(
                    id: theme.id.clipped(to: name), score: theme.score,
                    evidence: theme.evidence.lazy.filter { $0.range.count <= name }.compactMap(moved).prefix(
                        max(2, list / 10)
                    ).map { $0 }, names: names(theme))
            }
        }
        result.entities = whole.entities.map { first($0, at: \.span, moved).map(shortened) }
        result.commitments = whole.commitments.map { commitments in
            first(commitments, at: \.span, moved).map {
                Commitment(span: $0.span, due: $0.due?.clipped(to: name), by: $0.by?.clipped(to: name))
            }
        }
        result.annotations = whole.annotations.map { annotations in
            annotations.prefix(list).map { shortened($0, moved) }
        }
        var found: [(index: Int, place: Span)] = []
        for (index, match) in matches.enumerated() where found.count < list {
            if match.range.count <= name * 2, let place = moved(match) { found.append((index, place)) }
        }
        return (result, found)
    }

    private func excerpt(_ answer: Answer, _ passage: Passage, _ places: [Span], budget: Int) -> Excerpt {
        Excerpt(
            answer.text(of: passage), around: places.filter { $0.passage == passage }.map(\.range),
            budget: budget)
    }

    /// The first of these whose place is in the excerpt, at its new place.
    private func first<Element>(
        _ elements: [Element], at place: WritableKeyPath<Element, Span>, _ moved: (Span) -> Span?
    ) -> [Element] {
        var result: [Element] = []
        for var element in elements where result.count < list {
            guard let span = moved(element[keyPath: place]), span.range.count <= name * 2 else { continue }
            element[keyPath: place] = span
            result.append(element)
        }
        return result
    }

    /// What a theme is called; the id is enough where little else is told.
    private func names(_ theme: ThemeMatch) -> [String: String]? {
        guard list >= Self.fewestWithNames, let names = theme.names else { return nil }
        let told = names.filter { $0.key.utf8.count <= Self.longestLanguage }.sorted { $0.key < $1.key }
        return Dictionary(
            told.prefix(Self.mostLanguages).map { ($0.key, $0.value.clipped(to: name)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static let (fewestWithNames, mostLanguages, longestLanguage) = (20, 4, 12)

    /// An annotation whose place is left out where its words are: what it says may still be of use.
    private func shortened(_ annotation: Annotation, _ moved: (Span) -> Span?) -> Annotation {
        var result = annotation
        result.stage = annotation.stage.clipped(to: name)
        result.kind = annotation.kind.clipped(to: name)
        result.text = annotation.text.clipped(to: previous)
        result.language = annotation.language?.clipped(to: Self.longestLanguage)
        if let url = annotation.url, url.utf8.count > identity { result.url = nil }
        result.span = annotation.span.flatMap { $0.range.count <= name * 2 ? moved($0) : nil }
        result.fields = annotation.fields.map { fields in
            let told = fields.sorted { $0.key < $1.key }.filter { $0.key.utf8.count <= name }
            return Dictionary(
                told.prefix(max(1, list / 8)).map { ($0.key, $0.value.clipped(to: name)) },
                uniquingKeysWith: { first, _ in first })
        }
        return result
    }

    private func shortened(_ entity: Entity) -> Entity {
        var result = entity
        result.canonical = entity.canonical.clipped(to: name)
        result.id = entity.id?.clipped(to: name)
        result.unit = entity.unit?.clipped(to: name)
        if case .text(let value) = entity.value { result.value = .text(value.clipped(to: name)) }
        return result
    }
}
