/// Where else than in its text an answer can be looked for.
package enum QueryField: String, Hashable, Sendable, CaseIterable {
    /// A theme's id.
    case theme
    /// Anything named, by its canonical name, its identifier, or as the paper writes it.
    case entity
    /// A person who asks, answers or is named; a part of the name is enough.
    case person
    /// The party of who asks.
    case party
    /// A part of the office of who answers.
    case ministry
    /// A part of the paper's kind.
    case kind
    /// A source's name.
    case source
    /// A part of the heading above the answer.
    case section
    /// What the answer does: `answered`, `refers`, `unable` or `deferred`.
    case response
    /// The identifier of a paper that the answer names.
    case reference
    /// The kind of something that a further stage says of the answer: `translation`, `similar`.
    case annotation

    /// The field that a mistyped name was probably meant to be.
    static func nearest(to name: String) -> QueryField? {
        let distance = EditDistance(limit: name.utf8.count < 4 ? 1 : 2)
        let known = allCases.compactMap { field in
            distance.between(Array(name.utf8), Array(field.rawValue.utf8)).map { (field, $0) }
        }
        return known.min { $0.1 < $1.1 }?.0
    }
}
