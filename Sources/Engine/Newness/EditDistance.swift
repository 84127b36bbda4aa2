/// How many letters must be changed, put in or left out to make one text of another.
///
/// Follows the furthest point reached on each diagonal (E. Ukkonen, "Algorithms for approximate string matching", 1985): time
/// grows with the length plus the square of the distance, not with the square of the length.
struct EditDistance {
    /// The largest distance that is looked for.
    var limit: Int
    /// Letters that may be compared before the texts are taken to be further apart than `limit`.
    var effort = 20_000_000

    /// The distance between `left` and `right`; `nil` where it is more than `limit`.
    func between(_ left: [UInt8], _ right: [UInt8]) -> Int? {
        guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
        let head = zip(left, right).prefix { $0 == $1 }.count
        let rest = min(left.count, right.count) - head
        let tail = zip(left.reversed(), right.reversed()).prefix(rest).prefix { $0 == $1 }.count
        let a = Array(left[head..<left.count - tail])
        let b = Array(right[head..<right.count - tail])
        guard !a.isEmpty, !b.isEmpty else {
            let distance = max(a.count, b.count)
            return distance <= limit ? distance : nil
        }
        return distance(a, b)
    }

    private func distance(_ a: [UInt8], _ b: [UInt8]) -> Int? {
        let goal = b.count - a.count
        var left = effort
        /// How far into `a` each diagonal got; diagonal `k` is at `k + limit + 1`, with one to spare at both ends.
        var reached = [Int](repeating: Self.unreached, count: 2 * limit + 3)
        for edits in 0...limit {
            let former = reached
            for diagonal in -edits...edits {
                let place = diagonal + limit + 1
                var row =
                    edits == 0
                    ? 0 : max(former[place - 1], max(former[place], former[place + 1]) + 1)
                row = min(row, a.count, b.count - diagonal)
                guard row >= 0, row + diagonal >= 0 else { continue }
                while row < a.count, row + diagonal < b.count, a[row] == b[row + diagonal] {
                    row += 1
                    left -= 1
                }
                reached[place] = row
                if diagonal == goal, row == a.count { return edits }
            }
            left -= 2 * edits + 1
            guard left > 0 else { return nil }
        }
        return nil
    }

    private static let unreached = Int.min / 2
}
