package import Pipeline

/// What someone wants to know of, in the syntax of search boxes.
///
/// - `mali niger` wants both words in question or answer, `mali OR niger` one of them, `NOT mali` and `-mali` none. `AND` may be
///   written out; it binds before `OR`, and brackets before both. Only capitals make an operator: `or` is a word.
/// - Case, accents and Dutch inflection do not count: `missie` finds `Missies`. `migratie*` finds what begins so; `*` alone, all.
/// - `"europese unie"` wants the words in a row, whatever spaces, hyphens, commas or line ends lie between, in one sentence.
/// - Fields look elsewhere: see ``QueryField``. A value with spaces is quoted; one that ends in `*` stands for beginnings.
package struct Query: Hashable, Sendable, CustomStringConvertible {
    /// Bytes of the longest query.
    package static let longest = 10_000
    /// Brackets and negations within one another.
    package static let deepest = 64
    /// Words and fields, those of phrases counted one by one.
    package static let mostTerms = 1_000

    let expression: QueryExpression

    /// Reads a query, or says what is wrong with it and where.
    package init(_ text: String) throws(QueryProblem) {
        var parser = try QueryParser(text)
        expression = try parser.query()
    }

    /// The query in its canonical form, which reads as the same query.
    package var description: String { expression.description }

    /// What a candidate must have to be asked.
    package var needs: Candidate.Parts { expression.needs }

    /// Where `candidate` matches; `nil` where it does not.
    package func matches(_ candidate: Candidate) -> Match? {
        guard expression.holds(for: candidate) else { return nil }
        var spans: [Span] = []
        expression.collect(&spans, from: candidate, limit: Match.mostSpans)
        return Match(spans: spans)
    }

    /// Where an answer matches a query.
    package struct Match: Hashable, Sendable {
        /// Words, phrases, names and evidence that the query asked for, in the order of the query; of each the first ones.
        package var spans: [Span]

        /// Spans that are kept of a match.
        static let mostSpans = 200
    }
}
