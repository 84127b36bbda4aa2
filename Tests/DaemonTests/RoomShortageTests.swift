import Daemon
import Pipeline
import Testing

@Suite struct RoomShortageTests {
    let start = Timestamp(seconds: 1_767_225_600)

    /// What is told when the disk looks like that, one look every five seconds, each by a process of its own where `restarts`.
    private func told(_ looks: [Bool], restarts: Bool) -> [RoomShortage.News] {
        var shortage = RoomShortage()
        var told: [RoomShortage.News] = []
        for (number, isShort) in looks.enumerated() {
            if restarts { shortage = RoomShortage(text: shortage.text) }
            // Whatever is told again and again is wrong soon.
            for _ in 0..<3 {
                guard let news = shortage.look(isShort: isShort, at: time(number)) else { break }
                told.append(news)
                #expect(shortage.isOn)
                shortage.tell()
            }
            #expect(shortage.isOn == isShort)
        }
        return told
    }

    private func time(_ look: Int) -> Timestamp { start.adding(.seconds(5 * look)) }

    @Test(
        "a shortage is told once and so is its end, however often the process is restarted",
        arguments: [false, true])
    func once(restarts: Bool) {
        #expect(
            told([false, true, true, true, false, false, true, false], restarts: restarts) == [
                .begun(time(1)), .over(time(4), since: time(1)), .begun(time(6)),
                .over(time(7), since: time(6)),
            ])
    }

    @Test("what could not be told is told later, as the same, even when it is over by then")
    func tellsAtLast() {
        var shortage = RoomShortage()
        for (number, isShort) in [true, true, false].enumerated() {
            #expect(shortage.look(isShort: isShort, at: time(number)) == .begun(start))
            // The process ends before it could tell.
            shortage = RoomShortage(text: shortage.text)
        }
        shortage.tell()
        for (number, isShort) in [false, false, true].enumerated() {
            #expect(shortage.look(isShort: isShort, at: time(3 + number)) == .over(time(3), since: start))
            shortage = RoomShortage(text: shortage.text)
        }
        shortage.tell()
        #expect(shortage.text.isEmpty)
        #expect(shortage.look(isShort: true, at: time(6)) == .begun(time(6)))
    }

    @Test(
        "a file of something else says that there was room",
        arguments: [
            "", "\n", "told\n", "told x\n", "untold 7\n", "told 7 8\n", "over 7\n", "told x 8\n",
            "over 7 x 8\n",
        ])
    func odd(text: String) { #expect(!RoomShortage(text: text).isOn) }
}
