/// The form in which a model is kept: lines of text that a person can look into, and that nothing but a model can pass for.
///
/// The first line names the form and its version. Then comes a line `theme` for each label: id, labelled texts with it, the plane's
/// intercept, and the combination's numbers for rules, learned and constant. Then a line for each feature: name, rarity in
/// thousandths, and for each label that it speaks of `place:weight` in hundredths. The last line has the fingerprint of all
/// before it. Fields are parted by tabs.
package enum ModelText {
    private static let title = "bode learned themes"
    private static let version = 1
    /// The largest that is read or written, in bytes.
    package static let largest = 16 << 20

    package static func bytes(of model: ThemeModel) -> [UInt8] {
        var text = "\(title)\t\(version)\t\(model.texts)\t\(model.classifiers.space.names.count)\n"
        for (index, label) in model.labels.enumerated() {
            let combination = model.combinations[index]
            let numbers = [
                model.classifiers.intercepts[index], combination.rules, combination.learned,
                combination.constant,
            ]
            text += "theme\t\(label)\t\(model.examples[index])\t"
            text += numbers.map { "\($0)" }.joined(separator: "\t") + "\n"
        }
        let space = model.classifiers.space
        for (feature, name) in space.names.enumerated() {
            text += "\(name)\t\(space.rarities[feature])"
            for weight in model.classifiers.weights[feature] {
                text += "\t\(weight.label):\(weight.hundredths)"
            }
            text += "\n"
        }
        let bytes = Array(text.utf8)
        return bytes + Array("end\t\(Fingerprint(bytes).text)\n".utf8)
    }

    /// Reads a model.
    ///
    /// - Throws: ``ModelProblem`` where it is another file, of another version, or damaged.
    package static func model(in text: String) throws(ModelProblem) -> ThemeModel {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let head = fields(lines.first)
        guard head.first == title else { throw ModelProblem("is no file of learned themes") }
        guard head.count == 4, let found = Int(head[1]) else { throw ModelProblem("line 1 is damaged") }
        guard found == version else {
            throw ModelProblem(
                "has version \(found) of the form, and this program reads version \(version); make it anew with bode themes fit"
            )
        }
        guard let texts = Int(head[2]), let count = Int(head[3]), texts >= 0,
            (0...FeatureSpace.most).contains(count),
            lines.last?.isEmpty == true
        else { throw ModelProblem("is cut off or damaged; make it anew with bode themes fit") }
        lines.removeLast()
        let end = fields(lines.popLast())
        var fingerprint = Fingerprint()
        for line in lines {
            fingerprint.add(line)
            fingerprint.add(UInt8(ascii: "\n"))
        }
        guard end == ["end", fingerprint.text] else {
            throw ModelProblem(
                "is cut off, damaged or was changed by hand; make it anew with bode themes fit")
        }
        return try model(lines.dropFirst(), texts: texts, features: count)
    }

    private static func model(
        _ lines: ArraySlice<Substring.UTF8View>, texts: Int, features: Int
    ) throws(ModelProblem) -> ThemeModel {
        var (labels, examples, intercepts, combinations): ([String], [Int], [Double], [Combination]) =
            ([], [], [], [])
        var (names, rarities, weights): ([String], [Int], [[LinearClassifiers.Weight]]) = ([], [], [])
        let themeLines = lines.dropLast(min(features, lines.count))
        for (place, line) in lines.enumerated() {
            let fields = fields(line)
            let problem = ModelProblem("line \(place + 2) is damaged; make it anew with bode themes fit")
            if place < themeLines.count {
                let numbers = fields.dropFirst(3).compactMap { Double($0) }.filter(\.isFinite)
                guard fields.count == 7, fields[0] == "theme", let count = Int(fields[2]), numbers.count == 4
                else {
                    throw problem
                }
                labels.append(fields[1])
                examples.append(count)
                intercepts.append(numbers[0])
                combinations.append(
                    Combination(rules: numbers[1], learned: numbers[2], constant: numbers[3]))
            } else {
                guard fields.count >= 2, let rarity = Int(fields[1]), (0...100_000).contains(rarity) else {
                    throw problem
                }
                names.append(fields[0])
                rarities.append(rarity)
                let own = fields.dropFirst(2).compactMap { Self.weight($0, labels: labels.count) }
                guard own.count == fields.count - 2 else { throw problem }
                weights.append(own)
            }
        }
        guard names.count == features, Set(labels).count == labels.count else {
            throw ModelProblem("is damaged: it lacks lines; make it anew with bode themes fit")
        }
        return ThemeModel(
            classifiers: LinearClassifiers(
                space: FeatureSpace(names: names, rarities: rarities), labels: labels,
                intercepts: intercepts, weights: weights),
            combinations: combinations, examples: examples, texts: texts)
    }

    private static func fields(_ line: Substring.UTF8View?) -> [String] {
        (line ?? Substring().utf8).split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads `place:hundredths`.
    private static func weight(_ field: String, labels: Int) -> LinearClassifiers.Weight? {
        let parts = field.split(separator: ":")
        guard parts.count == 2, let label = Int(parts[0]), let weight = Int(parts[1]),
            (0..<labels).contains(label),
            (-100_000...100_000).contains(weight)
        else { return nil }
        return LinearClassifiers.Weight(label: label, hundredths: weight)
    }
}

/// Why a file is no model that can be used.
package struct ModelProblem: Error, Equatable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}
