import Pipeline

/// What a template can ask for, in paragraphs.
struct TemplateParts {
    static let names = [
        "title", "head", "paper", "place", "watches", "texts", "question", "answer", "changes", "notice",
        "facts",
        "themes", "entities", "commitments", "references", "history", "url", "id", "type", "time", "subject",
    ]

    private let alert: AlertText

    init(_ alert: AlertText) { self.alert = alert }

    func isEmpty(_ name: String) -> Bool { paragraphs(name).isEmpty }

    /// What stands at `place`, in the form of `markup`; `scale` makes it shorter than the place allows.
    func text(_ place: TemplatePlace, _ markup: TemplateMarkup, scale: Int) -> String {
        let most = (place.most ?? .max) / max(scale, 1)
        guard place.name != "url" else { return alert.url.map(Self.enclosable) ?? "" }
        return markup.text(paragraphs(place.name), most: most)
    }

    private func paragraphs(_ name: String) -> [[AlertText.Run]] {
        switch name {
        case "title": line(alert.title)
        case "head": line(([alert.paper].compactMap(\.self) + alert.place).joined(separator: " · "))
        case "paper": line(alert.paper ?? "")
        case "place": line(alert.place.joined(separator: " · "))
        case "watches": line(alert.watches.joined(separator: ", "))
        case "texts":
            alert.passages.flatMap { passage in
                (passage.label.isEmpty ? [] : [[.init(passage.label, isMarked: true)]]) + passage.paragraphs
            }
        case "question": texts(.question)
        case "answer": texts(.answer)
        case "changes": texts(.changes)
        case "notice": texts(.notice)
        case "facts": alert.facts.map { [.init($0.label, isMarked: true), .init(": \($0.text)")] }
        case "themes": facts(.themes)
        case "entities": facts(.entities)
        case "commitments": texts(.commitment) + facts(.commitment)
        case "history": facts(.history)
        case "references": facts(.references)
        case "url": line(alert.url ?? "")
        case "id": line(alert.id)
        case "type": line(alert.type)
        case "time": line(alert.time)
        case "subject": line(alert.subject)
        default: []
        }
    }

    private func line(_ text: String) -> [[AlertText.Run]] { text.isEmpty ? [] : [[.init(text)]] }

    private func texts(_ kind: AlertText.Passage.Kind) -> [[AlertText.Run]] {
        alert.passages.filter { $0.kind == kind }.flatMap(\.paragraphs)
    }

    private func facts(_ kind: AlertText.Fact.Kind) -> [[AlertText.Run]] {
        let facts = alert.facts.filter { $0.kind == kind }
        guard facts.count > 1 else { return facts.map { [.init($0.text)] } }
        return facts.map { [.init("\($0.label): \($0.text)")] }
    }

    /// The address without what would end a link in any of the markups.
    private static func enclosable(_ url: String) -> String {
        url.unicodeScalars.map { scalar in
            switch scalar {
            case "|": "%7C"
            case "(": "%28"
            case ")": "%29"
            case "[": "%5B"
            case "]": "%5D"
            default: String(scalar)
            }
        }.joined()
    }
}
