import Hashing
import StrictYAML

extension SinkSettings {
    /// Stands for how the sink is configured, whatever the order and the layout of its keys.
    ///
    /// A hash: an address may be a secret, and what is stored of it must not tell.
    var fingerprint: String { hex(SHA256.hash(Array("\(kind) \(canonical(options))".utf8))) }
}

/// A value with the keys of its mappings in order, each part with its length before it.
private func canonical(_ value: YAMLValue) -> String {
    func sized(_ text: String) -> String { "\(text.utf8.count):\(text)" }
    if let entries = try? value.entries(), !entries.isEmpty {
        return "{" + entries.sorted { $0.key < $1.key }.map { sized($0.key) + canonical($0.value) }.joined()
            + "}"
    }
    if let elements = try? value.elements(), !elements.isEmpty {
        return "[" + elements.map(canonical).joined() + "]"
    }
    return sized((try? value.text()) ?? "")
}
