/// Who may transfer now, and who waits: so many at the same time in all, and so many of one host.
///
/// libcurl has limits of its own, but wakes only the first that waits: one slow host would hold up the others.
struct Slots {
    typealias ID = Int

    let most: Int
    let mostOfHost: Int
    private var running: [ID: String] = [:]
    private var runningOfHost: [String: Int] = [:]
    private var waiting: [(id: ID, host: String)] = []

    init(most: Int, mostOfHost: Int) { (self.most, self.mostOfHost) = (max(most, 1), max(mostOfHost, 1)) }

    /// True where `id` may begin now; otherwise ``leave(_:)`` will say when.
    mutating func enter(_ id: ID, host: String) -> Bool {
        guard hasRoom(for: host) else {
            waiting.append((id, host))
            return false
        }
        begin(id, host)
        return true
    }

    /// Takes `id` out, whether it runs or waits, and returns who may begin now.
    mutating func leave(_ id: ID) -> [ID] {
        guard let host = running.removeValue(forKey: id) else {
            waiting.removeAll { $0.id == id }
            return []
        }
        runningOfHost[host, default: 1] -= 1
        if runningOfHost[host] == 0 { runningOfHost[host] = nil }
        guard let next = waiting.firstIndex(where: { hasRoom(for: $0.host) }) else { return [] }
        let (first, itsHost) = waiting.remove(at: next)
        begin(first, itsHost)
        return [first]
    }

    private func hasRoom(for host: String) -> Bool {
        running.count < most && runningOfHost[host, default: 0] < mostOfHost
    }

    private mutating func begin(_ id: ID, _ host: String) {
        running[id] = host
        runningOfHost[host, default: 0] += 1
    }
}
