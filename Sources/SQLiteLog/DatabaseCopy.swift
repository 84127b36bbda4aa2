import CSQLite
import Pipeline

/// A copy of a database that is being made page by page, while the database goes on being used.
///
/// Pages that change after they were copied are copied again by SQLite, since the same connection changes them; and no
/// transaction stays open between two steps, so the write-ahead log starts over as ever
/// (sqlite.org/c3ref/backup_finish.html).
final class DatabaseCopy {
    let path: String
    private let target: OpaquePointer
    private let backup: OpaquePointer

    /// Begins a copy into the file at `path`, which is replaced where it is there.
    init(of database: Database, to path: String) throws(LogFailure) {
        try StateDirectory.createFile(path)
        var target: OpaquePointer?
        let code = sqlite3_open_v2(
            path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let target else {
            defer { sqlite3_close_v2(target) }
            throw LogFailure(sqlite: code, target, path: path)
        }
        // Half a copy is worth nothing, so it needs no journal; the whole one is synced by whoever asked for it.
        let setting = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE"
        guard sqlite3_exec(target, setting, nil, nil, nil) == SQLITE_OK,
            let backup = database.backup(to: target)
        else {
            defer { sqlite3_close_v2(target) }
            throw LogFailure(sqlite: sqlite3_extended_errcode(target), target, path: path)
        }
        (self.path, self.target, self.backup) = (path, target, backup)
    }

    deinit {
        sqlite3_backup_finish(backup)
        sqlite3_close_v2(target)
    }

    /// Copies up to `pages` more; false once the copy is whole.
    func step(_ pages: Int) throws(LogFailure) -> Bool {
        switch sqlite3_backup_step(backup, Int32(clamping: pages)) & 0xFF {
        case SQLITE_OK, SQLITE_BUSY, SQLITE_LOCKED: return true
        case SQLITE_DONE: return false
        case let code: throw LogFailure(sqlite: code, target, path: path)
        }
    }
}
