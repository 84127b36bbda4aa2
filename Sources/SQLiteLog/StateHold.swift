package import Pipeline

/// A state directory held for work on its files, so that no daemon starts on it meanwhile.
package struct StateHold: ~Copyable {
    private let directory: StateDirectory

    /// Takes the directory, which is created where it is missing.
    ///
    /// Throws ``LogFailure/inUse(_:)`` where a daemon has it.
    package init(_ path: String) throws(LogFailure) { directory = try StateDirectory(path) }

    /// The database of this directory.
    package var database: StoredDatabase { StoredDatabase(in: directory.path) }

    /// Checks the database, and that its write-ahead log is there and its own.
    package func check() throws(LogFailure) -> StoredDatabase.Findings { try database.check(directory.mark) }

    /// Puts the file at `draft`, which lies in this directory and is synced, in the database's place.
    ///
    /// What lies there now, with its write-ahead log, is kept under names that end in `suffix`.
    package func replaceDatabase(with draft: String, keepingAs suffix: String) throws(LogFailure) {
        let path = database.path
        try directory.clearMark()
        // The log first: a database without it is refused or older, but a log beside another database would be taken for its.
        for file in [path + "-wal", path] where StateDirectory.size(of: file) != nil {
            try directory.rename(file, to: file + suffix)
        }
        try directory.rename(draft, to: path)
    }
}
