import Daemon
import Foundation
import Host
import Testing

@Suite("Learning from a file of labelled answers", .timeLimit(.minutes(3)))
struct ThemesFitTests {
    /// Files of one test, gone with it.
    final class Room {
        let path = "/tmp/bode-test-\(UInt64.random(in: 0...(.max)))"
        init() throws { try Files.makeDirectory(path) }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func write(_ name: String, _ text: String) throws -> String {
            try Files.writeDurably(Array(text.utf8), to: "\(path)/\(name)")
            return "\(path)/\(name)"
        }
    }

    private let room: Room

    init() throws { room = try Room() }

    private func line(_ index: Int, id: String? = nil, theme: String? = nil) -> String {
        let words = index.isMultiple(of: 2) ? "de vissersvloot en de kade" : "het spoor en de wissel"
        let name = id.map { "\"id\": \"\($0)\", " } ?? ""
        return """
            {\(name)"question": "Hoe staat het met \(words), deel \(index)?", "answer": "Goed.", "themes": ["\(theme ?? (index.isMultiple(of: 2) ? "economy" : "climate"))"]}
            """
    }

    private func fit(_ labelled: String, out: String?) async -> Daemon.ExitStatus {
        await ThemesFitCommand(labelled: labelled, configuration: nil, out: out, folds: 3).run()
    }

    @Test("writes a model, the same for the same answers")
    func writes() async throws {
        let file = try room.write("labelled.ndjson", (0..<24).map { line($0) + "\n" }.joined())
        #expect(await fit(file, out: "\(room.path)/a.tsv") == .success)
        #expect(await fit(file, out: "\(room.path)/b.tsv") == .success)
        let models = try ["a", "b"].map { try Files.read("\(room.path)/\($0).tsv", limit: 1 << 20) }
        #expect(models[0] == models[1])
        #expect(String(decoding: models[0], as: UTF8.self).contains("\ntheme\teconomy\t12\t"))
    }

    @Test("of several labels of one answer the last counts")
    func takesTheLast() async throws {
        let lines = (0..<24).map { line($0, id: "a#\($0)") } + [line(0, id: "a#0", theme: "climate")]
        let file = try room.write("labelled.ndjson", lines.joined(separator: "\n"))
        #expect(await fit(file, out: "\(room.path)/a.tsv") == .success)
        let model = String(decoding: try Files.read("\(room.path)/a.tsv", limit: 1 << 20), as: UTF8.self)
        #expect(model.contains("\ntheme\teconomy\t11\t") && model.contains("\ntheme\tclimate\t13\t"))
    }

    @Test("says what it lacks: a place for the model, answers, a file that can be read")
    func refuses() async throws {
        let few = try room.write("few.ndjson", line(1) + "\n")
        #expect(await fit(few, out: nil) == .usage)
        #expect(await fit(few, out: "\(room.path)/a.tsv") == .unavailable)
        #expect(await fit("\(room.path)/none", out: "\(room.path)/a.tsv") == .unavailable)
        let wrong = try room.write("wrong.ndjson", "{\"question\": 1}\n")
        #expect(await fit(wrong, out: "\(room.path)/a.tsv") == .unavailable)
        #expect(!Files.exists("\(room.path)/a.tsv"))
    }
}
