import Glibc

/// What lies in a write-ahead log of SQLite's, as far as it can be told without opening its database
/// (sqlite.org/fileformat2.html, 4).
struct WriteAheadLog {
    /// Made up when the log is created, and one more each time it starts over.
    let salt: UInt32
    /// The pages of which it holds a newer state.
    private(set) var pages: Set<UInt32> = []

    private static let headerSize = 32
    private static let frameHeaderSize = 24
    private static let pageSizes = 512...65_536

    /// Reads the log at `path`; `nil` where there is none, or it is empty or something else.
    init?(_ path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        func words(_ count: Int, at offset: Int) -> [UInt32]? {
            var bytes = [UInt8](repeating: 0, count: 4 * count)
            guard pread(file, &bytes, bytes.count, offset) == bytes.count else { return nil }
            return (0..<count).map { word in
                bytes[(4 * word)..<(4 * word + 4)].reduce(0) { $0 << 8 | UInt32($1) }
            }
        }
        guard let header = words(8, at: 0), header[0] & ~1 == 0x377F_0682,
            let pageSize = Int(exactly: header[2]), WriteAheadLog.pageSizes.contains(pageSize)
        else { return nil }
        salt = header[4]
        var offset = WriteAheadLog.headerSize
        while let frame = words(6, at: offset) {
            // Behind the newest frames lie those of before the log started over.
            guard frame[2] == header[4], frame[3] == header[5] else { break }
            pages.insert(frame[0])
            offset += WriteAheadLog.frameHeaderSize + pageSize
        }
    }

    /// Whether it is a later state of the log that had `salt` when it was noted.
    func continues(_ noted: UInt32) -> Bool { salt &- noted < WriteAheadLog.mostRestarts }

    /// Restarts within one life of a log; it starts over after some thousand pages.
    private static let mostRestarts: UInt32 = 1 << 24
}
