import CClock
import Glibc

/// What the kernel knows of this process and its machine (proc(5)).
package struct ProcessFigures: Sendable {
    package var cpuSeconds: Double?
    package var residentBytes: Int?
    package var virtualBytes: Int?
    package var openFiles: Int?
    package var mostFiles: Int?
    /// Since 1970.
    package var startSeconds: Double?
    package var threads: Int?

    /// Looks now.
    package init() {
        let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        // The name of the program may hold anything, brackets too.
        let stat = Self.text("/proc/self/stat")
        let fields = stat.lastIndex(of: ")").map { stat[$0...].split(separator: " ") } ?? []
        func field(_ number: Int) -> Double? {
            // Counted as proc(5) does; the bracket is the end of the second.
            fields.indices.contains(number - 2) ? Double(fields[number - 2]) : nil
        }
        if let user = field(14), let system = field(15) { cpuSeconds = (user + system) / ticks }
        threads = field(20).map { Int($0) }
        virtualBytes = field(23).map { Int($0) }
        residentBytes = field(24).map { Int($0) * Int(sysconf(Int32(_SC_PAGESIZE))) }
        let boot = Self.text("/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime ") }
        if let boot, let since = Double(boot.dropFirst(6)), let start = field(22) {
            startSeconds = since + start / ticks
        }
        openFiles = Files.names(in: "/proc/self/fd").count
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(7), &limit) == 0 { mostFiles = Int(clamping: limit.rlim_cur) }
    }

    private static func text(_ path: String) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var (bytes, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 16_384))
        while bytes.count < 1 << 20 {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The machine's clock.
package enum MachineClock {
    /// Whether something keeps the clock in step with the world's; `nil` where that cannot be told.
    ///
    /// As adjtimex(2) says where that may be asked, else as systemd-timesyncd leaves word.
    package static var isSynchronised: Bool? {
        let answer = cclock_is_synchronised()
        if answer >= 0 { return answer == 1 }
        guard Files.exists("/run/systemd/timesync") else { return nil }
        return Files.exists("/run/systemd/timesync/synchronized")
    }
}
