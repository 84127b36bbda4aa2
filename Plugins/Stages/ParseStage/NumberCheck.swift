import Pipeline

/// Looks whether the numbers of a paper are complete, and reports what is odd; it mends nothing.
enum NumberCheck {
    /// How many oddities of one sort are reported one by one.
    private static let most = 20

    static func check(_ reading: inout Reading, questionsAreNumbered: Bool) {
        var seen: [Set<Int>] = []
        var repeated: [Int] = []
        for (index, run) in NumberRuns.of(reading.answers).enumerated() {
            if run == seen.count { seen.append([]) }
            for number in reading.answers[index].numbers where !seen[run].insert(number).inserted {
                repeated.append(number)
                reading.answers[index].confidence = max(0, reading.answers[index].confidence - 0.2)
            }
        }
        for number in repeated.prefix(most) {
            reading.oddities.append(Oddity("number-repeated", "Answer \(number) is printed more than once."))
        }
        guard !questionsAreNumbered else { return }
        let missing = seen.lazy.flatMap { run in
            (1...max(1, run.max() ?? 1)).lazy.filter { !run.contains($0) }
        }
        for number in missing.prefix(most) where reading.answers.contains(where: { !$0.numbers.isEmpty }) {
            reading.oddities.append(Oddity("number-missing", "There is no answer \(number)."))
        }
    }
}
