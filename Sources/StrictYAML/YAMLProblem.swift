/// What is wrong in a YAML file, and where, phrased for the person who wrote it.
package struct YAMLProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let place: YAMLPlace
    package let message: String

    package init(_ place: YAMLPlace, _ message: String) { (self.place, self.message) = (place, message) }

    package var file: String { place.file }
    /// From 1.
    package var line: Int { place.line }
    /// From 1, in Unicode scalars.
    package var column: Int { place.column }

    /// The place and the message on one line.
    ///
    /// For example `bode.yaml:12:5: unknown key 'evry' in sources.un-press; did you mean 'every'?`
    package var description: String { "\(place): \(message)" }
}

/// A place in a file; lines and columns count from 1, columns in Unicode scalars.
package struct YAMLPlace: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        (self.file, self.line, self.column) = (file, line, column)
    }

    package var description: String { "\(file):\(line):\(column)" }
}
