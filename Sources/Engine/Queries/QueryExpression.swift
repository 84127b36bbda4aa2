import Language
import Pipeline

/// A query as a tree.
indirect enum QueryExpression: Hashable, Sendable {
    /// `*`
    case everything
    /// One word, or several in a row.
    case words([QueryWord])
    case field(QueryField, QueryValue)
    /// Two or more of which all must hold.
    case all([QueryExpression])
    /// Two or more of which one must hold.
    case any([QueryExpression])
    case not(QueryExpression)
}

/// A word that is looked for in the text.
struct QueryWord: Hashable, Sendable {
    /// Without case and accents.
    let folded: String
    /// True where it stands for all words that begin so.
    let isBeginning: Bool
    /// What its inflected forms have in common.
    let stem: String

    init(folded: String, isBeginning: Bool) {
        (self.folded, self.isBeginning) = (folded, isBeginning)
        stem = DutchStem.stem(folded)
    }
}

/// What a field is compared with.
struct QueryValue: Hashable, Sendable {
    /// As it was written, without quotes and asterisk.
    let text: String
    /// Without case and accents.
    let folded: String
    /// True where it stands for all values that begin so.
    let isBeginning: Bool
    /// Its words without case and accents, a space between.
    let words: String

    init(_ text: String, isBeginning: Bool) {
        (self.text, self.isBeginning) = (text, isBeginning)
        (folded, words) = (Folding.fold(text), text.foldedWords)
    }
}

extension String {
    /// The words of the text without case and accents, parted by single spaces.
    var foldedWords: String { TokenizedText(self).folded.joined(separator: " ") }
}

// MARK: The canonical form

extension QueryExpression: CustomStringConvertible {
    var description: String {
        switch self {
        case .everything: "*"
        case .words(let words) where words.count == 1: words.map(\.description).joined()
        case .words(let words): "\"\(words.map(\.description).joined(separator: " "))\""
        case .field(let field, let value): "\(field.rawValue):\(value)"
        case .all(let parts):
            parts.map { part in
                if case .any = part { "(\(part))" } else { part.description }
            }.joined(separator: " ")
        case .any(let parts): parts.map(\.description).joined(separator: " OR ")
        case .not(let part):
            switch part {
            case .all, .any: "NOT (\(part))"
            default: "NOT \(part)"
            }
        }
    }
}

extension QueryWord: CustomStringConvertible {
    var description: String { folded + (isBeginning ? "*" : "") }
}

extension QueryValue: CustomStringConvertible {
    var description: String {
        let whole = text + (isBeginning ? "*" : "")
        let isPlain = whole.unicodeScalars.allSatisfy { !QueryLexer.ends($0) }
        return isPlain ? whole : "\"\(whole)\""
    }
}
