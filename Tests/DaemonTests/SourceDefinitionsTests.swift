import Daemon
import Foundation
import Host
import Testing

@Suite struct SourceDefinitionsTests {
    let folder: ConfigurationTests.Folder
    private static let root = Files.parent(of: Files.parent(of: Files.parent(of: #filePath)))
    static let shipped = Files.names(in: "\(root)/Deploy/share/bode/sources").filter { $0.hasSuffix(".yaml") }

    init() throws {
        folder = try ConfigurationTests.Folder()
        try folder.write("dip.key", "a-key-for-a-test\n")
    }

    private func verdict(_ sources: String, data: String = "") throws -> String {
        let text = "contact: desk@example.org\nstate: state\nstages: [parse]\n\(data)sources:\n\(sources)\n"
        try folder.write("bode.yaml", text)
        return try ConfigurationCheck.verdict(on: "\(folder.path)/bode.yaml")
    }

    private func problem(_ sources: String, data: String = "") throws -> String {
        try #require(throws: ConfigurationProblem.self) { try verdict(sources, data: data) }.description
    }

    /// A data folder with one definition in it.
    private func data(_ definition: String) throws -> String {
        try Files.makeDirectory("\(folder.path)/data")
        try Files.makeDirectory("\(folder.path)/data/sources")
        try folder.write("data/sources/gazette.yaml", definition)
        try folder.write("data/sources/README.md", "no definition")
        return "data: data\n"
    }

    @Test("every definition that ships is one that the program takes", arguments: shipped)
    func ships(_ file: String) throws {
        let name = file.dropLast(".yaml".utf8.count)
        #expect(try verdict("  own-name: {use: \(name)}").contains("is good: 1 source"))
        let text = String(
            decoding: try Files.read("\(Self.root)/Deploy/share/bode/sources/\(file)", limit: 1 << 16),
            as: UTF8.self)
        #expect(text.hasPrefix("# "), "it says what it is")
        #expect(
            text.contains("# Manners: ") && text.contains("\nevery: ") && text.contains("\nsilent_after: "))
        let manual = String(
            decoding: try Files.read(
                "\(Self.root)/Sources/Pipeline/Pipeline.docc/OfficialSources.md", limit: 1 << 20),
            as: UTF8.self)
        let isListed = manual.contains("`\(name)`")
        #expect(isListed, "in the manual")
    }

    @Test("there are definitions at all")
    func some() { #expect(Self.shipped.count > 10) }

    @Test("keys of the configuration stand over those of the definition")
    func overrides() throws {
        let data = try data(
            "kind: feed\nurl: https://example.org/a\nevery: 1h\nhosts: [example.org, example.com]\n")
        #expect(
            try verdict("  a: {use: gazette, every: 2m, hosts: [example.org]}", data: data).contains(
                "is good"))
        let bad = try problem("  a: {use: gazette, hosts: [\"https://x\"]}", data: data)
        #expect(bad.contains("bode.yaml:6:") && bad.contains("sources.a.hosts"), "\(bad)")
        let unknown = try problem("  a: {use: gazette, evry: 2m}", data: data)
        #expect(unknown.contains("bode.yaml:6:") && unknown.contains("did you mean 'every'"), "\(unknown)")
    }

    @Test("an unknown name is told with the nearest and the list")
    func unknown() throws {
        let problem = try problem("  tk: {use: tweede-kaner}")
        #expect(problem.contains("bode.yaml:5:"))
        #expect(
            problem.contains(
                "sources.tk.use: there is no definition 'tweede-kaner'; did you mean 'tweede-kamer'?"))
        #expect(problem.contains("there are: ") && problem.contains("un-press"))
        #expect(try self.problem("  tk: {use: [a]}").contains("sources.tk.use: expected text"))
        #expect(try self.problem("  tk: {use: ../../bode}").contains("there is no definition"))
    }

    @Test(
        "an error in a definition is told in its own file",
        arguments: [
            ("kind: feed\nurll: https://example.org/a\n", ":2:1: unknown key 'urll'"),
            ("kind: feed\nurl: http://example.org/a\n", ":2:6: sources.a.url"),
            ("kind: fed\n", ":1:7: sources.a.kind: there is no source 'fed'; did you mean 'feed'?"),
            ("kind: feed\nurl: https://example.org/a\nevery: soon\n", ":3:8: sources.a.every"),
            ("kind: feed\nurl: https://example.org/a\nallow: [x, localhost]\n", ":3:9: sources.a.allow[0]"),
            ("use: other\nkind: feed\nurl: https://example.org/a\n", ":1:1: unknown key 'use'"),
            ("kind: [\n", ":"), ("- kind\n", ":1:1: here: expected a mapping"),
        ])
    func own(_ definition: String, _ says: String) throws {
        let problem = try problem("  a: {use: gazette}", data: try data(definition))
        #expect(problem.contains("data/sources/gazette.yaml" + says), "\(problem)")
    }

    @Test("a data folder that is not there is told where a definition is asked for")
    func noData() throws {
        #expect(
            try problem("  a: {use: gazette}", data: "data: nowhere\n").contains(
                ":6:12: sources.a.use: data: "))
    }
}
