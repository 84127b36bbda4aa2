import Host
import Testing

@Suite struct RestAfterWorkTests {
    private static let start = RestAfterWork(from: .init(time: 0, cpu: 0.1))

    @Test("the start is work, and its end is told once")
    func tellsOfTheStart() {
        var rest = Self.start
        let isWork = rest.isAwaited
        #expect(isWork)
        let looks = [(1.0, 0.9), (2, 0.91), (3, 0.911), (4, 0.912)]
        let found = looks.map { time, cpu in rest.begins(at: .init(time: time, cpu: cpu)) }
        #expect(found == [false, true, false, false])
        let isAwaited = rest.isAwaited
        #expect(!isAwaited)
    }

    @Test("what takes next to nothing is no work, until it has become much")
    func passesOverTrifles() {
        var rest = Self.start
        func begins(_ time: Double, _ cpu: Double) -> Bool { rest.begins(at: .init(time: time, cpu: cpu)) }
        #expect(begins(1, 0.1))
        #expect(!begins(11, 0.2))
        #expect(!rest.isAwaited)
        #expect(!begins(21, 0.9))
        #expect(rest.isAwaited)
        #expect(begins(22, 0.901))
    }

    @Test("the time that has passed counts, not the number of looks")
    func weighsByTime() {
        var rest = Self.start
        func begins(_ time: Double, _ cpu: Double) -> Bool { rest.begins(at: .init(time: time, cpu: cpu)) }
        #expect(!begins(0.1, 0.11))
        #expect(begins(10, 0.2))
    }
}

@Suite struct ProcessMemoryTests {
    @Test("code is what is mapped from files to be run, and nothing that is written to")
    func findsCode() {
        let maps = """
            55d0c0000000-55d0c0100000 r--p 00000000 fe:00 1 /usr/bin/bode
            55d0c0100000-55d0c0300000 r-xp 00100000 fe:00 1 /usr/bin/bode
            55d0c0300000-55d0c0400000 rw-p 00300000 fe:00 1 /usr/bin/bode
            7f0000000000-7f0000001000 rwxp 00000000 fe:00 2 /usr/lib/patched.so
            7f0000002000-7f0000003000 r-xp 00000000 fe:00 3 /usr/lib/a name.so (deleted)
            7f0000004000-7f0000005000 r-xp 00000000 00:00 0
            7ffc00000000-7ffc00002000 r-xp 00000000 00:00 0 [vdso]
            no map at all
            """
        #expect(
            ProcessMemory.code(in: Array(maps.utf8)) == [
                0x55d0_c010_0000..<0x55d0_c030_0000, 0x7f00_0000_2000..<0x7f00_0000_3000,
            ])
    }

    @Test("a process goes on when what it does not use was given back")
    func goesOn() {
        let before = (0..<100_000).map { "\($0)" }
        ProcessMemory.giveBack()
        #expect(before.last == "99999")
        let own = (try? Files.read("/proc/self/maps", limit: 4 << 20)) ?? []
        #expect(!ProcessMemory.code(in: own).isEmpty)
    }
}
