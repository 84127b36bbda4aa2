/// Where two sequences of words differ.
///
/// E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, the greedy form, ended early: texts that have little in
/// common are one difference from end to end, which is what a reader would say of them too.
struct WordDifference {
    /// Words of the one that stand in place of words of the other.
    struct Hunk: Equatable {
        var before: Range<Int>
        var after: Range<Int>
    }

    private(set) var hunks: [Hunk] = []

    /// Words that may be put in or left out before the texts have little in common.
    private static let mostEdits = 400
    /// Words alike that do not part two differences.
    private static let bridge = 2

    init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let rest = min(old.count, new.count) - head
        let tail = zip(old.reversed(), new.reversed()).prefix(rest).prefix { $0 == $1 }.count
        let before = head..<old.count - tail
        let after = head..<new.count - tail
        guard !before.isEmpty || !after.isEmpty else { return }
        guard !before.isEmpty, !after.isEmpty, let steps = Self.steps(from: old[before], to: new[after])
        else {
            hunks = [Hunk(before: before, after: after)]
            return
        }
        hunks = Self.bridged(steps, from: head)
    }

    /// The furthest places of each round, from which the way can be walked back; `nil` where it is too long.
    private static func steps(from a: ArraySlice<ArraySlice<UInt8>>, to b: ArraySlice<ArraySlice<UInt8>>)
        -> [Hunk]?
    {
        let (a, b) = (Array(a), Array(b))
        let most = min(a.count + b.count, mostEdits)
        let middle = most + 1
        var furthest = [Int](repeating: 0, count: 2 * most + 3)
        var rounds: [[Int]] = []
        for edits in 0...most {
            rounds.append(furthest)
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let place = diagonal + middle
                let goesDown =
                    diagonal == -edits || (diagonal != edits && furthest[place - 1] < furthest[place + 1])
                var x = goesDown ? furthest[place + 1] : furthest[place - 1] + 1
                while x < a.count, x - diagonal < b.count, x >= 0, x - diagonal >= 0, a[x] == b[x - diagonal]
                {
                    x += 1
                }
                furthest[place] = x
                if x >= a.count, x - diagonal >= b.count { return walkBack(rounds, a.count, b.count, middle) }
            }
        }
        return nil
    }

    /// Each single step that puts in or leaves out a word, in order.
    private static func walkBack(_ rounds: [[Int]], _ width: Int, _ height: Int, _ middle: Int) -> [Hunk] {
        var (x, y) = (width, height)
        var steps: [Hunk] = []
        for (edits, furthest) in rounds.enumerated().reversed() where edits > 0 {
            let diagonal = x - y
            let place = diagonal + middle
            let wentDown =
                diagonal == -edits || (diagonal != edits && furthest[place - 1] < furthest[place + 1])
            let fromX = wentDown ? furthest[place + 1] : furthest[place - 1]
            let fromY = fromX - (wentDown ? diagonal + 1 : diagonal - 1)
            steps.append(
                Hunk(
                    before: fromX..<(wentDown ? fromX : fromX + 1),
                    after: fromY..<(wentDown ? fromY + 1 : fromY)))
            (x, y) = (fromX, fromY)
        }
        return steps.reversed()
    }

    private static func bridged(_ steps: [Hunk], from head: Int) -> [Hunk] {
        var result: [Hunk] = []
        for step in steps {
            let before = step.before.lowerBound + head..<step.before.upperBound + head
            let after = step.after.lowerBound + head..<step.after.upperBound + head
            if let last = result.last, before.lowerBound - last.before.upperBound <= bridge {
                result[result.count - 1] = Hunk(
                    before: last.before.lowerBound..<before.upperBound,
                    after: last.after.lowerBound..<after.upperBound)
            } else {
                result.append(Hunk(before: before, after: after))
            }
        }
        return result
    }
}
