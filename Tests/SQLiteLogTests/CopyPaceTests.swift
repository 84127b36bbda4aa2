import SQLiteLog
import Testing

@Suite struct CopyPaceTests {
    /// The portions that follow when the disk takes so many milliseconds for each.
    private func portions(_ syncs: Int...) -> [Int] {
        var pace = CopyPace()
        return syncs.map { sync in
            _ = pace.rest(after: .zero, .milliseconds(sync))
            return pace.portion
        }
    }

    @Test("writes more at a time where the disk is quick, and less once it is not")
    func adapts() {
        #expect(portions(1, 1, 30, 90, 90, 90) == [128, 256, 256, 128, 64, 64])
        #expect(portions(1, 1, 1, 1, 1, 1, 1).last == CopyPace.pages.upperBound)
    }

    @Test("leaves the others as much time as it took")
    func rests() {
        var pace = CopyPace()
        #expect(pace.rest(after: .milliseconds(200), .milliseconds(3000)) == .milliseconds(3200))
    }
}
