package import Pipeline

/// What is particular to one service: how its pages are asked for and read.
package protocol JSONPages: Sendable {
    /// What a cursor belongs to: the address with every filter, but not what moves.
    var origin: String { get }
    /// The address of a page of all that changed since `from`.
    ///
    /// `page` is what ``JSONPage/next`` gave; `nil` for the first.
    func address(from: Timestamp, page: String?) -> String
    /// Reads a page of all that changed since `from`.
    func read(_ answer: JSONAnswer, from: Timestamp, page: String?) throws(PollFailure) -> JSONPage
}

/// What one page shows.
package struct JSONPage: Sendable {
    /// What comes after it.
    package enum Next: Sendable, Equatable {
        case end
        /// Another page, in words that its service understands: an address, a cursor, a number to start at.
        case page(String)
        /// There would be more, which cannot be had, for that reason.
        case broken(String)
    }

    package var publications: [Publication]
    /// The newest change among its entries.
    package var newest: Timestamp?
    /// How many it has, wanted or not.
    package var entries: Int
    package var next: Next
    /// What was odd about it.
    package var problems: [String]

    package init(
        publications: [Publication] = [], newest: Timestamp? = nil, entries: Int = 0, next: Next = .end,
        problems: [String] = []
    ) {
        (self.publications, self.newest, self.entries) = (publications, newest, entries)
        (self.next, self.problems) = (next, problems)
    }
}
