import FolderSource
import Foundation
import Pipeline
import PipelineTesting
import Testing

@Suite final class FolderSourceTests {
    private let directory = FileManager.default.temporaryDirectory.appending(
        path: "bode-folder-\(UUID().uuidString)")
    /// An hour ahead of the files, so that all of them are settled.
    private let clock = ManualClock(
        Timestamp(seconds: Int64(Date().timeIntervalSince1970)).adding(.seconds(3600)))

    init() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: directory) }

    private func put(_ name: String, _ text: String = "tekst") throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    private func source(_ include: [String]? = nil, clock: (any Pipeline.Clock)? = nil) throws -> FolderSource
    {
        try FolderSource(
            name: "drop", .init(path: directory.path, include: include),
            services: Services(http: HTTPTable(), clock: clock ?? self.clock))
    }

    @Test func `keeps the contract of sources`() async throws {
        try put("Antwoord over Mali.pdf")
        try put("regel\neinde \u{1b}[31m.txt")
        await expectSourceContract(try source(), showing: 2)
        let (path, away) = (directory, directory.appendingPathExtension("away"))
        await expectFailureKeepsNothing(try source(), nil) {
            try? FileManager.default.moveItem(at: path, to: away)
        } mending: {
            try? FileManager.default.moveItem(at: away, to: path)
        }
    }

    @Test func `shows papers by name, and passes over what is none`() async throws {
        for name in ["b.html", "a.txt", ".hidden", "c.pdf.part", "d.tmp", "e.txt~", "~$f.docx"] {
            try put(name)
        }
        try put("empty.txt", "")
        try FileManager.default.createDirectory(
            at: directory.appending(path: "sub.txt"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: directory.path + "/link.txt", withDestinationPath: "/etc/passwd")
        let found = try await source().poll(nil).publications
        #expect(Set(found.map(\.identity)) == ["folder:drop/a.txt", "folder:drop/b.html"])
        #expect(Set(found.map(\.title)) == ["a", "b"])
        #expect(found.allSatisfy { $0.published == nil && $0.updated != nil })
        #expect(try await source([".HTML"]).poll(nil).publications.map(\.entryID) == ["b.html"])
    }

    @Test func `leaves a file alone until it has been left alone`() async throws {
        try put("a.txt")
        var status = stat()
        #expect(stat(directory.path + "/a.txt", &status) == 0)
        let changed = Timestamp(seconds: Int64(status.st_ctim.tv_sec)).adding(
            .nanoseconds(Int64(status.st_ctim.tv_nsec)))
        let clock = ManualClock(changed.adding(.milliseconds(1500)))
        #expect(try await source(clock: clock).poll(nil).publications.isEmpty)
        clock.advance(by: .milliseconds(600))
        #expect(try await source(clock: clock).poll(nil).publications.count == 1)
    }

    @Test func `brings the bytes, and shows a changed file as changed`() async throws {
        try put("a b.html", "<p>een")
        let first = try #require(try await source().poll(nil).publications.first)
        let original = try await source().fetch(first)
        #expect(original.bytes == Array("<p>een".utf8) && original.mediaType == "text/html")
        #expect(original.url == "file://" + directory.path + "/a%20b.html")
        var second = first
        // A file system's clock ticks every few milliseconds.
        for _ in 0..<1000 where second.updated == first.updated {
            try put("a b.html", "<p>twee")
            second = try #require(try await source().poll(nil).publications.first)
        }
        #expect(second.identity == first.identity && second.updated != first.updated)
    }

    @Test(arguments: ["../secret.txt", "link.txt", "sub", "", "..", "pipe"])
    func `reads nothing but regular files of its folder`(_ name: String) async throws {
        try FileManager.default.createSymbolicLink(
            atPath: directory.path + "/link.txt", withDestinationPath: "/etc/passwd")
        try FileManager.default.createDirectory(
            at: directory.appending(path: "sub"), withIntermediateDirectories: true)
        #expect(mkfifo(directory.path + "/pipe", 0o600) == 0)
        let publication = Publication(source: "drop", entryID: name, identity: "x", title: "x")
        let failure = await #expect(throws: FetchFailure.self) { try await source().fetch(publication) }
        if case .permanent = failure {} else { Issue.record("\(String(describing: failure))") }
    }

    @Test func `waits for a file that is gone, and says when its folder is`() async throws {
        let publication = Publication(source: "drop", entryID: "gone.txt", identity: "x", title: "x")
        let failure = await #expect(throws: FetchFailure.self) { try await source().fetch(publication) }
        if case .temporary = failure {} else { Issue.record("\(String(describing: failure))") }
        try FileManager.default.removeItem(at: directory)
        await #expect(throws: PollFailure.self) { try await source().poll(nil) }
        #expect(throws: InvalidOptions.self) {
            try FolderSource(
                name: "x", .init(path: "relative"), services: Services(http: HTTPTable(), clock: clock))
        }
    }
}
