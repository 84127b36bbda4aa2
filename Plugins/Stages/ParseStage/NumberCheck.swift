import Pipeline

/// Looks whether the numbers of a paper are complete, and reports what is odd; it mends nothing.
enum NumberCheck {
    /// How many oddities of one sort are reported one by one.
    private static let most = 20

    static func check(_ reading: inout Reading, questionsAreNumbered: Bool) {
        var seen: Set<Int> = []
        var repeated: [Int] = []
        for index in reading.answers.indices {
            for number in reading.answers[index].numbers where !seen.insert(number).inserted {
                repeated.append(number)
                reading.answers[index].confidence = max(0, reading.answers[index].confidence - 0.2)
            }
        }
        for number in repeated.prefix(most) {
            reading.oddities.append(Oddity("number-repeated", "Answer \(number) is printed more than once."))
        }
        guard !questionsAreNumbered, let highest = seen.max() else { return }
        for number in (1...highest).lazy.filter({ !seen.contains($0) }).prefix(most) {
            reading.oddities.append(Oddity("number-missing", "There is no answer \(number)."))
        }
    }
}
