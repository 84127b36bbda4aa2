/// How a copy shares the disk with everyone else: how much of it is written before it is synced, and how it rests.
///
/// What is written without a sync piles up in memory, and then the next commit's sync waits for all of it: on a slow disk that
/// is minutes. So little is written at a time, a commit waits for little; and as much time as a portion took is
/// left to the others.
struct CopyPace {
    /// How long a portion's sync should take, about: what a commit that comes meanwhile may wait for.
    static let sync = Duration.milliseconds(40)
    /// Pages of the smallest and the largest portion.
    static let smallest = 64
    static let largest = 4096

    /// Pages of the next portion.
    private(set) var portion = smallest

    /// Learns how long a portion took; its result is how long to rest.
    mutating func rest(after writing: Duration, _ sync: Duration) -> Duration {
        if sync > Self.sync {
            portion = max(Self.smallest, portion / 2)
        } else if sync < Self.sync / 2 {
            portion = min(Self.largest, portion * 2)
        }
        return writing + sync
    }
}
