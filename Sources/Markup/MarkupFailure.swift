/// Why a document could not be read as markup.
package enum MarkupFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not well formed, cut off, or not text in the encoding that it claims; says where.
    case malformed(String)
    /// Declares a document type or entities, which are never read.
    case refused(String)
    /// Passes a limit; says which.
    case tooLarge(String)

    package var description: String {
        switch self {
        case .malformed(let why), .refused(let why), .tooLarge(let why): why
        }
    }
}
