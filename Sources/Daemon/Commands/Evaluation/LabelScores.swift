import Pipeline

/// How well what stages found fits what readers wrote down: over all answers of all papers, each thing once.
///
/// Compared as the guidelines of the gold have it: a mention is the string as it stands in the text, each distinct one once per
/// passage; white space, hyphens and case say nothing. Hyphens are left out wherever they stand, since one at the end of a line
/// cannot be told from another once lines are joined. What readers wrote down of an answer that was not found counts as missed.
package struct LabelScores: Encodable {
    /// One sort of thing.
    package struct Measure: Encodable {
        package var right = 0
        package var found = 0
        package var wanted = 0

        package var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
        package var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
        package var f1: Double {
            let sum = precision + recall
            return sum == 0 ? 0 : 2 * precision * recall / sum
        }

        mutating func count(_ found: Set<String>, _ wanted: Set<String>) {
            right += found.intersection(wanted).count
            self.found += found.count
            self.wanted += wanted.count
        }

        private enum CodingKeys: String, CodingKey { case right, found, wanted, precision, recall, f1 }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(right, forKey: .right)
            try container.encode(found, forKey: .found)
            try container.encode(wanted, forKey: .wanted)
            try container.encode(precision, forKey: .precision)
            try container.encode(recall, forKey: .recall)
            try container.encode(f1, forKey: .f1)
        }
    }

    /// Themes that readers could choose from; those that occur in the gold where its guidelines have no table of them.
    private let choice: Set<String>

    package var themes = Measure()
    package var eachTheme: [String: Measure] = [:]
    /// All types of entities taken together.
    package var entities = Measure()
    package var entityTypes: [String: Measure] = [:]
    /// What is said of mentions that were found, by type.
    package var mentions: [String: MentionScore] = [:]
    package var commitments = CommitmentScore()
    /// What answers do with their questions.
    package var responses = Tally()
    /// What is not as gold has it, for people.
    var differences: [String] = []

    private enum CodingKeys: String, CodingKey {
        case themes, entities, mentions, commitments, responses, differences
        case eachTheme = "each_theme"
        case entityTypes = "entity_types"
    }

    /// - Parameter choice: the themes that readers chose from.
    init(choice: Set<String>) { self.choice = choice }

    /// Adds what was found in `document`, where stages looked for it.
    mutating func add(_ document: Document, _ labels: [GoldFolder.Labels]) {
        for label in labels {
            guard let answer = document.answers.first(where: { $0.numbers.contains(label.number) }) else {
                miss(label, document)
                continue
            }
            if let found = answer.themes, let wanted = label.themes {
                add(themes: Set(found.map(\.id)), Set(wanted), label.number)
            }
            if let found = answer.entities, let wanted = label.entities {
                add(found, wanted, of: answer, label.number)
            }
            if let found = answer.commitments, let wanted = label.commitments {
                differences += commitments.add(found, wanted, of: answer, label.number)
            }
            if let found = answer.response, let wanted = label.response {
                responses = responses + Tally(right: found.rawValue == wanted ? 1 : 0, of: 1)
                if found.rawValue != wanted {
                    differences.append("\(label.number) response: \(found.rawValue), not \(wanted)")
                }
            }
        }
    }

    /// Counts what a stage would have had to find in an answer that is not there.
    private mutating func miss(_ label: GoldFolder.Labels, _ document: Document) {
        differences.append("\(label.number) is missing")
        let example = document.answers.first
        if example?.themes != nil { add(themes: [], Set(label.themes ?? []), label.number) }
        if example?.entities != nil {
            add([], label.entities ?? [:], of: Answer(question: "", answer: ""), label.number)
        }
        if example?.commitments != nil {
            _ = commitments.add(
                [], label.commitments ?? [], of: Answer(question: "", answer: ""), label.number)
        }
        if example?.response != nil, label.response != nil { responses = responses + Tally(right: 0, of: 1) }
    }

    private mutating func add(themes found: Set<String>, _ wanted: Set<String>, _ number: Int) {
        // The taxonomy of officials, and themes of one's own, are no part of what readers chose from.
        let found = found.intersection(choice.union(wanted))
        themes.count(found, wanted)
        for id in found.union(wanted) {
            eachTheme[id, default: Measure()].count(found.intersection([id]), wanted.intersection([id]))
        }
        tell("\(number) themes", found, wanted)
    }

    private mutating func add(
        _ found: [Entity], _ wanted: [String: [GoldFolder.Labels.Mention]], of answer: Answer, _ number: Int
    ) {
        for passage in Passage.allCases {
            let text = answer.text(of: passage)
            let here = found.filter { $0.span.passage == passage }
            let marked = wanted[passage.rawValue] ?? []
            for type in Set(here.map(\.kind.rawValue) + marked.map(\.type)).sorted() {
                let own = [String: [Entity]](
                    grouping: here.filter { $0.kind.rawValue == type }
                ) { ComparedText.text(text, $0.span.range) }
                // Gold may have a name twice that differs in a hyphen alone.
                let gold = Dictionary(
                    marked.filter { $0.type == type }.map { (ComparedText.text($0.text), $0) },
                    uniquingKeysWith: { first, _ in first })
                let (names, goldNames) = (Set(own.keys), Set(gold.keys))
                entities.count(names, goldNames)
                entityTypes[type, default: Measure()].count(names, goldNames)
                tell("\(number) \(passage.rawValue) \(type)", names, goldNames)
                for (name, mention) in gold.sorted(by: { $0.key < $1.key }) {
                    guard let entities = own[name] else { continue }
                    differences += mentions[type, default: MentionScore()].add(entities, mention)
                        .map { "\(number) \(type) '\(mention.text)': \($0)" }
                }
            }
        }
    }

    private mutating func tell(_ what: String, _ found: Set<String>, _ wanted: Set<String>) {
        let (wrong, missed) = (found.subtracting(wanted), wanted.subtracting(found))
        var parts: [String] = []
        if !wrong.isEmpty { parts.append("not wanted \(wrong.sorted().joined(separator: ", "))") }
        if !missed.isEmpty { parts.append("missed \(missed.sorted().joined(separator: ", "))") }
        if !parts.isEmpty { differences.append("\(what): \(parts.joined(separator: "; "))") }
    }
}

/// Texts as they are compared: without white space, hyphens and case.
enum ComparedText {
    static func text(_ text: String) -> String { PaperScore.comparable(text.lowercased()) }

    /// Of the part of `text` between two offsets in bytes.
    static func text(_ text: String, _ range: Range<Int>) -> String {
        let bytes = Array(text.utf8)
        return Self.text(String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self))
    }
}
