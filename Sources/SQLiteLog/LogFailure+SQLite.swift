import CSQLite
import Glibc
import Pipeline

extension LogFailure {
    /// What an extended result code of SQLite means for those who use the log.
    init(sqlite code: Int32, _ handle: OpaquePointer?, path: String) {
        let message = String(cString: handle.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
        let number = handle.map { sqlite3_system_errno($0) } ?? 0
        let cause = number == 0 ? message : "\(message) (\(String(cString: strerror(number))))"
        switch code & 0xFF {
        case SQLITE_FULL: self = .full("no room for \(path): \(cause)")
        // SQLite knows a full disk, but takes an exhausted quota for a broken one.
        case SQLITE_IOERR where code == csqlite_ioerr_write && number == EDQUOT:
            self = .full("no room for \(path): \(cause)")
        case SQLITE_BUSY, SQLITE_LOCKED:
            self = .inUse("\(path) is open in another program; close it there first")
        case SQLITE_TOOBIG: self = .refused("a value is too large to be stored in \(path)")
        // Our statements never change, so one that does not fit finds tables that are not ours any more.
        case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR, SQLITE_SCHEMA, SQLITE_CONSTRAINT, SQLITE_MISMATCH:
            self = .damaged(at: path, cause)
        default: self = .broken("\(path): \(cause)")
        }
    }

    /// Says what is damaged and how to get going again.
    static func damaged(at path: String, _ cause: String) -> LogFailure {
        .damaged(
            """
            \(path) is damaged: \(cause). It is neither mended nor replaced. `bode verify` says what else is; `bode restore BACKUP` \
            puts a backup in its place, `bode recover DIRECTORY` saves into a new state directory what can be read
            """)
    }
}
