import Foundation
import Host
import Testing

@Suite struct InHandTests {
    let path = NSTemporaryDirectory() + "/bode-in-hand-\(UUID().uuidString)"

    /// The process that had `sequences` in hand ended without putting them down.
    func die(with sequences: Int64...) throws {
        let inHand = InHand(path: path)
        for sequence in sequences { try inHand.take(sequence) }
    }

    @Test("a clean end leaves no suspects")
    func clean() throws {
        defer { unlink(path) }
        let inHand = InHand(path: path)
        try inHand.take(7)
        inHand.putDown(7)
        #expect(InHand(path: path).suspects.isEmpty)
    }

    @Test("what was in hand when the process died is a suspect, and deadly the third time")
    func deaths() throws {
        defer { unlink(path) }
        try die(with: 7, 9)
        let second = InHand(path: path)
        #expect(second.suspects == [7, 9])
        #expect(!second.isDeadly(7))
        // The innocent one is tried and put down; the other kills again.
        try second.take(9)
        second.putDown(9)
        try second.take(7)
        let third = InHand(path: path)
        #expect(third.suspects == [7])
        #expect(!third.isDeadly(7))
        try third.take(7)
        let fourth = InHand(path: path)
        #expect(fourth.isDeadly(7))
        fourth.putDown(7)
        #expect(InHand(path: path).suspects.isEmpty)
    }

    @Test("a suspect that is not tried yet stays one, with as many deaths")
    func untried() throws {
        defer { unlink(path) }
        try die(with: 7, 9)
        let second = InHand(path: path)
        try second.take(9)
        let third = InHand(path: path)
        #expect(third.suspects == [7, 9])
        try third.take(9)
        let fourth = InHand(path: path)
        #expect(fourth.isDeadly(9))
        #expect(!fourth.isDeadly(7))
    }

    @Test(
        "a file of nonsense has no suspects",
        arguments: ["", "x y\n", "1\n", "99999999999999999999 1\n", "1 -1\n", "\0\0"])
    func nonsense(_ text: String) throws {
        defer { unlink(path) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(InHand(path: path).suspects.isEmpty)
    }

    @Test("without a place for the file it notes nothing and harms nothing")
    func noPlace() throws {
        let inHand = InHand(path: "/nowhere/in-hand")
        try inHand.take(1)
        inHand.putDown(1)
        #expect(inHand.suspects.isEmpty)
    }
}
