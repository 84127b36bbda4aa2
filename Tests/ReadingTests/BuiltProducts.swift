import Foundation

/// The programs that the package builds, which lie beside the tests.
enum BuiltProducts {
    /// The path of `bode-worker`.
    static let worker: String = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = URL(fileURLWithPath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
        let places = [beside, root.appending(path: ".build/debug"), root.appending(path: ".build/release")]
        let found = places.map { $0.appending(path: "bode-worker").path }
        return found.first { FileManager.default.isExecutableFile(atPath: $0) } ?? found[1]
    }()

    static let hasPoppler = FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftohtml")
    static let hasTesseract =
        FileManager.default.isExecutableFile(atPath: "/usr/bin/tesseract")
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftoppm")
        && FileManager.default.fileExists(atPath: "/usr/share/tesseract-ocr/5/tessdata/nld.traineddata")
    static let hasPython = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
}
