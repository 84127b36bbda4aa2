import Hashing
import Pipeline

/// A publication in JSON, written once for its fingerprint and for its announcement.
///
/// The two differ in the name of the source, which is no part of what the source says.
struct WrittenPublication: Hashable {
    /// Without the source's name.
    private let json: [UInt8]

    init(_ publication: Publication) {
        var plain = publication
        plain.source = ""
        json = JSONText.encode(plain)
    }

    /// Changes with anything that the source says of the paper.
    var fingerprint: String { hex(SHA256.hash(json).prefix(16)) }

    /// What ``JSONText`` makes of an announcement of this publication.
    func announcement(_ announcement: Announcement) -> [UInt8] {
        guard let place = placeOfSource else { return JSONText.encode(announcement) }
        var writer = JSONWriter(capacity: json.count + 128)
        writer.object { writer in
            writer.key("publication")
            writer.write(json: json[..<place])
            writer.write(announcement.publication.source)
            writer.write(json: json[(place + 2)...])
            writer.member("quiet", ifPresent: announcement.quiet)
            writer.member("seen", announcement.seen)
        }
        return writer.bytes
    }

    /// Where the source's name stands, which is empty.
    ///
    /// No text can hold what is looked for, since quotation marks in texts are escaped.
    private var placeOfSource: Int? {
        let wanted = Self.emptySource
        var index = 0
        while index + wanted.count <= json.count {
            if json[index] == wanted[0], json[index..<index + wanted.count].elementsEqual(wanted) {
                return index + wanted.count - 2
            }
            index += 1
        }
        return nil
    }

    private static let emptySource = Array(#","source":"""#.utf8)
}
