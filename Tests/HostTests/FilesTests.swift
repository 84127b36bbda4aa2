import Foundation
import Host
import Testing

@Suite struct FilesTests {
    let directory = NSTemporaryDirectory() + "/bode-files-\(UUID().uuidString)"

    func within(_ body: () throws -> Void) throws {
        try Files.makeDirectory(directory)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body()
    }

    @Test("reads what it wrote, and leaves no draft")
    func writes() throws {
        try within {
            try Files.writeDurably(Array("een".utf8), to: "\(directory)/a")
            try Files.writeDurably(Array("twee".utf8), to: "\(directory)/a")
            #expect(try Files.read("\(directory)/a", limit: 10) == Array("twee".utf8))
            #expect(Files.names(in: directory) == ["a"])
        }
    }

    @Test(
        "says which file and why",
        arguments: [("missing", "No such file"), ("", "no regular file"), ("large", "larger than 4 bytes")])
    func refuses(_ name: String, _ reason: String) throws {
        try within {
            try Files.writeDurably(Array("vijf!".utf8), to: "\(directory)/large")
            let failure = #expect(throws: FileFailure.self) {
                try Files.read("\(directory)/\(name)", limit: 4)
            }
            #expect(failure?.reason.contains(reason) == true)
            #expect(failure?.path == "\(directory)/\(name)")
            #expect(failure?.isFull == false)
        }
    }

    @Test("knows a parent and a place beneath")
    func paths() {
        #expect(Files.parent(of: "/a/b") == "/a")
        #expect(Files.parent(of: "/a") == "/")
        #expect(Files.parent(of: "a") == ".")
        #expect(Files.path("a", beneath: "/b") == "/b/a")
        #expect(Files.path("/a", beneath: "/b") == "/a")
        #expect(Files.absolute("/nowhere/at/all") == nil)
    }

    @Test("makes a directory for its owner alone, once")
    func directories() throws {
        try within {
            try Files.makeDirectory(directory)
            let about = try FileManager.default.attributesOfItem(atPath: directory)
            #expect(about[.posixPermissions] as? Int == 0o700)
            #expect(Files.isDirectory(directory))
        }
    }

    @Test("makes the directories that are missing, and none where one cannot be made")
    func manyDirectories() throws {
        try within {
            try Files.makeDirectories(["a", "b"], in: directory)
            try Files.writeDurably([1], to: "\(directory)/a/kept")
            try Files.makeDirectories(["a", "c"], in: directory)
            #expect(Files.names(in: directory) == ["a", "b", "c"])
            #expect(Files.names(in: "\(directory)/a") == ["kept"])
            #expect(throws: FileFailure.self) { try Files.makeDirectories(["d", "no/where"], in: directory) }
            #expect(Files.names(in: directory) == ["a", "b", "c"])
        }
    }

    @Test("links a file, and copies its bytes where a link cannot be")
    func linksAndCopies() throws {
        try within {
            let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
            try Files.writeDurably(bytes, to: "\(directory)/a")
            #expect(try !Files.linkOrCopy("\(directory)/a", to: "\(directory)/b"))
            let there = #expect(throws: FileFailure.self) {
                try Files.linkOrCopy("\(directory)/a", to: "\(directory)/b")
            }
            #expect(there?.reason == "File exists")
            try Files.copy("\(directory)/a", to: "\(directory)/c")
            #expect(try Files.read("\(directory)/c", limit: bytes.count) == bytes)
            #expect(throws: FileFailure.self) { try Files.copy("\(directory)/none", to: "\(directory)/d") }
            #expect(Files.names(in: directory) == ["a", "b", "c"])
        }
    }
}
