import Foundation
import Host
import Testing

@Suite struct InHandTests {
    let path = NSTemporaryDirectory() + "/bode-in-hand-\(UUID().uuidString)"

    /// The process that had `sequences` in hand ended without putting them down.
    ///
    /// `byTrap`: whether a trap left its note, as ``TrapsTests`` show it to do.
    func die(with sequences: Int64..., byTrap: Bool = false) throws {
        let inHand = InHand(path: path)
        for sequence in sequences { try inHand.take(sequence) }
        if byTrap { try leaveNote() }
    }

    func leaveNote() throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seek(toOffset: 1024)
        try file.write(contentsOf: Data("T".utf8))
        try file.close()
    }

    @Test("a clean end leaves no suspects")
    func clean() throws {
        defer { unlink(path) }
        let inHand = InHand(path: path)
        try inHand.take(7)
        inHand.putDown(7)
        #expect(InHand(path: path).suspects.isEmpty)
    }

    @Test(
        "what was in hand when the process died is a suspect, and deadly after three traps or ten kills",
        arguments: [(true, 3), (false, 10)])
    func deaths(_ byTrap: Bool, _ most: Int) throws {
        defer { unlink(path) }
        try die(with: 7, 9, byTrap: byTrap)
        let second = InHand(path: path)
        #expect(second.suspects == [7, 9])
        // The innocent one is tried and put down; the other kills again.
        try second.take(9)
        second.putDown(9)
        for death in 1..<most {
            let inHand = InHand(path: path)
            #expect(inHand.suspects == [7])
            #expect(inHand.deaths(of: 7) == Deaths(traps: byTrap ? death : 0, kills: byTrap ? 0 : death))
            #expect(!inHand.deaths(of: 7).areTooMany)
            try die(with: 7, byTrap: byTrap)
        }
        let last = InHand(path: path)
        #expect(last.deaths(of: 7).areTooMany)
        last.putDown(7)
        #expect(InHand(path: path).suspects.isEmpty)
    }

    @Test("a trap weighs as much as three kills, and no more is forgiven for coming from both")
    func mixed() {
        #expect(!Deaths(traps: 2, kills: 3).areTooMany)
        #expect(Deaths(traps: 2, kills: 4).areTooMany)
        #expect(!Deaths(traps: 1, kills: 6).areTooMany)
        #expect(Deaths(traps: 1, kills: 7).areTooMany)
        #expect("\(Deaths(traps: 3))" == "ended the process 3 times")
        #expect("\(Deaths(kills: 10))" == "was in hand 10 times when the process was killed")
    }

    @Test("the note of a trap counts once: a kill after it is a kill")
    func noteIsCleared() throws {
        defer { unlink(path) }
        try die(with: 7, byTrap: true)
        try die(with: 7)
        #expect(InHand(path: path).deaths(of: 7) == Deaths(traps: 1, kills: 1))
    }

    @Test("what others put down after the trap does not take its note away")
    func noteStays() throws {
        defer { unlink(path) }
        let inHand = InHand(path: path)
        try inHand.take(7)
        try inHand.take(9)
        try leaveNote()
        inHand.putDown(9)
        #expect(InHand(path: path).deaths(of: 7) == Deaths(traps: 1))
    }

    @Test("a suspect that is not tried yet stays one, with as many deaths", arguments: [true, false])
    func untried(_ byTrap: Bool) throws {
        defer { unlink(path) }
        try die(with: 7, 9)
        try die(with: 9, byTrap: byTrap)
        // Killed before either is tried.
        #expect(InHand(path: path).suspects == [7, 9])
        let third = InHand(path: path)
        #expect(third.suspects == [7, 9])
        #expect(third.deaths(of: 7) == Deaths(kills: 1))
        #expect(third.deaths(of: 9) == Deaths(kills: 1).with(byTrap))
    }

    @Test(
        "a file of an earlier version is read: its deaths were taken for traps, and it left no note of the last"
    )
    func earlierVersion() throws {
        defer { unlink(path) }
        let lines = "7 0\n9 2\n" + String(repeating: "\n", count: 1016)
        try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
        let inHand = InHand(path: path)
        #expect(inHand.suspects == [7, 9])
        #expect(inHand.deaths(of: 7) == Deaths(kills: 1))
        #expect(inHand.deaths(of: 9) == Deaths(traps: 2, kills: 1))
    }

    @Test("more papers than there is room for leave no half line that would be another paper's")
    func crowded() throws {
        defer { unlink(path) }
        let inHand = InHand(path: path)
        let sequences = Set((0..<200).map { 1_000_000 + Int64($0) })
        for sequence in sequences { try inHand.take(sequence) }
        let suspects = InHand(path: path).suspects
        #expect(suspects.count > 50)
        #expect(suspects.isSubset(of: sequences))
    }

    @Test(
        "a file of nonsense has no suspects",
        arguments: [
            "", "x y\n", "1\n", "99999999999999999999 1\n", "1 -1\n", "1 0 0 0\n", "1 2000\n", "-\n", "\0\0",
        ])
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

extension Deaths {
    fileprivate func with(_ byTrap: Bool) -> Deaths {
        Deaths(traps: traps + (byTrap ? 1 : 0), kills: kills + (byTrap ? 0 : 1))
    }
}
