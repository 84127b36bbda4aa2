import CSQLite
import Pipeline

/// A copy of a database that is being made page by page, while the database goes on being used.
///
/// Pages that change after they were copied are copied again by SQLite, since the same connection changes them; and no
/// transaction stays open between two steps, so the write-ahead log starts over as ever
/// (sqlite.org/c3ref/backup_finish.html).
final class DatabaseCopy {
    /// Let go of after the connection: closing any descriptor of a file drops the locks that SQLite has on it.
    let file: CopyFile
    private let target: OpaquePointer
    private let backup: OpaquePointer
    /// Pages that may be written late; whatever is left of them is written at once when the copy is whole.
    private static let cache = 64

    /// Begins a copy into the file at `path`, which is replaced where it is there.
    init(of database: Database, to path: String) throws(LogFailure) {
        file = try CopyFile(path)
        var target: OpaquePointer?
        let code = sqlite3_open_v2(
            path, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let target else {
            defer { sqlite3_close_v2(target) }
            throw LogFailure(sqlite: code, target, path: path)
        }
        // Half a copy is worth nothing, so it needs no journal; it is synced by a queue that holds up nobody.
        let setting = """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA cache_size = \(Self.cache)
            """
        guard sqlite3_exec(target, setting, nil, nil, nil) == SQLITE_OK,
            let backup = database.backup(to: target)
        else {
            defer { sqlite3_close_v2(target) }
            throw LogFailure(sqlite: sqlite3_extended_errcode(target), target, path: path)
        }
        (self.target, self.backup) = (target, backup)
    }

    deinit {
        sqlite3_backup_finish(backup)
        sqlite3_close_v2(target)
    }

    /// What came of a step.
    enum Progress: Equatable {
        /// So many pages more are copied.
        case pages(Int)
        /// The copy is whole.
        case whole
    }

    /// Copies up to `pages` more, for as long as `time`, and one at least: where the disk is slow, each may take its time.
    func step(_ pages: Int, within time: Duration) throws(LogFailure) -> Progress {
        let begin = ContinuousClock.now
        var copied = 0
        repeat {
            switch sqlite3_backup_step(backup, 1) & 0xFF {
            case SQLITE_OK, SQLITE_BUSY, SQLITE_LOCKED: copied += 1
            case SQLITE_DONE: return .whole
            case let code: throw LogFailure(sqlite: code, target, path: file.path)
            }
        } while copied < pages && ContinuousClock.now - begin < time
        return .pages(copied)
    }
}
