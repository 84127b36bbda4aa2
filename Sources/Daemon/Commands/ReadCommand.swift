import Engine
import Hashing
import Host
import Pipeline
import Reading
import StrictYAML

/// `bode read`: the built-in stages on local papers, answers on standard output.
package struct ReadCommand: Sendable {
    let files: [String]
    let date: String?
    let title: String?
    let kind: String?
    let url: String?
    let data: String?
    let stages: [String]
    let printsDocument: Bool
    let preview: AlertPreview?
    let outside: TriedStage?

    /// A reading of `files`.
    ///
    /// `outside` is a program that is run on each paper after the stages; `preview` prints alerts as people read them in place of objects.
    package init(
        files: [String], date: String? = nil, title: String? = nil, kind: String? = nil, url: String? = nil,
        data: String? = nil, stages: [String], printsDocument: Bool = false, preview: AlertPreview? = nil,
        outside: TriedStage? = nil
    ) {
        self.files = files
        self.date = date
        self.title = title
        self.kind = kind
        self.url = url
        self.data = data
        self.stages = stages
        self.printsDocument = printsDocument
        self.preview = preview
        self.outside = outside
    }

    /// Reads every file; one that cannot be read is told on standard error, and the rest goes on.
    package func run() async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        var day: CalendarDay?
        if let date {
            day = CalendarDay(date)
            guard day != nil else { return complain("--date: '\(date)' is no date like 2022-12-20", .usage) }
        }
        if let problem = preview?.problem { return complain(problem, .usage) }
        let built: [any Stage]
        do { built = try builtStages() } catch { return complain("\(error)", .configuration) }
        if let warning = preview?.warning(built) {
            Environment.writeToStandardError("warning: --query: \(warning)\n")
        }
        guard let outside else { return await read(day, built, nil) }
        if let problem = await outside.greet() { return complain(problem, .unavailable) }
        return await outside.running { await read(day, built, $0) }
    }

    private func read(
        _ day: CalendarDay?, _ built: [any Stage], _ outside: (any OutsideStage)?
    ) async -> ExitStatus {
        var status = ExitStatus.success
        for file in files {
            do {
                var document = try await document(from: file, date: day, stages: built)
                if let outside {
                    document = try await outside.process(document, alone: true).document()
                }
                guard print(document) else { return .success }
            } catch let failure as FileFailure {
                status = complain("\(file): \(failure.reason)", .unavailable)
            } catch {
                status = complain("\(file): \(error)", .unavailable)
            }
        }
        return status
    }

    /// The stages that were named, with their data.
    ///
    /// - Throws: ``ConfigurationProblem`` naming the option of the command that is wrong.
    func builtStages() throws(ConfigurationProblem) -> [any Stage] {
        if let data, !Files.isDirectory(data) {
            throw ConfigurationProblem("--data: \(data.onOneLine(limit: 200)) is no directory")
        }
        let installed = InstalledData(folder: data)
        var built: [any Stage] = []
        for name in stages {
            do throws(YAMLProblem) {
                built.append(try builtIn.stage(StageSettings(name: name), data: installed))
            } catch {
                // There is no file of which a line and a column could be said.
                throw ConfigurationProblem(error.message)
            }
        }
        return built
    }

    /// The paper in `file` as the stages leave it.
    func document(from file: String, date: CalendarDay?, stages: [any Stage]) async throws -> Document {
        let limit = PaperReader.Limits().inputBytes
        let bytes =
            file == "-" ? try Files.readStandardInput(limit: limit) : try Files.read(file, limit: limit)
        let hash = hex(SHA256.hash(bytes))
        let address = url ?? ""
        let original = Original(bytes: bytes, mediaType: nil, url: address)
        // Without a feed, the content is the only name that stays the same.
        let identity =
            url.map(Identifier.init(rawValue:)) ?? Identifier(rawValue: "sha256:\(hash.prefix(32))")
        let publication = Publication(
            source: "read", entryID: identity.rawValue, identity: identity, title: title ?? "", kind: kind,
            links: url.map { [Publication.Link(url: $0)] } ?? [])
        var document = Document(
            publication: publication,
            original: OriginalReference(sha256: hash, mediaType: nil, url: address),
            date: date, text: try await PaperReader.installed.read(original))
        document.readPrintedNumbers()
        for stage in stages { document = try stage.process(document) }
        return document
    }

    /// False where nobody takes the output any more.
    private func print(_ document: Document) -> Bool {
        let id = document.publication.identity
        guard !printsDocument else {
            return Environment.writeToStandardOutput(JSONText.encode(PaperObject(document, id: id)) + [0x0A])
        }
        let head = AnswerObject.DocumentHead(document, id: id)
        var keys = KeyMaker(id, taken: [])
        for answer in document.answers {
            let object = AnswerObject(id: keys.key(for: answer), document: head, answer: answer)
            let line: [UInt8]
            if let preview {
                guard let text = preview.text(of: object, publication: document.publication) else { continue }
                line = Array("\(text)\n".utf8)
            } else {
                line = JSONText.encode(object) + [0x0A]
            }
            guard Environment.writeToStandardOutput(line) else { return false }
        }
        return true
    }

    private func complain(_ text: String, _ status: ExitStatus) -> ExitStatus {
        Environment.writeToStandardError(text + "\n")
        return status
    }
}
