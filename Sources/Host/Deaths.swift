/// How often the process ended with a paper in hand.
///
/// A trap is most likely the paper's doing. A death that left no note came from outside (an operator, the kernel short of memory, a reset)
/// and happens to whatever is in hand; but a paper that eats all memory dies like that too, so it counts for something.
package struct Deaths: Sendable, Equatable {
    /// Ends by a fault of the process.
    package var traps = 0
    /// Ends that came without a note.
    package var kills = 0

    /// How often a paper may trap: twice may be a coincidence with another one in hand.
    package static let mostTraps = 3
    /// How often the process may be killed over a paper.
    ///
    /// Kills in quick succession, before the paper is done, hit it again and again since it is tried first. Ten in a row, each while
    /// that one is tried alone, is no coincidence.
    package static let mostKills = 10

    package init(traps: Int = 0, kills: Int = 0) { (self.traps, self.kills) = (traps, kills) }

    /// True when the paper is not to be tried again; both causes count together, each by its share.
    package var areTooMany: Bool {
        traps * Deaths.mostKills + kills * Deaths.mostTraps >= Deaths.mostTraps * Deaths.mostKills
    }

    /// One more, of the cause that is known.
    func and(byTrap: Bool) -> Deaths {
        Deaths(traps: traps + (byTrap ? 1 : 0), kills: kills + (byTrap ? 0 : 1))
    }
}

extension Deaths: CustomStringConvertible {
    /// What is said of a paper: `ended the process 3 times`.
    package var description: String {
        let killed = "was in hand \(kills) times when the process was killed"
        if kills == 0 { return "ended the process \(traps) times" }
        return traps == 0 ? killed : "ended the process \(traps) times and \(killed)"
    }
}
