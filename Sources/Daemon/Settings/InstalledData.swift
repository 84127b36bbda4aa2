import Host
import Pipeline

/// The data files that ship with Bode, or those of a folder that the configuration names.
struct InstalledData: DataFiles {
    private let folder: String?
    private static let largestFile = 16 << 20
    private let own: String?

    /// `folder` is where to look, `nil` for what lies beside the program; `own` is the directory of the configuration,
    /// whose folders add to it.
    init(folder: String?, own: String? = nil) {
        self.folder = folder ?? InstalledData.besideTheProgram()
        self.own = own
    }

    func files(in name: String) throws(InvalidOptions) -> [DataFile] {
        guard let folder else {
            throw InvalidOptions(
                "data", "there is no share/bode beside the program; say where it is with data:")
        }
        guard Files.isDirectory(folder) else { throw InvalidOptions("data", "\(folder) is no directory") }
        var files: [DataFile] = []
        var place = "\(folder)/\(name)"
        if !Files.isDirectory(place), let own { place = Files.path(name, beneath: own) }
        guard !Files.isClosed(place) else { throw InvalidOptions(place, "cannot be read: permission denied") }
        for file in Files.names(in: place) where !file.hasPrefix(".") {
            let path = "\(place)/\(file)"
            guard !Files.isDirectory(path) else { continue }
            let bytes: [UInt8]
            do throws(FileFailure) { bytes = try Files.read(path, limit: InstalledData.largestFile) } catch {
                throw InvalidOptions(path, error.reason)
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InvalidOptions(path, "is not UTF-8")
            }
            files.append(DataFile(path: path, text: text))
        }
        return files
    }

    /// `../share/bode` of an installed program, `Deploy/share/bode` of a checkout that the program was built in.
    private static func besideTheProgram() -> String? {
        guard let program = Environment.executable else { return nil }
        var directory = Files.parent(of: program)
        let installed = "\(Files.parent(of: directory))/share/bode"
        if Files.isDirectory(installed) { return installed }
        // .build/x86_64-unknown-linux-gnu/release/bode
        for _ in 0..<6 {
            let checkout = "\(directory)/Deploy/share/bode"
            if Files.isDirectory(checkout) { return checkout }
            guard directory != "/" else { return nil }
            directory = Files.parent(of: directory)
        }
        return nil
    }
}
