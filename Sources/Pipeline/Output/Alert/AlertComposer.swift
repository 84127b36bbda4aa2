/// Puts an alert together from what an event says.
struct AlertComposer {
    let record: AlertRecord
    let data: AlertData
    let style: AlertText.Style
    let words: AlertWords

    static let longestTitle = 150
    static let longestPaper = 400
    static let longestName = 120
    static let mostNames = 3
    static let mostReferences = 4

    init(_ record: AlertRecord, style: AlertText.Style) {
        (self.record, data, self.style) = (record, record.data, style)
        words = AlertWords(style.language)
    }

    var text: AlertText {
        var text = AlertText(record, style: style)
        let link =
            data.document.url ?? data.links.first { $0.relation == "alternate" }?.url ?? data.links.first?.url
        text.url = link.flatMap(Self.webAddress)
        guard !text.isOperational else {
            text.title = operationalTitle
            if let reason = data.reason, !reason.isEmpty {
                text.passages = [
                    .init(.notice, label: "", paragraphs: [[.init(reason.onOneLine(limit: 2_000))]])
                ]
            }
            return text
        }
        // An event about a promise names the answer in which it was made, and does not tell it.
        let isPromise = record.type.hasPrefix("bode.commitment.")
        let question = AlertExcerpt(data.question, marks: marks(in: .question))
        let answer = AlertExcerpt(isPromise ? "" : data.answer, marks: marks(in: .answer))
        text.title = title(answer, question)
        text.paper = name(data.document.title, limit: Self.longestPaper)
        text.place = place
        text.passages = changes + (isPromise ? promise : []) + passages(question, answer)
        text.facts = (isPromise ? [] : commitments + annotations) + themes + entities + references + history
        return text
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
        add(
            .question, ["\(words.question)\(number)", askers].compactMap(\.self).joined(separator: " · "),
            question)
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

    // MARK: Words from elsewhere

    /// A name on one line; `nil` where there is nothing to see in it.
    func name(_ text: String?, limit: Int = longestName) -> String? {
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
