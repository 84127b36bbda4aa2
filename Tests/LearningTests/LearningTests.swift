import Language
import Learning
import Testing

@Suite("Learning from labelled texts")
struct LearningTests {
    private static let boats = [
        "boot", "haven", "visser", "zeeman", "kade", "veerboot", "vissersboot", "havenmeester",
    ]
    private static let trains = [
        "trein", "spoor", "station", "wissel", "perron", "sneltrein", "spoorboom", "machinist",
    ]
    private static let filler = [
        "de", "een", "komt", "gaat", "vandaag", "weer", "naar", "het", "oude", "nieuwe",
    ]

    /// Texts about boats, trains, both or neither, in words that no two texts share entirely.
    private static func texts(_ count: Int) -> [LabelledText] {
        (0..<count).map { index in
            var (words, labels): ([String], Set<String>) = ([], [])
            for place in 0..<6 { words.append(filler[(index * 7 + place * 3) % filler.count]) }
            if index % 3 != 0 {
                labels.insert("boats")
                for place in 0..<3 { words.append(boats[(index + place * 5) % boats.count]) }
            }
            if index % 4 == 0 {
                labels.insert("trains")
                for place in 0..<3 { words.append(trains[(index / 4 + place * 3) % trains.count]) }
            }
            return LabelledText([TokenizedText(words.joined(separator: " "))], labels: labels)
        }
    }

    private static let labels = ["boats", "trains"].map { ThemeTraining.Label($0, threshold: 0.5) }

    @Test("finds in unseen texts what it learned from others")
    func learns() throws {
        let (model, report) = ThemeTraining(Self.texts(80), labels: Self.labels).result()
        for row in report.rows { #expect(try #require(row.learned).f1 > 0.9, "\(row.label)") }
        let judgement = try #require(model).judgement(of: [TokenizedText("een vissersboot komt in de haven")])
        #expect(judgement.margins[0] > 0.3)
        #expect(judgement.margins[1] < 0)
    }

    @Test("learns the same model again, byte for byte")
    func isDeterministic() throws {
        let models = try (0..<2).map { _ in
            ModelText.bytes(
                of: try #require(ThemeTraining(Self.texts(60), labels: Self.labels).result().model))
        }
        #expect(models[0] == models[1])
    }

    @Test("a label with few examples, and one that nobody gave, are left to their rules")
    func leavesTheRare() {
        var texts = Self.texts(40)
        for index in 0..<(ThemeTraining.fewestExamples - 1) { texts[index].labels.insert("rare") }
        let labels = Self.labels + [.init("rare", threshold: 0.5), .init("unknown", threshold: 0.5)]
        let (model, report) = ThemeTraining(texts, labels: labels).result()
        #expect(model?.labels == ["boats", "trains"])
        #expect(report.rows.map(\.label) == ["boats", "trains", "rare"])
        #expect(report.rows.last?.learned == nil)
    }

    @Test("rules that are right are kept as they are, and wrong ones are overruled")
    func weighsRules() throws {
        var texts = Self.texts(80)
        for index in texts.indices {
            let isBoat = texts[index].labels.contains("boats")
            texts[index].opinions["boats"] = isBoat ? 0.999 : 0.001
            // What the rules say of trains has nothing to do with them.
            texts[index].opinions["trains"] = index.isMultiple(of: 5) ? 0.95 : 0.05
        }
        let report = ThemeTraining(texts, labels: Self.labels).result().report
        let rows = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.label, $0) })
        let (boats, trains) = (try #require(rows["boats"]), try #require(rows["trains"]))
        #expect(boats.used.f1 == 1)
        #expect(boats.usedLoss <= boats.rulesLoss)
        #expect(trains.used.f1 > 0.9 && trains.rules.f1 < 0.6)
        #expect(trains.usedLoss < trains.rulesLoss)
    }

    @Test("tells one label of each text where each has just one")
    func tellsOne() {
        let texts = Self.texts(60).filter { $0.labels.count == 1 }
        let found = ThemeTraining(texts, labels: Self.labels).singleLabels()
        let right = zip(found, texts).count { $1.labels.contains($0) }
        #expect(Double(right) > 0.9 * Double(texts.count))
    }

    @Test("says which words spoke for a label, a compound for its parts")
    func showsWitnesses() throws {
        let model = try #require(ThemeTraining(Self.texts(80), labels: Self.labels).result().model)
        let text = TokenizedText("Er staat een botenhuis bij het station. Havenmeesters zien geen zeeman.")
        let found = model.witnesses(for: 0, in: [text], model.judgement(of: [text]), limit: 2)
        let words = found.map { text.text(in: text.range(ofTokens: $0.tokens)) }
        #expect(words.contains { $0.contains("Havenmeesters") }, "\(words)")
        #expect(!words.contains { $0.contains("station") }, "\(words)")
    }

    @Test("a word that stands in every other text is no witness, whatever it weighs")
    func passesOverCommonWords() throws {
        let texts = (0..<40).map { index in
            let isBoat = index.isMultiple(of: 2)
            let words =
                isBoat
                ? ["dus", Self.boats[index % 8], Self.boats[(index + 3) % 8]]
                : ["want", Self.trains[index % 8]]
            return LabelledText(
                [TokenizedText(words.joined(separator: " "))], labels: isBoat ? ["boats"] : [])
        }
        let model = try #require(ThemeTraining(texts, labels: Self.labels).result().model)
        #expect(model.classifiers.loudest(for: "boats", count: 3).contains { $0.name == "dus" })
        let text = TokenizedText("dus een haven")
        let found = model.witnesses(for: 0, in: [text], model.judgement(of: [text]), limit: 5)
        #expect(found.map { text.text(in: text.range(ofTokens: $0.tokens)) } == ["haven"])
    }

    @Test("parts of a cross-validation are even, and as texts want them where all do")
    func dealsFolds() {
        let texts = Self.texts(50)
        let folds = Folds(texts, count: 5)
        for part in 0..<5 { #expect(folds.parts.count { $0 == part } == 10) }
        let named = texts.enumerated().map { index, text in
            LabelledText(text.passages, labels: text.labels, fold: index % 3)
        }
        #expect(Folds(named, count: 5).parts == texts.indices.map { $0 % 3 })
        #expect(Folds(Array(texts.prefix(1)), count: 5).parts == [0])
        #expect(Folds([], count: 5).parts.isEmpty)
    }
}
