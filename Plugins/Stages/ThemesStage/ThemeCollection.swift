import Pipeline

/// Reads the themes that are to be filed under.
enum ThemeCollection {
    /// The data folder of the themes that ship with Bode.
    static let shippedFolder = "themes"
    /// Official lists of themes, each in a folder beneath; read only where they are asked for, by the beginning of their ids.
    private static let taxonomies = ["tooi"]

    /// The themes, ordered by id.
    ///
    /// `wanted` holds ids, or beginnings of ids with an asterisk (`tooi:*`); without it all but official lists are read. The
    /// themes of `folder`, which are the desk's own, replace those of the same id.
    static func read(
        _ wanted: [String]?, folder: String?, data: any DataFiles
    ) throws(InvalidOptions) -> [Theme] {
        var gazetteer = GazetteerNames(try data.files(in: "gazetteers"))
        var themes: [String: Theme] = [:]
        let official = taxonomies.filter { name in wanted?.contains { $0.hasPrefix("\(name):") } ?? false }
        let shipped = [shippedFolder] + official.map { "\(shippedFolder)/\($0)" }
        for place in shipped + [folder].compactMap(\.self) {
            let files = try data.files(in: place).filter { $0.path.hasSuffix(".yaml") }
            guard !files.isEmpty else {
                throw InvalidOptions("folder", "there are no theme files in '\(place)'")
            }
            for file in files {
                let theme = try Theme(file, gazetteer: &gazetteer)
                guard themes[theme.id] == nil || place == folder else {
                    throw InvalidOptions(file.path, "theme '\(theme.id)' is defined twice")
                }
                themes[theme.id] = theme
            }
        }
        if let wanted { themes = try chosen(wanted, of: themes) }
        return themes.values.sorted { $0.id < $1.id }
    }

    private static func chosen(
        _ wanted: [String], of themes: [String: Theme]
    ) throws(InvalidOptions) -> [String: Theme] {
        var chosen: [String: Theme] = [:]
        for name in wanted {
            let found =
                name.hasSuffix("*")
                ? themes.filter { $0.key.hasPrefix(name.dropLast()) && isListed($0.key, by: name) }
                : themes.filter { $0.key == name }
            guard !found.isEmpty else {
                let known = themes.keys.sorted().joined(separator: ", ")
                throw InvalidOptions("themes", "there is no theme '\(name)'; known are: \(known)")
            }
            chosen.merge(found) { first, _ in first }
        }
        return chosen
    }

    /// `*` stands for the themes that are read without being asked for; official lists want their own beginning.
    private static func isListed(_ id: String, by name: String) -> Bool {
        name != "*" || !taxonomies.contains { id.hasPrefix("\($0):") }
    }
}
