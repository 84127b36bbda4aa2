import Pipeline

/// What is remembered of a search: how far it has come, and which papers still go by an interim name.
struct SRUMemory {
    private(set) var stored: SourceMemory

    private enum Key {
        /// The service and the search that the rest belongs to.
        static let service = "service"
        static let search = "search"
        static let watermark = "watermark"
        static let pass = "pass"
        static let newest = "newest"
        static let interim = "interim"
    }

    /// What was stored of that search at that service.
    ///
    /// Of another search, or at another address, only the watermark counts: a query that is changed while nobody polls, and a
    /// service that moves while it does not answer, must not leave days out.
    init(_ memory: SourceMemory?, of search: String, at service: String) {
        guard let memory, memory[Key.service] == service, memory[Key.search] == search else {
            stored = .init([Key.service: service, Key.search: search])
            stored[Key.watermark] = memory?[Key.watermark]
            return
        }
        stored = memory
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
