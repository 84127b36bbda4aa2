import Glibc
public import Pipeline

/// The data files of a plugin that is a program: those of a folder beside it.
///
/// The folder is what follows `--data` in the program's arguments, else `data` in the directory where the program lies.
public struct ProgramData: DataFiles {
    private let root: String?
    private static let largestFile = 16 << 20

    public init(arguments: [String] = CommandLine.arguments) {
        if let index = arguments.firstIndex(of: "--data"), arguments.indices.contains(index + 1) {
            root = arguments[index + 1]
        } else {
            root = Self.programDirectory.map { "\($0)/data" }
        }
    }

    public func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
        guard let root else { return [] }
        let place = "\(root)/\(folder)"
        var files: [DataFile] = []
        for name in Self.names(in: place) where !name.hasPrefix(".") {
            let path = "\(place)/\(name)"
            guard let bytes = Self.read(path) else { throw InvalidOptions(path, "cannot be read") }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw InvalidOptions(path, "is not UTF-8")
            }
            files.append(DataFile(path: path, text: text))
        }
        return files
    }

    private static var programDirectory: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        let program = String(cString: path)
        return program.lastIndex(of: "/").map { String(program[..<$0]) }
    }

    /// The files of a directory in order; empty where there is none.
    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let length = Int(entry.pointee.d_reclen)
            guard entry.pointee.d_type != DT_DIR else { continue }
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: length) { String(cString: $0) }
                })
        }
        return names.sorted()
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var (bytes, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 1 << 16))
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0, bytes.count + count <= largestFile else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
