import Pipeline

/// What is remembered of a search: how far it has come, and which papers still go by an interim name.
struct SRUMemory {
    private(set) var stored: SourceMemory

    private enum Key {
        /// The search that the rest belongs to.
        static let search = "search"
        static let watermark = "watermark"
        static let pass = "pass"
        static let newest = "newest"
        static let interim = "interim"
    }

    init(_ memory: SourceMemory?, of search: String) {
        stored = memory?[Key.search] == search ? memory ?? .init() : .init([Key.search: search])
    }

    /// The day up to which everything was seen.
    var watermark: CalendarDay? {
        get { stored[Key.watermark].flatMap { CalendarDay($0) } }
        set { stored[Key.watermark] = newValue?.description }
    }

    /// The pass that is under way.
    var pass: SRUPass? {
        get { stored[Key.pass].flatMap { try? JSONText.decode(from: Array($0.utf8)) } }
        set { stored[Key.pass] = newValue.map { JSONText.string($0) } }
    }

    /// The last day of which a modified record was seen.
    var newest: CalendarDay? {
        get { stored[Key.newest].flatMap { CalendarDay($0) } }
        set { stored[Key.newest] = newValue?.description }
    }

    var interim: InterimNames {
        get { stored[Key.interim].flatMap { try? JSONText.decode(from: Array($0.utf8)) } ?? .init() }
        set { stored[Key.interim] = newValue.isEmpty ? nil : JSONText.string(newValue) }
    }
}
