import Language
import Pipeline

/// Reads queries by recursive descent: `OR` of `AND` of `NOT` of terms and brackets.
struct QueryParser {
    private var lexer: QueryLexer
    private var token: QueryLexer.Token?
    private var depth = 0
    private var terms = 0

    /// Words of the longest phrase, which bounds the time that looking for it takes.
    private static let longestPhrase = 50
    /// Bytes of what was typed that a message repeats.
    private static let longestQuotation = 60

    init(_ text: String) throws(QueryProblem) {
        guard text.utf8.count <= Query.longest else {
            throw QueryProblem(
                at: Query.longest,
                "the query has \(text.utf8.count) bytes, and \(Query.longest) are allowed; split it over several watches"
            )
        }
        lexer = QueryLexer(text)
        token = try lexer.next()
    }

    mutating func query() throws(QueryProblem) -> QueryExpression {
        guard token != nil else {
            throw QueryProblem(at: 0, "the query is empty; write a word to look for, or * for everything")
        }
        let expression = try alternatives()
        if let rest = token {
            throw QueryProblem(
                at: rest.position, "')' at \(rest.position) closes nothing; drop it, or add '(' before it")
        }
        return expression
    }

    private mutating func advance() throws(QueryProblem) { token = try lexer.next() }

    // MARK: Operators

    private mutating func alternatives() throws(QueryProblem) -> QueryExpression {
        var parts: [QueryExpression] = []
        while true {
            let part = try conjunction()
            if case .any(let inner) = part { parts += inner } else { parts.append(part) }
            guard let found = token, found.piece == .or else { break }
            try advance()
            try expectOperand(of: "OR", at: found.position)
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(QueryProblem) -> QueryExpression {
        var parts: [QueryExpression] = []
        while true {
            let part = try negation()
            if case .all(let inner) = part { parts += inner } else { parts.append(part) }
            guard let found = token else { break }
            if found.piece == .and {
                try advance()
                try expectOperand(of: "AND", at: found.position)
            } else if found.piece == .or || found.piece == .close {
                break
            }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func negation() throws(QueryProblem) -> QueryExpression {
        guard let found = token, found.piece == .not else { return try primary() }
        try enter(at: found.position)
        try advance()
        try expectOperand(of: "NOT", at: found.position)
        let part = try negation()
        depth -= 1
        return .not(part)
    }

    /// Refuses an operator with nothing behind it.
    private func expectOperand(of name: String, at position: Int) throws(QueryProblem) {
        switch token?.piece {
        case nil, .close?:
            throw QueryProblem(
                at: position,
                "nothing follows \(name) at \(position); add a term or drop \(name)\(Self.lowerCaseHint)")
        case .and?, .or?:
            throw QueryProblem(
                at: position, "\(name) at \(position) is followed by another operator; drop one of them")
        default: return
        }
    }

    private static let lowerCaseHint = " (to look for the word, write it in small letters)"

    private mutating func enter(at position: Int) throws(QueryProblem) {
        depth += 1
        guard depth <= Query.deepest else {
            throw QueryProblem(
                at: position,
                "brackets and NOT are more than \(Query.deepest) deep at \(position); write the query flatter"
            )
        }
    }

    // MARK: Terms

    private mutating func primary() throws(QueryProblem) -> QueryExpression {
        guard let found = token else {
            throw QueryProblem(at: 0, "the query ends where a term should be")
        }
        switch found.piece {
        case .open:
            return try brackets(from: found.position)
        case .close:
            throw QueryProblem(
                at: found.position,
                "')' at \(found.position) closes nothing; drop it, or add '(' before it")
        case .and, .or, .not:
            let name = found.piece == .and ? "AND" : "OR"
            throw QueryProblem(
                at: found.position,
                "nothing stands before \(name) at \(found.position); add a term or drop \(name)\(Self.lowerCaseHint)"
            )
        case .quoted(let text), .bare(let text):
            let expression = try words(text, at: found.position)
            try advance()
            return expression
        case .field(let name, let value):
            let expression = try field(name, value, at: found.position)
            try advance()
            return expression
        }
    }

    private mutating func brackets(from start: Int) throws(QueryProblem) -> QueryExpression {
        try enter(at: start)
        try advance()
        if token?.piece == .close {
            throw QueryProblem(at: start, "nothing stands between the brackets at \(start); drop them")
        }
        guard token != nil else {
            throw QueryProblem(at: start, "'(' at \(start) is never closed; add ')' or drop it")
        }
        let expression = try alternatives()
        guard token?.piece == .close else {
            throw QueryProblem(at: start, "'(' at \(start) is never closed; add ')' or drop it")
        }
        try advance()
        depth -= 1
        return expression
    }

    private mutating func words(_ text: String, at position: Int) throws(QueryProblem) -> QueryExpression {
        let parts = text.split(whereSeparator: \.isWhitespace)
        if parts == ["*"] {
            try count(1, at: position)
            return .everything
        }
        var words: [QueryWord] = []
        for part in parts {
            let (plain, isBeginning) = try Self.beginning(of: String(part), at: position)
            let found = TokenizedText(plain).folded
            for (index, word) in found.enumerated() {
                words.append(QueryWord(folded: word, isBeginning: isBeginning && index == found.count - 1))
            }
            if found.isEmpty, isBeginning {
                throw QueryProblem(
                    at: position,
                    "'*' at \(position) has no word before it; write the beginning of a word, or * alone")
            }
        }
        guard !words.isEmpty else {
            throw QueryProblem(
                at: position,
                "\(Self.quotation(text)) at \(position) has no letters or digits to look for; drop it")
        }
        guard words.count <= Self.longestPhrase else {
            throw QueryProblem(
                at: position,
                "the phrase at \(position) has \(words.count) words, and \(Self.longestPhrase) are allowed")
        }
        try count(words.count, at: position)
        return .words(words)
    }

    private mutating func field(_ name: String, _ value: String?, at position: Int) throws(QueryProblem)
        -> QueryExpression
    {
        guard let field = QueryField(rawValue: name.lowercased()) else {
            let advice =
                QueryField.nearest(to: name.lowercased()).map { "did you mean '\($0.rawValue):'?" }
                ?? "fields are \(QueryField.allCases.map(\.rawValue).joined(separator: ", ")); "
                + "to look for the words, put them in quotes"
            let shown = name.clipped(to: Self.longestQuotation)
            throw QueryProblem(
                at: position,
                "unknown field '\(shown):' at \(position)\(advice.hasPrefix("did") ? ";" : ":") \(advice)")
        }
        let (plain, isBeginning) = try Self.beginning(of: value ?? "", at: position)
        let result = QueryValue(plain, isBeginning: isBeginning)
        guard !plain.isEmpty || isBeginning else {
            throw QueryProblem(
                at: position,
                "nothing follows '\(name):' at \(position); write the value directly behind the colon, in quotes where it has spaces"
            )
        }
        if field == .response, !isBeginning, Response(rawValue: plain.lowercased()) == nil {
            let known = [Response.answered, .refers, .unable, .deferred].map(\.rawValue).joined(
                separator: ", ")
            throw QueryProblem(
                at: position,
                "unknown response \(Self.quotation(plain)) at \(position); it is one of \(known)")
        }
        try count(1, at: position)
        return .field(field, result)
    }

    /// Takes the asterisk off the end of a word.
    private static func beginning(of text: String, at position: Int) throws(QueryProblem) -> (String, Bool) {
        let isBeginning = text.hasSuffix("*")
        let plain = isBeginning ? String(text.dropLast()) : text
        guard !plain.contains("*") else {
            throw QueryProblem(
                at: position,
                "\(quotation(text)) at \(position) has '*' elsewhere than at its end; only beginnings can be looked for"
            )
        }
        return (plain, isBeginning)
    }

    private static func quotation(_ text: String) -> String { "'\(text.clipped(to: longestQuotation))'" }

    private mutating func count(_ number: Int, at position: Int) throws(QueryProblem) {
        terms += number
        guard terms <= Query.mostTerms else {
            throw QueryProblem(
                at: position,
                "the query has more than \(Query.mostTerms) terms at \(position); split it over several watches"
            )
        }
    }
}
