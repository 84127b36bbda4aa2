import CSQLite
import Pipeline

/// A value that goes into a statement.
enum SQLValue {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    case null

    static func moment(_ time: Timestamp) -> SQLValue { .integer(time.milliseconds) }

    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .integer(let value): sqlite3_bind_int64(statement, index, value)
        case .null: sqlite3_bind_null(statement, index)
        case .blob(let bytes):
            bytes.withUnsafeBytes {
                csqlite_bind_blob(statement, index, $0.baseAddress, UInt64($0.count))
            }
        case .text(var text):
            text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    // An empty string may have no address; NULL would then be stored.
                    guard let start = $0.baseAddress else {
                        return csqlite_bind_text(statement, index, "", 0)
                    }
                    return csqlite_bind_text(statement, index, start, UInt64($0.count))
                }
            }
        }
    }
}

/// The text of a statement.
///
/// What stands in the program is told apart by where it stands there, since looking at each letter of a statement takes longer
/// than some statements do; what is put together is told apart by its text.
struct SQLText: Hashable, ExpressibleByStringLiteral {
    private let literal: UnsafePointer<UInt8>?
    private let composed: String

    init(stringLiteral literal: StaticString) {
        (self.literal, composed) = (literal.utf8Start, "")
    }

    init(_ text: String) { (literal, composed) = (nil, text) }

    var text: String { literal.map { String(cString: $0) } ?? composed }

    static func == (left: SQLText, right: SQLText) -> Bool {
        left.literal == right.literal && (left.literal != nil || left.composed == right.composed)
    }

    func hash(into hasher: inout Hasher) {
        if let literal { hasher.combine(literal) } else { hasher.combine(composed) }
    }
}

/// The rows that a statement yields; the statement goes back to its database when they are let go.
struct Rows: ~Copyable {
    private let database: Database
    private let sql: SQLText
    private let statement: OpaquePointer

    init(_ database: Database, _ sql: SQLText, _ statement: OpaquePointer) {
        (self.database, self.sql, self.statement) = (database, sql, statement)
    }

    deinit { database.giveBack(statement, sql) }

    /// Gives a parameter, counted from 1, another value; before the first row, or after ``beginAgain()``.
    func bind(_ value: SQLValue, at index: Int32) throws(LogFailure) {
        guard value.bind(to: statement, at: index) == SQLITE_OK else { throw database.failure() }
    }

    /// Goes back to before the first row; the parameters keep their values.
    func beginAgain() { sqlite3_reset(statement) }

    /// Runs to the end, for what changes rows, and goes back.
    func run() throws(LogFailure) {
        while try next() {}
        beginAgain()
    }

    /// Moves to the next row; false where there is none.
    func next() throws(LogFailure) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw database.failure()
        }
    }

    func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(bytes(column))
        default: .null
        }
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func moment(_ column: Int32) -> Timestamp { Timestamp(milliseconds: integer(column)) }
    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func bytes(_ column: Int32) -> [UInt8] {
        // The address first: asking for it may convert the value, and so change the count.
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(
            UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }
}
