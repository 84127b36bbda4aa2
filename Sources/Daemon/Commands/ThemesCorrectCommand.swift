import Host
import Pipeline
import ThemesStage

/// `bode themes correct`: what the desk says of an answer that is filed wrongly, kept as labelled data.
package struct ThemesCorrectCommand: Sendable {
    let configuration: String
    let answer: String
    let words: [String]

    /// - Parameters:
    ///   - configuration: the configuration's file.
    ///   - answer: the answer's id, or an event's.
    ///   - words: what stands behind it: `+theme`, `-theme`, `--note TEXT`, `-c FILE`.
    package init(configuration: String, answer: String, words: [String]) {
        (self.configuration, self.answer, self.words) = (configuration, answer, words)
    }

    package func run() async -> ExitStatus {
        let order: Order
        do throws(OrderProblem) { order = try Order(words) } catch {
            Environment.writeToStandardError("\(error)\n")
            return .usage
        }
        let configuration = order.configuration ?? self.configuration
        return await Conversation.run(configuration) { settings in
            let desk = try ThemesDesk(configuration: configuration)
            let known = try desk.stage(isLearned: false).summaries.map(\.id)
            try ThemesDesk.check(order.added + order.removed, known)
            guard let folder = desk.folder, let file = desk.correctionsFile else { return .software }
            let stored: StoredAnswer = try await ControlDesk.ask(
                .storedAnswer(answer), of: settings, patience: Self.patience)
            try Files.makeDirectory(folder, mode: ThemesDesk.folderMode)
            let lock = try FileLock(directory: folder)
            let ledger = CorrectionLedger(try Files.exists(file) ? ThemesDesk.labelled(file) : [])
            let (changed, correction) = ledger.correcting(
                stored, added: order.added, removed: order.removed, note: order.note,
                on: SystemClock().now.day)
            try Files.writeDurably(changed.bytes, to: file, mode: ThemesDesk.fileMode)
            _ = consume lock
            Environment.writeToStandardOutput(Array(said(of: correction, in: file).utf8))
            return .success
        }
    }

    /// Seconds that looking through an archive may take.
    private static let patience = 120

    private func said(of correction: LabelledAnswer, in file: String) -> String {
        let themes = correction.themes.isEmpty ? "no theme" : correction.themes.joined(separator: ", ")
        return """
            \(correction.id?.onOneLine(limit: 200) ?? answer): filed under \(themes)
            in \(file): counts from the daemon's next start or reload; bode reprocess files what is archived anew

            """
    }

    // MARK: What was ordered

    private struct OrderProblem: Error, CustomStringConvertible {
        let description: String
    }

    private struct Order {
        var added: [String] = []
        var removed: [String] = []
        var note: String?
        var configuration: String?

        init(_ words: [String]) throws(OrderProblem) {
            var rest = words[...]
            while let word = rest.popFirst() {
                switch word {
                case "--note":
                    guard let text = rest.popFirst() else {
                        throw OrderProblem(description: "--note wants a text")
                    }
                    note = text.onOneLine(limit: 2000)
                case "-c", "--config":
                    guard let file = rest.popFirst() else {
                        throw OrderProblem(description: "\(word) wants a file")
                    }
                    configuration = file
                case _ where word.hasPrefix("--note="):
                    note = String(word.dropFirst(7)).onOneLine(limit: 2000)
                case _ where word.hasPrefix("--config="): configuration = String(word.dropFirst(9))
                case _ where word.hasPrefix("+") && word.count > 1: added.append(String(word.dropFirst()))
                case _ where word.hasPrefix("-") && !word.hasPrefix("--") && word.count > 1:
                    removed.append(String(word.dropFirst()))
                default:
                    throw OrderProblem(
                        description:
                            "'\(word.onOneLine(limit: 80))' is neither +THEME nor -THEME; see bode themes correct --help"
                    )
                }
            }
            if let both = added.first(where: removed.contains) {
                throw OrderProblem(description: "'\(both.onOneLine(limit: 80))' is both added and taken away")
            }
            guard !added.isEmpty || !removed.isEmpty else {
                throw OrderProblem(
                    description: "say what is wrong: +THEME where it belongs, -THEME where it does not")
            }
        }
    }
}
