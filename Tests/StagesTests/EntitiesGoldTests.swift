import EntitiesStage
import Pipeline
import PipelineTesting
import Testing

/// Against the paper that people have read, where it lies beside the repository.
struct EntitiesGoldTests {
    private struct Item: Hashable {
        let type: String
        let text: String
    }

    /// Comparison ignores white space, line-end hyphens and case.
    private func normal(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "-" }
    }

    @Test("names what the gold paper's readers named", .enabled(if: Gold.isPresent))
    func gold() throws {
        let gold = try Gold.read()
        let stage = try EntitiesStage(.init(), data: RepositoryData())
        let result = try stage.process(gold.document())
        var scores: [String: Score] = [:]
        var (values, valuesRight) = (0, 0)
        for (answer, label) in zip(result.answers, gold.labels) {
            for passage in Passage.allCases {
                let bytes = Array(answer.text(of: passage).utf8)
                let entities = (answer.entities ?? []).filter { $0.span.passage == passage }
                func item(_ entity: Entity) -> Item {
                    Item(
                        type: entity.kind.rawValue,
                        text: normal(String(decoding: bytes[entity.span.range], as: UTF8.self)))
                }
                let wantedEntities = label.entities[passage.rawValue] ?? []
                let found = Set(entities.map(item))
                let wanted = Set(wantedEntities.map { Item(type: $0.type, text: normal($0.text)) })
                for item in found.union(wanted) {
                    scores[item.type, default: Score()].count(item, found, wanted)
                }
                for entity in wantedEntities {
                    let key = Item(type: entity.type, text: normal(entity.text))
                    guard let match = entities.first(where: { item($0) == key }) else { continue }
                    let isRight =
                        switch (entity.value, match.value) {
                        case (.number(let wanted)?, .number(let found)?):
                            wanted == found && match.unit == entity.unit
                        case (.text(let wanted)?, .text(let found)?): wanted == found
                        case (nil, nil): match.canonical == entity.canonical || entity.canonical == nil
                        default: false
                        }
                    values += 1
                    if isRight && match.isDemonym == (entity.demonym ?? false) {
                        valuesRight += 1
                    } else if Gold.isVerbose {
                        print(
                            "value \(label.number)", entity, "found", match.canonical, match.value as Any,
                            match.isDemonym)
                    }
                }
                if Gold.isVerbose, found != wanted {
                    print(
                        "\(label.number) \(passage): wrong",
                        found.subtracting(wanted).map { "\($0.type) \($0.text)" }.sorted(),
                        "missed", wanted.subtracting(found).map { "\($0.type) \($0.text)" }.sorted())
                }
            }
        }
        for (type, score) in scores.sorted(by: { $0.key < $1.key }) { print(type, score) }
        let total = scores.values.reduce(Score(), +)
        print("entities:", total, "values and canonical names right: \(valuesRight) of \(values)")
        #expect(total.f1 > 0.85)
        #expect(Double(valuesRight) > 0.95 * Double(values))
    }
}
