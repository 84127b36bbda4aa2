import Pipeline

/// What a chat service wants to be posted, as a file that says where the parts of an alert go.
///
/// ```json
/// {"about": "…", "markup": "slack", "largest": 40000, "body": {"text": "{{title|150}}"}}
/// ```
struct Template: Sendable {
    private let markup: TemplateMarkup
    private let largest: Int
    private let body: TemplateNode
    private let style: AlertText.Style

    /// The folder of those that ship with Bode.
    private static let folder = "templates"
    private static let usualLargest = 64 << 10
    /// How often everything is halved before a message that is still too large is given up.
    private static let mostHalvings = 6

    private struct File: Decodable {
        var about: String?
        var markup: TemplateMarkup?
        var largest: Int?
        var body: TemplateNode
    }

    /// Reads the template called `name`: `slack` of those that ship, `chat/ours` or `chat/ours.json` of a folder beside the
    /// configuration.
    ///
    /// Throws ``InvalidOptions`` saying what is wrong with the name or the file.
    init(_ name: String, style: AlertText.Style, services: SinkServices) throws(InvalidOptions) {
        let shown = name.onOneLine(limit: 80)
        guard let data = services.data else {
            throw InvalidOptions("template", "there are no templates here")
        }
        guard !name.split(separator: "/").contains(".."), !name.hasPrefix("/"), !name.hasSuffix("/") else {
            throw InvalidOptions("template", "'\(shown)' is no template's name")
        }
        let parts = name.split(separator: "/")
        let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : Self.folder
        let file = (parts.last.map(String.init) ?? "").withoutEnding + ".json"
        let files = try data.files(in: folder)
        guard let found = files.first(where: { $0.path.hasSuffix("/\(file)") }) else {
            let known = files.compactMap {
                $0.path.split(separator: "/").last.map { String($0).withoutEnding }
            }
            throw InvalidOptions(
                "template", "there is no '\(shown)'; there are \(known.sorted().joined(separator: ", "))")
        }
        try self.init(found, style: style)
    }

    /// Reads a template from its file.
    ///
    /// Throws ``InvalidOptions`` naming the file.
    init(_ file: DataFile, style: AlertText.Style) throws(InvalidOptions) {
        let read: File
        do { read = try JSONText.decode(File.self, from: Array(file.text.utf8)) } catch {
            throw InvalidOptions(file.path, "is no template: \("\(error)".onOneLine(limit: 300))")
        }
        for name in read.body.names where !TemplateParts.names.contains(name) {
            throw InvalidOptions(
                file.path,
                "asks for '\(name.onOneLine(limit: 60))'; there are \(TemplateParts.names.joined(separator: ", "))"
            )
        }
        (markup, body, largest) = (read.markup ?? .plain, read.body, read.largest ?? Self.usualLargest)
        self.style = style
    }

    /// What to post for `event`: as much of it as the service takes.
    ///
    /// `nil` where even the shortest form is too large.
    func message(_ event: Event) -> [UInt8]? {
        let parts = TemplateParts(AlertText(event, style: style))
        for step in 0..<Self.mostHalvings {
            let filled = body.filled({ parts.text($0, markup, scale: 1 << step) }, isEmpty: parts.isEmpty)
            let bytes = JSONText.encode(filled ?? .null)
            if bytes.count <= largest { return bytes }
        }
        return nil
    }
}

extension String {
    fileprivate var withoutEnding: String { hasSuffix(".json") ? String(dropLast(5)) : self }
}
