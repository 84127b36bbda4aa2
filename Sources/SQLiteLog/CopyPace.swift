/// How a copy shares the disk with everyone else: how much of it is written before it is synced, and how it rests.
///
/// What is written without a sync piles up in memory, and the next commit's sync waits for all of it: on a slow disk, minutes. So
/// little is written at a time, and as much time as that took is left to the others.
package struct CopyPace: Sendable {
    /// How long the sync of a portion should take, about: what a commit that comes meanwhile may wait for.
    package static let sync = Duration.milliseconds(40)
    /// Pages of the smallest portion and of the largest.
    package static let pages = 64...4096

    /// Pages of the next portion.
    package private(set) var portion = pages.lowerBound

    package init() {}

    /// Learns how long a portion took to write and to sync; its result is how long to rest.
    package mutating func rest(after writing: Duration, _ sync: Duration) -> Duration {
        if sync > Self.sync {
            portion = max(Self.pages.lowerBound, portion / 2)
        } else if sync < Self.sync / 2 {
            portion = min(Self.pages.upperBound, portion * 2)
        }
        return writing + sync
    }
}
