public import Pipeline
import Storage

/// Takes the papers that people drop into a directory.
///
/// A file counts once nothing about it has changed for two seconds, by the time of change that the system keeps and
/// nobody can set; one that is still being copied is left for the next poll. Should a copy pause for longer and be read
/// half, its end changes the file, and it is read again as the same paper with other content. A file that goes away
/// withdraws nothing.
public struct FolderSource: Source {
    public static let name = "folder"

    public struct Options: Decodable, Sendable {
        /// The directory, as an absolute path; directories within it are not entered.
        public var path: String
        /// Endings of the names to take (`[pdf, html]`); all unless set.
        public var include: [String]?

        public init(path: String, include: [String]? = nil) { (self.path, self.include) = (path, include) }

        enum CodingKeys: String, CodingKey { case path, include }
    }

    /// The largest paper, in bytes.
    package static let largestPaper = 64 << 20
    /// The most files that are shown; of more, those that changed last.
    package static let mostFiles = 10_000
    /// How long a file must have been left alone.
    package static let settling = Duration.seconds(2)

    private let name: String
    private let folder: Folder
    private let endings: Set<String>
    private let services: Services

    public init(name: String, _ options: Options, services: Services) throws(InvalidOptions) {
        guard options.path.hasPrefix("/"), !options.path.utf8.contains(0) else {
            throw InvalidOptions("path", "'\(options.path.onOneLine())' is no absolute path")
        }
        let endings =
            options.include?.map { ($0.hasPrefix(".") ? String($0.dropFirst()) : $0).lowercased() } ?? []
        for ending in endings where ending.isEmpty || ending.contains("/") || ending.contains("*") {
            throw InvalidOptions("include", "'\(ending.onOneLine())' is no ending of a name like pdf")
        }
        folder = Folder(options.path)
        (self.name, self.endings, self.services) = (name, Set(endings), services)
    }

    /// None: it has no network.
    public var hosts: Set<String> { [] }

    public func poll(_ memory: SourceMemory?) async throws(PollFailure) -> Poll {
        let listing: Folder.Listing
        do throws(FolderFailure) { listing = try await folder.listing() } catch {
            throw .temporary(error.description)
        }
        var problems: [String] = []
        if listing.unreadableNames > 0 {
            problems.append("\(listing.unreadableNames) names are no UTF-8 and were passed over")
        }
        let now = services.clock.now
        var files = listing.files.filter { isWanted($0.name) && $0.size > 0 && isSettled($0, at: now) }
            .sorted { ($0.changed, $0.name) < ($1.changed, $1.name) }
        if files.count > Self.mostFiles {
            problems.append(
                "\(folder.path) has more than \(Self.mostFiles) files; the oldest were passed over")
            files.removeFirst(files.count - Self.mostFiles)
        }
        return Poll(publications: files.map(publication), memory: SourceMemory(), problems: problems)
    }

    public func fetch(_ publication: Publication) async throws(FetchFailure) -> Original {
        do throws(FolderFailure) {
            let (bytes, _) = try await folder.read(publication.entryID, limit: Self.largestPaper)
            return Original(
                bytes: bytes, mediaType: Self.mediaTypes[publication.entryID.ending],
                url: url(of: publication.entryID))
        } catch {
            throw error.isPermanent
                ? .permanent(error.description.onOneLine()) : .temporary(error.description.onOneLine())
        }
    }

    // MARK: Files

    /// Hidden files, and what editors and browsers call a file that is not whole, are none of ours.
    private func isWanted(_ name: String) -> Bool {
        guard !name.hasPrefix("."), !name.hasPrefix("~"), !name.hasSuffix("~"), !name.hasPrefix("#"),
            !["part", "tmp", "temp", "crdownload", "filepart", "swp"].contains(name.ending)
        else { return false }
        return endings.isEmpty || endings.contains(name.ending)
    }

    private func isSettled(_ file: Folder.File, at now: Timestamp) -> Bool {
        let age = now.since(Timestamp(milliseconds: file.changed))
        // A change in the future is a clock that was set back, which must not hide the file.
        return age >= Self.settling || age < .zero - Self.settling
    }

    private func publication(_ file: Folder.File) -> Publication {
        let stem = file.name.lastIndex(of: ".").map { String(file.name[..<$0]) } ?? file.name
        let title = stem.onOneLine(limit: 1024)
        return Publication(
            source: name, entryID: file.name,
            // Two folders may hold files of the same name, and they are different papers.
            identity: Identifier(rawValue: "folder:\(name)/" + file.name.percentEncoded), title: title,
            updated: Timestamp(milliseconds: max(file.changed, file.modified)),
            links: [.init(url: url(of: file.name), mediaType: Self.mediaTypes[file.name.ending])])
    }

    private func url(of name: String) -> String {
        let path = folder.path.hasSuffix("/") ? String(folder.path.dropLast()) : folder.path
        return "file://" + path.percentEncoded + "/" + name.percentEncoded
    }

    private static let mediaTypes = [
        "pdf": "application/pdf", "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml",
        "xml": "application/xml", "txt": "text/plain",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
}

extension String {
    /// What follows the last dot, in lower case.
    fileprivate var ending: String {
        lastIndex(of: ".").map { self[index(after: $0)...].lowercased() } ?? ""
    }

    /// As a path of a URL has it.
    fileprivate var percentEncoded: String {
        var result = ""
        for byte in utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                result.unicodeScalars.append(UnicodeScalar(byte))
            default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
