import JSONSource

/// A file of a document: in one language, in one format.
///
/// The service tells works, their language versions, the forms of these and files apart, in objects within one another. Only
/// the file's own name is sure to be there.
struct EuroparlFile {
    /// As it stands, mostly relative to the root of the service.
    let path: String
    /// The address of a language, where one is said.
    let language: String?
    /// `pdf`, `docx`.
    let format: String

    var mediaType: String? {
        switch format {
        case "pdf": "application/pdf"
        case "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case "xhtml": "application/xhtml+xml"
        case "html": "text/html"
        default: nil
        }
    }

    func isIn(_ wanted: String) -> Bool {
        if let language {
            let name = language.split(separator: "/").last.map { $0.lowercased() } ?? ""
            return name == wanted || name == Self.languages[wanted]
        }
        let lower = path.lowercased()
        return lower.contains("_\(wanted).") || lower.contains("-\(wanted).")
    }

    /// Every file that a record names, without those of the answers to it.
    static func all(in record: JSONValue) -> [EuroparlFile] {
        var files: [EuroparlFile] = []
        collect(record, language: nil, format: nil, into: &files)
        return files
    }

    private static func collect(
        _ value: JSONValue, language: String?, format: String?, into files: inout [EuroparlFile]
    ) {
        switch value {
        case .array(let elements):
            for element in elements { collect(element, language: language, format: format, into: &files) }
        case .object(let members):
            let language = value.text("language") ?? language
            let format = value.text(["format", "media_type"]) ?? format
            for path in value.texts("is_exemplified_by") + value.texts("is_exemplified_by.id") {
                files.append(.init(path: path, language: language, format: Self.format(of: path, format)))
            }
            for name in members.keys.sorted()
            where name != "inverse_answers_to" && name != "is_exemplified_by" {
                guard let member = members[name] else { continue }
                collect(member, language: language, format: format, into: &files)
            }
        default: break
        }
    }

    /// By the name of the file, or by what the record says.
    private static func format(of path: String, _ said: String?) -> String {
        let name = path.split(separator: "/").last ?? ""
        if let dot = name.lastIndex(of: ".") { return name[name.index(after: dot)...].lowercased() }
        return said?.split(separator: "/").last.map { $0.lowercased() } ?? ""
    }

    /// The names of languages in the authority table of the Publications Office.
    static let languages = [
        "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa",
        "et": "est",
        "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit",
        "lv": "lav",
        "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "sk": "slk", "sl": "slv",
        "sv": "swe",
    ]
}
