import Pipeline

/// What an event carries of an answer: the answer object, and what became of it.
struct AnswerData: Encodable {
    var object: AnswerObject
    /// The feed entry's own id.
    var publication: String
    var links: [LinkObject]
    /// Names of the watches that matched when the event was made.
    var watches: [String]
    /// Where they match, and which of them matches there.
    var matches: [Span] = []
    var matchedBy: [String] = []
    var previous: Answer?
    var changes: [TextChange]?
    /// What came before an answer that is told for the first time.
    var history: AnswerHistory?
    /// True where texts are excerpts or lists were cut.
    var isTruncated = false

    private enum CodingKeys: String, CodingKey {
        case publication, links, watches, matches, previous, changes, truncated, asked, postponed, deferred
    }

    private enum PreviousKeys: String, CodingKey {
        case numbers, question, answer
    }

    private var matchObjects: [MatchObject] {
        let places = PlaceObject.list(matches, in: object.answer)
        let names = matchedBy.map(Optional.some) + Array(repeating: nil, count: places.count)
        return zip(places, names).map(MatchObject.init)
    }

    func encode(to encoder: any Encoder) throws {
        try object.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(publication, forKey: .publication)
        try container.encode(links, forKey: .links)
        try container.encode(watches, forKey: .watches)
        if !matches.isEmpty { try container.encode(matchObjects, forKey: .matches) }
        try container.encodeIfPresent(changes, forKey: .changes)
        try container.encodeIfPresent(history?.asked, forKey: .asked)
        try container.encodeIfPresent(history?.postponed, forKey: .postponed)
        try container.encodeIfPresent(history?.deferred, forKey: .deferred)
        if isTruncated { try container.encode(true, forKey: .truncated) }
        guard let previous else { return }
        var nested = container.nestedContainer(keyedBy: PreviousKeys.self, forKey: .previous)
        try nested.encode(previous.numbers, forKey: .numbers)
        try nested.encode(previous.question, forKey: .question)
        try nested.encode(previous.answer, forKey: .answer)
    }
}

extension AnswerData: JSONWritable {
    func write(to writer: inout JSONWriter) {
        var members = object.members
        members.add("publication", publication)
        members.add("links", links)
        members.add("watches", watches)
        if !matches.isEmpty { members.add("matches", matchObjects) }
        members.add("changes", ifPresent: changes)
        members.add("asked", ifPresent: history?.asked)
        members.add("postponed", ifPresent: history?.postponed)
        members.add("deferred", ifPresent: history?.deferred)
        if isTruncated { members.add("truncated", true) }
        if let previous {
            members.add("previous") { writer in
                writer.object { writer in
                    writer.member("answer", previous.answer)
                    writer.member("numbers", previous.numbers)
                    writer.member("question", previous.question)
                }
            }
        }
        members.write(to: &writer)
    }
}

/// A place where a watch matches: `{"in", "start", "end", "text", "watch"}`.
private struct MatchObject: Encodable {
    let place: PlaceObject
    let watch: String?

    private enum CodingKeys: String, CodingKey { case watch }

    func encode(to encoder: any Encoder) throws {
        try place.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(watch, forKey: .watch)
    }
}

extension MatchObject: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("end", place.end)
            writer.member("in", place.passage)
            writer.member("start", place.start)
            writer.member("text", place.text)
            writer.member("watch", ifPresent: watch)
        }
    }
}

extension LinkObject: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("media_type", ifPresent: mediaType)
            writer.member("relation", relation)
            writer.member("url", url)
        }
    }
}

/// A link as JSON says it.
struct LinkObject: Encodable {
    let url: String
    let relation: String
    let mediaType: String?

    private enum CodingKeys: String, CodingKey {
        case url, relation
        case mediaType = "media_type"
    }

    private static let longestWord = 100

    /// At most `limit` of `links`, without addresses that are too long: half an address leads nowhere.
    static func list(_ links: [Publication.Link], limit: Int, longestURL: Int) -> [LinkObject] {
        let fit = links.lazy.filter { link in
            link.url.utf8.count <= longestURL
                && !link.url.unicodeScalars.contains { $0.actsOnTerminalsOrLines }
        }
        return fit.prefix(limit).map { link in
            LinkObject(
                url: link.url, relation: link.relation.clipped(to: longestWord),
                mediaType: link.mediaType?.clipped(to: longestWord))
        }
    }
}
