import Pipeline

/// What a mail sink must know after a start: which digest it was sending, and who has got what.
struct MailMemory: Hashable, Sendable {
    /// When the next digest is due.
    var next: Timestamp?
    /// The events of the digest that is being sent: a digest that is sent again has the same ones in it.
    var digest: [String] = []
    /// When they come back.
    var due: Timestamp?
    /// How often an event was postponed.
    private var attempts: [String: Int] = [:]
    /// Who has got an event that others have not got yet.
    private var received: [String: [String]] = [:]

    /// Events of which either is remembered; those beyond are sent to everyone again, should they come back.
    private static let mostEvents = 1_000

    init() {}

    init(_ memory: SinkMemory) {
        next = memory["next"].flatMap { Int64($0) }.map(Timestamp.init(milliseconds:))
        due = memory["due"].flatMap { Int64($0) }.map(Timestamp.init(milliseconds:))
        digest = memory["digest"].map { $0.split(separator: " ").map(String.init) } ?? []
        for (key, value) in memory.fields {
            let id = String(key.drop { $0 != "/" }.dropFirst())
            if key.hasPrefix("received/") { received[id] = value.split(separator: " ").map(String.init) }
            if key.hasPrefix("attempts/"), let count = Int(value), count > 0 { attempts[id] = count }
        }
    }

    var memory: SinkMemory {
        var memory = SinkMemory()
        memory["next"] = next.map { String($0.milliseconds) }
        memory["due"] = due.map { String($0.milliseconds) }
        if !digest.isEmpty { memory["digest"] = digest.joined(separator: " ") }
        for (id, count) in attempts { memory["attempts/\(id)"] = String(count) }
        for (id, addresses) in received { memory["received/\(id)"] = addresses.joined(separator: " ") }
        return memory
    }

    func has(_ address: String, received id: String) -> Bool { received[id]?.contains(address) ?? false }

    mutating func note(_ address: String, received ids: [String]) {
        for id in ids where received.count < Self.mostEvents || received[id] != nil {
            received[id, default: []].append(address)
        }
    }

    /// Counts an attempt for `ids`, which went out together, and returns how many there were.
    mutating func attempt(_ ids: [String]) -> Int {
        let count = min((ids.compactMap { attempts[$0] }.max() ?? 0), 1_000) + 1
        for id in ids where attempts.count < Self.mostEvents || attempts[id] != nil { attempts[id] = count }
        return count
    }

    mutating func forget(_ ids: [String]) {
        for id in ids { (received[id], attempts[id]) = (nil, nil) }
    }
}
