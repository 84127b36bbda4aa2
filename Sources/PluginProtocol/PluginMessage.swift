package import Pipeline

/// What a plugin sends to Bode.
package enum PluginMessage: Sendable {
    case ready(Ready)
    /// The options cannot be worked with.
    case refuse(option: String, problem: String)
    /// What a stage adds to a document; `isLast` is false where more is to come.
    case additions(id: Int64, [AnswerAddition], isLast: Bool)
    case retry(id: Int64, after: Double?, reason: String)
    case setAside(id: Int64, reason: String)
    /// What became of an event.
    case event(id: Int64, DeliveryOutcome)

    /// What a plugin says of itself.
    package struct Ready: Hashable, Sendable {
        package var `protocol`: String
        package var name: String
        package var version: String
        package var role: PluginRole
        package var adds: Set<Addition>
        package var window: Int

        package init(
            name: String, version: String, role: PluginRole, adds: Set<Addition> = [], window: Int = 1
        ) {
            `protocol` = PluginVersion.current
            (self.name, self.version, self.role) = (name, version, role)
            (self.adds, self.window) = (adds, window)
        }
    }

    /// Which document or event it is about; `nil` for what is about neither.
    package var id: Int64? {
        switch self {
        case .ready, .refuse: nil
        case .additions(let id, _, _), .retry(let id, _, _), .setAside(let id, _), .event(let id, _): id
        }
    }
}

extension PluginMessage: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, id, option, problem, answers, after, reason, hold, until
    }

    private enum Kind: String, Codable {
        case ready, refuse, done, part, retry, delivered, failed, deferred, refused, gone
        case setAside = "set_aside"
    }

    /// The longest wait that a plugin may ask for, in seconds.
    package static let longestWait: Double = 7 * 86_400

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func id() throws -> Int64 { try container.decode(Int64.self, forKey: .id) }
        func reason() throws -> String { try container.decode(String.self, forKey: .reason) }
        func seconds(_ key: CodingKeys) throws -> Double? {
            guard let value = try container.decodeIfPresent(Double.self, forKey: key) else { return nil }
            guard (0...Self.longestWait).contains(value) else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: "must be from 0 to 604800 seconds")
            }
            return value
        }
        switch try container.decode(Kind.self, forKey: .type) {
        case .ready: self = .ready(try Ready(from: decoder))
        case .refuse:
            self = .refuse(
                option: try container.decodeIfPresent(String.self, forKey: .option) ?? "",
                problem: try container.decode(String.self, forKey: .problem))
        case .done, .part:
            self = .additions(
                id: try id(),
                try container.decodeIfPresent([AnswerAddition].self, forKey: .answers) ?? [],
                isLast: try container.decode(Kind.self, forKey: .type) == .done)
        case .retry: self = .retry(id: try id(), after: try seconds(.after), reason: try reason())
        case .setAside: self = .setAside(id: try id(), reason: try reason())
        case .delivered: self = .event(id: try id(), .delivered)
        case .failed:
            let hold = try seconds(.hold).map { Duration.milliseconds(Int64($0 * 1000)) }
            self = .event(id: try id(), .failed(try reason(), holdSink: hold))
        case .deferred:
            guard let until = Timestamp(rfc3339: try container.decode(String.self, forKey: .until)) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .until, in: container,
                    debugDescription: "must be a time as RFC 3339 writes it: 2026-01-05T07:00:00Z")
            }
            self = .event(id: try id(), .deferred(until: until))
        case .refused: self = .event(id: try id(), .refused(try reason()))
        case .gone: self = .event(id: try id(), .gone(try reason()))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(id, forKey: .id)
        switch self {
        case .ready(let ready):
            try container.encode(Kind.ready, forKey: .type)
            try ready.encode(to: encoder)
        case .refuse(let option, let problem):
            try container.encode(Kind.refuse, forKey: .type)
            try container.encode(option, forKey: .option)
            try container.encode(problem, forKey: .problem)
        case .additions(_, let answers, let isLast):
            try container.encode(isLast ? Kind.done : .part, forKey: .type)
            if !answers.isEmpty { try container.encode(answers, forKey: .answers) }
        case .retry(_, let after, let reason):
            try container.encode(Kind.retry, forKey: .type)
            try container.encodeIfPresent(after, forKey: .after)
            try container.encode(reason, forKey: .reason)
        case .setAside(_, let reason):
            try container.encode(Kind.setAside, forKey: .type)
            try container.encode(reason, forKey: .reason)
        case .event(_, let outcome): try encode(outcome, in: &container)
        }
    }

    private func encode(
        _ outcome: DeliveryOutcome, in container: inout KeyedEncodingContainer<CodingKeys>
    ) throws {
        switch outcome {
        case .delivered: try container.encode(Kind.delivered, forKey: .type)
        case .failed(let reason, let hold):
            try container.encode(Kind.failed, forKey: .type)
            try container.encode(reason, forKey: .reason)
            try container.encodeIfPresent(hold.map { $0 / .seconds(1) }, forKey: .hold)
        case .deferred(let until):
            try container.encode(Kind.deferred, forKey: .type)
            try container.encode(until.rfc3339, forKey: .until)
        case .refused(let reason):
            try container.encode(Kind.refused, forKey: .type)
            try container.encode(reason, forKey: .reason)
        case .gone(let reason):
            try container.encode(Kind.gone, forKey: .type)
            try container.encode(reason, forKey: .reason)
        }
    }

    /// The message as a line, with its line feed.
    package var line: [UInt8] { JSONText.encode(self) + [0x0A] }

    /// Reads a line without its line feed.
    ///
    /// A line of nothing but brackets would cost many times its length in memory, so that they are counted first.
    package init(line: ArraySlice<UInt8>) throws(ProtocolFault) {
        let brackets = line.count { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
        guard brackets <= ProtocolLimits.mostBrackets else {
            throw ProtocolFault("a line holds more than \(ProtocolLimits.mostBrackets) objects and lists")
        }
        do { self = try JSONText.decode(from: Array(line)) } catch {
            throw ProtocolFault(decoding: error, of: line)
        }
    }
}

extension PluginMessage.Ready: Codable {
    private enum CodingKeys: String, CodingKey { case name, version, role, adds, window, `protocol` }

    private static let longestName = 100

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        `protocol` = try container.decode(String.self, forKey: .protocol)
        guard `protocol` == PluginVersion.current else {
            throw DecodingError.dataCorruptedError(
                forKey: .protocol, in: container,
                debugDescription: "'\(`protocol`)' is not spoken here, but \(PluginVersion.current) is")
        }
        name = try container.decode(String.self, forKey: .name).onOneLine(limit: Self.longestName)
        version =
            try container.decodeIfPresent(String.self, forKey: .version)?
            .onOneLine(limit: Self.longestName) ?? ""
        role = try container.decode(PluginRole.self, forKey: .role)
        adds = Set(try container.decodeIfPresent([Addition].self, forKey: .adds) ?? [])
        window = try container.decodeIfPresent(Int.self, forKey: .window) ?? 1
        guard (1...ProtocolLimits.largestWindow).contains(window) else {
            throw DecodingError.dataCorruptedError(
                forKey: .window, in: container,
                debugDescription: "must be from 1 to \(ProtocolLimits.largestWindow)")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(`protocol`, forKey: .protocol)
        try container.encode(name, forKey: .name)
        try container.encode(version, forKey: .version)
        try container.encode(role, forKey: .role)
        if role == .stage { try container.encode(adds.sorted { $0.rawValue < $1.rawValue }, forKey: .adds) }
        try container.encode(window, forKey: .window)
    }
}
