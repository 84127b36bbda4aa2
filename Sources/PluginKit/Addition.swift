import PluginProtocol

/// What a stage may add to an answer.
public enum Addition: String, Hashable, Sendable, CaseIterable {
    case themes, entities, references, commitments, response, annotations

    var wire: PluginProtocol.Addition {
        switch self {
        case .themes: .themes
        case .entities: .entities
        case .references: .references
        case .commitments: .commitments
        case .response: .response
        case .annotations: .annotations
        }
    }
}
