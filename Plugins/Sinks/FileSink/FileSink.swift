import DispatchIsolation
public import Pipeline
import Storage

/// Writes each event as one line of JSON at the end of a file, exactly once.
///
/// A batch is one `write`, then `fdatasync`; the engine then stores what was delivered together with the file's identity and
/// size. After a crash in between, the lines beyond that size are found in the file and not written again. The file may
/// be rotated in any way, at any time, with or without telling anyone.
public actor FileSink: Sink {
    public static let name = "file"
    public static let traffic = Traffic(lanes: 1, batch: 256, schedule: [])

    public struct Options: Decodable, Sendable {
        /// Where to write; relative to the state directory.
        public var path: String
        public init(path: String) { self.path = path }
    }

    private nonisolated let executor: DispatchExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let place: FilePlace
    private let log: @Sendable (LogLevel, String) -> Void
    private let onBreak: @Sendable (SinkFailure) -> Void
    private var file: LineFile?
    /// Events that are in the file and may not be settled.
    private var written = RecentIDs(most: 4 * FileSink.traffic.batch)
    private var adopted: Set<String> = []

    /// The most that is read of what lies beyond the settled lines: more than two batches of the largest events.
    private static let largestTail = 32 << 20

    public init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {
        place = try FilePlace(options.path, beneath: services.directory)
        executor = DispatchExecutor(label: "sink.\(name)")
        log = services.services.log
        onBreak = services.onBreak
    }

    // MARK: After a start

    public func resume(_ memory: SinkMemory?) async throws(SinkFailure) {
        let settled = memory.flatMap(Settled.init)
        adopted = []
        written.removeAll()
        file = nil
        file = try place.withDirectory { (directory) throws(SinkFailure) in
            let file = try LineFile(
                place.name, in: directory, path: place.path, creating: true, onBreak: onBreak)
            let size = try file.size()
            if let settled, settled.identity == file.identity, settled.offset <= size {
                try adopt(file, from: settled.offset, size: size, isOurs: true)
            } else {
                try adopt(file, from: 0, size: size, isOurs: false)
                if let settled { try adoptSiblings(in: directory, settled) }
            }
            return file
        }
        if !adopted.isEmpty {
            log(.info, "\(place.path) holds \(adopted.count) events that may not be settled")
        }
    }

    /// Takes the whole lines from `offset` on for delivered, and cuts what is left of a line that a crash cut short.
    private func adopt(_ file: LineFile, from offset: Int, size: Int, isOurs: Bool) throws(SinkFailure) {
        let tail = Tail(try file.read(from: max(offset, size - Self.largestTail)))
        if !tail.torn.isEmpty {
            guard isOurs || tail.torn.starts(with: "{\"".utf8) else {
                throw SinkFailure(
                    "\(place.path) ends in the middle of a line that is not ours; move it away or end its line"
                )
            }
            try file.cut(to: size - tail.torn.count)
            log(
                .warning,
                "\(place.path): cut \(tail.torn.count) bytes of a line that was not written to its end")
        }
        // They may never have reached the disk, and nobody will write them again.
        try file.sync(orCutTo: isOurs ? offset : size - tail.torn.count)
        adopted.formUnion(tail.ids)
    }

    /// Looks for the lines beyond the settled ones where rotation may have put them: in the same file under another name,
    /// or in a copy under a name that begins like ours.
    private func adoptSiblings(in directory: Int32, _ settled: Settled) throws(SinkFailure) {
        for sibling in place.siblings(in: directory) where sibling.size > settled.offset {
            let isSame = sibling.identity == settled.identity
            let isCopy =
                sibling.name.hasPrefix(place.name) && sibling.size - settled.offset <= Self.largestTail
            guard isSame || isCopy else { continue }
            let path = "\(place.path) (now \(sibling.name))"
            guard
                let file = try? LineFile(
                    sibling.name, in: directory, path: path, creating: false, onBreak: onBreak)
            else {
                log(.warning, "\(path) cannot be read; its last events may be written twice")
                continue
            }
            if isSame {
                try adopt(file, from: settled.offset, size: sibling.size, isOurs: true)
            } else {
                adopted.formUnion(Tail(try file.read(from: settled.offset)).ids)
            }
        }
    }

    // MARK: Delivering

    public func deliver(_ events: [Event]) async -> Delivery {
        guard !events.isEmpty else { return Delivery([]) }
        var (lines, fresh): ([UInt8], [String]) = ([], [])
        var freshIDs: Set<String> = []
        var outcomes: [DeliveryOutcome] = []
        for event in events {
            let isThere =
                adopted.contains(event.id) || written.contains(event.id) || freshIDs.contains(event.id)
            guard !isThere || event.isRepeat == true else {
                outcomes.append(.delivered)
                continue
            }
            let start = lines.count
            lines += event.json.utf8
            guard !lines[start...].contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
                lines.removeSubrange(start...)
                outcomes.append(.failed("event \(event.id) has a line end in its JSON"))
                continue
            }
            lines.append(0x0A)
            fresh.append(event.id)
            freshIDs.insert(event.id)
            outcomes.append(.delivered)
        }
        do throws(SinkFailure) {
            let file = try current()
            let size = lines.isEmpty ? try file.size() : try file.append(lines)
            written.insert(fresh)
            return Delivery(outcomes, memory: Settled(file.identity, offset: size).memory)
        } catch {
            return Delivery(events.map { _ in .failed(error.reason) })
        }
    }

    /// The file that lies at the place now: another one than before where it was rotated or deleted.
    private func current() throws(SinkFailure) -> LineFile {
        try place.withDirectory { (directory) throws(SinkFailure) in
            if let file, place.identity(in: directory) == file.identity { return file }
            if file != nil { log(.info, "\(place.path) was moved or deleted: a new one is begun") }
            file = nil
            let next = try LineFile(
                place.name, in: directory, path: place.path, creating: true, onBreak: onBreak)
            file = next
            return next
        }
    }
}

/// Up to where a file was settled.
private struct Settled {
    let identity: LineFile.Identity
    let offset: Int

    init(_ identity: LineFile.Identity, offset: Int) { (self.identity, self.offset) = (identity, offset) }

    init?(_ memory: SinkMemory) {
        guard let device = memory["device"].flatMap({ UInt64($0) }),
            let inode = memory["inode"].flatMap({ UInt64($0) }),
            let offset = memory["offset"].flatMap({ Int($0) }), offset >= 0
        else { return nil }
        self.init(LineFile.Identity(device: device, inode: inode), offset: offset)
    }

    var memory: SinkMemory {
        SinkMemory([
            "device": String(identity.device), "inode": String(identity.inode), "offset": String(offset),
        ])
    }
}

/// The last so many event ids that were written, in case storing their settlement failed and they come again.
private struct RecentIDs {
    private let most: Int
    private var order: [String] = []
    private var set: Set<String> = []

    init(most: Int) { self.most = most }

    func contains(_ id: String) -> Bool { set.contains(id) }

    mutating func insert(_ ids: [String]) {
        order += ids
        set.formUnion(ids)
        guard order.count > most else { return }
        for id in order.prefix(order.count - most) { set.remove(id) }
        order.removeFirst(order.count - most)
    }

    mutating func removeAll() { (order, set) = ([], []) }
}
