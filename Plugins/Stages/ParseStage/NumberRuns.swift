import Pipeline

/// Tells the runs of numbers of a paper whose numbers begin again under another head.
enum NumberRuns {
    /// For each answer the run that it belongs to, from 0.
    ///
    /// A run begins where number 1 comes again under another section or from others than the answer before.
    static func of(_ answers: [Answer]) -> [Int] {
        var runs: [Int] = []
        var (run, highest) = (0, 0)
        for (index, answer) in answers.enumerated() {
            if answer.numbers.first == 1, highest > 0, index > 0,
                answer.section != answers[index - 1].section || answer.askedBy != answers[index - 1].askedBy
            {
                run += 1
                highest = 0
            }
            highest = max(highest, answer.numbers.max() ?? 0)
            runs.append(run)
        }
        return runs
    }
}
