import Glibc
import SQLiteLog
import Testing

@Suite("How long a write waits")
struct DiskProbeTests {
    @Test("is told without leaving anything behind, and again and again")
    func tells() throws {
        let directory = try TemporaryDirectory()
        try directory.replace(".probe", with: [1])
        let probe = DiskProbe(in: directory.path)
        #expect(probe.wait > .zero && probe.wait > .zero)
        #expect(directory.permissions(of: ".probe") == nil)
    }

    @Test("is nothing where nothing can be written")
    func nowhere() { #expect(DiskProbe(in: "/nowhere/at/all").wait == .zero) }
}
