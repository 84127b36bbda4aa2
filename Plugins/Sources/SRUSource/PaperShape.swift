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
    private var hasText = false

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) {
        if root == nil { root = name.local.lowercased() }
        if name.isFrame { frames += 1 }
    }

    mutating func text(_ text: [UInt8]) {
        if frames == 0, !hasText { hasText = text.contains { $0 > 0x20 } }
    }

    mutating func end(_ name: Name) { if name.isFrame { frames -= 1 } }

    private static let absence = Array("niet beschikbaar in HTML-formaat".utf8)
    /// Bytes of a page that says no more than that.
    private static let longestAbsence = 64 << 10

    static func isPaper(_ link: Publication.Link, _ original: Original) -> Bool {
        switch link.mediaType {
        case "application/xml": isPaper(xml: original.bytes)
        case "text/html": original.bytes.count > longestAbsence || !original.bytes.contains(absence)
        default: true
        }
    }

    private static func isPaper(xml bytes: [UInt8]) -> Bool {
        guard let shape = try? XMLReader.read(bytes, with: PaperShape()) else { return false }
        return shape.hasText && shape.root != "html"
    }
}
