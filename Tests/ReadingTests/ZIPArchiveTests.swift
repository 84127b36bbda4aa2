import Archives
import Testing

@Suite("Files of an archive")
struct ZIPArchiveTests {
    private func files(
        _ archive: MinimalArchive, _ limits: ZIPArchive.Limits = ZIPArchive.Limits()
    ) throws(ArchiveFailure) -> [String: [UInt8]] {
        try ZIPArchive.files(in: archive.finished(), limits: limits) { !$0.hasPrefix("other/") }
    }

    /// Three megabytes of zeros, some 160 times as small.
    private func bomb() -> MinimalArchive {
        var archive = MinimalArchive()
        archive.add("a", [], packed: MinimalArchive.zeros(3 << 20), size: 3 << 20)
        return archive
    }

    @Test("those that are wanted are taken out, and no byte of the others")
    func wanted() throws {
        var archive = MinimalArchive()
        archive.add("a", Array("een".utf8))
        archive.add("other/bomb", [], packed: MinimalArchive.zeros(60 << 20), size: 60 << 20)
        archive.add("b", [])
        #expect(try files(archive) == ["a": Array("een".utf8), "b": []])
    }

    @Test("one that unpacks to more than any document would is given up, unless it is small")
    func ratio() throws {
        let failure = #expect(throws: ArchiveFailure.self) { try files(bomb(), .init(ratio: 100)) }
        #expect("\(try #require(failure))" == "a file in the archive unpacks to more than 100 times its size")
        // Not that, but the sum at its end, which is wrong.
        let damaged = #expect(throws: ArchiveFailure.self) { try files(bomb(), .init(ratio: 200)) }
        #expect("\(try #require(damaged))" == "a file in the archive is damaged")
        let small = #expect(throws: ArchiveFailure.self) {
            try files(bomb(), .init(ratio: 100, plainBytes: 4 << 20))
        }
        #expect(small == damaged)
    }

    @Test("all of them together have no more bytes than allowed")
    func bytes() throws {
        var archive = MinimalArchive()
        for name in ["a", "b", "c"] { archive.add(name, [UInt8](repeating: 1, count: 100)) }
        #expect(try files(archive, .init(bytes: 300)).count == 3)
        let failure = #expect(throws: ArchiveFailure.self) { try files(archive, .init(bytes: 299)) }
        #expect("\(try #require(failure))" == "the files in the archive have more than 299 bytes")
        #expect(throws: ArchiveFailure.self) { try files(archive, .init(entries: 2)) }
    }

    @Test("what is cut off anywhere is no archive, and nothing of it is had")
    func cutOff() throws {
        var archive = MinimalArchive()
        archive.add("a", Array("een".utf8))
        let whole = archive.finished()
        for end in 1..<whole.count {
            #expect(throws: ArchiveFailure.self) {
                try ZIPArchive.files(in: Array(whole[..<end])) { _ in true }
            }
        }
    }
}
