/// Turns a document into a richer one.
///
/// A stage is a pure function of its options, its data and the document: no clock, no network, no state between calls.
/// The engine may run it on any queue, and again after a crash.
public protocol Stage: Plugin {
    /// Whether it reads the text of the whole paper.
    ///
    /// That does not travel between topics, so such a stage stands before the first one outside the process. What a stage
    /// needs of answers, remarks and the paper's head is always there: `false` unless a stage says otherwise.
    static var needsText: Bool { get }

    /// Builds the stage, rejecting options and data that it could not work with.
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions)

    /// Returns the document with what this stage adds. It changes nothing that it does not declare as its own.
    func process(_ document: Document) throws(StageFailure) -> Document
}

extension Stage {
    public static var needsText: Bool { false }
}

/// Why a stage could not handle a document.
///
/// Stages are pure, so trying again would fail the same way: the engine sets the document aside with this reason.
public struct StageFailure: Error, Equatable, CustomStringConvertible {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
    public var description: String { reason }
}
