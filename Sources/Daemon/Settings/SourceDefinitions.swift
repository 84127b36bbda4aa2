import Pipeline
import StrictYAML

/// Ready-made sources that a configuration takes in by name: `tk: {use: tweede-kamer, every: 2m}`.
///
/// Each is a file of the data folder, `sources/NAME.yaml`, with the keys of a source.
struct SourceDefinitions {
    private static let folder = "sources"
    private static let ending = ".yaml"
    /// The key of a source that names its definition.
    private static let key = "use"

    private let data: any DataFiles
    private var files: [String: DataFile]?

    init(_ data: any DataFiles) { self.data = data }

    /// The source with what the definition that it names says wherever it says nothing itself.
    ///
    /// Throws ``YAMLProblem`` at the name where there is no such definition, and in the definition's own file where that is
    /// at fault.
    mutating func completing(_ source: YAMLValue.Entry) throws(YAMLProblem) -> YAMLValue.Entry {
        guard let name = try source.value.value(for: Self.key) else { return source }
        let definition = try definition(called: try name.text(), for: name)
        return source.replacing(source.value.completed(by: definition, without: Self.key))
    }

    private mutating func definition(called name: String, for place: YAMLValue) throws(YAMLProblem)
        -> YAMLValue
    {
        let files = try files(for: place)
        guard let file = files[name] else {
            let known = files.keys.sorted()
            throw place.problem(
                "\(place.path): there is no definition '\(name.onOneLine(limit: 80))'"
                    + (Spelling.suggestion(for: name, among: known))
                    + (known.isEmpty ? "" : "; there are: \(known.joined(separator: ", "))"))
        }
        let definition = try StrictYAML.parse(file.text, file: file.path)
        // Refuses what is no mapping.
        _ = try definition.entries()
        return definition
    }

    /// The definitions by name, read when the first is asked for.
    private mutating func files(for place: YAMLValue) throws(YAMLProblem) -> [String: DataFile] {
        if let files { return files }
        var found: [String: DataFile] = [:]
        do throws(InvalidOptions) {
            for file in try data.files(in: Self.folder) where file.path.hasSuffix(Self.ending) {
                let name = file.path.split(separator: "/").last?.dropLast(Self.ending.utf8.count) ?? ""
                found[String(name)] = file
            }
        } catch {
            throw place.problem("\(place.path): \(error)")
        }
        files = found
        return found
    }
}
