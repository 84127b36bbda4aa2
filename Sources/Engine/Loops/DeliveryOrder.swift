/// Keeps what is told of one subject in order: no `amended` overtakes its `published`.
///
/// Knows of every message that is under way or waits for another attempt. A message waits while an earlier one of its subject
/// does, and goes once that is delivered or set aside; see the decision 0126.
package struct DeliveryOrder {
    /// By subject, rising.
    ///
    /// The subject's hash stands for it: two that share one only wait for each other in vain.
    private var unsettled: [Int: [Int64]] = [:]
    /// Claimed, and waiting for an earlier one of their subject.
    package private(set) var waiting: Set<Int64> = []

    package init() {}

    /// Takes note of a message; true where nothing earlier of its subject is unsettled, so that it may go.
    package mutating func admits(_ sequence: Int64, of subject: String) -> Bool {
        note(sequence, of: subject)
        guard let first = unsettled[subject.hashValue]?.first, first < sequence else { return true }
        waiting.insert(sequence)
        return false
    }

    /// Takes note of a message that waits for an attempt.
    package mutating func note(_ sequence: Int64, of subject: String) {
        var sequences = unsettled[subject.hashValue] ?? []
        guard !sequences.contains(sequence) else { return }
        let place = sequences.firstIndex { $0 > sequence } ?? sequences.endIndex
        sequences.insert(sequence, at: place)
        unsettled[subject.hashValue] = sequences
    }

    /// Forgets a message that is settled for good, and returns the one that waited for it, if any.
    package mutating func settle(_ sequence: Int64, of subject: String) -> Int64? {
        guard var sequences = unsettled[subject.hashValue] else { return nil }
        sequences.removeAll { $0 == sequence }
        waiting.remove(sequence)
        unsettled[subject.hashValue] = sequences.isEmpty ? nil : sequences
        return sequences.first.flatMap { waiting.remove($0) }
    }

    /// Forgets that anything waits, and returns what did.
    package mutating func letGo() -> [Int64] {
        defer { waiting = [] }
        return Array(waiting)
    }
}
