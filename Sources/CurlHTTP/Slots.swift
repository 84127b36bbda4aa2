/// Who may transfer now, and who waits: so many at the same time in all, and so many of one server.
///
/// libcurl has limits of its own, but wakes only the first that waits: one slow server would hold up the others.
struct Slots {
    typealias ID = Int

    let most: Int
    let mostOfServer: Int
    private var running: [ID: String] = [:]
    private var runningOfServer: [String: Int] = [:]
    private var waiting: [(id: ID, server: String)] = []

    init(most: Int, mostOfServer: Int) {
        (self.most, self.mostOfServer) = (max(most, 1), max(mostOfServer, 1))
    }

    /// True where `id` may begin now; otherwise ``leave(_:)`` will say when.
    mutating func enter(_ id: ID, server: String) -> Bool {
        guard hasRoom(for: server) else {
            waiting.append((id, server))
            return false
        }
        begin(id, server)
        return true
    }

    /// Takes `id` out, whether it runs or waits, and returns who may begin now.
    mutating func leave(_ id: ID) -> [ID] {
        guard let server = running.removeValue(forKey: id) else {
            waiting.removeAll { $0.id == id }
            return []
        }
        runningOfServer[server, default: 1] -= 1
        if runningOfServer[server] == 0 { runningOfServer[server] = nil }
        guard let next = waiting.firstIndex(where: { hasRoom(for: $0.server) }) else { return [] }
        let (first, itsServer) = waiting.remove(at: next)
        begin(first, itsServer)
        return [first]
    }

    private func hasRoom(for server: String) -> Bool {
        running.count < most && runningOfServer[server, default: 0] < mostOfServer
    }

    private mutating func begin(_ id: ID, _ server: String) {
        running[id] = server
        runningOfServer[server, default: 0] += 1
    }
}
