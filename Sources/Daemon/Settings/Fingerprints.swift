import Hashing
import Pipeline
import StrictYAML
import Synchronization

/// What a part was built from: its settings, and the secrets and data files that it read meanwhile.
///
/// Two parts with the same fingerprint do the same, so that a reload leaves the one that runs alone.
struct Fingerprint: Hashable, Sendable {
    private let hash: [UInt8]

    init(_ words: [String]) {
        hash = SHA256.hash(words.flatMap { Array("\($0.utf8.count):\($0),".utf8) })
    }

    /// The hash in base64.
    var text: String { Base64.encode(hash) }

    /// This one and something more that matters.
    func with(_ words: String...) -> Fingerprint { Fingerprint([text] + words) }
}

/// Notes what a part reads while it is built.
final class BuildNotes: Sendable {
    private let words = Mutex<[String]>([])

    /// Services whose secrets are noted.
    func noting(_ services: Services) -> Services {
        var services = services
        services.secret = { [self, secret = services.secret] name throws(InvalidOptions) in
            note(try secret(name))
        }
        return services
    }

    /// The same for sinks.
    func noting(_ services: SinkServices) -> SinkServices {
        var services = services
        services.services = noting(services.services)
        services.secret = { [self, secret = services.secret] name throws(InvalidOptions) in
            note(try secret(name))
        }
        return services
    }

    /// Data files whose texts are noted.
    func noting(_ data: any DataFiles) -> any DataFiles { NotedData(data: data, notes: self) }

    /// The fingerprint of what was built from `settings`.
    func fingerprint(_ settings: String...) -> Fingerprint {
        words.withLock { Fingerprint(settings + $0) }
    }

    @discardableResult
    fileprivate func note(_ text: String) -> String {
        // Neither secrets nor whole files are kept for it.
        let hash = Base64.encode(SHA256.hash(Array(text.utf8)))
        words.withLock { $0.append(hash) }
        return text
    }
}

private struct NotedData: DataFiles {
    let data: any DataFiles
    let notes: BuildNotes

    func files(in folder: String) throws(InvalidOptions) -> [DataFile] {
        let files = try data.files(in: folder)
        for file in files {
            notes.note(file.path)
            notes.note(file.text)
        }
        return files
    }
}
