import Host
import Pipeline

/// `bode stage new`: writes a small stage or sink that works, with its test, for its author to change.
package struct StageNewCommand: Sendable {
    /// What is written.
    package enum Form: Sendable {
        case pythonStage
        case pythonSink
        /// Into a checkout of Bode where one is around, else a package that depends on `bode`: a path or an address.
        case swiftStage(bode: String?)
    }

    let name: String
    let form: Form
    let data: String?

    /// A new plugin called `name`; `data` is where the templates are, `nil` for those that came with the program.
    package init(name: String, form: Form, data: String? = nil) {
        (self.name, self.form, self.data) = (name, form, data)
    }

    private static let longestName = 40
    /// Would be taken for the kit itself.
    private static let kit = "bode"

    /// Writes the files, and says what to do next; nothing is ever overwritten.
    package func run() -> ExitStatus {
        guard Annotation.isKind(name), name.utf8.count <= Self.longestName else {
            return complain(
                "'\(name.onOneLine(limit: 80))' cannot be a name: lower-case letters, digits and _, beginning with a letter, at most \(Self.longestName)",
                .usage)
        }
        guard name != Self.kit, !builtIn.stages.contains(where: { $0.name == name }) else {
            return complain("'\(name)' is Bode's own; name it otherwise", .usage)
        }
        do {
            switch form {
            case .pythonStage: return try python("stage")
            case .pythonSink: return try python("sink")
            case .swiftStage(let bode):
                if bode == nil, let root = Checkout.root(at: ".") { return try swift(inside: root) }
                return try swiftPackage(bode: bode)
            }
        } catch let problem as InvalidOptions {
            return complain("\(problem)", .unavailable)
        } catch let failure as FileFailure {
            return complain(failure.reason, .unavailable)
        } catch {
            return complain("\(error)", .unavailable)
        }
    }

    // MARK: What is written

    private func python(_ role: String) throws -> ExitStatus {
        let program = "\(name)_\(role).py"
        try write(
            [
                ("\(name)/\(program)", "python-\(role)/\(role).py"),
                ("\(name)/test_\(program)", "python-\(role)/test.py"),
                ("\(name)/bode_stage.py", "bode_stage.py"), ("\(name)/README.md", "python-\(role)/README.md"),
            ], executable: "\(name)/\(program)")
        tell(
            """
            \(name)/ is written: \(program), its test, and the kit. Next:
              cd \(name)
              python3 -m unittest                    runs its test
              bode stage test ./\(program)
            """
                + (role == "stage"
                    ? "\n  bode read --stage ./\(program) PAPER    shows what it makes of a paper" : ""))
        return .success
    }

    private func swift(inside root: String) throws -> ExitStatus {
        let type = "\(typeName)Stage"
        try write([
            ("\(root)/Plugins/Stages/\(type)/\(type).swift", "swift-stage/Stage.swift"),
            ("\(root)/Tests/StagesTests/\(type)Tests.swift", "swift-stage/Tests.swift"),
        ])
        tell(
            """
            Plugins/Stages/\(type) and Tests/StagesTests/\(type)Tests.swift are written. Register it:
              Package.swift, behind the other stages:      plugin("Stages/\(type)"),
              Package.swift, Daemon and StagesTests:       "\(type)",
              Sources/Daemon/Plugins.swift, at the top:    import \(type)
              Sources/Daemon/Plugins.swift, in the list:   \(type).self
            Then:
              swift build && swift test --disable-xctest --filter \(type)Tests
              .build/debug/bode read --stages parse,\(name) PAPER
            """)
        return .success
    }

    private func swiftPackage(bode: String?) throws -> ExitStatus {
        guard let place = bode ?? Environment.executable.flatMap({ Checkout.root(at: $0) }) else {
            return complain(
                "say where Bode's repository is, for the package to depend on: --bode PATH or --bode URL",
                .usage)
        }
        let isAddress = place.contains("://") || place.hasPrefix("git@")
        guard isAddress || Checkout.root(at: place) != nil else {
            return complain("--bode: \(place.onOneLine(limit: 200)) is no checkout of Bode", .usage)
        }
        let path = Files.absolute(place) ?? place
        guard !path.contains(where: { $0 == "\"" || $0 == "\\" || $0.isNewline }) else {
            return complain("--bode: \(place.onOneLine(limit: 200)) cannot stand in a manifest", .usage)
        }
        let type = "\(typeName)Stage"
        let last = path.split(separator: "/").last.map(String.init) ?? "bode"
        let identity = last.hasSuffix(".git") ? String(last.dropLast(4)) : last
        let dependency =
            isAddress
            ? ".package(url: \"\(place)\", branch: \"main\")" : ".package(path: \"\(path)\")"
        try write(
            [
                ("\(name)/Package.swift", "swift-package/Package.swift.template"),
                ("\(name)/Sources/\(type)/\(type).swift", "swift-stage/Stage.swift"),
                ("\(name)/Sources/\(type)/\(type)+Program.swift", "swift-package/Program.swift"),
                ("\(name)/Sources/\(name)-stage/main.swift", "swift-package/main.swift"),
                ("\(name)/Tests/\(type)Tests/\(type)Tests.swift", "swift-stage/Tests.swift"),
                ("\(name)/README.md", "swift-package/README.md"),
            ], replacing: ["@dependency@": dependency, "@bode@": identity])
        tell(
            """
            \(name)/ is written: a package with the stage, its test, and the program \(name)-stage. Next:
              cd \(name)
              swift test --disable-xctest                          runs its tests
              swift build
              bode stage test .build/debug/\(name)-stage
              bode read --stage .build/debug/\(name)-stage PAPER    shows what it makes of a paper
            """)
        return .success
    }

    /// `near_duplicates` as Swift names types: `NearDuplicates`.
    private var typeName: String {
        name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    // MARK: How it is written

    /// Writes files from templates; none where one of them is there already.
    private func write(
        _ files: [(path: String, template: String)], replacing more: [String: String] = [:],
        executable: String? = nil
    ) throws {
        let templates = InstalledData(folder: data)
        var texts: [String: String] = [:]
        for folder in Set(files.map { Files.parent(of: "stage-templates/\($0.template)") }) {
            for file in try templates.files(in: folder) {
                let last = file.path.split(separator: "/").last.map(String.init) ?? ""
                texts["\(folder)/\(last)"] = file.text
            }
        }
        if let there = files.map(\.path).first(where: Files.exists) {
            throw InvalidOptions(there, "is there already; nothing was written")
        }
        let replacements = ["@name@": name, "@Type@": typeName].merging(more) { own, _ in own }
        for (path, template) in files {
            guard var text = texts["stage-templates/\(template)"] else {
                throw InvalidOptions("stage-templates/\(template)", "is missing from the data folder")
            }
            // The kit is copied as it is.
            if template != "bode_stage.py" {
                for (word, value) in replacements { text = text.replacing(word, with: value) }
                text = Self.sortingImports(text)
            }
            try makeDirectories(above: path)
            try Files.writeDurably(
                Array(text.utf8), to: path, mode: path == executable ? 0o755 : 0o644)
        }
    }

    /// The text with the imports at its top in order, which depends on the stage's name.
    private static func sortingImports(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let imports = lines.prefix { $0.hasPrefix("import ") }
        return (imports.sorted() + lines[imports.endIndex...]).joined(separator: "\n")
    }

    private func makeDirectories(above path: String) throws(FileFailure) {
        let directory = Files.parent(of: path)
        guard directory != path, !directory.isEmpty, !Files.isDirectory(directory) else { return }
        try makeDirectories(above: directory)
        try Files.makeDirectory(directory, mode: 0o755)
    }

    private func tell(_ text: String) { Environment.writeToStandardOutput(Array("\(text)\n".utf8)) }

    private func complain(_ text: String, _ status: ExitStatus) -> ExitStatus {
        Environment.writeToStandardError("\(text)\n")
        return status
    }
}

/// A checkout of Bode's repository.
private enum Checkout {
    /// The checkout that holds `path`; `nil` where none does.
    static func root(at path: String) -> String? {
        guard var directory = Files.absolute(path) else { return nil }
        while directory != "/", !directory.isEmpty {
            if Files.isDirectory("\(directory)/Plugins/Stages"),
                Files.exists("\(directory)/Sources/PluginKit")
            {
                return directory
            }
            directory = Files.parent(of: directory)
        }
        return nil
    }
}
