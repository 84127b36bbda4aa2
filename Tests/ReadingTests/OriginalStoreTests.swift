import Foundation
import Host
import Pipeline
import Reading
import Testing

@Suite("Papers as they came, kept as evidence")
struct OriginalStoreTests {
    let directory = NSTemporaryDirectory() + "/bode-originals-\(UUID().uuidString)"

    /// A store of so many papers.
    private func store(_ count: Int) async throws -> OriginalStore {
        try Files.makeDirectory(directory)
        let store = OriginalStore(directory: "\(directory)/originals")
        for number in 0..<count { _ = try await store.keep(original(number)) }
        return store
    }

    private func original(_ number: Int) -> Original {
        Original(bytes: Array("paper \(number)".utf8), mediaType: nil, url: "test:")
    }

    private func end() { try? FileManager.default.removeItem(atPath: directory) }

    @Test("a backup of them is a second name for each, and a later one has what was new")
    func exports() async throws {
        defer { end() }
        let store = try await store(3)
        let backup = OriginalStore(directory: "\(directory)/backup")
        #expect(try await store.export(to: "\(directory)/backup") == 3)
        let new = try await store.keep(original(7))
        #expect(await backup.bytes(of: new.sha256) == nil)
        #expect(try await store.export(to: "\(directory)/backup") == 1)
        #expect(await backup.bytes(of: new.sha256) == original(7).bytes)
        #expect(await backup.folders == store.folders)
        // The same bytes on the disk, and not once more.
        let names = ["originals", "backup"].map { "\(directory)/\($0)/\(new.sha256.prefix(2))/\(new.sha256)" }
        let files = try names.map {
            try FileManager.default.attributesOfItem(atPath: $0)[.systemFileNumber] as? Int
        }
        #expect(files[0] != nil && files[0] == files[1])
    }

    @Test("a backup rests after each portion")
    func rests() async throws {
        defer { end() }
        let count = OriginalStore.portion * 2 + 1
        let store = try await store(count)
        var (rests, had): ([Duration], [Int]) = ([], [])
        let exported = try await store.export(to: "\(directory)/backup") {
            rests.append($0)
            had.append(
                (FileManager.default.enumerator(atPath: "\(directory)/backup")?.allObjects ?? [])
                    .filter { "\($0)".utf8.count > 60 }.count)
        }
        #expect(exported == count)
        #expect(had == [OriginalStore.portion, OriginalStore.portion * 2])
        #expect(rests.allSatisfy { $0 > .zero })
    }

    @Test("a backup passes over what is dropped while it is made")
    func droppedMeanwhile() async throws {
        defer { end() }
        let store = try await store(0)
        for path in ["originals", "originals/00"] { try Files.makeDirectory("\(directory)/\(path)") }
        // All in one folder, so that they are listed together.
        let names = (0..<OriginalStore.portion + 2).map { String(repeating: "0", count: 61) + "\(100 + $0)" }
        for name in names { try Files.jot([0x61], in: "\(directory)/originals/00/\(name)") }
        let exported = try await store.export(to: "\(directory)/backup") { _ in
            try? Files.remove("\(directory)/originals/00/\(names[OriginalStore.portion])")
        }
        #expect(exported == names.count - 1)
        #expect(
            Files.names(in: "\(directory)/backup/00")
                == names[..<OriginalStore.portion] + [names[OriginalStore.portion + 1]])
    }

    @Test("an original that the disk has cut short is stored anew, and bytes of another are nobody's")
    func damaged() async throws {
        defer { end() }
        let store = try await store(0)
        let kept = try await store.keep(original(1))
        let path = "\(directory)/originals/\(kept.sha256.prefix(2))/\(kept.sha256)"
        try Files.writeDurably(Array("pap".utf8), to: path)
        #expect(await store.bytes(of: kept.sha256) == nil)
        #expect(try await store.keep(original(1)).sha256 == kept.sha256)
        #expect(await store.bytes(of: kept.sha256) == original(1).bytes)
    }

    @Test("keeps nothing where that would eat into the reserve, and goes on afterwards")
    func full() async throws {
        defer { end() }
        try Files.makeDirectory(directory)
        let broken = Broken()
        let store = OriginalStore(directory: "\(directory)/originals", reserve: .max) { _ in
            broken.isSo = true
        }
        await #expect {
            _ = try await store.keep(original(1))
        } throws: {
            if case .full? = $0 as? LogFailure { true } else { false }
        }
        #expect(!broken.isSo)
    }

    @Test("where nothing can be written, whoever ends the process hears of it first")
    func unwritable() async throws {
        defer { end() }
        try Files.makeDirectory(directory)
        // A file is where the folder should be.
        try Files.writeDurably([], to: "\(directory)/originals")
        let broken = Broken()
        let store = OriginalStore(directory: "\(directory)/originals") { _ in broken.isSo = true }
        await #expect {
            _ = try await store.keep(original(1))
        } throws: {
            if case .broken? = $0 as? LogFailure { broken.isSo } else { false }
        }
    }

    @Test("lists what there is by folder, and takes away what is named")
    func drops() async throws {
        defer { end() }
        let store = try await store(20)
        var kept: [OriginalStore.Kept] = []
        for folder in await store.folders { kept += await store.list(folder) }
        #expect(kept.count == 20)
        #expect(kept.allSatisfy { [7, 8].contains($0.size) && $0.since.milliseconds > 0 })
        try await store.drop([kept[0].sha256, kept[0].sha256])
        #expect(await store.bytes(of: kept[0].sha256) == nil)
        #expect(await store.isWhole(kept[1].sha256))
        #expect(await !store.isWhole(kept[0].sha256))
    }
}

/// Whether the disk was said to be broken.
private final class Broken: @unchecked Sendable {
    private let lock = NSLock()
    private var value = false
    var isSo: Bool {
        get { lock.withLock { value } }
        set { lock.withLock { value = newValue } }
    }
}
