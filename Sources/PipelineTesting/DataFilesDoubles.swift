public import Pipeline

/// Data files for a stage that needs none.
public struct NoData: DataFiles {
    public init() {}
    public func files(in folder: String) throws(InvalidOptions) -> [DataFile] { [] }
}

/// Data files that a test writes down: texts by folder and file name.
public struct InMemoryDataFiles: DataFiles {
    private let folders: [String: [String: String]]

    /// - Parameter folders: the text of every file, by folder and by name: `["themes": ["sahel.yaml": "…"]]`.
    public init(_ folders: [String: [String: String]]) { self.folders = folders }

    public func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
        folders[folder, default: [:]].sorted { $0.key < $1.key }
            .map { DataFile(path: "\(folder)/\($0.key)", text: $0.value) }
    }
}
