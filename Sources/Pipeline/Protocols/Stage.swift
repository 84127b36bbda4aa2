/// Turns a document into a richer one.
///
/// A stage is a pure function of its options, its data and the document: no clock, no network, no state between calls.
/// The engine may run it on any queue, and again after a crash.
public protocol Stage: Plugin {
    /// Builds the stage, rejecting options and data that it could not work with.
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions)

    /// Returns the document with what this stage adds. It changes nothing that it does not declare as its own.
    func process(_ document: Document) throws(StageFailure) -> Document
}

/// Why a stage could not handle a document.
///
/// Stages are pure, so trying again would fail the same way: the engine sets the document aside with this reason.
public struct StageFailure: Error, Equatable, CustomStringConvertible {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
    public var description: String { reason }
}
