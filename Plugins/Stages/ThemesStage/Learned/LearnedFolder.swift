import Learning
import Pipeline

/// The folder beside the configuration in which the desk's corrections lie, and what was learned from them.
package struct LearnedFolder: Sendable {
    /// The folder's name where the configuration gives none.
    package static let usualName = "learned"
    /// What the desk corrected: a ``LabelledAnswer`` a line.
    package static let correctionsFile = "corrections.ndjson"
    /// What `bode themes fit` learned: ``ModelText``.
    package static let modelFile = "model.tsv"

    let model: DataFile?
    private let labelled: DataFile?

    /// A folder with nothing in it.
    init() { (model, labelled) = (nil, nil) }

    /// - Throws: ``InvalidOptions`` where the configuration names a folder that holds neither file.
    init(_ name: String?, _ data: any DataFiles) throws(InvalidOptions) {
        let files = try data.files(in: name ?? Self.usualName)
        func file(_ name: String) -> DataFile? { files.first { $0.path.hasSuffix("/\(name)") } }
        (model, labelled) = (file(Self.modelFile), file(Self.correctionsFile))
        if let name, model == nil, labelled == nil {
            throw InvalidOptions(
                "learned",
                "there is neither \(Self.modelFile) nor \(Self.correctionsFile) in '\(name.onOneLine(limit: 200))'"
            )
        }
    }

    func corrections() throws(InvalidOptions) -> [LabelledAnswer] {
        guard let labelled else { return [] }
        do throws(LabelProblem) { return try LabelledAnswer.all(in: labelled.text) } catch {
            throw InvalidOptions(labelled.path, "\(error)")
        }
    }
}
