import Markup
import Pipeline

/// Whether the bytes of a file are the paper, and not what the service puts in its place.
///
/// Its XML may be a stub with nothing but metadata, or an empty frame; its pages may say that there is no page.
struct PaperShape: XMLHandler {
    struct Name: XMLVocabulary {
        let local: String
        init(_ name: String, in namespace: String) { local = name }

        /// Whether what is in it is about the paper.
        var isFrame: Bool { ["metadata", "kop", "metadata_gegevens", "owms-metadata"].contains(local) }
    }

    private var root: String?
    private var frames = 0
    private var text: [UInt8] = []

    /// The elements that papers begin with: the schema's, and those before it.
    private static let roots: Set<String> = [
        "officiele-publicatie", "kamervragen", "kamerstuk", "kamerwrk", "handelingen", "staatsbl",
        "staatsblad",
        "staatscourant", "vblad",
    ]
    /// Bytes of text by which a paper is told from a sentence that says that there is none.
    private static let longestAbsence = 256
    /// Bytes of a page that says no more than that.
    private static let longestPage = 64 << 10
    private static let absence = Array("niet beschikbaar".utf8)

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) {
        if root == nil { root = name.local.lowercased() }
        if name.isFrame { frames += 1 }
    }

    mutating func text(_ text: [UInt8]) {
        guard frames == 0, self.text.count <= Self.longestAbsence else { return }
        self.text += text.drop { $0 <= 0x20 }.prefix(Self.longestAbsence + 1)
    }

    mutating func end(_ name: Name) { if name.isFrame { frames -= 1 } }

    static func isPaper(_ link: Publication.Link, _ original: Original) -> Bool {
        switch link.mediaType {
        case "application/xml": isPaper(xml: original.bytes)
        case "text/html":
            original.bytes.count > longestPage || !original.bytes.contains(absence + Array(" in HTML".utf8))
        default: true
        }
    }

    private static func isPaper(xml bytes: [UInt8]) -> Bool {
        guard let shape = try? XMLReader.read(bytes, with: PaperShape()), let root = shape.root else {
            return false
        }
        return roots.contains(root) && !shape.text.isEmpty
            && (shape.text.count > longestAbsence || !shape.text.contains(absence))
    }
}
