import DispatchIsolation
public import Pipeline
import Storage

/// Keeps a feed of alerts for each watch, for any feed reader: `WATCH.atom` in one directory (RFC 4287).
///
/// A feed is replaced as a whole, so a reader never sees half of one, and it is its own memory: after a crash the entries
/// are read back from it, and an event that comes again is in it already. An amendment is an entry of its own, since many
/// readers pass over an entry that they have shown.
public actor AtomSink: Sink {
    public static let name = "atom"
    public static let traffic = Traffic(lanes: 1, batch: 100, schedule: [])

    public struct Options: Decodable, Sendable {
        /// The directory of the feeds; relative to the state directory.
        public var path: String
        /// Entries that a feed keeps; 100 unless it says otherwise.
        public var entries: Int?
        /// Where the directory can be found on the web, for the feeds to say where they are.
        public var baseURL: String?
        public var language: AlertText.Language?
        public var context: Int?
        public var length: Int?

        private enum CodingKeys: String, CodingKey {
            case path, entries, language, context, length
            case baseURL = "base_url"
        }

        public init(path: String, entries: Int? = nil, baseURL: String? = nil) {
            (self.path, self.entries, self.baseURL) = (path, entries, baseURL)
        }
    }

    private nonisolated let executor: DispatchExecutor
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let sink: String
    private let path: String
    private let directory: String
    /// Lies where all of them do.
    private let anyFeed: WholeFile
    private let most: Int
    private let baseURL: String?
    private let style: AlertText.Style
    private let watches: [String]
    private let clock: any Clock

    /// A feed of the most entries there may be, each of the longest.
    private static let largestFeed = 64 << 20
    private static let operators = "operators"
    /// For what was made for watches that are no more.
    private static let others = "alerts"

    public init(name: String, _ options: Options, services: SinkServices) throws(InvalidOptions) {
        sink = name
        most = options.entries ?? 100
        guard (1...1_000).contains(most) else { throw InvalidOptions("entries", "is between 1 and 1000") }
        baseURL = try options.baseURL.map { (url) throws(InvalidOptions) in try Self.checked(url) }
        style = try AlertText.Style(
            language: options.language, context: options.context, length: options.length)
        (path, directory, watches) = (options.path, services.directory, services.watches)
        clock = services.services.clock
        executor = DispatchExecutor(label: "sink.\(name)")
        anyFeed = try WholeFile("\(path)/\(Self.others).atom", beneath: directory)
    }

    private static func checked(_ url: String) throws(InvalidOptions) -> String {
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        guard isWeb,
            url.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>\"".utf8.contains($0) })
        else {
            throw InvalidOptions("base_url", "must be an address that begins with https://")
        }
        return url.hasSuffix("/") ? url : url + "/"
    }

    public func resume(_ memory: SinkMemory?) async throws(SinkFailure) {
        try anyFeed.makeDirectory()
    }

    // MARK: Delivering

    public func deliver(_ events: [Event]) async -> Delivery {
        var outcomes = [DeliveryOutcome](repeating: .delivered, count: events.count)
        var feeds: [(name: String, events: [(index: Int, alert: AlertText)])] = []
        for (index, event) in events.enumerated() {
            let alert = AlertText(event, style: style)
            for name in names(for: alert) {
                var style = style
                style.watches = [name]
                let alert = AlertText(event, style: style)
                if let place = feeds.firstIndex(where: { $0.name == name }) {
                    feeds[place].events.append((index, alert))
                } else {
                    feeds.append((name, [(index, alert)]))
                }
            }
        }
        for feed in feeds {
            do throws(SinkFailure) {
                try add(feed.events.map(\.alert), to: feed.name)
            } catch {
                for (index, _) in feed.events { outcomes[index] = .failed(error.reason) }
            }
        }
        return Delivery(outcomes)
    }

    /// The feeds that an alert belongs into.
    private func names(for alert: AlertText) -> [String] {
        guard !alert.isOperational else { return [Self.operators] }
        let ours = watches.isEmpty ? alert.watches : alert.watches.filter(watches.contains)
        let names = (ours.isEmpty ? alert.watches : ours).filter(Self.isPlain)
        return names.isEmpty ? [Self.others] : names
    }

    /// What watches may be called, which can name a file as well.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
            }
    }

    private func add(_ alerts: [AlertText], to name: String) throws(SinkFailure) {
        let file: WholeFile
        do throws(InvalidOptions) {
            file = try WholeFile("\(path)/\(name).atom", beneath: directory)
        } catch {
            throw SinkFailure("\(error)")
        }
        var feed = AtomFeed(
            id: "urn:bode:feed:\(sink):\(name)", title: "Bode: \(name)",
            address: baseURL.map { "\($0)\(name).atom" })
        if let bytes = try file.read(limit: Self.largestFeed) {
            guard feed.adopt(bytes) else {
                throw SinkFailure("\(file.path) is not a feed of this program; move it away")
            }
        }
        let size = feed.count
        // Of more than it keeps only the last: those before are there no longer when they come again after a crash.
        for alert in alerts.suffix(most) { feed.add(alert, at: clock.now) }
        guard feed.count != size else { return }
        feed.keep(newest: most)
        try file.replace(with: feed.bytes)
    }
}
