import Daemon
import Foundation
import Host
import Testing

@Suite("Stages outside the process, as configured") struct OutsideStageTests {
    let folder: ConfigurationTests.Folder

    init() throws {
        folder = try ConfigurationTests.Folder()
        try folder.write("desk.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
        try folder.write("similar.py", "#!/bin/sh\n")
        try folder.write("notes.txt", "nothing that runs\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/similar.py")
    }

    private func verdict(_ stages: String) throws -> String {
        try folder.write(
            "bode.yaml", ConfigurationTests.good.replacing("[parse, themes]", with: stages))
        return try ConfigurationCheck.verdict(on: "\(folder.path)/bode.yaml")
    }

    @Test(
        "accepts a program with what may be said of it",
        arguments: [
            "[parse, themes, {similar: {run: [/bin/cat]}}]",
            "[parse, themes, {similar: {run: [./similar.py, --fast]}}, {other: {run: [/bin/cat]}}]",
            """
            [parse, {similar: {run: [/bin/cat], options: {threshold: 0.9, names: [a, "1"], deep: {on: true}}, required: false,
              deadline: 2m, window: 32, memory: 1GiB, write: [/tmp], environment: {MODEL: small, LC_ALL: C}}}, themes]
            """,
        ])
    func accepts(_ stages: String) throws { #expect(try verdict(stages).contains("is good")) }

    @Test(
        "refuses, with line and column",
        arguments: [
            ("[parse, {similar: {run: []}}]", "run: names no program"),
            ("[parse, {similar: {run: [similar.py]}}]", "run: 'similar.py' is looked for nowhere"),
            ("[parse, {similar: {run: [/nowhere/similar.py]}}]", "run: /nowhere/similar.py does not exist"),
            ("[parse, {similar: {run: [./notes.txt]}}]", "notes.txt is not a file that may be executed"),
            ("[parse, {similar: {run: [/tmp]}}]", "run: /tmp is not a file that may be executed"),
            ("[parse, {similar: {run: [/bin/cat], windw: 3}}]", "did you mean 'window'?"),
            ("[parse, {similar: {run: [/bin/cat], window: 0}}]", "window: must be from 1 to 256"),
            ("[parse, {similar: {run: [/bin/cat], window: 257}}]", "window: must be from 1 to 256"),
            ("[parse, {similar: {run: [/bin/cat], deadline: 2h}}]", "deadline: must be from 1s to 1h"),
            ("[parse, {similar: {run: [/bin/cat], memory: 1MiB}}]", "memory: must be from 16MiB to 64GiB"),
            (
                "[parse, {similar: {run: [/bin/cat], write: [cache]}}]",
                "'cache' is no absolute path of a directory"
            ),
            ("[parse, {similar: {run: [/bin/cat], environment: {1A: b}}}]", "a variable has a name"),
            ("[parse, {similar: {run: [/bin/cat], options: 7}}]", "expected a mapping"),
            ("[parse, {Similar: {run: [/bin/cat]}}]", "a name has 1 to 64 of a-z"),
            ("[parse, {themes: {run: [/bin/cat]}}]", "'themes' is a stage of Bode's own"),
            ("[parse, {a: {run: [/bin/cat]}}, {a: {run: [/bin/cat]}}]", "'a' is named twice"),
            ("[parse, themes, parse]", "'parse' is named twice"),
            ("[{similar: {run: [/bin/cat]}}, parse]", "write it before 'similar'"),
            ("[parse, {similar: {options: {}}}]", "there is no stage 'similar'"),
            ("[parse, {similar: {rnu: [/bin/cat]}}]", "{similar: {run: [/path/to/program]}}"),
        ])
    func refuses(_ stages: String, _ problem: String) throws {
        let error = #expect(throws: ConfigurationProblem.self) { try verdict(stages) }
        let text = error?.description ?? "-"
        #expect(text.contains(problem), "\(text)")
        #expect(text.contains("bode.yaml:9:") || text.contains("bode.yaml:10:"), "\(text)")
    }
}
