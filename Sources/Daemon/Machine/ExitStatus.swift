/// How a command ended, for scripts: the codes of sysexits(3) that fit.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// It worked, and what it found is not well.
    case unhealthy = 1
    case usage = 64
    /// Something it needs is not there: a file, the state directory that another process has.
    case unavailable = 69
    /// A defect, or a state that cannot be trusted.
    case software = 70
    case configuration = 78
}
