import Host
import Learning
import Pipeline
import ThemesStage

/// `bode themes list` and `bode themes show`: which themes there are, and what was learned of them.
package enum ThemesCommand {
    private struct Row: Encodable {
        var id: String
        var names: [String: String]
        var threshold: Double
        /// Labelled answers from which it was learned; `nil` where it was not.
        var learned_from: Int?
        var uses: String?
    }

    /// Prints a table, or one JSON object a line.
    package static func list(_ configuration: String?, data: String?, isJSON: Bool) async -> ExitStatus {
        await run(configuration, data: data) { summaries in
            guard !isJSON else {
                return summaries.map { JSONText.string(row($0)) + "\n" }.joined()
            }
            let rows = summaries.map { theme in
                let names = theme.names.sorted { $0.key < $1.key }.map { "\($0.value) (\($0.key))" }
                return [
                    theme.id, Decimals.text(theme.threshold, places: 2), uses(theme),
                    names.joined(separator: ", ").onOneLine(limit: 200),
                ]
            }
            return Table.lines([["theme", "threshold", "files by", "names"]] + rows).map { $0 + "\n" }
                .joined()
        }
    }

    /// Prints what was learned of one theme: the words that speak loudest for it and against it.
    package static func show(
        _ configuration: String?, data: String?, theme: String, isJSON: Bool
    ) async -> ExitStatus {
        await run(configuration, data: data) { summaries in
            try ThemesDesk.check([theme], summaries.map(\.id))
            guard let summary = summaries.first(where: { $0.id == theme }) else { return "" }
            if isJSON { return JSONText.string(row(summary)) + "\n" }
            var text =
                "\(theme): threshold \(Decimals.text(summary.threshold, places: 2)), files by \(uses(summary))\n"
            guard let learned = summary.learned else {
                return text
                    + "nothing was learned of it: bode themes fit learns from answers that people labelled\n"
            }
            let combination = learned.combination
            text += """
                learned from \(learned.examples) answers that have it; log-odds are \
                \(Decimals.text(combination.rules, places: 3)) x rules + \(Decimals.text(combination.learned, places: 3)) x learned + \
                \(Decimals.text(combination.constant, places: 3))

                """
            for (what, words) in [("for it", learned.loudest), ("against it", learned.loudestAgainst)] {
                let words = words.map { "\($0.name) \(Decimals.text($0.weight, places: 2))" }
                text += "\nwords that speak \(what) (~ is part of a word, _ its beginning or end):\n"
                text += "  " + words.joined(separator: ", ") + "\n"
            }
            return text
        }
    }

    private static func run(
        _ configuration: String?, data: String?,
        _ text: ([ThemesStage.Summary]) throws -> String
    ) async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        do {
            let stage = try ThemesDesk(configuration: configuration, data: data).stage(isLearned: true)
            Environment.writeToStandardOutput(Array(try text(stage.summaries).utf8))
            return .success
        } catch {
            Environment.writeToStandardError("\(error)\n")
            return .configuration
        }
    }

    private static func row(_ theme: ThemesStage.Summary) -> Row {
        Row(
            id: theme.id, names: theme.names, threshold: theme.threshold,
            learned_from: theme.learned?.examples, uses: uses(theme))
    }

    private static func uses(_ theme: ThemesStage.Summary) -> String {
        guard let learned = theme.learned, !learned.combination.isRulesAlone else { return "rules" }
        return "rules and learned"
    }
}
