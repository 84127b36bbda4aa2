extension YAMLValue {
    /// What it says, whatever its place, its comments and its style: two values are alike where this is the same.
    ///
    /// Each text stands behind its length, so that no two values are written the same way.
    package var canonical: String {
        switch content {
        case .scalar(let text, let isQuoted): "\(isQuoted ? "q" : "s")\(text.utf8.count):\(text)"
        case .sequence(let elements): "[\(elements.map(\.canonical).joined())]"
        case .mapping(let entries):
            "{\(entries.map { "\($0.key.utf8.count):\($0.key)\($0.value.canonical)" }.joined())}"
        }
    }
}
