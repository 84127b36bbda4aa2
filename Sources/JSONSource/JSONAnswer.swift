package import Pipeline

/// Why there is no JSON to read.
package struct JSONRefusal: Error, Equatable {
    package var failure: PollFailure
    /// What the server answered; `nil` where it did not.
    package var status: Int?

    package init(failure: PollFailure, status: Int?) { (self.failure, self.status) = (failure, status) }

    /// Whether the server will not have this address, as it stands.
    package var isOfAddress: Bool { [400, 404, 410, 422].contains(status) }
}

/// An answer in JSON, with the address that gave it.
package struct JSONAnswer: Sendable {
    package var value: JSONValue
    /// After redirects: what relative links stand at.
    package var url: String
    /// Where the address has moved for good.
    package var movedTo: String?

    package init(value: JSONValue, url: String, movedTo: String? = nil) {
        (self.value, self.url, self.movedTo) = (value, url, movedTo)
    }

    /// The entries in the field called `name`; an object counts as a list of one.
    ///
    /// - Throws: ``PollFailure/malformed(_:)`` where there is no such field: an error that came as a success, or another API.
    package func entries(_ name: String) throws(PollFailure) -> [JSONValue] {
        let says = value.complaint.map { ": it says “\($0)”" } ?? ""
        guard case .object(let members) = value else {
            throw .malformed("JSON of another kind, without '\(name)'\(says)")
        }
        switch members[name] {
        case .array(let entries): return entries
        case .object: return value.list(name)
        case .null: return []
        case nil: throw .malformed("JSON without '\(name)'\(says)")
        case .bool, .number, .string: throw .malformed("JSON whose '\(name)' is no list\(says)")
        }
    }
}

extension JSONValue {
    /// What an error in JSON says for people, in the fields where services put that.
    var complaint: String? {
        text(
            [
                "error.message", "error.detail", "error", "message", "detail", "errors.message", "errors",
                "title",
            ],
            longest: 200)
    }
}
