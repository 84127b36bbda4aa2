import Pipeline

extension Parts {
    /// What the parts run for.
    enum Purpose: Equatable, Sendable {
        /// Until told to stop.
        case service
        /// One poll of everything, and all that comes of it.
        case once
        /// The past of one source, and all that comes of it.
        case backfill(String, Backfill)

        /// True where the run ends when all is delivered.
        var ends: Bool { self != .service }
    }
}
