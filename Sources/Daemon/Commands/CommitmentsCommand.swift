import Engine
import Host
import Pipeline

/// `bode commitments`: what was promised, until when, and what became of it.
package struct CommitmentsCommand: Sendable {
    let configuration: String
    let dueBefore: String?
    let isOverdue: Bool
    let by: String?
    let isAll: Bool
    let isJSON: Bool

    /// Those whose term ends before `dueBefore`, is over, or that an office with the words of `by` in its name made; with
    /// `isAll` also what is settled.
    package init(
        configuration: String, dueBefore: String?, isOverdue: Bool, by: String?, isAll: Bool, isJSON: Bool
    ) {
        (self.configuration, self.dueBefore, self.isOverdue) = (configuration, dueBefore, isOverdue)
        (self.by, self.isAll, self.isJSON) = (by, isAll, isJSON)
    }

    /// Prints them, those with the nearest term first.
    package func run() async -> ExitStatus {
        var limit: CalendarDay?
        if let dueBefore {
            limit = CalendarDay(dueBefore)
            guard limit != nil, dueBefore.utf8.count == 10 else {
                Environment.writeToStandardError(
                    "--due-before: '\(dueBefore.onOneLine(limit: 80))' is no date like 2026-11-01\n")
                return .usage
            }
        }
        return await Conversation.run(configuration) { settings in
            var rows: [CommitmentPage.Row] = []
            var next: String?
            repeat {
                let page: CommitmentPage = try await ControlDesk.ask(.commitments(after: next), of: settings)
                rows += page.rows.filter { isWanted($0, before: limit) }
                next = page.next
            } while next != nil
            rows.sort {
                ($0.lastDay.map(\.description) ?? "9999", $0.id) < (
                    $1.lastDay.map(\.description) ?? "9999", $1.id
                )
            }
            for row in rows {
                let text = isJSON ? JSONText.string(row) + "\n" : row.lines
                Environment.writeToStandardOutput(Array(text.utf8))
            }
            return .success
        }
    }

    private func isWanted(_ row: CommitmentPage.Row, before limit: CalendarDay?) -> Bool {
        if let limit {
            guard let last = row.lastDay, last < limit else { return false }
        }
        if let by {
            let words = (row.by ?? "").foldedForComparison
            guard words.contains(by.foldedForComparison) else { return false }
        }
        if isOverdue { return row.state == .overdue || isAll && row.state == .past }
        return isAll || row.state == .open || row.state == .overdue
    }

    /// Says of promises that they were kept, or that they are of no interest.
    package static func settle(
        _ configuration: String, ids: [String], isKept: Bool
    ) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let _: String = try await ControlDesk.ask(
                .settleCommitments(ids: ids, isKept ? .done : .dropped), of: settings)
            let count = ids.count == 1 ? "1 commitment is" : "\(ids.count) commitments are"
            Environment.writeToStandardOutput(Array("\(count) \(isKept ? "done" : "dropped")\n".utf8))
            return .success
        }
    }
}

extension String {
    fileprivate var foldedForComparison: String { lowercased() }
}

extension CommitmentPage.Row {
    /// What a person reads: term, state, and by whom; the sentence; where it stands.
    fileprivate var lines: String {
        let term = due.map { "due \($0)" } ?? "no term"
        let numbers = numbers.map(String.init).joined(separator: ", ")
        let place = numbers.isEmpty ? "" : ", answer \(numbers)"
        let title = paper.title.isEmpty ? paper.id : paper.title
        let date = paper.date.map { "\($0) " } ?? ""
        var lines = [
            "\(id)  \(state.rawValue), \(term)\(by.map { ", by \($0)" } ?? "")",
            "    \(text.onOneLine(limit: 600))", "    \(date)\(title.onOneLine(limit: 200))\(place)",
        ]
        if let url = paper.url { lines.append("    \(url.onOneLine(limit: 300))") }
        if let evidence {
            let found = evidence.url ?? evidence.paper.rawValue
            lines.append(
                "    \(evidence.key) is named by \(evidence.title.onOneLine(limit: 200)): \(found.onOneLine(limit: 300))"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
