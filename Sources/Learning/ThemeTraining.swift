/// Learns labels from labelled texts, and says by cross-validation what that gains over rules.
///
/// Each text is judged by planes that were learned without it. From those judgements and what rules say, a logistic regression
/// for each label makes a probability (stacking: Wolpert, "Stacked generalization", 1992); it keeps near one that is fitted to all
/// labels together, since most labels have few examples. How near, and whether a label is better left to its rules, is decided
/// by logarithmic loss on texts that the regression was fitted without.
package struct ThemeTraining: Sendable {
    /// A label that may be learned.
    package struct Label: Sendable {
        package var id: String
        /// The probability from which a text gets it.
        package var threshold: Double
        package init(_ id: String, threshold: Double) { (self.id, self.threshold) = (id, threshold) }
    }

    /// What a text on the wrong side costs, where nobody says otherwise: chosen on training folds of parliamentary questions.
    package static let usualCost = 4.0
    package static let usualFolds = 5
    /// With fewer examples a label is left to its rules.
    package static let fewestExamples = 5

    private static let strengths = [1.0, 4, 16, 64]
    /// For the regression of all labels together, which has many cases.
    private static let pooledStrength = 0.1

    private let texts: [LabelledText]
    private let labels: [Label]
    private let folds: Folds
    private let cost: Double
    private let collection: BagCollection

    /// The parts of the cross-validation, which may be fewer than asked for.
    package var foldCount: Int { folds.count }

    package init(
        _ texts: [LabelledText], labels: [Label], folds: Int = ThemeTraining.usualFolds,
        cost: Double = ThemeTraining.usualCost
    ) {
        self.texts = texts
        self.labels = labels
        self.folds = Folds(texts, count: folds)
        self.cost = cost
        var collection = BagCollection()
        for text in texts { collection.add(text.passages) }
        self.collection = collection
    }

    // MARK: Many labels a text

    /// The model, and the report on how it did on texts that it had not seen; no model where no label has examples enough.
    package func result() -> (model: ThemeModel?, report: TrainingReport) {
        let counts = labels.map { label in texts.count { $0.labels.contains(label.id) } }
        let learnable = labels.indices.filter {
            counts[$0] >= Self.fewestExamples && counts[$0] < texts.count
        }
        let names = learnable.map { labels[$0].id }
        let margins = heldOutMargins(of: names)
        let stacks = names.enumerated().map { place, name in
            Stack(
                opinions: texts.map { $0.opinions[name] }, margins: margins.map { $0[place] },
                outcomes: texts.map { $0.labels.contains(name) })
        }
        let (strength, trials) = bestTrials(of: stacks)
        var report = TrainingReport(texts: texts.count, folds: folds.count, strength: strength)
        var combinations: [Combination] = []
        let pooled = Self.pooled(stacks, Array(texts.indices), usesRules: true)
        // A label that nobody gave was none that people chose from, so that nothing can be said of it.
        for (index, label) in labels.enumerated() where counts[index] > 0 {
            let outcomes = texts.map { $0.labels.contains(label.id) }
            let rules = texts.map { $0.opinions[label.id] ?? 0 }
            guard let place = learnable.firstIndex(of: index) else {
                report.add(label, counts[index], outcomes, rules: rules, learned: nil, both: rules, nil)
                continue
            }
            let trial = trials[place]
            let gains = Self.loss(trial.both, outcomes) < Self.loss(rules, outcomes)
            let combination =
                gains
                ? Combination(
                    stacks[place].fit(Array(texts.indices), usesRules: true, pooled, strength))
                : .rulesAlone
            combinations.append(combination)
            report.add(
                label, counts[index], outcomes, rules: rules, learned: trial.learned,
                both: gains ? trial.both : rules, combination)
        }
        guard !names.isEmpty else { return (nil, report) }
        let classifiers = classifiers(Array(texts.indices), names)
        let model = ThemeModel(
            classifiers: classifiers, combinations: combinations, examples: learnable.map { counts[$0] },
            texts: texts.count)
        return (model, report)
    }

    private func classifiers(_ chosen: [Int], _ names: [String]) -> LinearClassifiers {
        LinearClassifiers(collection, chosen, labels: names, cost: cost) { texts[$0].labels.contains($1) }
    }

    /// For each text and label, how far on the label's side it is by planes that were learned without it.
    private func heldOutMargins(of names: [String]) -> [[Double]] {
        var margins = texts.map { _ in [Double]() }
        guard !names.isEmpty else { return margins }
        for part in 0..<folds.count {
            let classifiers = classifiers(folds.training(without: part), names)
            for index in folds.held(of: part) {
                margins[index] = classifiers.margins(of: collection.bags[index])
            }
        }
        return margins
    }

    /// The probabilities of one label on texts that no regression was fitted with.
    private struct Trial {
        var learned: [Double]
        var both: [Double]
    }

    private func bestTrials(of stacks: [Stack]) -> (strength: Double, trials: [Trial]) {
        let pooled = (0..<folds.count).map { part in
            let training = folds.training(without: part)
            return [false, true].map { Self.pooled(stacks, training, usesRules: $0) }
        }
        var best: (strength: Double, trials: [Trial], loss: Double)?
        for strength in Self.strengths {
            let trials = stacks.map { stack in
                var trial = Trial(learned: stack.margins, both: stack.margins)
                for part in 0..<folds.count {
                    let training = folds.training(without: part)
                    let learned = stack.fit(training, usesRules: false, pooled[part][0], strength)
                    let both = stack.fit(training, usesRules: true, pooled[part][1], strength)
                    for index in folds.held(of: part) {
                        trial.learned[index] = learned.probability(stack.numbers(index, usesRules: false))
                        trial.both[index] = both.probability(stack.numbers(index, usesRules: true))
                    }
                }
                return trial
            }
            let loss = zip(trials, stacks).reduce(0) { $0 + Self.loss($1.0.both, $1.1.outcomes) }
            if loss < best?.loss ?? .infinity { best = (strength, trials, loss) }
        }
        return (best?.strength ?? Self.strengths[0], best?.trials ?? [])
    }

    private static func pooled(_ stacks: [Stack], _ chosen: [Int], usesRules: Bool) -> LogisticFit {
        let cases = stacks.flatMap { stack in chosen.map { stack.numbers($0, usesRules: usesRules) } }
        let outcomes = stacks.flatMap { stack in chosen.map { stack.outcomes[$0] } }
        return LogisticFit(
            cases, outcomes, prior: usesRules ? [1, 0, 0] : [1, 0], strength: pooledStrength)
    }

    private static func loss(_ probabilities: [Double], _ outcomes: [Bool]) -> Double {
        var calibration = Calibration()
        for (probability, outcome) in zip(probabilities, outcomes) { calibration.count(probability, outcome) }
        return calibration.logLoss
    }

    // MARK: One label a text

    /// The label that each text would get from planes that were learned without it, where each has just one.
    package func singleLabels() -> [String] {
        let names = labels.map(\.id)
        var found = texts.map { _ in "" }
        for part in 0..<folds.count {
            let training = folds.training(without: part)
            let seen = names.filter { name in training.contains { texts[$0].labels.contains(name) } }
            let classifiers = classifiers(training, seen)
            for index in folds.held(of: part) {
                let margins = classifiers.margins(of: collection.bags[index])
                let best = margins.indices.max { (margins[$0], $1) < (margins[$1], $0) }
                found[index] = best.map { seen[$0] } ?? ""
            }
        }
        return found
    }
}

/// What rules and planes say of one label, text by text.
private struct Stack {
    var opinions: [Double?]
    var margins: [Double]
    var outcomes: [Bool]

    func numbers(_ index: Int, usesRules: Bool) -> [Double] {
        usesRules ? [Combination.logOdds(of: opinions[index]), margins[index]] : [margins[index]]
    }

    func fit(_ chosen: [Int], usesRules: Bool, _ pooled: LogisticFit, _ strength: Double) -> LogisticFit {
        LogisticFit(
            chosen.map { numbers($0, usesRules: usesRules) }, chosen.map { outcomes[$0] },
            prior: pooled.coefficients, strength: strength)
    }
}
