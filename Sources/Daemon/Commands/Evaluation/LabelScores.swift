import Pipeline

/// How well what stages found fits what readers would have marked: over all answers of all papers, each thing once.
struct LabelScores: Encodable {
    /// One sort of thing.
    struct Measure: Encodable {
        var right = 0
        var found = 0
        var wanted = 0

        var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
        var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
        var f1: Double {
            let sum = precision + recall
            return sum == 0 ? 0 : 2 * precision * recall / sum
        }

        mutating func count(_ found: Set<String>, _ wanted: Set<String>) {
            right += found.intersection(wanted).count
            self.found += found.count
            self.wanted += wanted.count
        }

        private enum CodingKeys: String, CodingKey { case right, found, wanted, precision, recall, f1 }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(right, forKey: .right)
            try container.encode(found, forKey: .found)
            try container.encode(wanted, forKey: .wanted)
            try container.encode(precision, forKey: .precision)
            try container.encode(recall, forKey: .recall)
            try container.encode(f1, forKey: .f1)
        }
    }

    var themes = Measure()
    /// All types of entities taken together.
    var entities = Measure()
    var entityTypes: [String: Measure] = [:]
    var commitments = Measure()
    /// What answers do with their questions.
    var responses = Tally()

    private enum CodingKeys: String, CodingKey {
        case themes, entities, commitments, responses
        case entityTypes = "entity_types"
    }

    /// Adds what was found in `document`, where stages looked for it.
    mutating func add(_ document: Document, _ labels: [GoldFolder.Labels]) {
        // The taxonomy of officials is no part of what readers chose from.
        let known = Set(labels.flatMap { $0.themes ?? [] })
        for label in labels {
            guard let answer = document.answers.first(where: { $0.numbers.contains(label.number) }) else {
                continue
            }
            if let found = answer.themes, let wanted = label.themes {
                themes.count(Set(found.map(\.id)).intersection(known), Set(wanted))
            }
            if let found = answer.entities, let wanted = label.entities { add(found, wanted, of: answer) }
            if let found = answer.commitments, let wanted = label.commitments {
                let texts = found.map { Self.normal(answer.text(of: $0.span.passage), $0.span.range) }
                commitments.count(Set(texts), Set(wanted.map { Self.normal($0.text) }))
            }
            if let found = answer.response, let wanted = label.response {
                responses = responses + Tally(right: found.rawValue == wanted ? 1 : 0, of: 1)
            }
        }
    }

    private mutating func add(
        _ found: [Entity], _ wanted: [String: [GoldFolder.Labels.Mention]], of answer: Answer
    ) {
        for passage in Passage.allCases {
            let text = answer.text(of: passage)
            let here = found.filter { $0.span.passage == passage }
            let marked = wanted[passage.rawValue] ?? []
            for type in Set(here.map(\.kind.rawValue) + marked.map(\.type)) {
                let names = here.filter { $0.kind.rawValue == type }.map { Self.normal(text, $0.span.range) }
                let gold = marked.filter { $0.type == type }.map { Self.normal($0.text) }
                entities.count(Set(names), Set(gold))
                entityTypes[type, default: Measure()].count(Set(names), Set(gold))
            }
        }
    }

    private static func normal(_ text: String, _ range: Range<Int>) -> String {
        let bytes = Array(text.utf8)
        return normal(String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self))
    }

    /// Comparison ignores white space, hyphens and case.
    private static func normal(_ text: String) -> String { PaperScore.comparable(text.lowercased()) }
}
