import Pipeline

/// One pass over everything that was modified since a day, slice by slice and page by page: a pure function of its pages.
///
/// The service fails on pages far from the first, so a slice of time with many records is made narrower.
struct SRUPass: Codable, Equatable {
    /// The first day of the slice that is being read.
    private(set) var from: CalendarDay
    /// The day before which the slice ends; `nil` where it goes on to the present.
    private(set) var end: CalendarDay?
    /// The record to go on with, counted from 1.
    private(set) var position = 1
    /// The day on which the pass began.
    let began: CalendarDay
    /// True for the first pass of a source, whose papers were there before anybody looked.
    let isFirst: Bool

    /// Records into a slice that are asked for; the service was seen to fail some way beyond.
    static let deepest = 10_000
    /// Records of a page that the next one begins with: what is taken out meanwhile moves the rest up.
    static let overlap = 5
    /// Pages with fewer records do not overlap.
    static let smallestOverlapped = 50

    init(from: CalendarDay, began: CalendarDay, isFirst: Bool) {
        (self.from, self.began, self.isFirst) = (from, began, isFirst)
    }

    struct Step: Equatable {
        /// False where the page is of a slice that is too wide, and comes again in a narrower one.
        var isKept = true
        var isLast = false
        var problem: String?
    }

    /// Whether a day is in the slice.
    func covers(_ day: CalendarDay) -> Bool { day >= from && end.map { day < $0 } ?? true }

    /// Goes on after a page of `count` records out of `total`, of which the server says that `next` follows it.
    ///
    /// - Parameters:
    ///   - count: the records in the page.
    ///   - total: how many the slice has.
    ///   - next: the position that the server gives for the next page, which is beyond this one.
    ///   - today: the present day.
    /// - Returns: what becomes of the page, and whether the pass is whole with it.
    mutating func found(count: Int, of total: Int, next: Int?, today: CalendarDay) -> Step {
        let length = Self.days(from: from, to: end ?? today.adding(days: 1))
        if position == 1, total > Self.deepest, length > 1 {
            end = from.adding(days: Self.narrowed(length, holding: total))
            return Step(isKept: false)
        }
        let after = max(next ?? position &+ count, position &+ 1)
        guard count > 0, after <= total else { return nextSlice(length, total, today) }
        guard after > Self.deepest else {
            position = count < Self.smallestOverlapped ? after : after - Self.overlap
            return Step()
        }
        var step = nextSlice(length, total, today)
        step.problem =
            "\(total) records were modified on \(slice(today)), more than the \(Self.deepest) that can be had; "
            + "a narrower query would show the rest"
        return step
    }

    private func slice(_ today: CalendarDay) -> String { from >= today ? "\(today)" : "\(from)" }

    private mutating func nextSlice(_ length: Int, _ total: Int, _ today: CalendarDay) -> Step {
        guard let end else { return Step(isLast: true) }
        let next = end.adding(days: total < Self.deepest / 4 ? length * 2 : length)
        (from, position) = (end, 1)
        self.end = next > today ? nil : next
        return Step()
    }

    /// A number of days that should hold few enough, if they are all alike.
    private static func narrowed(_ length: Int, holding total: Int) -> Int {
        let wanted = Double(length) * Double(deepest) / Double(total) * 0.75
        return max(1, min(Int(wanted), length - 1))
    }

    /// At least one; no more than there are in the calendar.
    private static func days(from: CalendarDay, to: CalendarDay) -> Int {
        max(1, Int(to.daysSinceEpoch - from.daysSinceEpoch))
    }
}
