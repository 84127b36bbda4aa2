package import Pipeline

/// What waits to be given to a program, and what the program has in hand.
///
/// First come, first served; whoever wants to be alone waits until nothing else is in hand, and holds up those behind.
package struct Workload<Job> {
    private struct Entry {
        var job: Job
        /// Bytes of its message.
        let size: Int
        let isAlone: Bool
    }

    /// Bytes that are in hand at a time, unless one job alone has more.
    package static var mostBytes: Int { 64 << 20 }

    /// How long the program may answer nothing while it has something to answer.
    package let deadline: Duration
    private var waiting: [(id: Int64, entry: Entry)] = []
    private var inHand: [Int64: Entry] = [:]
    private var bytesInHand = 0
    /// Since when the program owes an answer; `nil` while it has nothing in hand.
    private var owesSince: Timestamp?

    package init(deadline: Duration) { self.deadline = deadline }

    /// When the program is overdue; `nil` while it has nothing in hand.
    package var due: Timestamp? { owesSince?.adding(deadline) }

    /// Lets a job wait for its turn, under an id that is used once.
    package mutating func add(_ job: Job, id: Int64, size: Int, isAlone: Bool) {
        waiting.append((id, Entry(job: job, size: size, isAlone: isAlone)))
    }

    /// Moves into the program's hands what it may have now, and returns that.
    package mutating func admit(window: Int, at now: Timestamp) -> [(id: Int64, job: Job)] {
        var admitted: [(id: Int64, job: Job)] = []
        for next in waiting {
            let isFree = inHand.isEmpty
            let hasRoom =
                inHand.count < window && bytesInHand + next.entry.size <= Self.mostBytes
                && !next.entry.isAlone && inHand.first?.value.isAlone != true
            guard isFree || hasRoom else { break }
            inHand[next.id] = next.entry
            bytesInHand += next.entry.size
            if owesSince == nil { owesSince = now }
            admitted.append((next.id, next.entry.job))
        }
        waiting.removeFirst(admitted.count)
        return admitted
    }

    /// Lets `body` work on a job in hand; where it returns something, the job is done and in hand no more.
    ///
    /// Returns `nil` where no job of that id is in hand.
    package mutating func answer<Result, Failure: Error>(
        _ id: Int64, at now: Timestamp, _ body: (inout Job) throws(Failure) -> Result?
    ) throws(Failure) -> (result: Result?, job: Job)? {
        guard let index = inHand.index(forKey: id) else { return nil }
        guard let result = try body(&inHand.values[index].job) else {
            return (nil, inHand.values[index].job)
        }
        let entry = inHand.remove(at: index).value
        bytesInHand -= entry.size
        owesSince = inHand.isEmpty ? nil : now
        return (result, entry.job)
    }

    /// Takes everything out of the program's hands; `wasAlone` tells where nothing else was in them.
    package mutating func takeBack() -> [(job: Job, wasAlone: Bool)] {
        let jobs = inHand.sorted { $0.key < $1.key }.map { ($0.value.job, inHand.count == 1) }
        (inHand, bytesInHand, owesSince) = ([:], 0, nil)
        return jobs
    }

    /// Takes everyone out of the line.
    package mutating func dismissWaiting() -> [Job] {
        defer { waiting = [] }
        return waiting.map(\.entry.job)
    }
}
