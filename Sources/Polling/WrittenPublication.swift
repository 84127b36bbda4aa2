import Hashing
import Pipeline

/// A publication in JSON, written once for its fingerprint and for its announcement.
///
/// The fingerprint is of that without the name of the source, which is no part of what the source says.
struct WrittenPublication: Hashable {
    private let json: [UInt8]
    /// Where in it the source's name is, between its quotation marks.
    private let source: Range<Int>

    init(_ publication: Publication) {
        let before = Self.leastBeforeSource(publication)
        let rest = (publication.summary?.utf8.count ?? 0) + publication.title.utf8.count
        var writer = JSONWriter(capacity: before + rest + Self.room)
        publication.write(to: &writer)
        json = writer.bytes
        source = Self.source(in: json, behind: before)
    }

    /// Changes with anything that the source says of the paper.
    var fingerprint: String {
        var digest = SHA256()
        digest.update(json[..<source.lowerBound])
        digest.update(json[source.upperBound...])
        return hex(digest.finish().prefix(16))
    }

    /// What ``JSONText`` makes of an announcement of this publication.
    func announcement(_ announcement: Announcement) -> [UInt8] {
        var writer = JSONWriter(capacity: json.count + Self.room)
        writer.object { writer in
            writer.key("publication")
            writer.write(json: json)
            writer.member("quiet", ifPresent: announcement.quiet)
            writer.member("seen", announcement.seen)
        }
        return writer.bytes
    }

    /// For keys and marks, of which there are about as many in each.
    private static let room = 512

    // MARK: The source's name

    /// Bytes of what comes before the source's name, so that it need not be looked for there: texts never get shorter in JSON.
    private static func leastBeforeSource(_ publication: Publication) -> Int {
        var count = publication.entryID.utf8.count + publication.identity.rawValue.utf8.count
        for alias in publication.aliases { count += alias.rawValue.utf8.count }
        for link in publication.links { count += link.url.utf8.count }
        return count
    }

    /// Nothing at the end where there is none, which cannot be: no text can hold what is looked for, since quotation marks in
    /// texts are escaped.
    private static func source(in json: [UInt8], behind start: Int) -> Range<Int> {
        var index = start
        while index + key.count <= json.count {
            if json[index] == key[0], json[index..<index + key.count].elementsEqual(key) {
                let start = index + key.count
                return start..<endOfText(in: json, from: start)
            }
            index += 1
        }
        return json.count..<json.count
    }

    /// Where the quotation mark is that is not escaped.
    private static func endOfText(in json: [UInt8], from start: Int) -> Int {
        var index = start
        while index < json.count, json[index] != UInt8(ascii: "\"") {
            index += json[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index, json.count)
    }

    private static let key = Array(#","source":""#.utf8)
}
