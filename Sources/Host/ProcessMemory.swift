import CLinux
import Glibc

/// What the process holds in memory, and what of that can be given back.
package enum ProcessMemory {
    private static let mostMaps = 4 << 20

    /// Has the C library keep freed memory in one place for each processor, instead of eight.
    ///
    /// What is freed in one place is no use to a thread that has another. To be called before there are threads.
    package static func keepTogether() { clinux_limit_arenas(Int32(clamping: Environment.processors)) }

    /// Gives back what is not in use: memory that was freed, and the mapping of code that has run.
    ///
    /// Code that runs again comes back from the page cache, a minor fault for 64 KB; most of what a start runs never does.
    /// Takes a few milliseconds.
    package static func giveBack() {
        clinux_trim_heap()
        guard let maps = try? Files.read("/proc/self/maps", limit: Self.mostMaps) else { return }
        for code in code(in: maps) {
            // Only what is no more than the file's own bytes: nothing writes to it, so nothing is lost.
            madvise(UnsafeMutableRawPointer(bitPattern: code.lowerBound), code.count, MADV_DONTNEED)
        }
    }

    /// Where the code of programs and libraries lies, by the lines of `/proc/self/maps` (proc(5)).
    package static func code(in maps: [UInt8]) -> [Range<UInt>] {
        String(decoding: maps, as: UTF8.self).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 5, fields[1] == "r-xp", fields[5].first == "/" else { return nil }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard ends.count == 2, ends[0] < ends[1] else { return nil }
            return ends[0]..<ends[1]
        }
    }
}
