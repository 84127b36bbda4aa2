import Host
import Pipeline
import Reading
import SQLiteLog

/// `bode recover`: saves into a new state directory what can be read of a damaged one, which stays as it is.
package enum RecoverCommand {
    /// Ends with ``ExitStatus/unhealthy`` where something could not be saved.
    package static func run(_ configuration: String, into directory: String) async -> ExitStatus {
        await Conversation.run(configuration) { settings in
            guard StoredDatabase(in: settings.state).exists else {
                throw LogFailure.refused("\(settings.state) holds no state: restore a backup")
            }
            // Nobody may write to it while it is copied.
            let hold = try StateHold(settings.state)
            try Files.makeDirectory(directory)
            let copy = "\(directory)/damaged.db"
            for suffix in ["", "-wal"] where Files.exists(hold.database.path + suffix) {
                try Files.copy(hold.database.path + suffix, to: copy + suffix)
            }
            defer {
                for suffix in ["", "-wal"] { try? Files.remove(copy + suffix) }
            }
            let tables = try Salvage.run(from: copy, into: directory)
            let originals = OriginalStore(directory: "\(settings.state)/originals")
            _ = try await originals.export(to: "\(directory)/originals")
            try StateOwner.handOver(directory, toOwnerOf: settings.state)
            for table in tables {
                let gaps = table.gaps == 0 ? "" : ", rows are missing in \(table.gaps) places"
                Environment.writeToStandardOutput(Array("\(table.name): \(table.saved) rows\(gaps)\n".utf8))
            }
            Environment.writeToStandardOutput(
                Array(
                    """
                    \(directory) holds what could be read of \(settings.state). Put it in its place, with the files of your \
                    sinks, or name it as `state` in the configuration.

                    """.utf8))
            return tables.allSatisfy { $0.gaps == 0 } ? .success : .unhealthy
        }
    }
}
