import Archives
import Markup

/// Why the text of a paper could not be read; none but `unavailable` goes away by trying again.
package enum ReadFailure: Error, Equatable, CustomStringConvertible {
    /// The bytes are of a sort that is not read: the text says which.
    case unsupported(String)
    /// The bytes are not what they begin as: damaged, or locked by a password.
    case broken(String)
    /// The bytes, or the text in them, are more than is read: the text says what.
    case tooLarge(String)
    /// Reading took longer than it may.
    case timedOut
    /// There is no text in it, as in a scan that nobody ran text recognition on.
    case empty(String)
    /// This machine lacks what it takes, or is out of resources: the text says what to do.
    case unavailable(String)

    package var description: String {
        switch self {
        case .unsupported(let what): "cannot read \(what)"
        case .broken(let why): why
        case .tooLarge(let what): what
        case .timedOut: "reading took too long"
        case .empty(let why): why
        case .unavailable(let why): why
        }
    }
}

extension ReadFailure {
    /// What it means for a `document` that its archive could not be opened.
    init(_ failure: ArchiveFailure, in document: String) {
        self =
            switch failure {
            case .broken(let why): .broken("the \(document) is damaged: \(why)")
            case .locked: .broken("the \(document) is locked by a password")
            case .tooLarge(let what): .tooLarge("the \(document): \(what)")
            }
    }

    /// What it means for a `document` that its markup could not be read.
    init(_ failure: MarkupFailure, in document: String) {
        self =
            switch failure {
            case .malformed(let why), .refused(let why): .broken("the \(document) is damaged: \(why)")
            case .tooLarge(let what): .tooLarge("the \(document): \(what)")
            }
    }
}
