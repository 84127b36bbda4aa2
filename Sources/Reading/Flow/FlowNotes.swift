import Pipeline

/// Numbers the notes of a paper in the order in which it calls them, and writes text and notes down as lines.
struct FlowNotes {
    /// What calls the notes, in the order of the text, each once.
    private var called: [String] = []
    private var labels: [String: String] = [:]
    private var notes: [String: [FlowParagraph]] = [:]

    init(_ paragraphs: [FlowParagraph]) {
        var seen: Set<String> = []
        for call in paragraphs.lazy.flatMap(\.calls) where seen.insert(call.label).inserted {
            called.append(call.label)
        }
    }

    /// Adds the notes of one kind; `label` says how their numbers are printed.
    mutating func add(_ notes: [(id: String, paragraphs: [FlowParagraph])], label: (Int) -> String) {
        let known = Dictionary(notes.map { ($0.id, $0.paragraphs) }) { first, _ in first }
        var number = 0
        for id in called where known[id] != nil {
            number += 1
            labels[id] = label(number)
        }
        self.notes.merge(known) { first, _ in first }
        // Notes that nobody calls are text all the same.
        for (id, _) in notes where labels[id] == nil {
            number += 1
            labels[id] = label(number)
            called.append(id)
        }
    }

    /// Takes labels as they are printed, where the paper says them.
    mutating func relabel(_ printed: [String: String]) { labels.merge(printed) { _, new in new } }

    /// How the note that `id` calls is labelled; what was printed as a label stays (`=3`).
    private func label(_ id: String) -> String {
        labels[id] ?? (id.hasPrefix("=") ? String(id.dropFirst()) : "*")
    }

    /// Writes paragraphs with empty lines between them, and the notes behind.
    func write(_ paragraphs: [FlowParagraph], to lines: inout [PaperText.Line]) {
        var wasRow = false
        for paragraph in paragraphs {
            let isRow = paragraph.role == .tableRow
            let found = paragraph.lines(label: label)
            guard !found.isEmpty else { continue }
            if !lines.isEmpty, !(isRow && wasRow), lines.last?.text.isEmpty == false {
                lines.append(.init(""))
            }
            lines += found
            wasRow = isRow
        }
        var isFirst = true
        for id in called {
            guard let note = notes[id] else { continue }
            var isLabelled = false
            for var paragraph in note where !paragraph.isEmpty {
                paragraph.role = .note
                paragraph.trim()
                if !isLabelled { paragraph.prepend("\(label(id)) ") }
                isLabelled = true
                if isFirst, !lines.isEmpty { lines.append(.init("")) }
                isFirst = false
                lines += paragraph.lines(label: label)
            }
        }
    }
}
