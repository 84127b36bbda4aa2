/// Why a paper's bytes gave no text.
package struct PaperFailure: Error, Equatable, Sendable {
    package let reason: String
    /// False where it may go away by itself: a program that is not installed yet, a machine without room for a process.
    package let isPermanent: Bool

    package init(_ reason: String, isPermanent: Bool = true) {
        (self.reason, self.isPermanent) = (reason, isPermanent)
    }
}
