/// The version of the protocol, and what it limits: the manual's page *The plugin protocol* is its specification.
package enum PluginVersion {
    package static let current = "bode-plugin/1"
}

/// What either side may send at most.
package struct ProtocolLimits: Hashable, Codable, Sendable {
    /// The longest line that a plugin may write, in bytes.
    package var line: Int
    /// The longest document that it is sent, and the most that it may write on one document, in bytes.
    package var document: Int
    /// The seconds within which an answer must come while it has something to answer.
    package var deadline: Double
    /// The most that Bode would give it at a time.
    package var window: Int

    package init(
        line: Int = 1 << 20, document: Int = 16 << 20, deadline: Double = 30, window: Int = largestWindow
    ) {
        (self.line, self.document, self.deadline, self.window) = (line, document, deadline, window)
    }

    package static let largestWindow = 256
    /// Opening brackets in one line, those within its texts included.
    package static let mostBrackets = 32_768
}

/// What a stage may add to an answer.
package enum Addition: String, Hashable, Codable, Sendable, CaseIterable {
    case themes, entities, references, commitments, response, annotations
}

package enum PluginRole: String, Hashable, Codable, Sendable {
    case stage, sink
}

/// What was wrong with a message, for whoever wrote the program that sent it.
package struct ProtocolFault: Error, Hashable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
