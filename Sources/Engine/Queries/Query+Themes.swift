extension Query {
    /// What it wants of `theme:`, as it is written there.
    package var themes: [String] { expression.themes.map(\.description) }

    /// Those of its themes that none of `known` is: a condition on one of them never holds.
    package func themes(missingFrom known: [String]) -> [String] {
        expression.themes.filter { !known.contains(where: $0.isName) }.map(\.description)
    }
}

extension QueryExpression {
    fileprivate var themes: [QueryValue] {
        switch self {
        case .field(.theme, let value): [value]
        case .everything, .words, .field: []
        case .all(let parts), .any(let parts): parts.flatMap(\.themes)
        case .not(let part): part.themes
        }
    }
}
