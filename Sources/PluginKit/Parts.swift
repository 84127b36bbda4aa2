import Pipeline
import PluginProtocol

/// Cuts what a stage adds into messages, none of them longer than a line may be.
struct Parts {
    let id: Int64
    let limits: ProtocolLimits

    /// Bytes for what a message holds beside its additions: its type, its id, brackets.
    private static let frame = 256

    /// The lines; all but the last say that more is to come.
    func messages(_ additions: [AnswerAddition]) throws(ProtocolFault) -> [[UInt8]] {
        let whole = PluginMessage.additions(id: id, additions, isLast: true).line
        guard whole.count > limits.line else { return [whole] }
        guard whole.count <= limits.document else {
            throw ProtocolFault("the stage adds more than \(limits.document) bytes to one document")
        }
        var groups: [[AnswerAddition]] = []
        var (group, size): ([AnswerAddition], Int) = ([], 0)
        for piece in additions.flatMap(\.pieces) {
            let cost = JSONText.encode(piece).count + 1
            guard cost + Self.frame <= limits.line else {
                throw ProtocolFault("one addition is longer than a line may be, \(limits.line) bytes")
            }
            if size + cost + Self.frame > limits.line {
                groups.append(group)
                (group, size) = ([], 0)
            }
            group.append(piece)
            size += cost
        }
        groups.append(group)
        return groups.enumerated().map { index, group in
            PluginMessage.additions(id: id, group, isLast: index == groups.count - 1).line
        }
    }
}

extension AnswerAddition {
    /// The same, one finding at a time.
    fileprivate var pieces: [AnswerAddition] {
        var pieces: [AnswerAddition] = []
        func piece(_ change: (inout AnswerAddition) -> Void) {
            var piece = AnswerAddition(index: index)
            change(&piece)
            pieces.append(piece)
        }
        for theme in themes ?? [] { piece { $0.themes = [theme] } }
        for entity in entities ?? [] { piece { $0.entities = [entity] } }
        for reference in references ?? [] { piece { $0.references = [reference] } }
        for commitment in commitments ?? [] { piece { $0.commitments = [commitment] } }
        for annotation in annotations ?? [] { piece { $0.annotations = [annotation] } }
        // What was looked for and not found is said too.
        piece { rest in
            rest.response = response
            if themes?.isEmpty == true { rest.themes = [] }
            if entities?.isEmpty == true { rest.entities = [] }
            if commitments?.isEmpty == true { rest.commitments = [] }
            if annotations?.isEmpty == true { rest.annotations = [] }
        }
        return pieces
    }
}
