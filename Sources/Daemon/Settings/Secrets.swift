import Host
import Pipeline
import Synchronization

/// Reads secrets from the credentials that systemd hands over, or from a file beside the configuration.
///
/// They are never in the configuration itself, in the environment or in a message.
final class Secrets: Sendable {
    /// The configuration's directory.
    let directory: String
    private let found = Mutex<Set<String>>([])
    private static let largest = 64 << 10

    init(directory: String) { self.directory = directory }

    /// The files that were read.
    var places: [String] { found.withLock { $0.sorted() } }

    /// The secret of that name, without the line's end.
    func read(_ name: String) throws(InvalidOptions) -> String {
        guard !name.isEmpty, !name.split(separator: "/").contains("..") else {
            throw InvalidOptions("secret", "'\(name.onOneLine(limit: 80))' is no name of a file")
        }
        var places = [Files.path(name, beneath: directory)]
        if let credentials = Environment["CREDENTIALS_DIRECTORY"], !name.contains("/") {
            places.insert("\(credentials)/\(name)", at: 0)
        }
        guard let path = places.first(where: Files.exists) else {
            throw InvalidOptions("secret", "there is no file \(places.joined(separator: " or "))")
        }
        found.withLock { _ = $0.insert(path) }
        do throws(FileFailure) {
            let bytes = try Files.read(path, limit: Secrets.largest)
            return String(String(decoding: bytes, as: UTF8.self).trimmingNewlines())
        } catch {
            throw InvalidOptions("secret", "\(error)")
        }
    }
}

extension String {
    fileprivate func trimmingNewlines() -> Substring {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }
}
