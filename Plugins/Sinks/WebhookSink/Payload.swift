import Pipeline

extension WebhookSink.Options {
    /// How much of an event is posted.
    public enum Payload: String, Decodable, Sendable {
        /// The event as it is.
        case full
        /// What the event is about and where to read it, without a word of the texts.
        ///
        /// For a receiver that must not keep them, or fetches them itself.
        case thin

        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let payload = Payload(rawValue: text) else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "must be full or thin, and not '\(text.onOneLine(limit: 60))'")
            }
            self = payload
        }
    }
}

extension WebhookSink.Options.Payload {
    /// The bytes to post, the same each time that the event is delivered.
    ///
    /// `nil` where the event cannot be read.
    func body(of event: Event) -> [UInt8]? {
        switch self {
        case .full: return Array(event.json.utf8)
        case .thin:
            // What is told of sources and sinks is short, and no text of a paper.
            guard event.kind.tellsOfAnswer else { return Array(event.json.utf8) }
            guard let thin = try? JSONText.decode(ThinEvent.self, from: Array(event.json.utf8)) else {
                return nil
            }
            return JSONText.encode(thin)
        }
    }
}

extension Event.Kind {
    fileprivate var tellsOfAnswer: Bool {
        rawValue.hasPrefix("bode.answer.") || rawValue.hasPrefix("bode.commitment.")
    }
}

/// A CloudEvent of which only what identifies and leads to the answer is kept.
private struct ThinEvent: Codable {
    var specversion: String
    var id: String
    var source: String
    var type: String
    var subject: String?
    var time: String?
    var datacontenttype: String?
    var data: Content

    struct Content: Codable {
        var id: String?
        var document: Document?
        var numbers: [Int]?
        var publication: String?
        var links: [Link]?
        var watches: [String]?
    }

    struct Document: Codable {
        var id: String
        var kind: String?
        var date: String?
        var url: String?
    }

    struct Link: Codable {
        var url: String
        var relation: String?
        var mediaType: String?

        private enum CodingKeys: String, CodingKey {
            case url, relation
            case mediaType = "media_type"
        }
    }
}
