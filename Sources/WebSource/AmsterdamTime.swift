package import Pipeline

/// The wall clock of the Tweede Kamer, by which its data are dated without saying so.
///
/// The schema calls these times UTC, and the data show that they are not.
package enum AmsterdamTime {
    /// Reads a time with an offset as it stands, and one without as Amsterdam's.
    ///
    /// The hour that does not exist in March and the one that comes twice in October count as summer time.
    package static func timestamp(_ text: some StringProtocol) -> Timestamp? {
        guard let wall = Timestamp(rfc3339: text) else { return nil }
        // With an offset of its own, the text means the same wherever it is read.
        guard let elsewhere = Timestamp(rfc3339: text, localOffset: WallClock.amsterdam.winter),
            elsewhere != wall
        else { return wall }
        return WallClock.amsterdam.time(at: wall)
    }
}
