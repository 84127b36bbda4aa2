import Pipeline

/// What Bode sends to a plugin.
package enum HostMessage: Sendable {
    case hello(Hello)
    case document(id: Int64, PaperMessage)
    case event(id: Int64, JSONTree)

    /// How Bode introduces itself.
    package struct Hello: Codable, Hashable, Sendable {
        package var `protocol`: String
        /// The version of Bode.
        package var bode: String
        package var role: PluginRole
        /// The name that the plugin is configured under.
        package var name: String
        package var options: JSONTree
        package var limits: ProtocolLimits

        package init(
            bode: String, role: PluginRole, name: String, options: JSONTree = .object([:]),
            limits: ProtocolLimits = ProtocolLimits()
        ) {
            `protocol` = PluginVersion.current
            (self.bode, self.role, self.name) = (bode, role, name)
            (self.options, self.limits) = (options, limits)
        }
    }
}

extension HostMessage: Codable {
    private enum CodingKeys: String, CodingKey { case type, id, event }

    private enum Kind: String, Codable { case hello, document, event }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .type) {
        case .hello: self = .hello(try Hello(from: decoder))
        case .document:
            self = .document(
                id: try container.decode(Int64.self, forKey: .id), try PaperMessage(from: decoder))
        case .event:
            self = .event(
                id: try container.decode(Int64.self, forKey: .id),
                try container.decode(JSONTree.self, forKey: .event))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .hello(let hello):
            try container.encode(Kind.hello, forKey: .type)
            try hello.encode(to: encoder)
        case .document(let id, let paper):
            try container.encode(Kind.document, forKey: .type)
            try container.encode(id, forKey: .id)
            try paper.encode(to: encoder)
        case .event(let id, let event):
            try container.encode(Kind.event, forKey: .type)
            try container.encode(id, forKey: .id)
            try container.encode(event, forKey: .event)
        }
    }

    /// The message as a line, with its line feed.
    package var line: [UInt8] { JSONText.encode(self) + [0x0A] }

    /// An event as a line, in the very bytes in which every other sink gets it.
    package static func line(event json: String, id: Int64) -> [UInt8] {
        Array(#"{"event":\#(json),"id":\#(id),"type":"event"}"#.utf8) + [0x0A]
    }

    /// Reads a line without its line feed.
    package init(line: ArraySlice<UInt8>) throws(ProtocolFault) {
        do { self = try JSONText.decode(from: Array(line)) } catch {
            throw ProtocolFault(decoding: error, of: line)
        }
    }
}
