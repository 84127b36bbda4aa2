import Host
import Pipeline
import Reading
import SQLiteLog

/// `bode verify`: reads everything that is stored and says what is damaged.
package enum VerifyCommand {
    /// The most problems of originals that are listed.
    private static let mostListed = 20

    /// Verifies the backup in `backup` where that is given, else the state: of a running daemon a copy made for it.
    ///
    /// Ends with ``ExitStatus/unhealthy`` where something is damaged.
    package static func run(_ configuration: String, backup: String?) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            if let backup {
                return try await report(
                    try StoredDatabase(in: backup).check(), OriginalStore(directory: "\(backup)/originals"),
                    settings)
            }
            let originals = OriginalStore(directory: "\(settings.state)/originals")
            if ControlDesk.isRunning(settings) {
                let _: String = try await ControlDesk.ask(
                    .copy, of: settings, patience: BackupCommand.patience)
                let copy = ControlDesk.copyPath(in: settings.state)
                defer {
                    for file in [copy, copy + "-wal"] { try? Files.remove(file) }
                }
                return try await report(try StoredDatabase(file: copy).check(), originals, settings)
            }
            guard StoredDatabase(in: settings.state).exists else {
                throw LogFailure.refused("\(settings.state) holds no state")
            }
            let hold = try StateHold(settings.state)
            return try await report(try hold.check(), originals, settings)
        }
    }

    private static func report(
        _ findings: StoredDatabase.Findings, _ originals: OriginalStore, _ settings: Settings
    ) async throws -> ExitStatus {
        var (problems, count) = (findings.problems, 0)
        var missing = findings.originals
        var damaged: [String] = []
        for folder in await originals.folders {
            for original in await originals.list(folder) {
                count += 1
                missing.remove(original.sha256)
                if await !originals.isWhole(original.sha256) {
                    damaged.append("original \(original.sha256) has other bytes than were stored")
                }
            }
        }
        problems += damaged.prefix(mostListed)
        if damaged.count > mostListed { problems.append("and \(damaged.count - mostListed) more like that") }
        // Where old ones are dropped, some are missing by intention.
        let areKept = settings.keep.originals == nil && settings.keep.originalsSize == nil
        if areKept, !missing.isEmpty { problems.append("\(missing.count) originals of papers are missing") }
        for problem in problems {
            Environment.writeToStandardOutput(Array("! \(problem.onOneLine(limit: 500))\n".utf8))
        }
        let verdict = problems.isEmpty ? "All is whole" : "Not all is whole"
        Environment.writeToStandardOutput(
            Array(
                "\(verdict): \(findings.messages) messages, \(findings.papers) papers, \(count) originals\n"
                    .utf8))
        return problems.isEmpty ? .success : .unhealthy
    }
}
