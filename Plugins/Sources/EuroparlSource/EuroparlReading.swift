import JSONSource
import Pipeline
import WebSource

/// Makes publications of the records of questions.
struct EuroparlReading {
    struct Question {
        let identifier: String
        let isAnswered: Bool
        /// When the answer is dated.
        let answered: Timestamp?
        let publication: Publication
    }

    let showsUnanswered: Bool
    private let source: String
    private let language: String
    private let formats: [String]
    /// The address of the lists, at which those of other things are.
    private let list: WebAddress

    /// The media type of a link to a record instead of a paper.
    static let recordType = "application/ld+json"

    init(
        source: String, _ options: EuroparlSource.Options, _ network: SourceNetwork
    ) throws(InvalidOptions) {
        self.source = source
        let text = network.address.text
        list = text.hasSuffix("/") ? WebAddress(String(text.dropLast())) ?? network.address : network.address
        showsUnanswered = options.unanswered ?? false
        language = (options.language ?? "en").lowercased()
        guard EuroparlFile.languages[language] != nil else {
            throw InvalidOptions("language", "'\(language.onOneLine(limit: 60))' is no language like en")
        }
        formats = (options.formats ?? ["pdf", "docx"]).map { $0.lowercased() }
    }

    /// `E-10-2024-001357`, from the record or from the end of its address.
    func identifier(_ record: JSONValue) -> String? {
        record.text("identifier") ?? record.text(["id", "@id"]).flatMap { last(of: $0) }
    }

    /// The kind of question: the last part of the address that names it.
    func type(_ record: JSONValue) -> String? { record.text("work_type").flatMap { last(of: $0) } }

    private func last(of address: String) -> String? {
        address.split(whereSeparator: { $0 == "/" || $0 == "#" }).last.map(String.init)
    }

    func question(_ record: JSONValue) -> Question? {
        guard let identifier = identifier(record) else { return nil }
        let answers = record.list("inverse_answers_to")
        let dates = answers.compactMap { $0.latestDay(["document_date"]) }
        let asked = record.latestDay(["document_date"])
        var links = answers.flatMap { files(in: $0) }
        let page = Publication.Link(
            url: "https://www.europarl.europa.eu/doceo/document/\(QueryText.encoded(identifier))_EN.html")
        if links.isEmpty {
            // An alert leads to a page for people, not to a record.
            links = answers.compactMap { recordLink($0) }
            if !links.isEmpty { links.insert(page, at: 0) }
        }
        // An answer that cannot be found yet is none.
        let isAnswered = !links.isEmpty
        let own = files(in: record)
        links +=
            isAnswered
            ? own.prefix(1).map { .init(url: $0.url, relation: "related", mediaType: $0.mediaType) } : own
        if !links.contains(page) { links.append(page) }
        let publication = Publication(
            source: source, entryID: identifier,
            identity: Identifier(rawValue: "https://data.europarl.europa.eu/eli/dl/doc/" + identifier),
            aliases: [Identifier(rawValue: identifier)]
                + (officialNumber(identifier).map { [Identifier(rawValue: $0)] } ?? []),
            title: title(record) ?? identifier, kind: type(record),
            // An answer is weeks younger than its question, and where nobody gives its date it counts as of now.
            published: isAnswered ? dates.max() : asked, updated: dates.max(), links: links,
            categories: isAnswered ? [] : ["Unanswered"])
        return Question(
            identifier: identifier, isAnswered: isAnswered, answered: dates.max(),
            publication: publication)
    }

    /// Titles come in one language or in all.
    private func title(_ record: JSONValue) -> String? {
        for field in ["title_dcterms", "title", "label"] {
            if let title = record.text("\(field).\(language)") ?? record.text("\(field).en") { return title }
            if let title = record.text(field) { return title }
            guard case .object(let titles) = record[field] else { continue }
            for name in titles.keys.sorted() {
                if let title = record.text("\(field).\(name)") { return title }
            }
        }
        return nil
    }

    /// `E-001357/2024` for `E-10-2024-001357`: as questions are cited.
    private func officialNumber(_ identifier: String) -> String? {
        let parts = identifier.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[0].isEmpty, parts[2].utf8.count == 4, Int(parts[2]) != nil,
            Int(parts[3]) != nil
        else { return nil }
        return "\(parts[0])-\(parts[3])/\(parts[2])"
    }

    /// An answer of which only the address is known, for when the paper is fetched.
    private func recordLink(_ answer: JSONValue) -> Publication.Link? {
        guard let name = answer.asIdentifier ?? identifier(answer),
            let last = last(of: name),
            let address = list.resolving("documents/" + QueryText.encoded(last))
        else { return nil }
        let query = QueryText(["language": language, "format": Self.recordType])
        return .init(url: query.added(to: address.text), relation: "enclosure", mediaType: Self.recordType)
    }

    /// The files of a record, best first: those in the language, and of those the formats in the order wished for.
    func files(in record: JSONValue) -> [Publication.Link] {
        let files = EuroparlFile.all(in: record)
        let spoken = files.filter { $0.isIn(language) }
        let wanted = (spoken.isEmpty ? files : spoken).filter { formats.contains($0.format) }
        let ordered = formats.flatMap { format in wanted.filter { $0.format == format } }
        return ordered.compactMap { file in
            // Files are named from the root of the service.
            let isWhole = file.path.contains("://")
            guard
                let address = list.resolving(
                    isWhole || file.path.hasPrefix("/") ? file.path : "/" + file.path),
                address.isHTTP
            else { return nil }
            return .init(url: address.text, relation: "enclosure", mediaType: file.mediaType)
        }
    }
}

extension JSONValue {
    /// The text itself, where a record is only named.
    fileprivate var asIdentifier: String? {
        guard case .string(let text) = self else { return nil }
        return text.singleLine()
    }
}
