import Pipeline

/// What is wrong with a query, and what to do about it.
package struct QueryProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where it is: an offset into the query, in bytes of UTF-8 from 0.
    package let position: Int
    /// What is wrong, for the person who wrote the query; on one line.
    package let message: String

    package init(at position: Int, _ message: String) {
        (self.position, self.message) = (position, message.onOneLine(limit: Self.longestMessage))
    }

    package var description: String { message }

    private static let longestMessage = 500
}
