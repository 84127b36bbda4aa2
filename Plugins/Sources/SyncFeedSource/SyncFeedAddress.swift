import Pipeline
import WebSource

/// Where the pages and the files of one category are.
struct SyncFeedAddress {
    /// The feed without a token.
    let text: String
    /// What comes before the id of a file.
    let resources: String
    /// What comes before the id of an entity.
    let entities: String

    init(_ base: WebAddress, category: String) {
        let whole = base.text
        let place = whole.hasSuffix("/") ? String(whole.dropLast()) : whole
        let isFeed = base.path.hasSuffix("/Feed") || base.path.hasSuffix(".atom")
        text = (isFeed ? place : place + "/Feed") + (base.query == nil ? "?" : "&") + "category=" + category
        let root = base.path.hasSuffix("/Feed") ? String(place.dropLast("/Feed".count)) : place
        (resources, entities) = (root + "/Resources/", root + "/Entiteiten/")
    }

    /// The page of what comes after `token`, which is sent as it was received.
    func page(after token: String) -> String {
        text + "&skiptoken=" + token.utf8.map(Self.encoded).joined()
    }

    private static func encoded(_ byte: UInt8) -> String {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: String(UnicodeScalar(byte))
        default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }
}

/// Where the configuration says to begin.
struct SyncFeedStart {
    var token: String?
    var day: Timestamp?

    init(_ text: String?) throws(InvalidOptions) {
        guard let text else { return }
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            token = text
        } else if let day = AmsterdamTime.timestamp(text) {
            self.day = day
        } else {
            throw InvalidOptions(
                "start", "'\(text.onOneLine())' is neither a token like 26600000 nor a day like 2026-11-01")
        }
    }
}
