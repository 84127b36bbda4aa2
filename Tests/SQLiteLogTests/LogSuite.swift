import Pipeline
import PipelineTesting
import SQLiteLog

/// A suite about the log in a directory of its own.
protocol LogSuite {
    var directory: TemporaryDirectory { get }
    var clock: ManualClock { get }
}

extension LogSuite {
    var desk: Reader { Reader("sink/desk", of: .events) }

    func open(_ limits: SQLiteLog.Limits = SQLiteLog.Limits()) async throws -> SQLiteLog {
        try await SQLiteLog.open(directory: directory.path, clock: clock, limits: limits)
    }

    func message(_ key: String, size: Int = 8) -> NewMessage {
        NewMessage(.events, key: key, payload: Array(repeating: 0x61, count: size))
    }
}
