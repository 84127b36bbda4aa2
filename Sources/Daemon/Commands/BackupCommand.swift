import Host
import Pipeline
import Reading
import SQLiteLog

/// `bode backup`: a copy of everything that must not be forgotten, made while the daemon runs or when it is stopped.
package enum BackupCommand {
    /// Seconds that the daemon may take to copy its database.
    static let patience = 6 * 3600

    /// Makes or renews the backup in `directory`: `bode.db` and `originals/`, as in a state directory.
    ///
    /// What was there stays good until the new one is whole, on the disk and checked.
    package static func run(_ configuration: String, to directory: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            guard !directory.hasPrefix("\(settings.state)/") && directory != settings.state else {
                throw LogFailure.refused("a backup within the state directory is lost with it")
            }
            let _: String = try await ControlDesk.ask(.copy, of: settings, patience: patience)
            let copy = ControlDesk.copyPath(in: settings.state)
            defer { try? Files.remove(copy) }
            try Files.makeDirectory(directory)
            // Papers first: the database may name none that is not there.
            let originals = OriginalStore(directory: "\(settings.state)/originals")
            let probe = DiskProbe(in: directory)
            let papers = try await originals.export(to: "\(directory)/originals") {
                // The daemon shares the disk; whoever interrupts the command ends it.
                try? await Task.sleep(for: $0 + probe.wait)
            }
            let draft = "\(directory)/bode.db.new"
            // It is synced already, and needs no second one of it beside it on the same disk.
            try Files.remove(draft)
            try Files.linkOrCopy(copy, to: draft)
            let findings = try StoredDatabase(file: draft).check()
            guard findings.problems.isEmpty else {
                for problem in findings.problems { Environment.writeToStandardError("! \(problem)\n") }
                throw LogFailure.damaged(
                    """
                    the database is damaged, so \(directory) keeps the backup that it had; \(draft) is what could be copied
                    """)
            }
            try Files.rename(draft, to: "\(directory)/bode.db")
            try Files.syncDirectory(directory)
            Environment.writeToStandardOutput(
                Array(
                    """
                    \(directory) holds \(findings.messages) messages and \(findings.papers) papers; \(papers) originals are \
                    new there

                    """.utf8))
            return .success
        }
    }
}

/// `bode restore`: puts a backup in the place of a state.
package enum RestoreCommand {
    package static func run(_ configuration: String, from backup: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            let database = StoredDatabase(in: backup)
            guard database.exists else {
                throw LogFailure.refused("\(backup) holds no backup: bode.db is missing")
            }
            let findings = try database.check()
            guard findings.problems.isEmpty else {
                for problem in findings.problems { Environment.writeToStandardError("! \(problem)\n") }
                throw LogFailure.damaged("the backup itself is damaged, so nothing was changed")
            }
            let hold = try StateHold(settings.state)
            let originals = OriginalStore(directory: "\(backup)/originals")
            _ = try await originals.export(to: "\(settings.state)/originals")
            let draft = "\(settings.state)/bode.db.new"
            try Files.copy(database.path, to: draft)
            let hadOne = hold.database.exists
            let suffix = ".before-\(SystemClock().now.rfc3339)"
            try hold.replaceDatabase(with: draft, keepingAs: suffix)
            // It numbers messages of another history.
            try Files.remove("\(settings.state)/in-hand")
            try StateOwner.handOver(settings.state, toOwnerOf: settings.state)
            Environment.writeToStandardOutput(
                Array(
                    """
                    \(settings.state) holds \(findings.messages) messages and \(findings.papers) papers of the backup\
                    \(hadOne ? "; what was there is now bode.db\(suffix)" : "")

                    """.utf8))
            return .success
        }
    }
}
